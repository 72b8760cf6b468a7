"""Which schema an operation sends and is answered with, what is nested in it, and where the URLs of entities stand.

The names are those of the published documents. The same holds for all versions: what is not there in one is skipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class ResponseSchema(NamedTuple):
    """The schema of an answer; `paged` if it is that of the entries of a page."""

    schema: str
    paged: bool = False


_GROUPS = {
    "Datasets": "Dataset",
    "Endpoints": "Endpoint",
    "Evaluations": "Evaluation",
    "Projects": "Project",
    "Transcriptions": "Transcription",
    "WebHooks": "WebHook",
}


def _references(*names: str) -> dict[str, str]:
    """Members that refer to entities."""
    return dict.fromkeys(names, "EntityReference")


BODIES: Mapping[str, str] = {
    **{f"{group}_Create": schema for group, schema in _GROUPS.items()},
    **{f"{group}_Update": f"{schema}Update" for group, schema in _GROUPS.items()},
    "Models_Create": "CustomModel",
    "Models_Update": "ModelUpdate",
    "Models_Copy": "ModelCopyAuthorization",
    "Models_CopyTo": "ModelCopy",
    "Transcriptions_Submit": "Transcription",
}
"""The schema of the JSON body, by operation."""

ANSWERS: Mapping[str, ResponseSchema] = {
    **{
        f"{group}_{verb}": ResponseSchema(schema)
        for group, schema in _GROUPS.items()
        for verb in ("Create", "Get", "Update")
    },
    **{f"{group}_List": ResponseSchema(schema, paged=True) for group, schema in _GROUPS.items()},
    **{
        f"Projects_List{group}": ResponseSchema(schema, paged=True)
        for group, schema in {**_GROUPS, "Models": "CustomModel"}.items()
        if group not in ("Projects", "WebHooks")
    },
    **{f"{group}_GetFile": ResponseSchema("File") for group in ("Datasets", "Evaluations", "Models", "Transcriptions")},
    **{
        f"{group}_ListFiles": ResponseSchema("File", paged=True)
        for group in ("Datasets", "Evaluations", "Models", "Transcriptions")
    },
    "Datasets_Upload": ResponseSchema("Dataset"),
    "Endpoints_GetLog": ResponseSchema("File"),
    "Endpoints_GetBaseModelLog": ResponseSchema("File"),
    "Endpoints_ListLogs": ResponseSchema("File", paged=True),
    "Endpoints_ListBaseModelLogs": ResponseSchema("File", paged=True),
    **{f"Models_{verb}": ResponseSchema("CustomModel") for verb in ("CopyTo", "Create", "GetCustomModel", "Update")},
    "Models_AuthorizeCopy": ResponseSchema("ModelCopyAuthorization"),
    "Models_Copy": ResponseSchema("Operation"),
    "Models_GetBaseModel": ResponseSchema("BaseModel"),
    "Models_GetBaseModelManifest": ResponseSchema("ModelManifest"),
    "Models_GetCustomModelManifest": ResponseSchema("ModelManifest"),
    "Models_ListBaseModels": ResponseSchema("BaseModel", paged=True),
    "Models_ListCustomModels": ResponseSchema("CustomModel", paged=True),
    "Operations_GetModelCopy": ResponseSchema("Operation"),
    "Transcriptions_Submit": ResponseSchema("Transcription"),
}
"""The schema of the answer, by operation, where it is that of an entity."""

NESTED: Mapping[str, Mapping[str, str]] = {
    "BaseModel": {"properties": "BaseModelProperties", "links": "BaseModelLinks"},
    "BaseModelProperties": {"features": "BaseModelFeatures"},
    "CustomModel": {
        "properties": "CustomModelProperties",
        "links": "CustomModelLinks",
        **_references("baseModel", "project"),
    },
    "CustomModelProperties": {"features": "CustomModelFeatures"},
    "Dataset": {"properties": "DatasetProperties", "links": "DatasetLinks", **_references("project")},
    "DatasetUpdate": _references("project"),
    "Endpoint": {"properties": "EndpointProperties", "links": "EndpointLinks", **_references("model", "project")},
    "EndpointUpdate": _references("model", "project"),
    "Evaluation": {
        "properties": "EvaluationProperties",
        "links": "EvaluationLinks",
        **_references("model1", "model2", "dataset", "transcription1", "transcription2", "project"),
    },
    "EvaluationUpdate": _references("project"),
    "File": {"properties": "FileProperties"},
    "ModelManifest": _references("model"),
    "ModelUpdate": _references("project"),
    "Operation": {"result": "OperationResult"},
    "Project": {"links": "ProjectLinks"},
    "Transcription": {
        "properties": "TranscriptionProperties",
        "links": "TranscriptionLinks",
        **_references("model", "project", "dataset"),
    },
    "TranscriptionProperties": {"languageIdentification": "LanguageIdentificationProperties"},
    "TranscriptionUpdate": _references("project"),
    "WebHook": {"links": "WebHookLinks"},
}
"""The schemas of the objects in an object, by schema and member."""

SEVERAL: Mapping[str, tuple[str, ...]] = {
    "CustomModel": ("datasets",),
    "LanguageIdentificationProperties": ("speechModelMapping",),
}
"""The members that are lists or maps of references, by schema."""

ADDRESSES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*_GROUPS.values(), "BaseModel", "CustomModel", "EntityReference", "File", "Operation"), ("self",)),
    "BaseModelLinks": ("manifest",),
    "CustomModelLinks": ("manifest", "copyTo", "copy", "files"),
    "DatasetLinks": ("files", "commitBlocks", "listBlocks", "uploadBlocks"),
    "EndpointLinks": ("logs",),
    "EvaluationLinks": ("files",),
    "ModelCopyAuthorization": ("targetResourceEndpoint",),
    "OperationResult": ("link",),
    "ProjectLinks": ("evaluations", "datasets", "models", "endpoints", "transcriptions"),
    "TranscriptionLinks": ("files",),
    "WebHookLinks": ("ping", "test"),
}
"""The members that hold URLs of the service, by schema."""
