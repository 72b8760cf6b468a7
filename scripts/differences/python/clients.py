"""What changed for a program that imports the client of one version and goes on with that of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from differences.difference import AffectedOperations, Difference
from differences.reading.schema_views import Location

from .surface import Method, Model, PythonSurface, Value

V = TypeVar("V")


_NOT_WORD = re.compile(r"[\W_]")
_NULL = re.compile(r" \| (None|Unset)\b")


@dataclass(frozen=True, slots=True)
class PythonDifferences:
    """Compares two packages; what is gone or new stands for all that is in it.

    Args:
        operations: the operations behind methods, by `comparable_name`; likewise `schemas` behind models.
        topics: groups of operations that came or went, by `comparable_name` of each and of the schemas that only they
            use.
    """

    old: PythonSurface
    new: PythonSurface
    operations: Mapping[str, AffectedOperations]
    schemas: Mapping[str, AffectedOperations]
    topics: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Difference]:
        for group, was, now in _in_either(self.old.groups, self.new.groups):
            if was is None or now is None:
                yield self._only_in_one(
                    "python-group", self._locations("api", group), now is None, self._of_group(group)
                )
            else:
                yield from self._methods(group, was, now)
        for name, model, other in _in_either(self.old.models, self.new.models):
            affected = self.schemas.get(name, AffectedOperations())
            locations = self._locations("models", name)
            if model is None or other is None:
                topic = self.topics.get(comparable_name(name), "")
                yield self._only_in_one("python-class", locations, other is None, affected, topic)
            elif model.alias != other.alias:
                told = model.alias or f"class {name}", other.alias or f"class {name}"
                yield Difference("python-type-changed", *locations, *told, affected)
            else:
                yield from self._members(name, model, other, affected)

    def _of_group(self, group: str) -> AffectedOperations:
        affected = AffectedOperations()
        for name, other in self.operations.items():
            if name.startswith(comparable_name(group)):
                affected.add(other.requests, other.responses)
        return affected

    def _methods(self, group: str, was: Mapping[str, Method], now: Mapping[str, Method]) -> Iterator[Difference]:
        for name, method, other in _in_either(was, now):
            owner = f"{group}.{name}()"
            locations = self._locations(f"api.{group}", name, owner)
            affected = self.operations.get(comparable_name(owner), AffectedOperations())
            if method is None or other is None:
                topic = self.topics.get(comparable_name(owner), "")
                yield self._only_in_one("python-method", locations, other is None, affected, topic)
                continue
            if method.returns != other.returns:
                result = self._locations(f"api.{group}", name, owner, "result")
                yield Difference("python-result-changed", *result, method.returns, other.returns, affected)
            for argument, given, taken in _in_either(method.arguments, other.arguments):
                below = self._locations(f"api.{group}.{name}", argument, owner, f"argument {argument}")
                yield from _values("python-argument", below, given, taken, affected)

    def _members(self, name: str, was: Model, now: Model, affected: AffectedOperations) -> Iterator[Difference]:
        for attribute, had, has in _in_either(was.attributes, now.attributes):
            locations = self._locations(f"models.{name}", attribute, name, attribute)
            yield from _values("python-attribute", locations, had, has, affected)
        for member, text, other in _in_either(was.values, now.values):
            locations = self._locations(f"models.{name}", member, name, member)
            if text is None or other is None:
                yield self._only_in_one("python-value", locations, other is None, affected, name)
            elif text != other:
                yield Difference("python-value-changed", *locations, text, other, affected)

    def _locations(self, module: str, name: str, owner: str = "", label: str = "") -> tuple[Location, Location]:
        old, new = (f"{side.package}.{module}.{name}" for side in (self.old, self.new))
        return Location(old, owner or name, label), Location(new, owner or name, label)

    @staticmethod
    def _only_in_one(
        kind: str, locations: tuple[Location, Location], is_gone: bool, affected: AffectedOperations, topic: str = ""
    ) -> Difference:
        old, new = locations
        if is_gone:
            return Difference(f"{kind}-removed", old, None, affected=affected, topic=topic)
        return Difference(f"{kind}-added", None, new, affected=affected, topic=topic)


def comparable_name(name: str) -> str:
    """The same for `Datasets_ListFiles` and `datasets.list_files()`."""
    return _NOT_WORD.sub("", name).lower()


def _values(
    kind: str, locations: tuple[Location, Location], was: Value | None, now: Value | None, affected: AffectedOperations
) -> Iterator[Difference]:
    old, new = locations
    if was is None and now is not None:
        rule = f"required-{kind}-added" if now.required else f"{kind}-added"
        yield Difference(rule, None, new, None, _bare(now.type), affected)
    elif now is None and was is not None:
        yield Difference(f"{kind}-removed", old, None, _bare(was.type), None, affected)
    elif was is not None and now is not None:
        if was.required != now.required:
            yield Difference(f"{kind}-became-{'required' if now.required else 'optional'}", old, new, affected=affected)
        if was.position != now.position:
            yield Difference("python-argument-moved", old, new, _position(was), _position(now), affected)
        if _bare(was.type) != _bare(now.type):
            yield Difference("python-type-changed", old, new, _bare(was.type), _bare(now.type), affected)


def _position(value: Value) -> str:
    return "named" if value.position is None else f"at position {value.position + 1}"


def _bare(told: str) -> str:
    """The type without the `None` and `Unset` that follow from whether it is required and where it is used."""
    return _NULL.sub("", told)


def _in_either(old: Mapping[str, V], new: Mapping[str, V]) -> Iterator[tuple[str, V | None, V | None]]:
    for name in dict.fromkeys((*old, *new)):
        yield name, old.get(name), new.get(name)
