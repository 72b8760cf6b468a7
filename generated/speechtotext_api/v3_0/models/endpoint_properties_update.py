from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    BOOLEAN,
)
from ...wire import UNSET, Unset, redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EndpointPropertiesUpdate(JsonObject):
    """Changes to the settings of an endpoint."""

    content_logging_enabled: bool | None | Unset = field(default=UNSET)
    """True to log audio and transcripts from now on, false to stop. Responses call it logging_enabled."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        content_logging_enabled: bool | None | Unset = UNSET,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            content_logging_enabled=content_logging_enabled,
            additional_properties=additional_properties,
        )


# Below the class, so that models which refer to each other can import each other.

describe(
    EndpointPropertiesUpdate,
    {
        "content_logging_enabled": Member("contentLoggingEnabled", BOOLEAN),
    },
    is_update=True,
)
