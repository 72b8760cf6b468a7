from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ProjectLinks(JsonObject):
    """URLs that list the content of a project by kind. Set by the service."""

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
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        evaluations: str | None = None,
        datasets: str | None = None,
        models: str | None = None,
        endpoints: str | None = None,
        transcriptions: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            evaluations=evaluations,
            datasets=datasets,
            models=models,
            endpoints=endpoints,
            transcriptions=transcriptions,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("evaluations")
        if value is None or type(value) is str:
            self.evaluations = value
        value = get("datasets")
        if value is None or type(value) is str:
            self.datasets = value
        value = get("models")
        if value is None or type(value) is str:
            self.models = value
        value = get("endpoints")
        if value is None or type(value) is str:
            self.endpoints = value
        value = get("transcriptions")
        if value is None or type(value) is str:
            self.transcriptions = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ProjectLinks,
    {
        "evaluations": Member("evaluations", TEXT),
        "datasets": Member("datasets", TEXT),
        "models": Member("models", TEXT),
        "endpoints": Member("endpoints", TEXT),
        "transcriptions": Member("transcriptions", TEXT),
    },
)
