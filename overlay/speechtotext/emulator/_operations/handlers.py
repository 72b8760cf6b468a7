"""The handler of each operation: one table for all API versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from speechtotext.emulator._entities.collections import (
    BASE_MODELS,
    DATASETS,
    ENDPOINTS,
    EVALUATIONS,
    MODEL_COPIES,
    MODELS,
    PROJECTS,
    TRANSCRIPTIONS,
    WEB_HOOKS,
)
from speechtotext.emulator._entities.locales import LOCALES

from . import files as files
from . import models as models
from . import uploads as data
from .call import Call, Handler, OperationResult
from .entities import create, delete, get, list_entities, list_project_entities, update

_HEALTH: Final = {
    "status": "Healthy",
    "components": [{"name": "Emulator", "type": "Service", "status": "Healthy"}],
}


def _locales(call: Call) -> OperationResult:
    """Return the locales in the version's format: a list, lists by kind, or kinds by locale."""
    schema = call.document.resolve(call.operation.responses[200].schema or {})
    value: Any = list(LOCALES)
    if "properties" in schema:
        value = {name: list(LOCALES) for name in schema["properties"]}
    elif "additionalProperties" in schema:
        kinds = call.document.schema("DatasetKind")["enum"]
        value = {locale: list(kinds) for locale in LOCALES}
    return OperationResult(200, value)


def _ping(call: Call) -> OperationResult:
    hook = call.entity(WEB_HOOKS)
    call.service.web_hooks.ping(call.resource, hook)
    return OperationResult(202, headers={"Retry-After": "1"})


def _test(call: Call) -> OperationResult:
    hook = call.entity(WEB_HOOKS)
    told = call.service.web_hooks.test(call.resource, hook)
    return OperationResult(202, headers={"Retry-After": "1"}) if told else OperationResult(204)


_LOCALES = Handler("the locales that the service knows", _locales)
_LIST_LOGS = Handler("the logs, in pages, with links that expire", files.list_logs)
_GET_LOG = Handler("one log", files.get_log)
_DELETE_LOGS = Handler("deletes the logs up to a day, or all", files.delete_logs, "a day that there is")
_DELETE_LOG = Handler("deletes a log", files.delete_log)

_TRANSCRIPTION_RULES: Final = (
    "one source, 1,000 URLs, locale, model, project, time to live, channels, speakers, candidate locales"
)

HANDLERS: Final[Mapping[str, Handler]] = {
    "Datasets_ListSupportedLocales": _LOCALES,
    "Datasets_List": list_entities(DATASETS),
    "Datasets_Create": create(DATASETS, "locale, project"),
    "Datasets_Get": get(DATASETS),
    "Datasets_Update": update(DATASETS, "project"),
    "Datasets_Delete": delete(DATASETS),
    "Datasets_Upload": Handler("makes a dataset of a form and imports it", data.upload, "as for Datasets_Create"),
    "Datasets_GetBlocks": Handler("the blocks, committed or not", data.get_blocks),
    "Datasets_UploadBlock": Handler("keeps a block", data.upload_block, "Base64 ids of one length, 8 MiB"),
    "Datasets_CommitBlocks": Handler("imports the blocks", data.commit_blocks, "uploaded blocks"),
    "Datasets_ListFiles": files.list_files(DATASETS),
    "Datasets_GetFile": files.get_file(DATASETS),
    "Endpoints_ListSupportedLocales": _LOCALES,
    "Endpoints_List": list_entities(ENDPOINTS),
    "Endpoints_Create": create(ENDPOINTS, "locale, model is ready, project, time to live"),
    "Endpoints_Get": get(ENDPOINTS),
    "Endpoints_Update": update(ENDPOINTS, "model, project, endpoint is ready"),
    "Endpoints_Delete": delete(ENDPOINTS, quietly=False),
    "Endpoints_ListLogs": _LIST_LOGS,
    "Endpoints_GetLog": _GET_LOG,
    "Endpoints_DeleteLogs": _DELETE_LOGS,
    "Endpoints_DeleteLog": _DELETE_LOG,
    "Endpoints_ListBaseModelLogs": _LIST_LOGS,
    "Endpoints_GetBaseModelLog": _GET_LOG,
    "Endpoints_DeleteBaseModelLogs": _DELETE_LOGS,
    "Endpoints_DeleteBaseModelLog": _DELETE_LOG,
    "Evaluations_ListSupportedLocales": _LOCALES,
    "Evaluations_List": list_entities(EVALUATIONS),
    "Evaluations_Create": create(EVALUATIONS, "locale, models, dataset of kind Acoustic, project"),
    "Evaluations_Get": get(EVALUATIONS),
    "Evaluations_Update": update(EVALUATIONS, "project"),
    "Evaluations_Delete": delete(EVALUATIONS),
    "Evaluations_ListFiles": files.list_files(EVALUATIONS),
    "Evaluations_GetFile": files.get_file(EVALUATIONS),
    "Models_ListSupportedLocales": _LOCALES,
    "Models_ListBaseModels": list_entities(BASE_MODELS),
    "Models_GetBaseModel": get(BASE_MODELS),
    "Models_GetBaseModelManifest": models.manifest(BASE_MODELS),
    "Models_ListCustomModels": list_entities(MODELS),
    "Models_Create": create(MODELS, "locale, base model that can be adapted, datasets, project"),
    "Models_GetCustomModel": get(MODELS),
    "Models_Update": update(MODELS, "project"),
    "Models_Delete": delete(MODELS),
    "Models_GetCustomModelManifest": models.manifest(MODELS),
    "Models_ListFiles": files.list_files(MODELS),
    "Models_GetFile": files.get_file(MODELS),
    "Models_CopyTo": Handler("copies a model to the resource of a key", models.copy_to, "key, model is ready"),
    "Models_AuthorizeCopy": Handler("lets a resource copy to this one", models.authorize_copy, "id of a resource"),
    "Models_Copy": Handler("copies a model to where it is authorized", models.copy, "authorization, model is ready"),
    "Operations_GetModelCopy": get(MODEL_COPIES),
    "Projects_ListSupportedLocales": _LOCALES,
    "Projects_List": list_entities(PROJECTS),
    "Projects_Create": create(PROJECTS, "locale"),
    "Projects_Get": get(PROJECTS),
    "Projects_Update": update(PROJECTS),
    "Projects_Delete": delete(PROJECTS),
    "Projects_ListDatasets": list_project_entities(DATASETS),
    "Projects_ListEndpoints": list_project_entities(ENDPOINTS),
    "Projects_ListEvaluations": list_project_entities(EVALUATIONS),
    "Projects_ListModels": list_project_entities(MODELS),
    "Projects_ListTranscriptions": list_project_entities(TRANSCRIPTIONS),
    "ServiceHealth_Get": Handler("healthy, always", lambda call: OperationResult(200, _HEALTH)),
    "Transcriptions_ListSupportedLocales": _LOCALES,
    "Transcriptions_List": list_entities(TRANSCRIPTIONS),
    "Transcriptions_Create": create(
        TRANSCRIPTIONS,
        _TRANSCRIPTION_RULES,
    ),
    "Transcriptions_Submit": create(TRANSCRIPTIONS, _TRANSCRIPTION_RULES),
    "Transcriptions_Get": get(TRANSCRIPTIONS),
    "Transcriptions_Update": update(TRANSCRIPTIONS, "project"),
    "Transcriptions_Delete": delete(TRANSCRIPTIONS),
    "Transcriptions_ListFiles": files.list_files(TRANSCRIPTIONS),
    "Transcriptions_GetFile": files.get_file(TRANSCRIPTIONS),
    "Transcriptions_Transcribe": Handler(
        "says at once what is spoken",
        data.transcribe,
        "audio, its length and size, locales, channels",
        runs_in_thread=True,
    ),
    "WebHooks_List": list_entities(WEB_HOOKS),
    "WebHooks_Create": create(WEB_HOOKS, "URL of http or https, an event"),
    "WebHooks_Get": get(WEB_HOOKS),
    "WebHooks_Update": update(WEB_HOOKS, "URL of http or https, an event"),
    "WebHooks_Delete": delete(WEB_HOOKS, quietly=False),
    "WebHooks_Ping": Handler("calls the web hook with itself", _ping),
    "WebHooks_Test": Handler("calls the web hook with the latest entities", _test),
}

OPERATION_IDS: Final = (*HANDLERS, "Storage_GetBlob", "Storage_PutBlob", "Storage_DeleteBlob", "Storage_ListBlobs")
"""Ids of the operations of all versions and of the storage, for faults."""
