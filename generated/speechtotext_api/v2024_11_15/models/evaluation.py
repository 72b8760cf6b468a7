from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import define, field

from ...calls import id_of
from ...kinds import (
    DATE_TIME,
    TEXT,
    Choice,
    MapOf,
)
from ...model import Member, Model, ModelOf, ReferenceTo, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Evaluation(Model):
    """A comparison of two models: both transcribe a dataset with human transcripts, and their mistakes are counted. This
    version knows no projects."""

    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    model1: EntityReference
    """Reference to the first model."""
    model2: EntityReference
    """Reference to the second model."""
    dataset: EntityReference
    """Reference to the dataset that both models are tested with."""
    transcription1: EntityReference | None = field(default=None)
    """Reference to the transcription that model1 made."""
    transcription2: EntityReference | None = field(default=None)
    """Reference to the transcription that model2 made."""
    links: EvaluationLinks | None = field(default=None)
    """URLs of things that belong to this entity, told by the service."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    properties: EvaluationProperties | None = field(default=None)
    """Results of the comparison."""
    status: Status | None = field(default=None)
    """How far the service has got with the entity."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        display_name: str,
        description: str | None = None,
        custom_properties: dict[str, str] | None = None,
        self_: str | None = None,
        created_date_time: datetime | None = None,
        last_action_date_time: datetime | None = None,
        model1: EntityReference,
        model2: EntityReference,
        dataset: EntityReference,
        transcription1: EntityReference | None = None,
        transcription2: EntityReference | None = None,
        links: EvaluationLinks | None = None,
        locale: str,
        properties: EvaluationProperties | None = None,
        status: Status | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.display_name = display_name if type(display_name) is str else self._given("display_name", display_name)
        self.description = (
            description if description is None or type(description) is str else self._given("description", description)
        )
        self.custom_properties = (
            custom_properties if custom_properties is None else self._given("custom_properties", custom_properties)
        )
        self.self_ = self_ if self_ is None or type(self_) is str else self._given("self_", self_)
        self.created_date_time = (
            created_date_time if created_date_time is None else self._given("created_date_time", created_date_time)
        )
        self.last_action_date_time = (
            last_action_date_time
            if last_action_date_time is None
            else self._given("last_action_date_time", last_action_date_time)
        )
        self.model1 = model1 if type(model1) is EntityReference else self._given("model1", model1)
        self.model2 = model2 if type(model2) is EntityReference else self._given("model2", model2)
        self.dataset = dataset if type(dataset) is EntityReference else self._given("dataset", dataset)
        self.transcription1 = (
            transcription1
            if transcription1 is None or type(transcription1) is EntityReference
            else self._given("transcription1", transcription1)
        )
        self.transcription2 = (
            transcription2
            if transcription2 is None or type(transcription2) is EntityReference
            else self._given("transcription2", transcription2)
        )
        self.links = links if links is None or type(links) is EvaluationLinks else self._given("links", links)
        self.locale = locale if type(locale) is str else self._given("locale", locale)
        self.properties = (
            properties
            if properties is None or type(properties) is EvaluationProperties
            else self._given("properties", properties)
        )
        self.status = status if status is None or type(status) is Status else self._given("status", status)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
        "links": Member("links", ModelOf(EvaluationLinks)),
        "locale": Member("locale", TEXT, required=True),
        "properties": Member("properties", ModelOf(EvaluationProperties)),
        "status": Member("status", Choice(Status)),
    },
)
