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
from speechtotext.migrate._versions.changes import Change, Removed
from speechtotext.migrate._versions.plan import MigrationPlan, Resolution, join_name, owner_name, split_name
from speechtotext.migrate._versions.type_hints import Owner, owner_of, type_hints

from .inference import Inference
from .program import dotted_name
from .values import ApiInstance, ApiMethod, ApiObject, External, Unknown, Value, values_of_type

# Functions that call their first argument with the remaining ones.
_CALLS_FIRST_ARGUMENT: Final = re.compile(
    r"asyncio\.to_thread|functools\.partial|.*\.(?:ThreadPool|ProcessPool)Executor\(\)\.submit"
)


class Usage(NamedTuple):
    """A usage of a name that changes.

    Attributes:
        name: the name.
        resolution: how it changes.
        certain: whether the expression certainly refers to this name.
    """

    name: str
    resolution: Resolution
    certain: bool

    @property
    def change(self) -> Change:
        """Return the change to report."""
        assert self.resolution.change is not None
        return self.resolution.change


class Callee(NamedTuple):
    """A method or model class that is called.

    Attributes:
        version: the API version that it belongs to.
        name: its name.
    """

    version: Version
    name: str


class Usages:
    """Finds usages of this package's names in a program.

    Args:
        inference: the inferred values of the program's expressions.
        plan: how names change on the way to the target.
    """

    def __init__(self, inference: Inference, plan: MigrationPlan) -> None:
        self._inference = inference
        self._plan = plan
        self._words: dict[str, Usage | None] = {}

    def of_attribute(self, node: cst.Attribute) -> Usage | None:
        """Return the usage of an attribute, if it changes."""
        return self.of_member(node.value, node.attr.value) or self._possible_usage(node)

    def of_member(self, of: cst.BaseExpression, member: str) -> Usage | None:
        """Return the usage of a member of an expression's value, if it changes."""
        values = self._inference.infer(of)
        found = (_member_name(value, member) for value in values)
        named = sorted((one for one in found if one is not None), key=lambda one: (one[1], one[0].module))
        resolutions = {name: self._resolution(name, version) for version, name in named}
        alike = {(split_name(one.name)[1], one.obstacle) for one in resolutions.values()}
        certain = len(alike) == 1 and len(named) == len(values)
        return next(
            (
                Usage(name, resolution, certain)
                for name, resolution in resolutions.items()
                if resolution.change is not None
            ),
            None,
        )

    def callee(self, call: cst.Call) -> Callee | None:
        """Return the callee of a call; for calls such as `asyncio.to_thread(f)`, that of f."""
        values = self._inference.infer(call.func)
        if call.args and all(
            isinstance(value, External) and _CALLS_FIRST_ARGUMENT.fullmatch(value.name) for value in values
        ):
            values = self._inference.infer(call.args[0].value)
        found = {_callee(value) for value in values}
        return next(iter(found)) if len(found) == 1 else None

    def _possible_usage(self, node: cst.Attribute) -> Usage | None:
        """Return the usage that an attribute of an unknown value may be, by its name."""
        if not all(isinstance(value, Unknown) for value in self._inference.infer(node.value)):
            return None
        member = node.attr.value
        resolutions = {
            name: self._resolution(name, whose.version)
            for whose in _owners_of_attribute(dotted_name(node.value).rpartition(".")[2], self._plan.target)
            if (name := join_name(whose.name, member)) in whose.version.names
        }
        changed = [name for name, resolution in sorted(resolutions.items()) if resolution.change is not None]
        return Usage(" or ".join(changed), resolutions[changed[0]], certain=False) if changed else self.of_word(member)

    def of_word(self, word: str) -> Usage | None:
        """Return the usage that a name alone suggests, if the name is distinctive."""
        if word not in self._words:
            self._words[word] = self._suggested(word)
        return self._words[word]

    def _suggested(self, word: str) -> Usage | None:
        if "_" not in word.strip("_") or not self._plan.is_changed(word):
            return None
        older = older_than(self._plan.target)
        named = [(name, version) for version in older for name in sorted(version.names) if split_name(name)[1] == word]
        resolutions = [self._plan.resolve(name, version) for name, version in named]
        return Usage(word, max(resolutions, key=lambda resolution: len(resolution.renamings)), certain=False)

    def _resolution(self, name: str, version: Version) -> Resolution:
        resolution = self._plan.resolve(name, version)
        holder = owner_name(name)
        if holder is not None and isinstance(self._plan.resolve(holder, version).obstacle, Removed):
            # Reported where the class or group is named.
            return Resolution(name)
        return resolution


def _member_name(value: Value, member: str) -> tuple[Version, str] | None:
    """Return the version and full name of a member of an API value."""
    match value:
        case ApiObject(thing) if inspect.ismodule(thing):
            version = next((one for one in versions() if thing is one.package.models), None)
            return None if version is None else (version, member)
        case ApiObject(kind) | ApiInstance(kind) | ApiMethod(of=kind):
            whose = owner_of(kind)
            return None if whose is None else (whose.version, join_name(whose.name, member))
    return None


def _callee(value: Value) -> Callee | None:
    match value:
        case ApiObject(kind):
            whose = owner_of(kind)
            return None if whose is None else Callee(*whose)
        case ApiMethod(name=name, of=kind):
            whose = owner_of(kind)
            return None if whose is None else Callee(whose.version, join_name(whose.name, name))
    return None


@cache
def _owners_of_attribute(word: str, target: Version) -> list[Owner]:
    """Return what attributes and groups of this name hold, in all versions before the target."""
    return [whose for version in older_than(target) for whose in _attribute_owners(version).get(word, [])]


@cache
def _attribute_owners(version: Version) -> dict[str, list[Owner]]:
    found: dict[str, list[Owner]] = defaultdict(list)
    for name in version.groups:
        found[name].append(Owner(version, name))
    for model in version.models.values():
        for name, hint in type_hints(model).items():
            found[name] += _owners(hint)
    return found


def _owners(hint: Any) -> Iterator[Owner]:
    for value in sorted(values_of_type(hint), key=str):
        whose = owner_of(value.kind) if isinstance(value, ApiInstance) else None
        if whose is not None:
            yield whose
