from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ProjectLinks(Model):
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

    def __init__(
        self,
        *,
        evaluations: str | None = None,
        datasets: str | None = None,
        models: str | None = None,
        endpoints: str | None = None,
        transcriptions: str | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.evaluations = (
            evaluations if evaluations is None or type(evaluations) is str else self._given("evaluations", evaluations)
        )
        self.datasets = datasets if datasets is None or type(datasets) is str else self._given("datasets", datasets)
        self.models = models if models is None or type(models) is str else self._given("models", models)
        self.endpoints = (
            endpoints if endpoints is None or type(endpoints) is str else self._given("endpoints", endpoints)
        )
        self.transcriptions = (
            transcriptions
            if transcriptions is None or type(transcriptions) is str
            else self._given("transcriptions", transcriptions)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
