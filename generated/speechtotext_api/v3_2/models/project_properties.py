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
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ProjectProperties:
    """How much a project contains. Told by the service."""

    dataset_count: int | None = field(default=None)
    """How many datasets the project has."""
    evaluation_count: int | None = field(default=None)
    """How many evaluations the project has."""
    model_count: int | None = field(default=None)
    """How many models the project has."""
    transcription_count: int | None = field(default=None)
    """How many transcriptions the project has."""
    endpoint_count: int | None = field(default=None)
    """How many endpoints the project has."""
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
                data = members("ProjectProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("datasetCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("ProjectProperties.datasetCount", value)
            self.dataset_count = value
            value = get("evaluationCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("ProjectProperties.evaluationCount", value)
            self.evaluation_count = value
            value = get("modelCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("ProjectProperties.modelCount", value)
            self.model_count = value
            value = get("transcriptionCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("ProjectProperties.transcriptionCount", value)
            self.transcription_count = value
            value = get("endpointCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("ProjectProperties.endpointCount", value)
            self.endpoint_count = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.dataset_count is not None:
                data["datasetCount"] = self.dataset_count
            if self.evaluation_count is not None:
                data["evaluationCount"] = self.evaluation_count
            if self.model_count is not None:
                data["modelCount"] = self.model_count
            if self.transcription_count is not None:
                data["transcriptionCount"] = self.transcription_count
            if self.endpoint_count is not None:
                data["endpointCount"] = self.endpoint_count
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
    "datasetCount": "dataset_count",
    "evaluationCount": "evaluation_count",
    "modelCount": "model_count",
    "transcriptionCount": "transcription_count",
    "endpointCount": "endpoint_count",
}

# Below the class, so that models which refer to each other can import each other.
