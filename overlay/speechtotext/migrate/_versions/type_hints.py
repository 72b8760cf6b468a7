"""Types of models, methods and parameters, read from annotations."""

from __future__ import annotations

import re
import typing
from functools import cache
from typing import Any, Generic, NamedTuple, get_args, get_origin

from .api_surface import Version, version


class Owner(NamedTuple):
    """A model, group or client, whose members a name belongs to."""

    version: Version
    name: str


@cache
def owner_of(kind: Any) -> Owner | None:
    """Return the version and name of a class of this package; None for other classes."""
    for base in getattr(get_origin(kind) or kind, "__mro__", ()):
        if match := re.fullmatch(r"speechtotext_api\.(v\w+)\.(api|models)\.(\w+)", base.__module__):
            return Owner(version(match[1]), match[3] if match[2] == "api" else base.__name__)
        if match := re.fullmatch(r"speechtotext\.(v\d\w+)", base.__module__):
            return Owner(version(match[1]), "Client")
    return None


@cache
def type_hints(function: Any) -> dict[str, Any]:
    """Return the types of a function's parameters and result, or of a class's attributes."""
    try:
        return typing.get_type_hints(function)
    except (NameError, TypeError):
        # Names imported for type checkers only, such as those of a client's groups.
        return {}


def substitute_type_variables(hint: Any, kind: Any) -> Any:
    """Return a type with its type variables replaced as a class binds them."""
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
