from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class BaseModelProperties(JsonObject):
    """Details of a base model."""

    deprecation_dates: BaseModelDeprecationDates | None = field(default=None)
    """End dates of adaptation and transcription with the model."""
    features: BaseModelFeatures | None = field(default=None)
    """Features of the model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        deprecation_dates: BaseModelDeprecationDates | Mapping[str, object] | None = None,
        features: BaseModelFeatures | Mapping[str, object] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            deprecation_dates=deprecation_dates,
            features=features,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("deprecationDates") is None:
            self.deprecation_dates = None
        if get("features") is None:
            self.features = None


# Below the class, so that models which refer to each other can import each other.
from .base_model_deprecation_dates import BaseModelDeprecationDates  # noqa: E402
from .base_model_features import BaseModelFeatures  # noqa: E402

describe(
    BaseModelProperties,
    {
        "deprecation_dates": Member("deprecationDates", ObjectOf(BaseModelDeprecationDates)),
        "features": Member("features", ObjectOf(BaseModelFeatures)),
    },
)
