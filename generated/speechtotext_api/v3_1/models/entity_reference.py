from __future__ import annotations

from typing import Any

from attrs import define, field

from ...calls import id_of
from ...kinds import (
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EntityReference(Model):
    """A reference to another entity, made by its URL."""

    self_: str = field(repr=redacted)
    """URL of the entity meant. A bare id is not enough."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        self_: str,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.self_ = self_ if type(self_) is str else self._given("self_", self_)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if type(value) is str:
            self.self_ = value


# Below the class, so that models which refer to each other can import each other.

describe(
    EntityReference,
    {
        "self_": Member("self", TEXT, required=True),
    },
)
