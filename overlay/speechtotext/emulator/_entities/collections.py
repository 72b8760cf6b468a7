"""The collections of the service: projects, datasets, models and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of entities of one kind.

    Args:
        path: where they are, below a version's base path; an entity is referred to as `path/id`.
        noun: what one of them is called.
        get: id of the operation that tells one.
        links: by name, the operations that an entity links to.
        file: id of the operation that tells a file of an entity; None if entities have no files.
        event: what the names of its web hook events begin with; None if it has none.
        is_job: whether it takes time to get ready.
    """

    path: str
    noun: str
    get: str
    links: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None
    event: str | None = None
    is_job: bool = True


PROJECTS = Collection(
    "projects",
    "project",
    "Projects_Get",
    {
        "evaluations": "Projects_ListEvaluations",
        "datasets": "Projects_ListDatasets",
        "models": "Projects_ListModels",
        "endpoints": "Projects_ListEndpoints",
        "transcriptions": "Projects_ListTranscriptions",
    },
    is_job=False,
)
DATASETS = Collection(
    "datasets",
    "dataset",
    "Datasets_Get",
    {
        "files": "Datasets_ListFiles",
        "listBlocks": "Datasets_GetBlocks",
        "uploadBlocks": "Datasets_UploadBlock",
        "commitBlocks": "Datasets_CommitBlocks",
    },
    file="Datasets_GetFile",
    event="dataset",
)
MODELS = Collection(
    "models",
    "model",
    "Models_GetCustomModel",
    {
        "manifest": "Models_GetCustomModelManifest",
        "files": "Models_ListFiles",
        "copy": "Models_Copy",
        "copyTo": "Models_CopyTo",
    },
    file="Models_GetFile",
    event="model",
)
BASE_MODELS = Collection(
    "models/base",
    "base model",
    "Models_GetBaseModel",
    {"manifest": "Models_GetBaseModelManifest"},
    is_job=False,
)
ENDPOINTS = Collection("endpoints", "endpoint", "Endpoints_Get", {"logs": "Endpoints_ListLogs"}, event="endpoint")
EVALUATIONS = Collection(
    "evaluations",
    "evaluation",
    "Evaluations_Get",
    {"files": "Evaluations_ListFiles"},
    file="Evaluations_GetFile",
    event="evaluation",
)
TRANSCRIPTIONS = Collection(
    "transcriptions",
    "transcription",
    "Transcriptions_Get",
    {"files": "Transcriptions_ListFiles"},
    file="Transcriptions_GetFile",
    event="transcription",
)
WEB_HOOKS = Collection("webhooks", "web hook", "WebHooks_Get", {"test": "WebHooks_Test", "ping": "WebHooks_Ping"})
MODEL_COPIES = Collection("operations/models/copy", "model copy", "Operations_GetModelCopy")

COLLECTIONS: Mapping[str, Collection] = {
    collection.path: collection
    for collection in (
        PROJECTS,
        DATASETS,
        MODELS,
        BASE_MODELS,
        ENDPOINTS,
        EVALUATIONS,
        TRANSCRIPTIONS,
        WEB_HOOKS,
        MODEL_COPIES,
    )
}


def reference(collection: Collection, id: str) -> str:
    """Return the internal reference to an entity."""
    return f"{collection.path}/{id}"


def collection_of(reference: str) -> Collection:
    """Return the collection of a referenced entity."""
    return COLLECTIONS[reference.rpartition("/")[0]]


def id_in(reference: str) -> str:
    """Return the id of a referenced entity."""
    return reference.rpartition("/")[2]
