from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...wire import hidden, redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ModelCopy(JsonObject):
    """Where to copy a custom model to."""

    target_subscription_key: str = field(repr=hidden)
    """Key of the Speech resource that receives the model, possibly in another region. Keep it secret."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        target_subscription_key: str,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            target_subscription_key=target_subscription_key,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("targetSubscriptionKey")
        if type(value) is str:
            self.target_subscription_key = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ModelCopy,
    {
        "target_subscription_key": Member("targetSubscriptionKey", TEXT, required=True),
    },
)
