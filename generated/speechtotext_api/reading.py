"""Reading what the service answers although it is not what the API's description says.

One odd member takes nothing else down: it alone cannot be read as an attribute. This is the slow path, taken when the
plain reading of an object has failed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from attrs import fields

from .wire import (
    DecodeError,
    OpenEnum,
    boolean,
    date_time,
    format_date_time,
    integer,
    items,
    kind_of,
    members,
    number,
    text,
    uuid,
)

M = TypeVar("M")

_lenient: ContextVar[bool] = ContextVar("speechtotext_lenient", default=False)
_MISSING = object()


class Unreadable(AttributeError):
    """An attribute whose member the answer lacks, or holds something else than it should."""


error_for: Callable[[str, dict[str, Any]], AttributeError] = lambda sentence, raw: Unreadable(sentence)  # noqa: E731
"""Makes the error of an attribute that cannot be read; the package above puts one of its own here."""


@contextmanager
def lenient() -> Iterator[None]:
    """Read objects although some of their members are odd."""
    token = _lenient.set(True)
    try:
        yield
    finally:
        _lenient.reset(token)


def read_leniently(cls: type[M], data: object, names: Mapping[str, str], error: DecodeError) -> M:
    """Read an object member by member; those that are odd are left out, and kept as they came.

    Args:
        names: the attributes by the names of their members.
        error: why the plain reading has failed.

    Raises:
        DecodeError: it is no object, or nothing said that it may be odd.
    """
    if not (_lenient.get() and isinstance(data, Mapping)):
        raise error
    self = cls.__new__(cls)
    hints = get_type_hints(cls)
    unread = {}
    for key, attribute in names.items():
        value = data.get(key)
        try:
            setattr(self, attribute, _read(hints[attribute], f"{cls.__name__}.{key}", value))
        except DecodeError:
            if key in data:
                unread[key] = value
    unknown = {name: value for name, value in data.items() if value is None or name not in names}
    self.additional_properties = unknown | unread  # type: ignore[attr-defined]
    return self


def _read(hint: Any, where: str, value: Any) -> Any:
    """A value as a type hint of a model says."""
    origin = get_origin(hint)
    if hint is Any:
        return value
    if origin in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return None if value is None and NoneType in get_args(hint) else _read(kinds[0], where, value)
    if origin is list:
        return [_read(get_args(hint)[0], where, item) for item in items(where, value)]
    if origin is dict:
        return {name: _read(get_args(hint)[1], where, item) for name, item in members(where, value).items()}
    # Imported here: it is slow to import, and this path is rarely taken.
    from uuid import UUID

    plain: dict[Any, Callable[[str, object], Any]] = {
        str: text,
        bool: boolean,
        int: integer,
        float: number,
        datetime: date_time,
        UUID: uuid,
    }
    if hint in plain:
        return plain[hint](where, value)
    if issubclass(hint, OpenEnum):
        return hint(text(where, value))
    return hint.from_dict(members(where, value))


def unreadable(model: object, attribute: str) -> AttributeError:
    """The error of an attribute that was not read, or that the model does not have."""
    name = type(model).__name__
    names: Mapping[str, str] = getattr(sys.modules[type(model).__module__], "_KNOWN", {})
    key = next((key for key, each in names.items() if each == attribute), None)
    if key is None:
        return AttributeError(f"{name!r} object has no attribute {attribute!r}", name=attribute, obj=model)
    raw = to_json(model, names)
    # Its type alone: a value can be a secret.
    found = f"it holds {kind_of(raw[key])}" if key in raw else "it is missing"
    return error_for(f"{name}.{attribute} cannot be read from the answer: {found}. to_dict() has what came.", raw)


def to_json(model: object, names: Mapping[str, str]) -> dict[str, Any]:
    """What came, of a model some of whose members could not be read."""
    data = dict(model.additional_properties)  # type: ignore[attr-defined]
    for key, attribute in names.items():
        value = _slot(model, attribute)
        if value is not _MISSING and value is not None:
            data[key] = _written(value)
    return data


def represent(model: object) -> str:
    """`repr` of a model; what could not be read is shown as such."""
    shown = []
    for field in fields(type(model)):  # type: ignore[arg-type]
        value = _slot(model, field.name)
        if value is _MISSING:
            shown.append(f"{field.name}=<unreadable>")
        else:
            shown.append(f"{field.name}={field.repr(value) if callable(field.repr) else repr(value)}")
    return f"{type(model).__name__}({', '.join(shown)})"


def equal(one: object, other: object) -> bool:
    """Whether two models of one class hold the same."""
    names = [field.name for field in fields(type(one))]  # type: ignore[arg-type]
    return all(_slot(one, name) == _slot(other, name) for name in names)


def _slot(model: object, attribute: str) -> Any:
    """The value of an attribute, or a mark that there is none."""
    try:
        return object.__getattribute__(model, attribute)
    except AttributeError:
        return _MISSING


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return format_date_time(value)
    if isinstance(value, list):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {name: _written(item) for name, item in value.items()}
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value if isinstance(value, bool | int | float) else str(value)
