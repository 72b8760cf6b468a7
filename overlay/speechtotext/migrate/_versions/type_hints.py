"""Types of models, methods and parameters, read from annotations."""

from __future__ import annotations

import re
import typing
from functools import cache
from typing import Any, Generic, NamedTuple, get_args, get_origin

from .api_surface import Version, version


class Owner(NamedTuple):
    """Whose members are meant: those of a model, of a group of methods, or of the clients of a version."""

    version: Version
    name: str


@cache
def owner_of(kind: Any) -> Owner | None:
    """What a class of ours is called; None for anything else."""
    for base in getattr(get_origin(kind) or kind, "__mro__", ()):
        if match := re.fullmatch(r"speechtotext_api\.(v\w+)\.(api|models)\.(\w+)", base.__module__):
            return Owner(version(match[1]), match[3] if match[2] == "api" else base.__name__)
        if match := re.fullmatch(r"speechtotext\.(v\d\w+)", base.__module__):
            return Owner(version(match[1]), "Client")
    return None


@cache
def type_hints(function: Any) -> dict[str, Any]:
    """The types of a function's parameters and of what it returns, or of a class's attributes."""
    try:
        return typing.get_type_hints(function)
    except (NameError, TypeError):
        # Names that only type checkers import, as those of the groups on a client.
        return {}


def substitute_type_variables(hint: Any, kind: Any) -> Any:
    """A type that is written with type variables, as the class that it stands in fills them."""
    values = _type_variables(get_origin(kind) or kind)
    values.update(zip(getattr(get_origin(kind), "__parameters__", ()), get_args(kind), strict=False))
    if isinstance(hint, typing.TypeVar):
        return values.get(hint, hint)
    inner = getattr(hint, "__parameters__", ())
    return hint[tuple(values.get(variable, variable) for variable in inner)] if inner else hint


def _type_variables(kind: type) -> dict[Any, Any]:
    return {
        variable: value
        for base in getattr(kind, "__mro__", ())
        for generic in vars(base).get("__orig_bases__", ())
        if get_origin(generic) not in (None, Generic, typing.Protocol)
        for variable, value in zip(getattr(get_origin(generic), "__parameters__", ()), get_args(generic), strict=False)
    }
