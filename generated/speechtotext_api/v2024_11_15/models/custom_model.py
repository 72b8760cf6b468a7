from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import define, field

from ...calls import id_of
from ...kinds import (
    DATE_TIME,
    TEXT,
    Choice,
    ListOf,
    MapOf,
)
from ...model import Member, Model, ModelOf, ReferenceTo, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CustomModel(Model):
    """A model of your own: a base model adapted with your datasets. This version knows no projects."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    locale: str = field(repr=redacted)
    """Language and region that the model recognises as a BCP 47 tag, such as en-US."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """How far the creation of the model has got; only a model that has succeeded can be used."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    base_model: EntityReference | None = field(default=None)
    """Reference to the base model to adapt; it must be able to take the kinds of the datasets."""
    datasets: list[EntityReference] | None = field(default=None)
    """References to the datasets that the model learns from."""
    links: CustomModelLinks | None = field(default=None)
    """URLs of things that belong to this entity, told by the service."""
    properties: CustomModelProperties | None = field(default=None)
    """Weight, abilities and end dates of the custom model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        self_: str | None = None,
        display_name: str,
        description: str | None = None,
        locale: str,
        created_date_time: datetime | None = None,
        last_action_date_time: datetime | None = None,
        status: Status | None = None,
        custom_properties: dict[str, str] | None = None,
        base_model: EntityReference | None = None,
        datasets: list[EntityReference] | None = None,
        links: CustomModelLinks | None = None,
        properties: CustomModelProperties | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.self_ = self_ if self_ is None or type(self_) is str else self._given("self_", self_)
        self.display_name = display_name if type(display_name) is str else self._given("display_name", display_name)
        self.description = (
            description if description is None or type(description) is str else self._given("description", description)
        )
        self.locale = locale if type(locale) is str else self._given("locale", locale)
        self.created_date_time = (
            created_date_time if created_date_time is None else self._given("created_date_time", created_date_time)
        )
        self.last_action_date_time = (
            last_action_date_time
            if last_action_date_time is None
            else self._given("last_action_date_time", last_action_date_time)
        )
        self.status = status if status is None or type(status) is Status else self._given("status", status)
        self.custom_properties = (
            custom_properties if custom_properties is None else self._given("custom_properties", custom_properties)
        )
        self.base_model = (
            base_model
            if base_model is None or type(base_model) is EntityReference
            else self._given("base_model", base_model)
        )
        self.datasets = datasets if datasets is None else self._given("datasets", datasets)
        self.links = links if links is None or type(links) is CustomModelLinks else self._given("links", links)
        self.properties = (
            properties
            if properties is None or type(properties) is CustomModelProperties
            else self._given("properties", properties)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        value = get("locale")
        if type(value) is str:
            self.locale = value
        if get("createdDateTime") is None:
            self.created_date_time = None
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None
        if get("customProperties") is None:
            self.custom_properties = None
        if get("baseModel") is None:
            self.base_model = None
        if get("datasets") is None:
            self.datasets = None
        if get("links") is None:
            self.links = None
        if get("properties") is None:
            self.properties = None


# Below the class, so that models which refer to each other can import each other.
from .custom_model_links import CustomModelLinks  # noqa: E402
from .custom_model_properties import CustomModelProperties  # noqa: E402
from .entity_reference import EntityReference  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402

describe(
    CustomModel,
    {
        "self_": Member("self", TEXT),
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "locale": Member("locale", TEXT, required=True),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "status": Member("status", Choice(Status)),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
        "base_model": Member("baseModel", ReferenceTo(EntityReference, "models/base")),
        "datasets": Member("datasets", ListOf(ReferenceTo(EntityReference, "datasets"))),
        "links": Member("links", ModelOf(CustomModelLinks)),
        "properties": Member("properties", ModelOf(CustomModelProperties)),
    },
)
