from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ProjectProperties(JsonObject):
    """Number of entities in a project. Set by the service."""

    dataset_count: int | None = field(default=None)
    """Number of datasets in the project."""
    evaluation_count: int | None = field(default=None)
    """Number of evaluations in the project."""
    model_count: int | None = field(default=None)
    """Number of models in the project."""
    transcription_count: int | None = field(default=None)
    """Number of transcriptions in the project."""
    endpoint_count: int | None = field(default=None)
    """Number of endpoints in the project."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        dataset_count: int | None = None,
        evaluation_count: int | None = None,
        model_count: int | None = None,
        transcription_count: int | None = None,
        endpoint_count: int | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            dataset_count=dataset_count,
            evaluation_count=evaluation_count,
            model_count=model_count,
            transcription_count=transcription_count,
            endpoint_count=endpoint_count,
            additional_properties=additional_properties,
        )

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
