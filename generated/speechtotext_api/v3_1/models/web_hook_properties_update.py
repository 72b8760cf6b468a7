from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...wire import UNSET, Unset, hidden, redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class WebHookPropertiesUpdate(JsonObject):
    """Changes to the settings of a web hook."""

    secret: str | None | Unset = field(default=UNSET, repr=hidden)
    """New secret that signs the requests. Left out or empty: requests are no longer signed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        secret: str | None | Unset = UNSET,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            secret=secret,
            additional_properties=additional_properties,
        )


# Below the class, so that models which refer to each other can import each other.

describe(
    WebHookPropertiesUpdate,
    {
        "secret": Member("secret", TEXT),
    },
    is_update=True,
)
