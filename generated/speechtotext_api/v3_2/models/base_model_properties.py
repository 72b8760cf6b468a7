from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    BOOLEAN,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BaseModelProperties(Model):
    """Details of a base model."""

    deprecation_dates: BaseModelDeprecationDates | None = field(default=None)
    """When adaptation and transcription with the model end."""
    features: BaseModelFeatures | None = field(default=None)
    """What the model can be used for."""
    charge_for_adaptation: bool | None = field(default=None)
    """Whether adapting this base model costs money. Told by the service."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        deprecation_dates: BaseModelDeprecationDates | None = None,
        features: BaseModelFeatures | None = None,
        charge_for_adaptation: bool | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.deprecation_dates = (
            deprecation_dates
            if deprecation_dates is None or type(deprecation_dates) is BaseModelDeprecationDates
            else self._given("deprecation_dates", deprecation_dates)
        )
        self.features = (
            features if features is None or type(features) is BaseModelFeatures else self._given("features", features)
        )
        self.charge_for_adaptation = (
            charge_for_adaptation
            if charge_for_adaptation is None or type(charge_for_adaptation) is bool
            else self._given("charge_for_adaptation", charge_for_adaptation)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("deprecationDates") is None:
            self.deprecation_dates = None
        if get("features") is None:
            self.features = None
        value = get("chargeForAdaptation")
        if value is None or type(value) is bool:
            self.charge_for_adaptation = value


# Below the class, so that models which refer to each other can import each other.
from .base_model_deprecation_dates import BaseModelDeprecationDates  # noqa: E402
from .base_model_features import BaseModelFeatures  # noqa: E402

describe(
    BaseModelProperties,
    {
        "deprecation_dates": Member("deprecationDates", ModelOf(BaseModelDeprecationDates)),
        "features": Member("features", ModelOf(BaseModelFeatures)),
        "charge_for_adaptation": Member("chargeForAdaptation", BOOLEAN),
    },
)
