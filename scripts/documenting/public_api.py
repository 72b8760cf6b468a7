"""The public names of the package with their signatures and descriptions, as they are in the code."""

from __future__ import annotations

import ast
import enum
import importlib.util
import inspect
import re
import sys
import textwrap
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from types import ModuleType
from typing import Any

from speechtotext_api.versions import PACKAGES
from speechtotext_api.wire import OpenEnum

from .docstrings import Docstring, parse
from .helper_operations import operations_behind

VERSIONS = list(PACKAGES)
LATEST = VERSIONS[-1]
MODULES = [
    name
    for name in ("", ".webhooks", ".storage", ".tables", ".progress", ".emulator")
    if importlib.util.find_spec(f"speechtotext{name}")
]


@dataclass
class Entry:
    """A public name.

    Args:
        name: as it is written in a program, such as `transcriptions.submit` or `models.Transcription`.
        kind: class, exception, method, property, attribute, function or data.
        signature: arguments and result, without the name.
        doc: the parts of its docstring.
        parameters: its arguments, without self.
        http: method and path of each operation that it sends.
        versions: the API versions that have it; empty if it is of no version.
        members: of a class.
        notes: which versions have an argument or attribute, where not all do that have the entry.
        bases: of an exception.
    """

    name: str
    kind: str
    signature: str = ""
    doc: Docstring = field(default_factory=Docstring)
    parameters: list[str] = field(default_factory=list)
    http: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    members: list[Entry] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    bases: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Entry]:
        """Yield the entry and its members."""
        yield self
        for member in self.members:
            yield from member.walk()


def module_of(version: str) -> ModuleType:
    """Import the module of an API version, such as `speechtotext.v2025_10_15`."""
    return importlib.import_module(f"speechtotext.{PACKAGES[version]}")


@cache
def module_entries(name: str) -> list[Entry]:
    """Collect the exported names of `speechtotext` or of one of its modules, such as `.webhooks`."""
    module = importlib.import_module(f"speechtotext{name}")
    exported = getattr(module, "__all__", None) or [each for each in vars(module) if _is_own(module, each)]
    return [_entry(each, getattr(module, each), module) for each in exported]


def _is_own(module: ModuleType, name: str) -> bool:
    return not name.startswith("_") and getattr(getattr(module, name), "__module__", "") == module.__name__


@cache
def client_entries(version: str) -> list[Entry]:
    """Collect `Client` and `AsyncClient` of a version, without their groups."""
    module = module_of(version)
    return [_class(name, getattr(module, name), skip=set(group_classes(version))) for name in ("Client", "AsyncClient")]


@cache
def group_classes(version: str) -> dict[str, tuple[type, type]]:
    """Find the groups of a version: the attribute of the client, its class, and its asynchronous class."""
    module = module_of(version)
    with module.Client(region="westeurope", key="0" * 32) as client:
        found = {
            name: type(getattr(client, name))
            for name, member in vars(module.Client).items()
            if isinstance(member, cached_property)
        }
    homes = {name: sys.modules[kind.__module__] for name, kind in found.items()}
    return {name: (kind, getattr(homes[name], f"Async{kind.__name__}")) for name, kind in found.items()}


@cache
def group_entry(version: str, group: str, *, asynchronous: bool = False) -> Entry:
    """Collect a group of a version with its methods."""
    kind = group_classes(version)[group][asynchronous]
    entry = Entry(group, "class", doc=parse(kind.__doc__), versions=_having(lambda each: group in group_classes(each)))
    variables = _type_arguments(kind)
    found = {name: _member(f"{group}.{name}", member, variables) for name, member in _public_members(kind)}
    sent = {**_sent_by_others(version, group), **{name: member.doc.http for name, member in found.items()}}
    for name, alias in _aliases(kind).items():
        found[alias].doc.summary, found[alias].doc.body = f"Same as `{name}`.", ""
    for name, member in found.items():
        member.doc.errors = _operation_errors(member) | member.doc.errors
        member.versions = _having(
            lambda each, name=name: group in group_classes(each) and hasattr(group_classes(each)[group][0], name)
        )
        own = [member.doc.http] if member.doc.http else []
        member.http = own or [sent[each] for each in operations_behind(name, sent)]
    entry.members = [*found.values()]
    return entry


def _operation_errors(member: Entry) -> dict[str, str]:
    """Name the errors of a generated method, which follow from its operation."""
    if not member.doc.http:
        return {}
    errors = {"InvalidArgument": "an argument is invalid; nothing was sent."} if member.parameters else {}
    if "{" in member.doc.http:
        errors["NotFound"] = "the entity does not exist."
    if {"body", "definition", "filter"} & {*member.parameters}:
        errors["InvalidRequest"] = "the service refuses a value."
    return errors | {"ApiError": "the service refuses the request."}


def _aliases(kind: type) -> dict[str, str]:
    """Find the methods with two names: the name that every version has, and the one that some have."""
    functions: dict[str, Any] = {name: each for name, each in _public_members(kind) if inspect.isfunction(each)}
    own = {name: str(function.__name__) for name, function in functions.items()}
    return {name: own[name] for name in own if own[name] != name and functions.get(own[name]) is functions[name]}


@cache
def _sent_by_others(version: str, group: str) -> dict[str, str]:
    """Method and path of the operations of the other groups, by `group.method`."""
    others = {name: kind for name, (kind, _) in group_classes(version).items() if name != group}
    return {
        f"{name}.{method}": parse(inspect.getdoc(member)).http
        for name, kind in others.items()
        for method, member in _public_members(kind)
    }


@cache
def all_entries() -> tuple[Entry, ...]:
    """Collect every public name of every version, with the members of classes."""
    found = [entry for name in MODULES for entry in module_entries(name)]
    for version in VERSIONS:
        found += client_entries(version)
        found += [group_entry(version, group) for group in group_classes(version)]
        found += [model_entry(version, name) for name in model_names(version)]
    return tuple(each for entry in found for each in entry.walk())


def model_names(version: str) -> list[str]:
    """List the models and enums of a version."""
    return list(module_of(version).models.__all__)


@cache
def model_entry(version: str, name: str) -> Entry:
    """Collect a model or an enum of a version."""
    kind = getattr(module_of(version).models, name)
    having = _having(lambda each: name in model_names(each))
    if not inspect.isclass(kind):
        home = importlib.import_module(f"speechtotext_api.{PACKAGES[version]}.models")
        return Entry(f"models.{name}", "data", doc=parse(_alias_doc(home, name)), versions=having)
    entry = Entry(f"models.{name}", "class", doc=parse(kind.__doc__), versions=having)
    described = _attribute_docs(kind)
    if issubclass(kind, OpenEnum):
        for member in kind:
            doc = Docstring(described.get(member.name, ""))
            entry.members.append(Entry(f"{entry.name}.{member.name}", "attribute", f' = "{member.value}"', doc))
    else:
        signature, entry.parameters = _signature(kind.__init__, {}, returns=False)
        entry.signature = _substituted(signature, {each: f"models.{each}" for each in model_names(version)})
        entry.doc.arguments = {each: described.get(each, "") for each in entry.parameters}
        entry.notes = _property_notes(name, entry.parameters, having)
    return entry


def _property_notes(model: str, properties: list[str], versions: list[str]) -> dict[str, str]:
    notes = {}
    for each in properties:
        having = [version for version in versions if each in _fields(version, model)]
        if having != versions:
            notes[each] = f"Only in {', '.join(having)}."
    return notes


def _fields(version: str, model: str) -> dict[str, Any]:
    return dict(inspect.signature(getattr(module_of(version).models, model).__init__).parameters)


def _having(has: Any) -> list[str]:
    return [version for version in VERSIONS if has(version)]


def _entry(name: str, thing: Any, module: ModuleType) -> Entry:
    if inspect.isclass(thing) and not typing.get_origin(thing):
        return _class(name, thing)
    if inspect.isroutine(thing):
        signature, parameters = _signature(thing, {})
        return Entry(name, "function", signature, parse(inspect.getdoc(thing)), parameters)
    return Entry(name, "data", doc=parse(_alias_doc(module, name)))


def _class(name: str, kind: type, skip: set[str] = frozenset()) -> Entry:  # type: ignore[assignment]
    exception = issubclass(kind, BaseException)
    entry = Entry(name, "exception" if exception else "class", doc=parse(_own_doc(kind)))
    entry.bases = [base.__name__ for base in kind.__bases__] if exception else []
    # Attributes of an error stand with the base that has them.
    for base in [kind] if exception else reversed(kind.__mro__[:-1]):
        if base.__module__.startswith("speechtotext"):
            described = parse(vars(base).get("__doc__")).arguments | _attribute_docs(base)
            entry.doc.arguments = described | entry.doc.arguments
    if issubclass(kind, enum.Enum):
        described = _attribute_docs(kind)
        entry.members = [
            Entry(
                f"{name}.{member.name}", "attribute", f" = {member.value!r}", Docstring(described.get(member.name, ""))
            )
            for member in kind
        ]
    elif not exception and not getattr(kind, "_is_protocol", False):
        entry.signature, entry.parameters = _signature(kind, {}, returns=False)
    entry.members += [
        _member(f"{name}.{each}", member, {}) for each, member in _public_members(kind) if each not in skip
    ]
    return entry


def _own_doc(kind: type) -> str | None:
    own = [each for each in kind.__mro__ if each.__module__.startswith("speechtotext")]
    return next((doc for each in own if (doc := vars(each).get("__doc__"))), None)


def _public_members(owner: type) -> Iterator[tuple[str, Any]]:
    """Yield the methods and properties that classes of this package give to their instances, in their order there."""
    own = [kind for kind in owner.__mro__ if kind.__module__.startswith("speechtotext")]
    for name in dict.fromkeys(name for kind in own for name in vars(kind) if not name.startswith("_")):
        member = inspect.getattr_static(owner, name)
        if inspect.isroutine(member) or isinstance(member, property | cached_property | classmethod | staticmethod):
            yield name, member


def _member(name: str, member: Any, variables: dict[str, str]) -> Entry:
    if isinstance(member, property | cached_property):
        function = member.fget if isinstance(member, property) else member.func
        result = _substituted(str(function.__annotations__.get("return", "")), variables)
        return Entry(name, "property", f": {result}" if result else "", parse(function.__doc__))
    function = inspect.unwrap(getattr(member, "__func__", member))
    signature, parameters = _signature(function, variables)
    return Entry(name, "method", signature, parse(inspect.getdoc(function)), parameters)


def _signature(function: Any, variables: dict[str, str], *, returns: bool = True) -> tuple[str, list[str]]:
    signature = inspect.signature(function)
    given = signature.parameters.values()
    parameters = [each for each in given if each.name not in ("self", "cls") and not each.name.startswith("_")]
    shown = [
        each.replace(default=_Shown(each.default)) if each.default is not each.empty else each for each in parameters
    ]
    text = str(signature.replace(parameters=shown)) if returns else str(inspect.Signature(shown))
    text = re.sub(r"'([^']*)'", lambda found: found[1] if "_Shown" not in found[1] else found[0], text)
    return _substituted(_Shown.plain(text), variables), [each.name for each in parameters]


class _Shown:
    """A default as a signature shows it."""

    def __init__(self, value: Any) -> None:
        text = repr(value)
        self.text = "..." if "<" in text or len(text) > 40 else text

    def __repr__(self) -> str:
        # Quotes of annotations are removed, those of defaults stay.
        return self.text.replace("'", '"')

    @staticmethod
    def plain(text: str) -> str:
        """The text of a signature without the modules of types."""
        text = re.sub(r"ForwardRef\(([^()]*)\)", r"\1", text)
        text = re.sub(r"typing\.Annotated\[(\w+), msgspec\.Meta\([^)]*\)\]", r"\1", text)
        return re.sub(r"\b(?:builtins|typing|collections\.abc|speechtotext\w*(?:\.\w+)*)\.(?=[A-Za-z])", "", text)


def _substituted(text: str, variables: dict[str, str]) -> str:
    for name, value in variables.items():
        text = re.sub(rf"(?<![\w.]){name}(?!\w)", value, text)
    return text


def _type_arguments(kind: type) -> dict[str, str]:
    """Find what the type variables of a group's generic bases stand for."""
    found: dict[str, str] = {}
    for base in getattr(kind, "__orig_bases__", ()):
        origin = typing.get_origin(base)
        for variable, argument in zip(getattr(origin, "__parameters__", ()), typing.get_args(base), strict=False):
            found[variable.__name__] = f"models.{argument.__name__}" if inspect.isclass(argument) else str(argument)
    return found


def _attribute_docs(kind: type) -> dict[str, str]:
    """Read the texts below the attributes of a class, which only its source has."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    start = [each.body for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"]
    return {name: doc for body in (tree.body, *start) for name, doc in _docs_below(body).items()}


def _alias_doc(module: ModuleType, name: str) -> str | None:
    """Read the text below an assignment, in the module that makes it."""
    for home in [module, *(each for key, each in list(sys.modules.items()) if key.startswith("speechtotext"))]:
        path = getattr(home, "__file__", None)
        if path and hasattr(home, name) and (doc := _docs_below(_tree(path).body).get(name)):
            return doc
    return None


@cache
def _tree(path: str) -> ast.Module:
    with open(path, encoding="utf-8") as file:
        return ast.parse(file.read())


def _docs_below(body: list[ast.stmt]) -> dict[str, str]:
    found = {}
    for statement, below in pairwise(body):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        name = target.id if isinstance(target, ast.Name) else getattr(target, "attr", None)
        if name is None or not (isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)):
            continue
        if isinstance(below.value.value, str):
            found[name] = " ".join(inspect.cleandoc(below.value.value).split())
    return found
