"""Where a program uses names of this package, and how those names change."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

import libcst as cst

from speechtotext.migrate._versions.api_surface import Version, older_than, versions
from speechtotext.migrate._versions.changes import Change, Gone
from speechtotext.migrate._versions.plan import Fate, Plan, holder_of, joined, split
from speechtotext.migrate._versions.type_hints import Owner, hints, owner

from .inference import Flow
from .program import dotted
from .values import Foreign, Instance, Method, Thing, Unknown, Value, described

# Functions that call their first argument with the arguments after it.
_CALLS_ANOTHER: Final = re.compile(
    r"asyncio\.to_thread|functools\.partial|.*\.(?:ThreadPool|ProcessPool)Executor\(\)\.submit"
)


class Use(NamedTuple):
    """A use of a name that becomes something else.

    Attributes:
        name: the name.
        fate: what becomes of it.
        sure: whether it is certain that this name is meant.
    """

    name: str
    fate: Fate
    sure: bool

    @property
    def change(self) -> Change:
        """What is to be told of it."""
        assert self.fate.change is not None
        return self.fate.change


class Callee(NamedTuple):
    """A method, or a class of models, that is called.

    Attributes:
        version: the version that it is of.
        name: its name.
    """

    version: Version
    name: str


class Uses:
    """The uses of our names in a program.

    Args:
        flow: what the program's expressions stand for.
        plan: the way to the target.
    """

    def __init__(self, flow: Flow, plan: Plan) -> None:
        self._flow = flow
        self._plan = plan

    def of_attribute(self, node: cst.Attribute) -> Use | None:
        """The use of a member, if it becomes something else."""
        return self.of_member(node.value, node.attr.value) or self._suspected(node)

    def of_member(self, of: cst.BaseExpression, member: str) -> Use | None:
        """The use of a member of what an expression stands for, if it becomes something else."""
        values = self._flow.of(of)
        found = (_member_name(value, member) for value in values)
        named = sorted((one for one in found if one is not None), key=lambda one: (one[1], one[0].module))
        fates = {name: self._fate(name, version) for version, name in named}
        alike = {(split(one.name)[1], one.end) for one in fates.values()}
        sure = len(alike) == 1 and len(named) == len(values)
        return next((Use(name, fate, sure) for name, fate in fates.items() if fate.change is not None), None)

    def callee(self, call: cst.Call) -> Callee | None:
        """What is called, also where another function is told to call it."""
        values = self._flow.of(call.func)
        if call.args and all(isinstance(value, Foreign) and _CALLS_ANOTHER.fullmatch(value.name) for value in values):
            values = self._flow.of(call.args[0].value)
        found = {_callee(value) for value in values}
        return next(iter(found)) if len(found) == 1 else None

    def _suspected(self, node: cst.Attribute) -> Use | None:
        """The use that may be meant where it cannot be told what a member is of, going by the names."""
        if not all(isinstance(value, Unknown) for value in self._flow.of(node.value)):
            return None
        member = node.attr.value
        fates = {
            name: self._fate(name, whose.version)
            for whose in _bearers(dotted(node.value).rpartition(".")[2], self._plan.target)
            if (name := joined(whose.name, member)) in whose.version.names
        }
        changed = [name for name, fate in sorted(fates.items()) if fate.change is not None]
        return Use(" or ".join(changed), fates[changed[0]], sure=False) if changed else self.of_word(member)

    def of_word(self, word: str) -> Use | None:
        """The use that may be meant by a name alone, where it is one that hardly means anything else."""
        if "_" not in word.strip("_") or not self._plan.is_changed(word):
            return None
        older = older_than(self._plan.target)
        named = [(name, version) for version in older for name in sorted(version.names) if split(name)[1] == word]
        fates = [self._plan.fate(name, version) for name, version in named]
        return Use(word, max(fates, key=lambda fate: len(fate.renamings)), sure=False)

    def _fate(self, name: str, version: Version) -> Fate:
        fate = self._plan.fate(name, version)
        holder = holder_of(name)
        if holder is not None and isinstance(self._plan.fate(holder, version).end, Gone):
            # It is told where the class or group is named.
            return Fate(name)
        return fate


def _member_name(value: Value, member: str) -> tuple[Version, str] | None:
    """The name of a member of something of ours."""
    match value:
        case Thing(thing) if inspect.ismodule(thing):
            version = next((one for one in versions() if thing is one.package.models), None)
            return None if version is None else (version, member)
        case Thing(kind) | Instance(kind) | Method(of=kind):
            whose = owner(kind)
            return None if whose is None else (whose.version, joined(whose.name, member))
    return None


def _callee(value: Value) -> Callee | None:
    match value:
        case Thing(kind):
            whose = owner(kind)
            return None if whose is None else Callee(*whose)
        case Method(name=name, of=kind):
            whose = owner(kind)
            return None if whose is None else Callee(whose.version, joined(whose.name, name))
    return None


@cache
def _bearers(word: str, target: Version) -> list[Owner]:
    """What attributes of this name hold, and the group of this name, in all versions before the target."""
    return [whose for version in older_than(target) for whose in _held(version).get(word, [])]


@cache
def _held(version: Version) -> dict[str, list[Owner]]:
    found: dict[str, list[Owner]] = defaultdict(list)
    for name in version.groups:
        found[name].append(Owner(version, name))
    for model in version.models.values():
        for name, hint in hints(model).items():
            found[name] += _owners(hint)
    return found


def _owners(hint: Any) -> Iterator[Owner]:
    for value in sorted(described(hint), key=str):
        whose = owner(value.kind) if isinstance(value, Instance) else None
        if whose is not None:
            yield whose
