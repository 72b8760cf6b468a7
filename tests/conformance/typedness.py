"""Whether what the client returned is what its annotations promise, down to the last member."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import attrs

from speechtotext import UNSET, Unset

_PLAIN: dict[Any, tuple[type, ...]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    float: (float, int),
    UUID: (UUID,),
    type(None): (type(None),),
}


def untyped(value: object, annotation: Any, where: str = "") -> Iterator[str]:
    """Each part of `value` that its annotation does not describe, or that is annotated as anything."""
    origin = get_origin(annotation)
    if annotation is Any:
        yield f"{where} may be anything"
    elif origin in (Union, types.UnionType):
        yield from _untyped_union(value, get_args(annotation), where)
    elif origin in (list, Sequence):
        (item_annotation,) = get_args(annotation)
        if type(value) is not list:
            yield _wrong(where, annotation, value)
        else:
            for item in value:
                yield from untyped(item, item_annotation, f"{where}[]")
    elif origin is dict:
        _, item_annotation = get_args(annotation)
        if type(value) is not dict or not all(type(name) is str for name in value):
            yield _wrong(where, annotation, value)
        else:
            for item in value.values():
                yield from untyped(item, item_annotation, f"{where}{{}}")
    elif attrs.has(annotation):
        yield from _untyped_model(value, annotation, where)
    elif annotation is Unset:
        if value is not UNSET:
            yield _wrong(where, annotation, value)
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        if type(value) is not annotation or annotation.__members__.get(value.name) is not value:
            yield f"{where} is no known value of {annotation.__name__}"
    elif annotation is datetime:
        if not isinstance(value, datetime):
            yield _wrong(where, annotation, value)
    elif type(value) not in _PLAIN[annotation]:
        yield _wrong(where, annotation, value)


def as_json(value: object) -> Any:
    """What the client returned, or takes, as JSON."""
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {name: as_json(item) for name, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    to_dict = getattr(value, "to_dict", None)
    return to_dict() if to_dict else value


def written(value: Any) -> str:
    """JSON in one form to compare: 1, 1.0 and true differ in it."""
    return json.dumps(value, sort_keys=True)


@cache
def annotations_of(model: Any) -> dict[str, Any]:
    hints = get_type_hints(model)
    return {field.name: hints[field.name] for field in attrs.fields(model)}


def _untyped_model(value: Any, model: Any, where: str) -> Iterator[str]:
    annotations = annotations_of(model)
    if type(value) is not model:
        yield _wrong(where, model, value)
        return
    for name, annotation in annotations.items():
        member = getattr(value, name)
        if name != "additional_properties":
            yield from untyped(member, annotation, f"{model.__name__}.{name}")
        else:
            yield from (f"{model.__name__} has no {left_over}" for left_over in member)


def _untyped_union(value: object, alternatives: tuple[Any, ...], where: str) -> Iterator[str]:
    found = [list(untyped(value, alternative, where)) for alternative in alternatives]
    if all(found):
        yield from min(found, key=len)


def _wrong(where: str, annotation: Any, value: object) -> str:
    return f"{where} is {type(value).__name__}, annotated as {getattr(annotation, '__name__', annotation)}"
