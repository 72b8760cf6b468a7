from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...calls import id_of
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EntityReference(JsonObject):
    """A reference to another entity by its URL."""

    self_: str = field(repr=redacted)
    """URL of the entity. An id is not enough."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        self_: str,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            self_=self_,
            additional_properties=additional_properties,
        )

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
