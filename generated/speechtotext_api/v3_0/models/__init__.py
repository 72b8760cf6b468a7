"""The models of the Azure Speech to text REST API v3.0. Each is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .component import Component as Component
    from .dataset import Dataset as Dataset
    from .dataset_kind import DatasetKind as DatasetKind
    from .dataset_locales import DatasetLocales as DatasetLocales
    from .dataset_properties import DatasetProperties as DatasetProperties
    from .dataset_update import DatasetUpdate as DatasetUpdate
    from .detailed_error_code import DetailedErrorCode as DetailedErrorCode
    from .endpoint import Endpoint as Endpoint
    from .endpoint_links import EndpointLinks as EndpointLinks
    from .endpoint_properties import EndpointProperties as EndpointProperties
    from .endpoint_properties_update import EndpointPropertiesUpdate as EndpointPropertiesUpdate
    from .endpoint_update import EndpointUpdate as EndpointUpdate
    from .entity_error import EntityError as EntityError
    from .entity_reference import EntityReference as EntityReference
    from .error import Error as Error
    from .error_code import ErrorCode as ErrorCode
    from .evaluation import Evaluation as Evaluation
    from .evaluation_properties import EvaluationProperties as EvaluationProperties
    from .evaluation_update import EvaluationUpdate as EvaluationUpdate
    from .file import File as File
    from .file_kind import FileKind as FileKind
    from .file_links import FileLinks as FileLinks
    from .file_properties import FileProperties as FileProperties
    from .health_status import HealthStatus as HealthStatus
    from .inner_error import InnerError as InnerError
    from .links import Links as Links
    from .model import Model as Model
    from .model_copy import ModelCopy as ModelCopy
    from .model_deprecation_dates import ModelDeprecationDates as ModelDeprecationDates
    from .model_file import ModelFile as ModelFile
    from .model_links import ModelLinks as ModelLinks
    from .model_manifest import ModelManifest as ModelManifest
    from .model_properties import ModelProperties as ModelProperties
    from .model_update import ModelUpdate as ModelUpdate
    from .paginated_datasets import PaginatedDatasets as PaginatedDatasets
    from .paginated_endpoints import PaginatedEndpoints as PaginatedEndpoints
    from .paginated_evaluations import PaginatedEvaluations as PaginatedEvaluations
    from .paginated_files import PaginatedFiles as PaginatedFiles
    from .paginated_models import PaginatedModels as PaginatedModels
    from .paginated_projects import PaginatedProjects as PaginatedProjects
    from .paginated_transcriptions import PaginatedTranscriptions as PaginatedTranscriptions
    from .paginated_web_hooks import PaginatedWebHooks as PaginatedWebHooks
    from .profanity_filter_mode import ProfanityFilterMode as ProfanityFilterMode
    from .project import Project as Project
    from .project_links import ProjectLinks as ProjectLinks
    from .project_properties import ProjectProperties as ProjectProperties
    from .project_update import ProjectUpdate as ProjectUpdate
    from .punctuation_mode import PunctuationMode as PunctuationMode
    from .service_health import ServiceHealth as ServiceHealth
    from .status import Status as Status
    from .transcription import Transcription as Transcription
    from .transcription_properties import TranscriptionProperties as TranscriptionProperties
    from .transcription_update import TranscriptionUpdate as TranscriptionUpdate
    from .web_hook import WebHook as WebHook
    from .web_hook_events import WebHookEvents as WebHookEvents
    from .web_hook_links import WebHookLinks as WebHookLinks
    from .web_hook_properties import WebHookProperties as WebHookProperties
    from .web_hook_properties_update import WebHookPropertiesUpdate as WebHookPropertiesUpdate
    from .web_hook_update import WebHookUpdate as WebHookUpdate

_MODULES: Final = {
    "Component": "component",
    "Dataset": "dataset",
    "DatasetKind": "dataset_kind",
    "DatasetLocales": "dataset_locales",
    "DatasetProperties": "dataset_properties",
    "DatasetUpdate": "dataset_update",
    "DetailedErrorCode": "detailed_error_code",
    "Endpoint": "endpoint",
    "EndpointLinks": "endpoint_links",
    "EndpointProperties": "endpoint_properties",
    "EndpointPropertiesUpdate": "endpoint_properties_update",
    "EndpointUpdate": "endpoint_update",
    "EntityError": "entity_error",
    "EntityReference": "entity_reference",
    "Error": "error",
    "ErrorCode": "error_code",
    "Evaluation": "evaluation",
    "EvaluationProperties": "evaluation_properties",
    "EvaluationUpdate": "evaluation_update",
    "File": "file",
    "FileKind": "file_kind",
    "FileLinks": "file_links",
    "FileProperties": "file_properties",
    "HealthStatus": "health_status",
    "InnerError": "inner_error",
    "Links": "links",
    "Model": "model",
    "ModelCopy": "model_copy",
    "ModelDeprecationDates": "model_deprecation_dates",
    "ModelFile": "model_file",
    "ModelLinks": "model_links",
    "ModelManifest": "model_manifest",
    "ModelProperties": "model_properties",
    "ModelUpdate": "model_update",
    "PaginatedDatasets": "paginated_datasets",
    "PaginatedEndpoints": "paginated_endpoints",
    "PaginatedEvaluations": "paginated_evaluations",
    "PaginatedFiles": "paginated_files",
    "PaginatedModels": "paginated_models",
    "PaginatedProjects": "paginated_projects",
    "PaginatedTranscriptions": "paginated_transcriptions",
    "PaginatedWebHooks": "paginated_web_hooks",
    "ProfanityFilterMode": "profanity_filter_mode",
    "Project": "project",
    "ProjectLinks": "project_links",
    "ProjectProperties": "project_properties",
    "ProjectUpdate": "project_update",
    "PunctuationMode": "punctuation_mode",
    "ServiceHealth": "service_health",
    "Status": "status",
    "Transcription": "transcription",
    "TranscriptionProperties": "transcription_properties",
    "TranscriptionUpdate": "transcription_update",
    "WebHook": "web_hook",
    "WebHookEvents": "web_hook_events",
    "WebHookLinks": "web_hook_links",
    "WebHookProperties": "web_hook_properties",
    "WebHookPropertiesUpdate": "web_hook_properties_update",
    "WebHookUpdate": "web_hook_update",
}

__all__ = [
    "Component",
    "Dataset",
    "DatasetKind",
    "DatasetLocales",
    "DatasetProperties",
    "DatasetUpdate",
    "DetailedErrorCode",
    "Endpoint",
    "EndpointLinks",
    "EndpointProperties",
    "EndpointPropertiesUpdate",
    "EndpointUpdate",
    "EntityError",
    "EntityReference",
    "Error",
    "ErrorCode",
    "Evaluation",
    "EvaluationProperties",
    "EvaluationUpdate",
    "File",
    "FileKind",
    "FileLinks",
    "FileProperties",
    "HealthStatus",
    "InnerError",
    "Links",
    "Model",
    "ModelCopy",
    "ModelDeprecationDates",
    "ModelFile",
    "ModelLinks",
    "ModelManifest",
    "ModelProperties",
    "ModelUpdate",
    "PaginatedDatasets",
    "PaginatedEndpoints",
    "PaginatedEvaluations",
    "PaginatedFiles",
    "PaginatedModels",
    "PaginatedProjects",
    "PaginatedTranscriptions",
    "PaginatedWebHooks",
    "ProfanityFilterMode",
    "Project",
    "ProjectLinks",
    "ProjectProperties",
    "ProjectUpdate",
    "PunctuationMode",
    "ServiceHealth",
    "Status",
    "Transcription",
    "TranscriptionProperties",
    "TranscriptionUpdate",
    "WebHook",
    "WebHookEvents",
    "WebHookLinks",
    "WebHookProperties",
    "WebHookPropertiesUpdate",
    "WebHookUpdate",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"API version v3.0 has no model {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
