"""Values that a program computes, as far as they can be followed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, TypeAlias

HOLE: Final = "\0"
"""Stands for a part of a text that is not known."""

MAX_ALTERNATIVES: Final = 6


@dataclass(frozen=True, eq=False)
class Unknown:
    """A value that is not known.

    Args:
        path: how the program names it: `("job", "links", "files")` for `job["links"]["files"]`.
    """

    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Constant:
    """A number, a boolean, bytes or None."""

    value: object


@dataclass(frozen=True, eq=False)
class Text:
    """A text whose parts may be unknown.

    Args:
        parts: known parts, and the values of others.
        link: for a link that the service gave, its name there, such as "files".
    """

    parts: tuple[str | Value, ...]
    link: str = ""

    @cached_property
    def pattern(self) -> str:
        """Return the text with `HOLE` for each unknown part."""
        return "".join(part if isinstance(part, str) else HOLE for part in self.parts)

    @property
    def known(self) -> str | None:
        """Return the text; None if a part is unknown."""
        return None if HOLE in self.pattern else self.pattern


@dataclass(eq=False)
class Items:
    """A list, tuple or set.

    Args:
        values: the items that are known.
        others: what further items may be; None if there are none.
    """

    values: list[Value] = field(default_factory=list)
    others: Value | None = None


@dataclass(eq=False)
class Mapping:
    """A dict.

    Args:
        entries: values by key.
        lines: line of each entry.
        others: what values of unknown keys may be; None if there are none.
    """

    entries: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    others: Value | None = None

    def put(self, key: str | None, value: Value, line: int = 0) -> None:
        """Set an entry; an unknown key may be any."""
        if key is None:
            self.others = join([value] if self.others is None else [self.others, value])
        else:
            self.entries[key] = value
            self.lines[key] = line

    def get(self, key: str | None) -> Value | None:
        """Return the value of a key; None if there is none."""
        if key in self.entries:
            return self.entries[str(key)]
        if key is not None:
            return self.others
        return join([*self.entries.values(), *([] if self.others is None else [self.others])])


@dataclass(eq=False)
class Scope:
    """Names and their values.

    Args:
        module: the module that it is in.
        names: the values.
        parent: the scope around it.
        is_class: whether it is the body of a class.
    """

    module: Module
    names: dict[str, Value] = field(default_factory=dict)
    parent: Scope | None = None
    is_class: bool = False
    returned: list[Value] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)

    def find(self, name: str) -> Value | None:
        """Return the value of a name; None if it has none."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names and (scope is self or not scope.is_class):
                return scope.names[name]
            scope = scope.parent
        return None


class Module:
    """A Python module.

    Args:
        path: its file.
        tree: its syntax tree.
    """

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self.path = path
        self.tree = tree
        self.scope = Scope(self)
        self.executed = False


@dataclass(frozen=True, eq=False)
class Function:
    """A function of the program, with the instance or class that it is bound to.

    Args:
        node: its definition.
        scope: the scope that it is defined in.
        bound: first argument.
        owner: the class that it is defined in.
        defaults: values that decorators give its parameters.
    """

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope
    bound: Value | None = None
    owner: Class | None = None
    defaults: Mapping | None = None


@dataclass(eq=False)
class Class:
    """A class of the program."""

    node: ast.ClassDef
    scope: Scope
    bases: list[Value]
    made: list[Instance] = field(default_factory=list)


@dataclass(eq=False)
class Instance:
    """An instance of a class of the program."""

    of: Class
    attributes: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ModuleValue:
    """A module of the program."""

    module: Module


@dataclass(frozen=True)
class External:
    """Something that the program imports from elsewhere: `requests.post`."""

    name: str


@dataclass(eq=False)
class Made:
    """The result of calling something external, with its arguments and what was done to it.

    Args:
        name: what was called: `requests.Session`.
        arguments: its positional arguments.
        keywords: its keyword arguments.
        state: what was set on it later.
    """

    name: str
    arguments: list[Value] = field(default_factory=list)
    keywords: dict[str, Value] = field(default_factory=dict)
    state: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Method:
    """An attribute of a value that is not a class of the program."""

    of: Value
    name: str


@dataclass(frozen=True, eq=False)
class Answer:
    """A response of the service, its JSON, or a part of it.

    Args:
        url: URL of the entity that it holds, or of each entity.
        listing: URL of the listing that it is; None for an entity.
        inner: names of the properties below the entity.
    """

    url: Text
    listing: Text | None = None
    inner: tuple[str, ...] = ()


@dataclass(frozen=True)
class Foreign:
    """A response of another service, or a part of it."""


@dataclass(frozen=True, eq=False)
class Choice:
    """One of several values."""

    options: tuple[Value, ...]


Value: TypeAlias = (
    Unknown
    | Constant
    | Text
    | Items
    | Mapping
    | Function
    | Class
    | Instance
    | ModuleValue
    | External
    | Made
    | Method
    | Answer
    | Foreign
    | Choice
)

UNKNOWN: Final = Unknown()
NONE: Final = Constant(None)


def text(value: str) -> Text:
    """Return a text that is known."""
    return Text((value,))


def options(value: Value) -> tuple[Value, ...]:
    """Return the values that a value may be."""
    return value.options if isinstance(value, Choice) else (value,)


def join(values: Iterable[Value]) -> Value:
    """Return a value that may be any of several."""
    found: dict[object, Value] = {}
    for value in values:
        for one in options(value):
            found.setdefault(_identity(one), one)
    if len(found) > 1:
        found = {key: one for key, one in found.items() if not (isinstance(one, Unknown) and not one.path)} or found
    if not found:
        return UNKNOWN
    kept = list(found.values())[:MAX_ALTERNATIVES]
    return kept[0] if len(kept) == 1 else Choice(tuple(kept))


def _identity(value: Value) -> object:
    match value:
        case Text():
            return ("text", value.pattern, value.link)
        case Unknown(path):
            return ("unknown", path)
        case Constant() | External() | Foreign():
            return value
        case Answer():
            listing = None if value.listing is None else value.listing.pattern
            return ("answer", value.url.pattern, listing, value.inner)
    return id(value)


def each(value: Value, function: Callable[[Value], Value]) -> Value:
    """Return the result of a function for each value that a value may be."""
    if isinstance(value, Choice):
        return join(map(function, value.options))
    return function(value)


def items(value: Value) -> Value:
    """Return what iteration over a value yields."""
    match value:
        case Items(values, others):
            return join([*values, *([] if others is None else [others])])
        case Mapping(entries):
            return join(map(text, entries)) if entries else UNKNOWN
        case Answer(url, listing) if listing is not None:
            return Answer(url)
        case Answer() | Foreign():
            return value
        case Choice(alternatives):
            return join(map(items, alternatives))
        case Unknown(path):
            return Unknown((*path, "[]")) if path else UNKNOWN
    return UNKNOWN
