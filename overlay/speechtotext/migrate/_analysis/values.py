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

from speechtotext._core.client import AsyncVersionedClient
from speechtotext.migrate._versions.api_surface import older_than, versions
from speechtotext.migrate._versions.type_hints import hints, owner, substituted


@dataclass(frozen=True)
class Instance:
    """An object of one of our classes, or a container of such.

    Args:
        kind: its type, as an annotation says it: `Client`, `Pages[Transcription]`.
    """

    kind: Any


@dataclass(frozen=True)
class Thing:
    """A module, class or function of ours itself."""

    object: Any


@dataclass(frozen=True)
class Method:
    """A method of ours, bound to an object or a class.

    Args:
        name: its name.
        function: the function that it is.
        of: the type of what it is bound to.
    """

    name: str
    function: Any
    of: Any


@dataclass(frozen=True)
class Local:
    """A function or class of the program itself."""

    node: cst.FunctionDef | cst.ClassDef | cst.Lambda


@dataclass(frozen=True)
class Made:
    """An object of one of the program's own classes."""

    node: cst.ClassDef


@dataclass(frozen=True)
class Many:
    """A container that the program fills.

    Args:
        items: what may be in it; the values, where it has keys.
        keyed: whether it has keys.
    """

    items: Values
    keyed: bool = False


@dataclass(frozen=True)
class Foreign:
    """Something that is surely not ours.

    Args:
        name: where it comes from: `requests.post`, `openai.OpenAI().audio`.
    """

    name: str


@dataclass(frozen=True)
class Unknown:
    """It cannot be told; it might be ours.

    Args:
        name: where it comes from, if from another module of the program's own.
    """

    name: str = ""


Value: TypeAlias = Instance | Thing | Method | Local | Made | Many | Foreign | Unknown

Values: TypeAlias = frozenset[Value]

NOTHING: Values = frozenset()

UNKNOWN: Values = frozenset([Unknown()])

PLAIN: Values = frozenset([Foreign("builtins")])


def described(hint: Any, of: Any = None) -> Values:
    """What a type of ours stands for.

    Args:
        hint: the type.
        of: the type that it is a member of.
    """
    if hint is typing.Self:
        return described(of)
    hint = substituted(hint, of)
    if get_origin(hint) in (typing.Union, types.UnionType):
        return frozenset().union(*(described(part, of) for part in get_args(hint)))
    if hint is type(None):
        return NOTHING
    if hint is None or hint is Any or isinstance(hint, typing.TypeVar):
        return UNKNOWN
    named = get_origin(hint) or hint
    if not inspect.isclass(named):
        return PLAIN
    if get_origin(hint) is not None and issubclass(named, Iterable | AsyncIterable | Mapping):
        return frozenset([Instance(hint)])
    return frozenset([Instance(hint)]) if named.__module__.startswith("speechtotext") else PLAIN


def imported(name: str) -> Values:
    """What a fully qualified name stands for that a program imports."""
    if name.partition(".")[0] not in ("speechtotext", "speechtotext_api"):
        return frozenset([Foreign(name)])
    module, _, last = name.rpartition(".")
    for path, attribute in ((name, ""), (module, last)):
        try:
            found = import_module(path)
        except ImportError:
            continue
        if not attribute:
            return frozenset([Thing(found)])
        return frozenset([Thing(getattr(found, attribute))]) if hasattr(found, attribute) else UNKNOWN
    return UNKNOWN


def member(value: Value, name: str) -> Values:
    """What the attribute of something of ours, or of something foreign, stands for."""
    match value:
        case Foreign(of):
            return frozenset([Foreign(f"{of}.{name}")])
        case Unknown(of) if of:
            return frozenset([Unknown(f"{of}.{name}")])
        case Thing(thing) if inspect.ismodule(thing):
            return _of_module(thing, name)
        case Thing(thing) if inspect.isclass(thing):
            return _of_class(thing, name)
        case Instance(kind):
            found = _of_instance(kind, name)
            # A name that only older versions have: the program was moved, this name was left.
            earlier = (_of_instance(one, name) for one in _earlier(kind)) if found == UNKNOWN else ()
            return next((values for values in earlier if values != UNKNOWN), found)
    return UNKNOWN


def called(value: Thing | Method) -> Values:
    """What calling something of ours gives."""
    if isinstance(value, Method):
        return described(hints(value.function).get("return"), value.of)
    if inspect.isclass(value.object):
        return frozenset([Instance(value.object)])
    return described(hints(value.object).get("return")) if inspect.isfunction(value.object) else UNKNOWN


def items(value: Value) -> Values:
    """What iterating over something gives."""
    match value:
        case Many(inner, keyed):
            return PLAIN if keyed else inner
        case Instance(kind) if get_args(kind):
            return described(get_args(kind)[0])
        case Foreign(name):
            return frozenset([Foreign(f"{name}[]")])
    return UNKNOWN


def entries(value: Value) -> Values:
    """What subscribing something gives."""
    match value:
        case Many(inner, _):
            return inner
        case Instance(kind) if get_args(kind):
            return described(get_args(kind)[-1])
        case Foreign(name):
            return frozenset([Foreign(f"{name}[]")])
    return UNKNOWN


def _of_module(module: Any, name: str) -> Values:
    found = imported(f"{module.__name__}.{name}")
    if found == UNKNOWN and module in (one.package.models for one in versions()):
        # A model that only older versions have: the program was moved, this name was left.
        return next(
            (frozenset([Thing(one.models[name])]) for one in reversed(versions()) if name in one.models), UNKNOWN
        )
    return found


def _of_class(kind: type, name: str) -> Values:
    static = inspect.getattr_static(kind, name, None)
    if isinstance(static, classmethod | staticmethod):
        return frozenset([Method(name, static.__func__, kind)])
    if static is not None and isinstance(getattr(kind, name, None), kind):
        return frozenset([Instance(kind)])
    return UNKNOWN


def _earlier(kind: Any) -> Iterator[type]:
    """The classes that older versions have in the place of one of ours."""
    whose = owner(kind)
    if whose is None:
        return
    for version in reversed(older_than(whose.version)):
        if whose.name == "Client":
            yield getattr(version.package, kind.__name__)
        elif whose.name in version.models:
            yield version.models[whose.name]
        elif whose.name in version.groups:
            yield (version.async_groups if kind.__name__.startswith("Async") else version.groups)[whose.name]


def _of_instance(kind: Any, name: str) -> Values:
    of = get_origin(kind) or kind
    whose = owner(kind)
    if whose is not None and whose.name == "Client":
        groups = whose.version.async_groups if issubclass(of, AsyncVersionedClient) else whose.version.groups
        if name in groups:
            return frozenset([Instance(groups[name])])
    if name in hints(of):
        return described(hints(of)[name], kind)
    static = inspect.getattr_static(of, name, None)
    return frozenset([Method(name, static, kind)]) if inspect.isfunction(static) else UNKNOWN
