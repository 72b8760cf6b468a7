"""The arguments of the control API's actions, which are checked before anything is done."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec

T = TypeVar("T")


class NoArguments(msgspec.Struct, forbid_unknown_fields=True):
    """Of actions that take none."""


class FaultArguments(msgspec.Struct, forbid_unknown_fields=True):
    """Of `faults`."""

    operation: str | None = None
    fault: str = "status"
    times: int = 1
    status: int = 500
    retry_after: int | None = None
    seconds: float = 1.0
    odd_answers: list[str] = []


class JobFailureArguments(msgspec.Struct, forbid_unknown_fields=True):
    """Of `job-failures`."""

    collection: str
    code: str
    message: str = "This failure was injected."


class TokenArguments(msgspec.Struct, forbid_unknown_fields=True):
    """Of `tokens`."""

    token: str | None = None
    seconds: Annotated[float, msgspec.Meta(ge=0, le=10**9)] = 3600
    resource: str = "development"


class ResourceArguments(msgspec.Struct, forbid_unknown_fields=True):
    """Of `resources`."""

    name: str
    key: str | None = None
    region: str = "westeurope"
    id: str | None = None


class ClockArguments(msgspec.Struct, forbid_unknown_fields=True):
    """Of `clock`."""

    advance: Annotated[float, msgspec.Meta(ge=0)]


class FileArguments(msgspec.Struct, forbid_unknown_fields=True):
    """A file of an entity; its content is Base64."""

    name: str
    kind: str
    content: bytes
    milliseconds: int | None = None


class EntityArguments(msgspec.Struct, forbid_unknown_fields=True):
    """Of `entities`."""

    collection: str
    body: dict[str, Any]
    version: str = "2025-10-15"
    id: str | None = None
    status: str | None = None
    created: datetime | None = None
    files: list[FileArguments] = []
    resource: str = "development"


class LogArguments(msgspec.Struct, forbid_unknown_fields=True):
    """Of `logs`; the content is Base64."""

    of: str
    name: str
    content: bytes
    kind: str = "Audio"
    created: datetime | None = None
    resource: str = "development"


def arguments_of(kind: type[T], given: object) -> T:
    """Check the arguments of an action.

    Raises:
        ValueError: one is missing, unknown or of another type.
    """
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
