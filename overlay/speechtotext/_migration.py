"""What a program asks for that is to run against a newer version than the one it was written for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._client import AsyncVersionedClient, VersionedClient


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
    copy_targets: Mapping[str, VersionedClient | AsyncVersionedClient] = field(default_factory=dict, repr=False)
