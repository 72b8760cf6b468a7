"""Which groups hold jobs, how these are looked at, and what the overlay's groups can do beside their operations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openapi_python_client.parser.properties.model_property import ModelProperty

from operation_code import OperationCode


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


def mixins(jobs: JobCode) -> list[Mixin]:
    """What a group of jobs can do beside its operations."""
    return [Mixin("jobs", "Jobs", f"models.{jobs.entity}, models.{jobs.reference}")]


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
