from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    boolean,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebHookEvents:
    """Events that a web hook is called for; true switches one on."""

    dataset_creation: bool | None = field(default=None)
    """Called when a dataset has been created."""
    dataset_processing: bool | None = field(default=None)
    """Called when work on a dataset has begun."""
    dataset_completion: bool | None = field(default=None)
    """Called when a dataset has succeeded or failed."""
    dataset_deletion: bool | None = field(default=None)
    """Called when a dataset has been deleted."""
    model_creation: bool | None = field(default=None)
    """Called when a custom model has been created."""
    model_processing: bool | None = field(default=None)
    """Called when work on a custom model has begun."""
    model_completion: bool | None = field(default=None)
    """Called when a custom model has succeeded or failed."""
    model_deletion: bool | None = field(default=None)
    """Called when a custom model has been deleted."""
    evaluation_creation: bool | None = field(default=None)
    """Called when an evaluation has been created."""
    evaluation_processing: bool | None = field(default=None)
    """Called when work on an evaluation has begun."""
    evaluation_completion: bool | None = field(default=None)
    """Called when an evaluation has succeeded or failed."""
    evaluation_deletion: bool | None = field(default=None)
    """Called when an evaluation has been deleted."""
    transcription_creation: bool | None = field(default=None)
    """Called when a transcription has been created."""
    transcription_processing: bool | None = field(default=None)
    """Called when work on a transcription has begun."""
    transcription_completion: bool | None = field(default=None)
    """Called when a transcription has succeeded or failed."""
    transcription_deletion: bool | None = field(default=None)
    """Called when a transcription has been deleted."""
    endpoint_creation: bool | None = field(default=None)
    """Called when an endpoint has been created."""
    endpoint_processing: bool | None = field(default=None)
    """Called when work on an endpoint has begun."""
    endpoint_completion: bool | None = field(default=None)
    """Called when an endpoint has succeeded or failed."""
    endpoint_deletion: bool | None = field(default=None)
    """Called when an endpoint has been deleted."""
    ping: bool | None = field(default=None)
    """Called when a ping is asked for, to see whether the URL can be reached."""
    challenge: bool | None = field(default=None)
    """Called to confirm the URL: answer 200 with the query parameter validationToken as the body."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("WebHookEvents", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("datasetCreation")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.datasetCreation", value)
            self.dataset_creation = value
            value = get("datasetProcessing")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.datasetProcessing", value)
            self.dataset_processing = value
            value = get("datasetCompletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.datasetCompletion", value)
            self.dataset_completion = value
            value = get("datasetDeletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.datasetDeletion", value)
            self.dataset_deletion = value
            value = get("modelCreation")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.modelCreation", value)
            self.model_creation = value
            value = get("modelProcessing")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.modelProcessing", value)
            self.model_processing = value
            value = get("modelCompletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.modelCompletion", value)
            self.model_completion = value
            value = get("modelDeletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.modelDeletion", value)
            self.model_deletion = value
            value = get("evaluationCreation")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.evaluationCreation", value)
            self.evaluation_creation = value
            value = get("evaluationProcessing")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.evaluationProcessing", value)
            self.evaluation_processing = value
            value = get("evaluationCompletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.evaluationCompletion", value)
            self.evaluation_completion = value
            value = get("evaluationDeletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.evaluationDeletion", value)
            self.evaluation_deletion = value
            value = get("transcriptionCreation")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.transcriptionCreation", value)
            self.transcription_creation = value
            value = get("transcriptionProcessing")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.transcriptionProcessing", value)
            self.transcription_processing = value
            value = get("transcriptionCompletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.transcriptionCompletion", value)
            self.transcription_completion = value
            value = get("transcriptionDeletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.transcriptionDeletion", value)
            self.transcription_deletion = value
            value = get("endpointCreation")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.endpointCreation", value)
            self.endpoint_creation = value
            value = get("endpointProcessing")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.endpointProcessing", value)
            self.endpoint_processing = value
            value = get("endpointCompletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.endpointCompletion", value)
            self.endpoint_completion = value
            value = get("endpointDeletion")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.endpointDeletion", value)
            self.endpoint_deletion = value
            value = get("ping")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.ping", value)
            self.ping = value
            value = get("challenge")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("WebHookEvents.challenge", value)
            self.challenge = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.dataset_creation is not None:
                data["datasetCreation"] = self.dataset_creation
            if self.dataset_processing is not None:
                data["datasetProcessing"] = self.dataset_processing
            if self.dataset_completion is not None:
                data["datasetCompletion"] = self.dataset_completion
            if self.dataset_deletion is not None:
                data["datasetDeletion"] = self.dataset_deletion
            if self.model_creation is not None:
                data["modelCreation"] = self.model_creation
            if self.model_processing is not None:
                data["modelProcessing"] = self.model_processing
            if self.model_completion is not None:
                data["modelCompletion"] = self.model_completion
            if self.model_deletion is not None:
                data["modelDeletion"] = self.model_deletion
            if self.evaluation_creation is not None:
                data["evaluationCreation"] = self.evaluation_creation
            if self.evaluation_processing is not None:
                data["evaluationProcessing"] = self.evaluation_processing
            if self.evaluation_completion is not None:
                data["evaluationCompletion"] = self.evaluation_completion
            if self.evaluation_deletion is not None:
                data["evaluationDeletion"] = self.evaluation_deletion
            if self.transcription_creation is not None:
                data["transcriptionCreation"] = self.transcription_creation
            if self.transcription_processing is not None:
                data["transcriptionProcessing"] = self.transcription_processing
            if self.transcription_completion is not None:
                data["transcriptionCompletion"] = self.transcription_completion
            if self.transcription_deletion is not None:
                data["transcriptionDeletion"] = self.transcription_deletion
            if self.endpoint_creation is not None:
                data["endpointCreation"] = self.endpoint_creation
            if self.endpoint_processing is not None:
                data["endpointProcessing"] = self.endpoint_processing
            if self.endpoint_completion is not None:
                data["endpointCompletion"] = self.endpoint_completion
            if self.endpoint_deletion is not None:
                data["endpointDeletion"] = self.endpoint_deletion
            if self.ping is not None:
                data["ping"] = self.ping
            if self.challenge is not None:
                data["challenge"] = self.challenge
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
    "datasetCreation": "dataset_creation",
    "datasetProcessing": "dataset_processing",
    "datasetCompletion": "dataset_completion",
    "datasetDeletion": "dataset_deletion",
    "modelCreation": "model_creation",
    "modelProcessing": "model_processing",
    "modelCompletion": "model_completion",
    "modelDeletion": "model_deletion",
    "evaluationCreation": "evaluation_creation",
    "evaluationProcessing": "evaluation_processing",
    "evaluationCompletion": "evaluation_completion",
    "evaluationDeletion": "evaluation_deletion",
    "transcriptionCreation": "transcription_creation",
    "transcriptionProcessing": "transcription_processing",
    "transcriptionCompletion": "transcription_completion",
    "transcriptionDeletion": "transcription_deletion",
    "endpointCreation": "endpoint_creation",
    "endpointProcessing": "endpoint_processing",
    "endpointCompletion": "endpoint_completion",
    "endpointDeletion": "endpoint_deletion",
    "ping": "ping",
    "challenge": "challenge",
}

# Below the class, so that models which refer to each other can import each other.
