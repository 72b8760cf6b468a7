from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import define, field

from ...calls import id_of
from ...entities import HasSelf
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DATE_TIME,
    TEXT,
    Choice,
    MapOf,
)
from ...object_kinds import ObjectOf, ReferenceTo
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Evaluation(JsonObject):
    """A comparison of two models: both transcribe a dataset with human transcripts, and their mistakes are counted. This
    version has no projects."""

    display_name: str = field(repr=redacted)
    """Display name. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Description: free text."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    created_date_time: datetime | None = field(default=None)
    """Time of creation, in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """Time of the last change of status, in UTC. Set by the service."""
    model1: EntityReference
    """Reference to the first model."""
    model2: EntityReference
    """Reference to the second model."""
    dataset: EntityReference
    """Reference to the dataset that tests both models."""
    transcription1: EntityReference | None = field(default=None)
    """Reference to the transcription that model1 made."""
    transcription2: EntityReference | None = field(default=None)
    """Reference to the transcription that model2 made."""
    links: EvaluationLinks | None = field(default=None)
    """URLs that belong to this entity. Set by the service."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    properties: EvaluationProperties | None = field(default=None)
    """Results of the comparison."""
    status: Status | None = field(default=None)
    """Status of the entity."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        display_name: str,
        description: str | None = None,
        custom_properties: Mapping[str, str] | None = None,
        model1: EntityReference | HasSelf | UUID | str,
        model2: EntityReference | HasSelf | UUID | str,
        dataset: EntityReference | HasSelf | UUID | str,
        transcription1: EntityReference | HasSelf | UUID | str | None = None,
        transcription2: EntityReference | HasSelf | UUID | str | None = None,
        locale: str,
        properties: EvaluationProperties | Mapping[str, object] | None = None,
        self_: str | None = None,
        created_date_time: datetime | str | None = None,
        last_action_date_time: datetime | str | None = None,
        links: EvaluationLinks | Mapping[str, object] | None = None,
        status: Status | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            display_name=display_name,
            description=description,
            custom_properties=custom_properties,
            self_=self_,
            created_date_time=created_date_time,
            last_action_date_time=last_action_date_time,
            model1=model1,
            model2=model2,
            dataset=dataset,
            transcription1=transcription1,
            transcription2=transcription2,
            links=links,
            locale=locale,
            properties=properties,
            status=status,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        if get("customProperties") is None:
            self.custom_properties = None
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        if get("createdDateTime") is None:
            self.created_date_time = None
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        if get("transcription1") is None:
            self.transcription1 = None
        if get("transcription2") is None:
            self.transcription2 = None
        if get("links") is None:
            self.links = None
        value = get("locale")
        if type(value) is str:
            self.locale = value
        if get("properties") is None:
            self.properties = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None


# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .evaluation_links import EvaluationLinks  # noqa: E402
from .evaluation_properties import EvaluationProperties  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402

describe(
    Evaluation,
    {
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
        "self_": Member("self", TEXT),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "model1": Member("model1", ReferenceTo(EntityReference, "models"), required=True),
        "model2": Member("model2", ReferenceTo(EntityReference, "models"), required=True),
        "dataset": Member("dataset", ReferenceTo(EntityReference, "datasets"), required=True),
        "transcription1": Member("transcription1", ReferenceTo(EntityReference, "transcriptions")),
        "transcription2": Member("transcription2", ReferenceTo(EntityReference, "transcriptions")),
        "links": Member("links", ObjectOf(EvaluationLinks)),
        "locale": Member("locale", TEXT, required=True),
        "properties": Member("properties", ObjectOf(EvaluationProperties)),
        "status": Member("status", Choice(Status)),
    },
)
