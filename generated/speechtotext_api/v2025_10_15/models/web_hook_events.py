from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    BOOLEAN,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class WebHookEvents(JsonObject):
    """Events that a web hook receives: true enables an event."""

    dataset_creation: bool | None = field(default=None)
    """Called after a dataset was created."""
    dataset_processing: bool | None = field(default=None)
    """Called when a dataset starts to run."""
    dataset_completion: bool | None = field(default=None)
    """Called when a dataset has succeeded or failed."""
    dataset_deletion: bool | None = field(default=None)
    """Called after a dataset was deleted."""
    model_creation: bool | None = field(default=None)
    """Called after a custom model was created."""
    model_processing: bool | None = field(default=None)
    """Called when a custom model starts to run."""
    model_completion: bool | None = field(default=None)
    """Called when a custom model has succeeded or failed."""
    model_deletion: bool | None = field(default=None)
    """Called after a custom model was deleted."""
    evaluation_creation: bool | None = field(default=None)
    """Called after an evaluation was created."""
    evaluation_processing: bool | None = field(default=None)
    """Called when an evaluation starts to run."""
    evaluation_completion: bool | None = field(default=None)
    """Called when an evaluation has succeeded or failed."""
    evaluation_deletion: bool | None = field(default=None)
    """Called after an evaluation was deleted."""
    transcription_creation: bool | None = field(default=None)
    """Called after a transcription was created."""
    transcription_processing: bool | None = field(default=None)
    """Called when a transcription starts to run."""
    transcription_completion: bool | None = field(default=None)
    """Called when a transcription has succeeded or failed."""
    transcription_deletion: bool | None = field(default=None)
    """Called after a transcription was deleted."""
    endpoint_creation: bool | None = field(default=None)
    """Called after an endpoint was created."""
    endpoint_processing: bool | None = field(default=None)
    """Called when an endpoint starts to run."""
    endpoint_completion: bool | None = field(default=None)
    """Called when an endpoint has succeeded or failed."""
    endpoint_deletion: bool | None = field(default=None)
    """Called after an endpoint was deleted."""
    ping: bool | None = field(default=None)
    """Called by a ping, to test whether the URL can be reached."""
    challenge: bool | None = field(default=None)
    """Called to confirm the URL: answer 200 with the query parameter validationToken as the body."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        dataset_creation: bool | None = None,
        dataset_processing: bool | None = None,
        dataset_completion: bool | None = None,
        dataset_deletion: bool | None = None,
        model_creation: bool | None = None,
        model_processing: bool | None = None,
        model_completion: bool | None = None,
        model_deletion: bool | None = None,
        evaluation_creation: bool | None = None,
        evaluation_processing: bool | None = None,
        evaluation_completion: bool | None = None,
        evaluation_deletion: bool | None = None,
        transcription_creation: bool | None = None,
        transcription_processing: bool | None = None,
        transcription_completion: bool | None = None,
        transcription_deletion: bool | None = None,
        endpoint_creation: bool | None = None,
        endpoint_processing: bool | None = None,
        endpoint_completion: bool | None = None,
        endpoint_deletion: bool | None = None,
        ping: bool | None = None,
        challenge: bool | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            dataset_creation=dataset_creation,
            dataset_processing=dataset_processing,
            dataset_completion=dataset_completion,
            dataset_deletion=dataset_deletion,
            model_creation=model_creation,
            model_processing=model_processing,
            model_completion=model_completion,
            model_deletion=model_deletion,
            evaluation_creation=evaluation_creation,
            evaluation_processing=evaluation_processing,
            evaluation_completion=evaluation_completion,
            evaluation_deletion=evaluation_deletion,
            transcription_creation=transcription_creation,
            transcription_processing=transcription_processing,
            transcription_completion=transcription_completion,
            transcription_deletion=transcription_deletion,
            endpoint_creation=endpoint_creation,
            endpoint_processing=endpoint_processing,
            endpoint_completion=endpoint_completion,
            endpoint_deletion=endpoint_deletion,
            ping=ping,
            challenge=challenge,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("datasetCreation")
        if value is None or type(value) is bool:
            self.dataset_creation = value
        value = get("datasetProcessing")
        if value is None or type(value) is bool:
            self.dataset_processing = value
        value = get("datasetCompletion")
        if value is None or type(value) is bool:
            self.dataset_completion = value
        value = get("datasetDeletion")
        if value is None or type(value) is bool:
            self.dataset_deletion = value
        value = get("modelCreation")
        if value is None or type(value) is bool:
            self.model_creation = value
        value = get("modelProcessing")
        if value is None or type(value) is bool:
            self.model_processing = value
        value = get("modelCompletion")
        if value is None or type(value) is bool:
            self.model_completion = value
        value = get("modelDeletion")
        if value is None or type(value) is bool:
            self.model_deletion = value
        value = get("evaluationCreation")
        if value is None or type(value) is bool:
            self.evaluation_creation = value
        value = get("evaluationProcessing")
        if value is None or type(value) is bool:
            self.evaluation_processing = value
        value = get("evaluationCompletion")
        if value is None or type(value) is bool:
            self.evaluation_completion = value
        value = get("evaluationDeletion")
        if value is None or type(value) is bool:
            self.evaluation_deletion = value
        value = get("transcriptionCreation")
        if value is None or type(value) is bool:
            self.transcription_creation = value
        value = get("transcriptionProcessing")
        if value is None or type(value) is bool:
            self.transcription_processing = value
        value = get("transcriptionCompletion")
        if value is None or type(value) is bool:
            self.transcription_completion = value
        value = get("transcriptionDeletion")
        if value is None or type(value) is bool:
            self.transcription_deletion = value
        value = get("endpointCreation")
        if value is None or type(value) is bool:
            self.endpoint_creation = value
        value = get("endpointProcessing")
        if value is None or type(value) is bool:
            self.endpoint_processing = value
        value = get("endpointCompletion")
        if value is None or type(value) is bool:
            self.endpoint_completion = value
        value = get("endpointDeletion")
        if value is None or type(value) is bool:
            self.endpoint_deletion = value
        value = get("ping")
        if value is None or type(value) is bool:
            self.ping = value
        value = get("challenge")
        if value is None or type(value) is bool:
            self.challenge = value


# Below the class, so that models which refer to each other can import each other.

describe(
    WebHookEvents,
    {
        "dataset_creation": Member("datasetCreation", BOOLEAN),
        "dataset_processing": Member("datasetProcessing", BOOLEAN),
        "dataset_completion": Member("datasetCompletion", BOOLEAN),
        "dataset_deletion": Member("datasetDeletion", BOOLEAN),
        "model_creation": Member("modelCreation", BOOLEAN),
        "model_processing": Member("modelProcessing", BOOLEAN),
        "model_completion": Member("modelCompletion", BOOLEAN),
        "model_deletion": Member("modelDeletion", BOOLEAN),
        "evaluation_creation": Member("evaluationCreation", BOOLEAN),
        "evaluation_processing": Member("evaluationProcessing", BOOLEAN),
        "evaluation_completion": Member("evaluationCompletion", BOOLEAN),
        "evaluation_deletion": Member("evaluationDeletion", BOOLEAN),
        "transcription_creation": Member("transcriptionCreation", BOOLEAN),
        "transcription_processing": Member("transcriptionProcessing", BOOLEAN),
        "transcription_completion": Member("transcriptionCompletion", BOOLEAN),
        "transcription_deletion": Member("transcriptionDeletion", BOOLEAN),
        "endpoint_creation": Member("endpointCreation", BOOLEAN),
        "endpoint_processing": Member("endpointProcessing", BOOLEAN),
        "endpoint_completion": Member("endpointCompletion", BOOLEAN),
        "endpoint_deletion": Member("endpointDeletion", BOOLEAN),
        "ping": Member("ping", BOOLEAN),
        "challenge": Member("challenge", BOOLEAN),
    },
)
