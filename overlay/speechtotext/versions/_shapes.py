"""Which schema an operation sends and is answered with, what is nested in it, and where the URLs of entities stand.

The names are those of the published documents. The same holds for all versions: what is not there in one is skipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Answer(NamedTuple):
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

ANSWERS: Mapping[str, Answer] = {
    **{f"{group}_{verb}": Answer(schema) for group, schema in _GROUPS.items() for verb in ("Create", "Get", "Update")},
    **{f"{group}_List": Answer(schema, paged=True) for group, schema in _GROUPS.items()},
    **{
        f"Projects_List{group}": Answer(schema, paged=True)
        for group, schema in {**_GROUPS, "Models": "CustomModel"}.items()
        if group not in ("Projects", "WebHooks")
    },
    **{f"{group}_GetFile": Answer("File") for group in ("Datasets", "Evaluations", "Models", "Transcriptions")},
    **{
        f"{group}_ListFiles": Answer("File", paged=True)
        for group in ("Datasets", "Evaluations", "Models", "Transcriptions")
    },
    "Datasets_Upload": Answer("Dataset"),
    "Endpoints_GetLog": Answer("File"),
    "Endpoints_GetBaseModelLog": Answer("File"),
    "Endpoints_ListLogs": Answer("File", paged=True),
    "Endpoints_ListBaseModelLogs": Answer("File", paged=True),
    **{f"Models_{verb}": Answer("CustomModel") for verb in ("CopyTo", "Create", "GetCustomModel", "Update")},
    "Models_AuthorizeCopy": Answer("ModelCopyAuthorization"),
    "Models_Copy": Answer("Operation"),
    "Models_GetBaseModel": Answer("BaseModel"),
    "Models_GetBaseModelManifest": Answer("ModelManifest"),
    "Models_GetCustomModelManifest": Answer("ModelManifest"),
    "Models_ListBaseModels": Answer("BaseModel", paged=True),
    "Models_ListCustomModels": Answer("CustomModel", paged=True),
    "Operations_GetModelCopy": Answer("Operation"),
    "Transcriptions_Submit": Answer("Transcription"),
}
"""The schema of the answer, by operation, where it is that of an entity."""

NESTED: Mapping[str, Mapping[str, str]] = {
    **{
        schema: {"properties": f"{schema}Properties", "links": f"{schema}Links"}
        for schema in (*_GROUPS.values(), "BaseModel", "CustomModel", "File")
    },
    "BaseModelProperties": {"features": "BaseModelFeatures"},
    "CustomModelProperties": {"features": "CustomModelFeatures"},
    "Operation": {"result": "OperationResult"},
    "TranscriptionProperties": {"languageIdentification": "LanguageIdentificationProperties"},
}
"""The schemas of an object's members, by schema and member."""


class Addresses(NamedTuple):
    """The members that hold URLs of the service, references to entities, lists and maps of such references."""

    urls: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()


ADDRESSES: Mapping[str, Addresses] = {
    "BaseModel": Addresses(("self",)),
    "BaseModelLinks": Addresses(("manifest",)),
    "CustomModel": Addresses(("self",), ("baseModel", "project"), lists=("datasets",)),
    "CustomModelLinks": Addresses(("manifest", "copyTo", "copy", "files")),
    "Dataset": Addresses(("self",), ("project",)),
    "DatasetLinks": Addresses(("files", "commitBlocks", "listBlocks", "uploadBlocks")),
    "DatasetUpdate": Addresses((), ("project",)),
    "Endpoint": Addresses(("self",), ("model", "project")),
    "EndpointLinks": Addresses(("logs",)),
    "EndpointUpdate": Addresses((), ("model", "project")),
    "Evaluation": Addresses(("self",), ("model1", "model2", "dataset", "transcription1", "transcription2", "project")),
    "EvaluationLinks": Addresses(("files",)),
    "EvaluationUpdate": Addresses((), ("project",)),
    "File": Addresses(("self",)),
    "LanguageIdentificationProperties": Addresses(maps=("speechModelMapping",)),
    "ModelCopyAuthorization": Addresses(("targetResourceEndpoint",)),
    "ModelManifest": Addresses((), ("model",)),
    "ModelUpdate": Addresses((), ("project",)),
    "Operation": Addresses(("self",)),
    "OperationResult": Addresses(("link",)),
    "Project": Addresses(("self",)),
    "ProjectLinks": Addresses(("evaluations", "datasets", "models", "endpoints", "transcriptions")),
    "Transcription": Addresses(("self",), ("model", "project", "dataset")),
    "TranscriptionLinks": Addresses(("files",)),
    "TranscriptionUpdate": Addresses((), ("project",)),
    "WebHook": Addresses(("self",)),
    "WebHookLinks": Addresses(("ping", "test")),
}
"""Where URLs of the service stand, by schema."""
