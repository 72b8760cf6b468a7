from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import hidden, redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ModelCopy(Model):
    """Where to copy a custom model to."""

    target_subscription_key: str = field(repr=hidden)
    """Key of the Speech resource that shall receive the model, possibly in another region. Keep it secret."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        target_subscription_key: str,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.target_subscription_key = (
            target_subscription_key
            if type(target_subscription_key) is str
            else self._given("target_subscription_key", target_subscription_key)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
