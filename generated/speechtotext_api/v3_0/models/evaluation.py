from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...calls import id_of
from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    date_time,
    format_date_time,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Evaluation:
    """A comparison of two models: both transcribe a dataset with human transcripts, and their mistakes are counted."""

    model1: EntityReference
    """Reference to the first model."""
    model2: EntityReference
    """Reference to the second model."""
    transcription1: EntityReference | None = field(default=None)
    """Reference to the transcription that model1 made."""
    transcription2: EntityReference | None = field(default=None)
    """Reference to the transcription that model2 made."""
    dataset: EntityReference
    """Reference to the dataset that both models are tested with."""
    links: Links | None = field(default=None)
    """URLs of things that belong to this entity, told by the service."""
    properties: EvaluationProperties | None = field(default=None)
    """Results of the comparison."""
    project: EntityReference | None = field(default=None)
    """Reference to the project that the entity is filed under, if any."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """How far the service has got with the entity."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("Evaluation", data)
            self = cls.__new__(cls)
            get = data.get
            known = 5
            value = get("model1")
            if type(value) is not dict:
                value = members("Evaluation.model1", value)
            value = EntityReference.from_dict(value)
            self.model1 = value
            value = get("model2")
            if type(value) is not dict:
                value = members("Evaluation.model2", value)
            value = EntityReference.from_dict(value)
            self.model2 = value
            value = get("transcription1")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Evaluation.transcription1", value)
                value = EntityReference.from_dict(value)
            self.transcription1 = value
            value = get("transcription2")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Evaluation.transcription2", value)
                value = EntityReference.from_dict(value)
            self.transcription2 = value
            value = get("dataset")
            if type(value) is not dict:
                value = members("Evaluation.dataset", value)
            value = EntityReference.from_dict(value)
            self.dataset = value
            value = get("links")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Evaluation.links", value)
                value = Links.from_dict(value)
            self.links = value
            value = get("properties")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Evaluation.properties", value)
                value = EvaluationProperties.from_dict(value)
            self.properties = value
            value = get("project")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Evaluation.project", value)
                value = EntityReference.from_dict(value)
            self.project = value
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Evaluation.self", value)
            self.self_ = value
            value = get("lastActionDateTime")
            if value is not None:
                known += 1
                value = date_time("Evaluation.lastActionDateTime", value)
            self.last_action_date_time = value
            value = get("status")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Evaluation.status", value)
                value = STATUS_VALUES.get(value) or Status(value)
            self.status = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("Evaluation.createdDateTime", value)
            self.created_date_time = value
            value = get("displayName")
            if type(value) is not str:
                value = text("Evaluation.displayName", value)
            self.display_name = value
            value = get("description")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Evaluation.description", value)
            self.description = value
            value = get("customProperties")
            if value is not None:
                known += 1
                value = {
                    name: text("Evaluation.customProperties", item)
                    for name, item in members("Evaluation.customProperties", value).items()
                }
            self.custom_properties = value
            value = get("locale")
            if type(value) is not str:
                value = text("Evaluation.locale", value)
            self.locale = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            data["model1"] = self.model1.to_dict()
            data["model2"] = self.model2.to_dict()
            if self.transcription1 is not None:
                data["transcription1"] = self.transcription1.to_dict()
            if self.transcription2 is not None:
                data["transcription2"] = self.transcription2.to_dict()
            data["dataset"] = self.dataset.to_dict()
            if self.links is not None:
                data["links"] = self.links.to_dict()
            if self.properties is not None:
                data["properties"] = self.properties.to_dict()
            if self.project is not None:
                data["project"] = self.project.to_dict()
            if self.self_ is not None:
                data["self"] = self.self_
            if self.last_action_date_time is not None:
                data["lastActionDateTime"] = format_date_time(self.last_action_date_time)
            if self.status is not None:
                data["status"] = str(self.status)
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
            data["displayName"] = self.display_name
            if self.description is not None:
                data["description"] = self.description
            if self.custom_properties is not None:
                data["customProperties"] = dict(self.custom_properties)
            data["locale"] = self.locale
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
    "model1": "model1",
    "model2": "model2",
    "transcription1": "transcription1",
    "transcription2": "transcription2",
    "dataset": "dataset",
    "links": "links",
    "properties": "properties",
    "project": "project",
    "self": "self_",
    "lastActionDateTime": "last_action_date_time",
    "status": "status",
    "createdDateTime": "created_date_time",
    "displayName": "display_name",
    "description": "description",
    "customProperties": "custom_properties",
    "locale": "locale",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .evaluation_properties import EvaluationProperties  # noqa: E402
from .links import Links  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402
