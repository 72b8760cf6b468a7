"""What an expression may evaluate to, as far as it can be inferred."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import AsyncIterable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeAlias, get_args, get_origin

import libcst as cst

from speechtotext.migrate._versions.api_surface import older_than, versions
from speechtotext.migrate._versions.type_hints import owner_of, substitute_type_variables, type_hints


@dataclass(frozen=True)
class ApiInstance:
    """An instance of a class of this package, or a container of instances.

    Args:
        kind: its type as an annotation states it: `Client`, `Pages[Transcription]`.
    """

    kind: Any


@dataclass(frozen=True)
class ApiObject:
    """A module, class or function of this package itself."""

    object: Any


@dataclass(frozen=True)
class ApiMethod:
    """A method of this package, bound to an instance or a class.

    Args:
        name: name of the method.
        function: the underlying function.
        of: type that the method is bound to.
    """

    name: str
    function: Any
    of: Any


@dataclass(frozen=True)
class LocalDefinition:
    """A function or class of the program itself."""

    node: cst.FunctionDef | cst.ClassDef | cst.Lambda


@dataclass(frozen=True)
class LocalInstance:
    """An instance of one of the program's own classes."""

    node: cst.ClassDef


@dataclass(frozen=True)
class Container:
    """A container that the program fills.

    Args:
        items: what it may contain; the values, if it has keys.
        keyed: whether it has keys.
    """

    items: Values
    keyed: bool = False


@dataclass(frozen=True)
class External:
    """A value that certainly does not come from this package.

    Args:
        name: its origin: `requests.post`, `openai.OpenAI().audio`.
    """

    name: str


@dataclass(frozen=True)
class Unknown:
    """A value that cannot be inferred; it may come from this package.

    Args:
        name: its origin, if another module of the program.
    """

    name: str = ""


Value: TypeAlias = (
    ApiInstance | ApiObject | ApiMethod | LocalDefinition | LocalInstance | Container | External | Unknown
)

Values: TypeAlias = frozenset[Value]

NO_VALUES: Values = frozenset()

UNKNOWN_VALUES: Values = frozenset([Unknown()])

BUILTIN_VALUES: Values = frozenset([External("builtins")])


def values_of_type(hint: Any, of: Any = None) -> Values:
    """Return the values that a type annotation of this package describes.

    Args:
        hint: the type.
        of: the type whose member is annotated.
    """
    if hint is typing.Self:
        return values_of_type(of)
    hint = substitute_type_variables(hint, of)
    if get_origin(hint) in (typing.Union, types.UnionType):
        return frozenset().union(*(values_of_type(part, of) for part in get_args(hint)))
    if hint is type(None):
        return NO_VALUES
    if hint is None or hint is Any or isinstance(hint, typing.TypeVar):
        return UNKNOWN_VALUES
    named = get_origin(hint) or hint
    if not inspect.isclass(named):
        return BUILTIN_VALUES
    if get_origin(hint) is not None and issubclass(named, Iterable | AsyncIterable | Mapping):
        return frozenset([ApiInstance(hint)])
    return frozenset([ApiInstance(hint)]) if named.__module__.startswith("speechtotext") else BUILTIN_VALUES


def values_of_import(name: str) -> Values:
    """Return the value of a fully qualified name that a program imports."""
    if name.partition(".")[0] not in ("speechtotext", "speechtotext_api"):
        return frozenset([External(name)])
    module, _, last = name.rpartition(".")
    for path, attribute in ((name, ""), (module, last)):
        try:
            found = import_module(path)
        except ImportError:
            continue
        if not attribute:
            return frozenset([ApiObject(found)])
        return frozenset([ApiObject(getattr(found, attribute))]) if hasattr(found, attribute) else UNKNOWN_VALUES
    return UNKNOWN_VALUES


def attribute_values(value: Value, name: str) -> Values:
    """Return the values of an attribute."""
    match value:
        case External(of):
            return frozenset([External(f"{of}.{name}")])
        case Unknown(of) if of:
            return frozenset([Unknown(f"{of}.{name}")])
        case ApiObject(thing) if inspect.ismodule(thing):
            return _module_attribute(thing, name)
        case ApiObject(thing) if inspect.isclass(thing):
            return _class_attribute(thing, name)
        case ApiInstance(kind):
            found = _instance_attribute(kind, name)
            # Only older versions have this name: the program was migrated in part.
            earlier = (
                (_instance_attribute(one, name) for one in _older_counterparts(kind)) if found == UNKNOWN_VALUES else ()
            )
            return next((values for values in earlier if values != UNKNOWN_VALUES), found)
    return UNKNOWN_VALUES


def return_values(value: ApiObject | ApiMethod) -> Values:
    """Return the values that a call returns."""
    if isinstance(value, ApiMethod):
        return values_of_type(type_hints(value.function).get("return"), value.of)
    if inspect.isclass(value.object):
        return frozenset([ApiInstance(value.object)])
    return (
        values_of_type(type_hints(value.object).get("return")) if inspect.isfunction(value.object) else UNKNOWN_VALUES
    )


def item_values(value: Value) -> Values:
    """Return the values that iteration yields."""
    match value:
        case Container(inner, keyed):
            return BUILTIN_VALUES if keyed else inner
        case ApiInstance(kind) if get_args(kind):
            return values_of_type(get_args(kind)[0])
        case External(name):
            return frozenset([External(f"{name}[]")])
    return UNKNOWN_VALUES


def subscript_values(value: Value) -> Values:
    """Return the values that subscripting yields."""
    match value:
        case Container(inner, _):
            return inner
        case ApiInstance(kind) if get_args(kind):
            return values_of_type(get_args(kind)[-1])
        case External(name):
            return frozenset([External(f"{name}[]")])
    return UNKNOWN_VALUES


def _module_attribute(module: Any, name: str) -> Values:
    found = values_of_import(f"{module.__name__}.{name}")
    if found == UNKNOWN_VALUES and module in (one.package.models for one in versions()):
        # Only older versions have this model: the program was migrated in part.
        return next(
            (frozenset([ApiObject(one.models[name])]) for one in reversed(versions()) if name in one.models),
            UNKNOWN_VALUES,
        )
    return found


def _class_attribute(kind: type, name: str) -> Values:
    static = inspect.getattr_static(kind, name, None)
    if isinstance(static, classmethod | staticmethod):
        return frozenset([ApiMethod(name, static.__func__, kind)])
    if static is not None and isinstance(getattr(kind, name, None), kind):
        return frozenset([ApiInstance(kind)])
    return UNKNOWN_VALUES


def _older_counterparts(kind: Any) -> Iterator[type]:
    """Yield the classes of older versions that correspond to a class."""
    whose = owner_of(kind)
    if whose is None:
        return
    for version in reversed(older_than(whose.version)):
        if whose.name == "Client":
            yield getattr(version.package, kind.__name__)
        elif whose.name in version.models:
            yield version.models[whose.name]
        elif whose.name in version.groups:
            yield (version.async_groups if kind.__name__.startswith("Async") else version.groups)[whose.name]


def _instance_attribute(kind: Any, name: str) -> Values:
    of = get_origin(kind) or kind
    whose = owner_of(kind)
    if whose is not None and whose.name == "Client":
        groups = (
            whose.version.async_groups if issubclass(of, whose.version.package.AsyncClient) else whose.version.groups
        )
        if name in groups:
            return frozenset([ApiInstance(groups[name])])
    if name in type_hints(of):
        return values_of_type(type_hints(of)[name], kind)
    static = inspect.getattr_static(of, name, None)
    return frozenset([ApiMethod(name, static, kind)]) if inspect.isfunction(static) else UNKNOWN_VALUES
