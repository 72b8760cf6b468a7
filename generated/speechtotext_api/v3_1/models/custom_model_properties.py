from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    integer,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CustomModelProperties:
    """Settings and details of a custom model."""

    custom_model_weight_percent: int | None = field(default=None)
    """Share of the adapted part against the base model, 1 to 100 percent (100 leaves the base model no say). Left out, the
    service picks a value, which reading the model shows; raise or lower it only if the adaptation has too little or too
    much effect."""
    deprecation_dates: CustomModelDeprecationDates | None = field(default=None)
    """When transcription with the model ends."""
    features: CustomModelFeatures | None = field(default=None)
    """What the model can be used for."""
    email: str | None = field(default=None, repr=redacted)
    """Address to be notified when the work has ended. The service erases it once the message is sent."""
    error: EntityError | None = field(default=None)
    """Why it failed; present only when the status is Failed."""
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
                data = members("CustomModelProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("customModelWeightPercent")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("CustomModelProperties.customModelWeightPercent", value)
            self.custom_model_weight_percent = value
            value = get("deprecationDates")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("CustomModelProperties.deprecationDates", value)
                value = CustomModelDeprecationDates.from_dict(value)
            self.deprecation_dates = value
            value = get("features")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("CustomModelProperties.features", value)
                value = CustomModelFeatures.from_dict(value)
            self.features = value
            value = get("email")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("CustomModelProperties.email", value)
            self.email = value
            value = get("error")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("CustomModelProperties.error", value)
                value = EntityError.from_dict(value)
            self.error = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.custom_model_weight_percent is not None:
                data["customModelWeightPercent"] = self.custom_model_weight_percent
            if self.deprecation_dates is not None:
                data["deprecationDates"] = self.deprecation_dates.to_dict()
            if self.features is not None:
                data["features"] = self.features.to_dict()
            if self.email is not None:
                data["email"] = self.email
            if self.error is not None:
                data["error"] = self.error.to_dict()
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
    "customModelWeightPercent": "custom_model_weight_percent",
    "deprecationDates": "deprecation_dates",
    "features": "features",
    "email": "email",
    "error": "error",
}

# Below the class, so that models which refer to each other can import each other.
from .custom_model_deprecation_dates import CustomModelDeprecationDates  # noqa: E402
from .custom_model_features import CustomModelFeatures  # noqa: E402
from .entity_error import EntityError  # noqa: E402
