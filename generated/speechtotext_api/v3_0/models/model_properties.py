from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ModelProperties(JsonObject):
    """Settings and details of a model."""

    deprecation_dates: ModelDeprecationDates | None = field(default=None)
    """End dates of adaptation and transcription with the model."""
    email: str | None = field(default=None, repr=redacted)
    """Email address to notify when the work has ended. The service deletes it afterwards."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        deprecation_dates: ModelDeprecationDates | Mapping[str, object] | None = None,
        email: str | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            deprecation_dates=deprecation_dates,
            email=email,
            error=error,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("deprecationDates") is None:
            self.deprecation_dates = None
        value = get("email")
        if value is None or type(value) is str:
            self.email = value
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
from .model_deprecation_dates import ModelDeprecationDates  # noqa: E402

describe(
    ModelProperties,
    {
        "deprecation_dates": Member("deprecationDates", ObjectOf(ModelDeprecationDates)),
        "email": Member("email", TEXT),
        "error": Member("error", ObjectOf(EntityError)),
    },
)
