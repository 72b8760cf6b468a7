from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    INTEGER,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ProjectProperties(Model):
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

    def __init__(
        self,
        *,
        dataset_count: int | None = None,
        evaluation_count: int | None = None,
        model_count: int | None = None,
        transcription_count: int | None = None,
        endpoint_count: int | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.dataset_count = (
            dataset_count
            if dataset_count is None or type(dataset_count) is int
            else self._given("dataset_count", dataset_count)
        )
        self.evaluation_count = (
            evaluation_count
            if evaluation_count is None or type(evaluation_count) is int
            else self._given("evaluation_count", evaluation_count)
        )
        self.model_count = (
            model_count if model_count is None or type(model_count) is int else self._given("model_count", model_count)
        )
        self.transcription_count = (
            transcription_count
            if transcription_count is None or type(transcription_count) is int
            else self._given("transcription_count", transcription_count)
        )
        self.endpoint_count = (
            endpoint_count
            if endpoint_count is None or type(endpoint_count) is int
            else self._given("endpoint_count", endpoint_count)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("datasetCount")
        if value is None or type(value) is int:
            self.dataset_count = value
        value = get("evaluationCount")
        if value is None or type(value) is int:
            self.evaluation_count = value
        value = get("modelCount")
        if value is None or type(value) is int:
            self.model_count = value
        value = get("transcriptionCount")
        if value is None or type(value) is int:
            self.transcription_count = value
        value = get("endpointCount")
        if value is None or type(value) is int:
            self.endpoint_count = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ProjectProperties,
    {
        "dataset_count": Member("datasetCount", INTEGER),
        "evaluation_count": Member("evaluationCount", INTEGER),
        "model_count": Member("modelCount", INTEGER),
        "transcription_count": Member("transcriptionCount", INTEGER),
        "endpoint_count": Member("endpointCount", INTEGER),
    },
)
