from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    ListOf,
    MapOf,
)
from ...object_kinds import ObjectOf, ReferenceTo
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class CustomModel(JsonObject):
    """A model of your own: a base model adapted with your datasets."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    locale: str = field(repr=redacted)
    """Language and region that the model recognises as a BCP 47 tag, such as en-US."""
    display_name: str = field(repr=redacted)
    """Display name. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Description: free text."""
    last_action_date_time: datetime | None = field(default=None)
    """Time of the last change of status, in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """Status of the model. Only a model that has succeeded can be used."""
    created_date_time: datetime | None = field(default=None)
    """Time of creation, in UTC. Set by the service."""
    links: CustomModelLinks | None = field(default=None)
    """URLs that belong to this entity. Set by the service."""
    properties: CustomModelProperties | None = field(default=None)
    """Weight, features and end dates of the custom model."""
    project: EntityReference | None = field(default=None)
    """Reference to the project of the entity, if any."""
    text: str | None = field(default=None, repr=redacted)
    """Plain text that adapts the model, instead of a dataset."""
    base_model: EntityReference | None = field(default=None)
    """Reference to the base model to adapt; it must support the kinds of the datasets."""
    datasets: list[EntityReference] | None = field(default=None)
    """References to the datasets that train the model."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        locale: str,
        display_name: str,
        description: str | None = None,
        properties: CustomModelProperties | Mapping[str, object] | None = None,
        project: EntityReference | HasSelf | UUID | str | None = None,
        text: str | None = None,
        base_model: EntityReference | HasSelf | UUID | str | None = None,
        datasets: Sequence[EntityReference | HasSelf | UUID | str] | None = None,
        custom_properties: Mapping[str, str] | None = None,
        self_: str | None = None,
        last_action_date_time: datetime | str | None = None,
        status: Status | str | None = None,
        created_date_time: datetime | str | None = None,
        links: CustomModelLinks | Mapping[str, object] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            self_=self_,
            locale=locale,
            display_name=display_name,
            description=description,
            last_action_date_time=last_action_date_time,
            status=status,
            created_date_time=created_date_time,
            links=links,
            properties=properties,
            project=project,
            text=text,
            base_model=base_model,
            datasets=datasets,
            custom_properties=custom_properties,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        value = get("locale")
        if type(value) is str:
            self.locale = value
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None
        if get("createdDateTime") is None:
            self.created_date_time = None
        if get("links") is None:
            self.links = None
        if get("properties") is None:
            self.properties = None
        if get("project") is None:
            self.project = None
        value = get("text")
        if value is None or type(value) is str:
            self.text = value
        if get("baseModel") is None:
            self.base_model = None
        if get("datasets") is None:
            self.datasets = None
        if get("customProperties") is None:
            self.custom_properties = None


# Below the class, so that models which refer to each other can import each other.
from .custom_model_links import CustomModelLinks  # noqa: E402
from .custom_model_properties import CustomModelProperties  # noqa: E402
from .entity_reference import EntityReference  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402

describe(
    CustomModel,
    {
        "self_": Member("self", TEXT),
        "locale": Member("locale", TEXT, required=True),
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "status": Member("status", Choice(Status)),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "links": Member("links", ObjectOf(CustomModelLinks)),
        "properties": Member("properties", ObjectOf(CustomModelProperties)),
        "project": Member("project", ReferenceTo(EntityReference, "projects")),
        "text": Member("text", TEXT),
        "base_model": Member("baseModel", ReferenceTo(EntityReference, "models/base")),
        "datasets": Member("datasets", ListOf(ReferenceTo(EntityReference, "datasets"))),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
    },
)
