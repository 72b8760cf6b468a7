from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class ProjectLinks:
    """URLs that list the content of a project by kind. Told by the service."""

    evaluations: str | None = field(default=None, repr=redacted)
    """URL that lists the evaluations in the project."""
    datasets: str | None = field(default=None, repr=redacted)
    """URL that lists the datasets in the project."""
    models: str | None = field(default=None, repr=redacted)
    """URL that lists the models in the project."""
    endpoints: str | None = field(default=None, repr=redacted)
    """URL that lists the endpoints in the project."""
    transcriptions: str | None = field(default=None, repr=redacted)
    """URL that lists the transcriptions in the project."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("ProjectLinks", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("evaluations")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ProjectLinks.evaluations", value)
        self.evaluations = value
        value = get("datasets")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ProjectLinks.datasets", value)
        self.datasets = value
        value = get("models")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ProjectLinks.models", value)
        self.models = value
        value = get("endpoints")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ProjectLinks.endpoints", value)
        self.endpoints = value
        value = get("transcriptions")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ProjectLinks.transcriptions", value)
        self.transcriptions = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.evaluations is not None:
            data["evaluations"] = self.evaluations
        if self.datasets is not None:
            data["datasets"] = self.datasets
        if self.models is not None:
            data["models"] = self.models
        if self.endpoints is not None:
            data["endpoints"] = self.endpoints
        if self.transcriptions is not None:
            data["transcriptions"] = self.transcriptions
        return data


_KNOWN = frozenset(
    {
        "evaluations",
        "datasets",
        "models",
        "endpoints",
        "transcriptions",
    }
)

# Below the class, so that models which refer to each other can import each other.
