from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    TEXT,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class CustomModelProperties(JsonObject):
    """Settings and details of a custom model."""

    custom_model_weight_percent: int | None = field(default=None)
    """Weight of the adapted part, 1 to 100 percent; 100 ignores the base model. Default: the service chooses a value,
    which the response shows. Change it only if the adaptation has too little or too much effect."""
    deprecation_dates: CustomModelDeprecationDates | None = field(default=None)
    """End date of transcriptions with the model."""
    features: CustomModelFeatures | None = field(default=None)
    """Features of the model."""
    email: str | None = field(default=None, repr=redacted)
    """Email address to notify when the work has ended. The service deletes it afterwards."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        custom_model_weight_percent: int | None = None,
        deprecation_dates: CustomModelDeprecationDates | Mapping[str, object] | None = None,
        features: CustomModelFeatures | Mapping[str, object] | None = None,
        email: str | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            custom_model_weight_percent=custom_model_weight_percent,
            deprecation_dates=deprecation_dates,
            features=features,
            email=email,
            error=error,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("customModelWeightPercent")
        if value is None or type(value) is int:
            self.custom_model_weight_percent = value
        if get("deprecationDates") is None:
            self.deprecation_dates = None
        if get("features") is None:
            self.features = None
        value = get("email")
        if value is None or type(value) is str:
            self.email = value
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .custom_model_deprecation_dates import CustomModelDeprecationDates  # noqa: E402
from .custom_model_features import CustomModelFeatures  # noqa: E402
from .entity_error import EntityError  # noqa: E402

describe(
    CustomModelProperties,
    {
        "custom_model_weight_percent": Member("customModelWeightPercent", INTEGER),
        "deprecation_dates": Member("deprecationDates", ObjectOf(CustomModelDeprecationDates)),
        "features": Member("features", ObjectOf(CustomModelFeatures)),
        "email": Member("email", TEXT),
        "error": Member("error", ObjectOf(EntityError)),
    },
)
