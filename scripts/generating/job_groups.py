"""Which groups hold jobs, how these are looked at, and what the overlay's groups can do beside their operations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from openapi_python_client.parser.properties.model_property import ModelProperty

from .operation_code import OperationCode


@dataclass(frozen=True)
class OverlayGroup:
    """A group as the client has it: its class, the client's attribute, and the module that the class comes from."""

    name: str
    module: str
    words: str
    home: str


@dataclass(frozen=True)
class JobCode:
    """Of a group of jobs: the entity, the functions that make the requests, and where a page has what."""

    entity: str
    reference: str
    get: str
    listing: str | None = None
    items: str = ""
    next_link: str = ""
    filterable: bool = False


@dataclass(frozen=True)
class Mixin:
    """A class of the overlay's `_methods`: its module, its name, and what it is of."""

    module: str
    name: str
    arguments: str


def mixins(jobs: JobCode, methods: Collection[str]) -> list[Mixin]:
    """What a group of jobs can do beside its operations, by the operations that it has."""
    of = f"models.{jobs.entity}, models.{jobs.reference}"
    found = [Mixin("jobs", "Jobs", of)]
    if {"list_files", "get_file"} <= set(methods):
        found.append(Mixin("files", "Files", f"{of}, models.File, models.FileKind"))
        if jobs.entity == "Transcription":
            found.append(Mixin("results", "Results", of))
            found.append(Mixin("recordings", "Recordings", f"models.{jobs.entity}"))
        if jobs.entity == "Dataset":
            found.append(Mixin("datasets", "DatasetReports", of))
    if "list_base_models" in methods:
        base = "Model" if jobs.entity == "Model" else "BaseModel"
        found.append(Mixin("models", "ModelLife", f"models.{base}, {of}, models.Endpoint, models.Transcription"))
        if "authorize_copy" in methods:
            found.append(Mixin("models", "ModelCopies", of))
        if "copy_to_subscription" in methods:
            found.append(Mixin("models", "ModelCopiesWithKey", of))
    if {"list_logs", "get_log"} <= set(methods):
        found.append(Mixin("endpoints", "Logs", of))
    if "transcribe" in methods:
        found.append(Mixin("results", "FastTranscriptions", "models.TranscribeDefinition"))
    if {"upload_block", "commit_blocks"} <= set(methods):
        found.append(Mixin("datasets", "Uploads", f"{of}, models.DatasetKind"))
    return found


def job_code(operations: list[OperationCode]) -> JobCode | None:
    """How the jobs of a group are looked at; None if its entities have no status."""
    gets = {operation: entity for operation in operations if (entity := _job_of(operation)) is not None}
    if not gets:
        return None
    get = _shortest(gets)
    entity = gets[get]
    reference = "EntityReference" if "EntityReference" in get.models else entity
    listings = [entry for entry in operations if entry.pageable and "{" not in entry.path and _lists(entry, entity)]
    if not listings:
        return JobCode(entity, reference, get.builder)
    listing = _shortest(listings)
    _, items, next_link = listing.page
    filterable = any(argument.name == "filter" for argument in listing.arguments)
    return JobCode(entity, reference, get.builder, listing.builder, items, next_link, filterable)


def _job_of(operation: OperationCode) -> str | None:
    """The entity with a status that an operation gets by its id alone."""
    if operation.endpoint.method != "get" or not operation.path.endswith("}") or operation.path.count("{") != 1:
        return None
    prop = operation.endpoint.responses.patterns[0].prop
    if not isinstance(prop, ModelProperty):
        return None
    names = {
        entry.name.get_untrusted_value()
        for entry in [*(prop.required_properties or []), *(prop.optional_properties or [])]
    }
    return str(prop.class_info.name) if {"self", "status"} <= names else None


def _lists(operation: OperationCode, entity: str) -> bool:
    return operation.page[0].removeprefix("models.") == entity


def _shortest(operations: Iterable[OperationCode]) -> OperationCode:
    return min(operations, key=lambda operation: len(operation.path))
