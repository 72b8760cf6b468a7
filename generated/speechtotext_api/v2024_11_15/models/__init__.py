"""The models of the Azure Speech to text REST API 2024-11-15. Each is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .base_model import BaseModel as BaseModel
    from .base_model_deprecation_dates import BaseModelDeprecationDates as BaseModelDeprecationDates
    from .base_model_features import BaseModelFeatures as BaseModelFeatures
    from .base_model_links import BaseModelLinks as BaseModelLinks
    from .base_model_properties import BaseModelProperties as BaseModelProperties
    from .block_kind import BlockKind as BlockKind
    from .channel_combined_phrases import ChannelCombinedPhrases as ChannelCombinedPhrases
    from .commit_blocks_entry import CommitBlocksEntry as CommitBlocksEntry
    from .custom_model import CustomModel as CustomModel
    from .custom_model_deprecation_dates import CustomModelDeprecationDates as CustomModelDeprecationDates
    from .custom_model_features import CustomModelFeatures as CustomModelFeatures
    from .custom_model_links import CustomModelLinks as CustomModelLinks
    from .custom_model_properties import CustomModelProperties as CustomModelProperties
    from .dataset import Dataset as Dataset
    from .dataset_kind import DatasetKind as DatasetKind
    from .dataset_links import DatasetLinks as DatasetLinks
    from .dataset_locales import DatasetLocales as DatasetLocales
    from .dataset_properties import DatasetProperties as DatasetProperties
    from .dataset_update import DatasetUpdate as DatasetUpdate
    from .detailed_error_code import DetailedErrorCode as DetailedErrorCode
    from .diarization_properties import DiarizationProperties as DiarizationProperties
    from .edits_summary import EditsSummary as EditsSummary
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
    from .evaluation_links import EvaluationLinks as EvaluationLinks
    from .evaluation_properties import EvaluationProperties as EvaluationProperties
    from .evaluation_update import EvaluationUpdate as EvaluationUpdate
    from .file import File as File
    from .file_kind import FileKind as FileKind
    from .file_links import FileLinks as FileLinks
    from .file_properties import FileProperties as FileProperties
    from .inner_error import InnerError as InnerError
    from .language_identification_mode import LanguageIdentificationMode as LanguageIdentificationMode
    from .language_identification_properties import LanguageIdentificationProperties as LanguageIdentificationProperties
    from .model_copy_authorization import ModelCopyAuthorization as ModelCopyAuthorization
    from .model_copy_authorization_definition import (
        ModelCopyAuthorizationDefinition as ModelCopyAuthorizationDefinition,
    )
    from .model_file import ModelFile as ModelFile
    from .model_manifest import ModelManifest as ModelManifest
    from .model_update import ModelUpdate as ModelUpdate
    from .operation import Operation as Operation
    from .operation_result import OperationResult as OperationResult
    from .output_format_type import OutputFormatType as OutputFormatType
    from .paginated_base_models import PaginatedBaseModels as PaginatedBaseModels
    from .paginated_custom_models import PaginatedCustomModels as PaginatedCustomModels
    from .paginated_datasets import PaginatedDatasets as PaginatedDatasets
    from .paginated_endpoints import PaginatedEndpoints as PaginatedEndpoints
    from .paginated_evaluations import PaginatedEvaluations as PaginatedEvaluations
    from .paginated_files import PaginatedFiles as PaginatedFiles
    from .paginated_transcriptions import PaginatedTranscriptions as PaginatedTranscriptions
    from .paginated_web_hooks import PaginatedWebHooks as PaginatedWebHooks
    from .phrase import Phrase as Phrase
    from .profanity_filter_mode import ProfanityFilterMode as ProfanityFilterMode
    from .punctuation_mode import PunctuationMode as PunctuationMode
    from .response_block import ResponseBlock as ResponseBlock
    from .shared_model import SharedModel as SharedModel
    from .shared_model_features import SharedModelFeatures as SharedModelFeatures
    from .status import Status as Status
    from .text_normalization_kind import TextNormalizationKind as TextNormalizationKind
    from .token_error_details import TokenErrorDetails as TokenErrorDetails
    from .transcribe_definition import TranscribeDefinition as TranscribeDefinition
    from .transcribe_diarization_properties import TranscribeDiarizationProperties as TranscribeDiarizationProperties
    from .transcribe_result import TranscribeResult as TranscribeResult
    from .transcription import Transcription as Transcription
    from .transcription_links import TranscriptionLinks as TranscriptionLinks
    from .transcription_locales import TranscriptionLocales as TranscriptionLocales
    from .transcription_properties import TranscriptionProperties as TranscriptionProperties
    from .transcription_update import TranscriptionUpdate as TranscriptionUpdate
    from .uploaded_blocks import UploadedBlocks as UploadedBlocks
    from .web_hook import WebHook as WebHook
    from .web_hook_events import WebHookEvents as WebHookEvents
    from .web_hook_links import WebHookLinks as WebHookLinks
    from .web_hook_properties import WebHookProperties as WebHookProperties
    from .web_hook_properties_update import WebHookPropertiesUpdate as WebHookPropertiesUpdate
    from .web_hook_update import WebHookUpdate as WebHookUpdate
    from .word import Word as Word

_MODULES: Final = {
    "BaseModel": "base_model",
    "BaseModelDeprecationDates": "base_model_deprecation_dates",
    "BaseModelFeatures": "base_model_features",
    "BaseModelLinks": "base_model_links",
    "BaseModelProperties": "base_model_properties",
    "BlockKind": "block_kind",
    "ChannelCombinedPhrases": "channel_combined_phrases",
    "CommitBlocksEntry": "commit_blocks_entry",
    "CustomModel": "custom_model",
    "CustomModelDeprecationDates": "custom_model_deprecation_dates",
    "CustomModelFeatures": "custom_model_features",
    "CustomModelLinks": "custom_model_links",
    "CustomModelProperties": "custom_model_properties",
    "Dataset": "dataset",
    "DatasetKind": "dataset_kind",
    "DatasetLinks": "dataset_links",
    "DatasetLocales": "dataset_locales",
    "DatasetProperties": "dataset_properties",
    "DatasetUpdate": "dataset_update",
    "DetailedErrorCode": "detailed_error_code",
    "DiarizationProperties": "diarization_properties",
    "EditsSummary": "edits_summary",
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
    "EvaluationLinks": "evaluation_links",
    "EvaluationProperties": "evaluation_properties",
    "EvaluationUpdate": "evaluation_update",
    "File": "file",
    "FileKind": "file_kind",
    "FileLinks": "file_links",
    "FileProperties": "file_properties",
    "InnerError": "inner_error",
    "LanguageIdentificationMode": "language_identification_mode",
    "LanguageIdentificationProperties": "language_identification_properties",
    "ModelCopyAuthorization": "model_copy_authorization",
    "ModelCopyAuthorizationDefinition": "model_copy_authorization_definition",
    "ModelFile": "model_file",
    "ModelManifest": "model_manifest",
    "ModelUpdate": "model_update",
    "Operation": "operation",
    "OperationResult": "operation_result",
    "OutputFormatType": "output_format_type",
    "PaginatedBaseModels": "paginated_base_models",
    "PaginatedCustomModels": "paginated_custom_models",
    "PaginatedDatasets": "paginated_datasets",
    "PaginatedEndpoints": "paginated_endpoints",
    "PaginatedEvaluations": "paginated_evaluations",
    "PaginatedFiles": "paginated_files",
    "PaginatedTranscriptions": "paginated_transcriptions",
    "PaginatedWebHooks": "paginated_web_hooks",
    "Phrase": "phrase",
    "ProfanityFilterMode": "profanity_filter_mode",
    "PunctuationMode": "punctuation_mode",
    "ResponseBlock": "response_block",
    "SharedModel": "shared_model",
    "SharedModelFeatures": "shared_model_features",
    "Status": "status",
    "TextNormalizationKind": "text_normalization_kind",
    "TokenErrorDetails": "token_error_details",
    "TranscribeDefinition": "transcribe_definition",
    "TranscribeDiarizationProperties": "transcribe_diarization_properties",
    "TranscribeResult": "transcribe_result",
    "Transcription": "transcription",
    "TranscriptionLinks": "transcription_links",
    "TranscriptionLocales": "transcription_locales",
    "TranscriptionProperties": "transcription_properties",
    "TranscriptionUpdate": "transcription_update",
    "UploadedBlocks": "uploaded_blocks",
    "WebHook": "web_hook",
    "WebHookEvents": "web_hook_events",
    "WebHookLinks": "web_hook_links",
    "WebHookProperties": "web_hook_properties",
    "WebHookPropertiesUpdate": "web_hook_properties_update",
    "WebHookUpdate": "web_hook_update",
    "Word": "word",
}

__all__ = [
    "BaseModel",
    "BaseModelDeprecationDates",
    "BaseModelFeatures",
    "BaseModelLinks",
    "BaseModelProperties",
    "BlockKind",
    "ChannelCombinedPhrases",
    "CommitBlocksEntry",
    "CustomModel",
    "CustomModelDeprecationDates",
    "CustomModelFeatures",
    "CustomModelLinks",
    "CustomModelProperties",
    "Dataset",
    "DatasetKind",
    "DatasetLinks",
    "DatasetLocales",
    "DatasetProperties",
    "DatasetUpdate",
    "DetailedErrorCode",
    "DiarizationProperties",
    "EditsSummary",
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
    "EvaluationLinks",
    "EvaluationProperties",
    "EvaluationUpdate",
    "File",
    "FileKind",
    "FileLinks",
    "FileProperties",
    "InnerError",
    "LanguageIdentificationMode",
    "LanguageIdentificationProperties",
    "ModelCopyAuthorization",
    "ModelCopyAuthorizationDefinition",
    "ModelFile",
    "ModelManifest",
    "ModelUpdate",
    "Operation",
    "OperationResult",
    "OutputFormatType",
    "PaginatedBaseModels",
    "PaginatedCustomModels",
    "PaginatedDatasets",
    "PaginatedEndpoints",
    "PaginatedEvaluations",
    "PaginatedFiles",
    "PaginatedTranscriptions",
    "PaginatedWebHooks",
    "Phrase",
    "ProfanityFilterMode",
    "PunctuationMode",
    "ResponseBlock",
    "SharedModel",
    "SharedModelFeatures",
    "Status",
    "TextNormalizationKind",
    "TokenErrorDetails",
    "TranscribeDefinition",
    "TranscribeDiarizationProperties",
    "TranscribeResult",
    "Transcription",
    "TranscriptionLinks",
    "TranscriptionLocales",
    "TranscriptionProperties",
    "TranscriptionUpdate",
    "UploadedBlocks",
    "WebHook",
    "WebHookEvents",
    "WebHookLinks",
    "WebHookProperties",
    "WebHookPropertiesUpdate",
    "WebHookUpdate",
    "Word",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"API version 2024-11-15 has no model {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
