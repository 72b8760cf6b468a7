"""Run a program of one API version against a newer one: its options, and what the clients know of the translator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import httpx

from .steps import Answer, Flow, FlowRunner, Send


class CopyTarget(Protocol):
    """A client of this package, of any version."""

    @property
    def _transport(self) -> FlowRunner: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A newer API version to use, with options.

    Args:
        to: the API version to use.
        clamp_time_to_live: move lifetimes of transcriptions into the range of the newer version (6 hours to 31 days),
            instead of raising `NotExpressible`. Unlimited lifetimes become 31 days.
        resource_id: Azure resource id of this client's resource, `/subscriptions/…/accounts/NAME`. Newer versions need
            it to copy a model.
        copy_targets: clients of the target resources, by the key that the program copies models with
            (`target_subscription_key`).
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
