"""Run a program of one API version against a newer one: its options, and what the clients know of the translator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import httpx

from .flows import Answer, Flow, FlowRunner, Send


class CopyTarget(Protocol):
    """A client of this package, of any version."""

    @property
    def _transport(self) -> FlowRunner: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """Which newer version to speak, where `api_version="2025-10-15"` does not say enough.

    Args:
        to: the version to speak.
        clamp_time_to_live: keep transcriptions for the shortest or longest time that the newer version knows (6 hours,
            31 days) where the program asks for less or more, in place of raising `NotExpressible`. What is to be kept
            for ever is kept for 31 days.
        resource_id: Azure resource id of this client's resource, `/subscriptions/…/accounts/NAME`. The newer versions
            want to know it when a model is copied.
        copy_targets: by the key that the program copies models with (`target_subscription_key`), a client for the
            resource that it is the key of.
    """

    to: str
    clamp_time_to_live: bool = False
    resource_id: str | None = None
    copy_targets: Mapping[str, CopyTarget] = field(default_factory=dict, repr=False)


class Translator(Protocol):
    """Runs a program of one version against a newer version of the service."""

    @property
    def migration(self) -> Migration:
        """What the program asked for."""
        ...

    @property
    def copy_targets(self) -> MutableMapping[str, FlowRunner]:
        """By key, the transport of the client for the resource that it is the key of."""
        ...

    def answer(self, step: Send[Any], on_response: Callable[[httpx.Response], None] | None) -> Flow[Answer]:
        """Return the steps that send a request of the program's version.

        Args:
            on_response: called with the response as the program's version would have sent it.
        """
        ...


TranslatorFactory: TypeAlias = Callable[[str, Migration], Translator]
"""Makes the translator from a version, for a migration."""
