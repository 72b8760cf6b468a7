from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    boolean,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BaseModelProperties:
    """Details of a base model."""

    deprecation_dates: BaseModelDeprecationDates | None = field(default=None)
    """When adaptation and transcription with the model end."""
    features: BaseModelFeatures | None = field(default=None)
    """What the model can be used for."""
    charge_for_adaptation: bool | None = field(default=None)
    """Whether adapting this base model costs money. Told by the service."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("BaseModelProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("deprecationDates")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("BaseModelProperties.deprecationDates", value)
                value = BaseModelDeprecationDates.from_dict(value)
            self.deprecation_dates = value
            value = get("features")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("BaseModelProperties.features", value)
                value = BaseModelFeatures.from_dict(value)
            self.features = value
            value = get("chargeForAdaptation")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("BaseModelProperties.chargeForAdaptation", value)
            self.charge_for_adaptation = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.deprecation_dates is not None:
                data["deprecationDates"] = self.deprecation_dates.to_dict()
            if self.features is not None:
                data["features"] = self.features.to_dict()
            if self.charge_for_adaptation is not None:
                data["chargeForAdaptation"] = self.charge_for_adaptation
            return data
        except AttributeError:
            return to_json(self, _KNOWN)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Never:
            raise unreadable(self, name)

    def __repr__(self) -> str:
        return represent(self)

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


_KNOWN = {
    "deprecationDates": "deprecation_dates",
    "features": "features",
    "chargeForAdaptation": "charge_for_adaptation",
}

# Below the class, so that models which refer to each other can import each other.
from .base_model_deprecation_dates import BaseModelDeprecationDates  # noqa: E402
from .base_model_features import BaseModelFeatures  # noqa: E402
