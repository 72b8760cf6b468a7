"""What changed for a program that imports the client of one version and goes on with that of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from differences.difference import Difference, Reach
from differences.schema_views import Spot

from .surface import Method, Model, PythonSurface, Value

V = TypeVar("V")


_NOT_WORD = re.compile(r"[\W_]")
_NULL = re.compile(r" \| (None|Unset)\b")


@dataclass(frozen=True, slots=True)
class PythonDifferences:
    """Compares two packages; what is gone or new stands for all that is in it.

    Args:
        operations: the operations behind methods, by `squeezed` name; likewise `schemas` behind models.
    """

    old: PythonSurface
    new: PythonSurface
    operations: Mapping[str, Reach]
    schemas: Mapping[str, Reach]

    def __iter__(self) -> Iterator[Difference]:
        for group, was, now in _in_either(self.old.groups, self.new.groups):
            if was is None or now is None:
                yield self._only_in_one("python-group", self._spots("api", group), now is None, self._of_group(group))
            else:
                yield from self._methods(group, was, now)
        for name, model, other in _in_either(self.old.models, self.new.models):
            reach = self.schemas.get(name, Reach())
            spots = self._spots("models", name)
            if model is None or other is None:
                yield self._only_in_one("python-class", spots, other is None, reach)
            elif model.alias != other.alias:
                told = model.alias or "a class", other.alias or "a class"
                yield Difference("python-type-changed", *spots, *told, reach)
            else:
                yield from self._members(name, model, other, reach)

    def _of_group(self, group: str) -> Reach:
        reach = Reach()
        for name, other in self.operations.items():
            if name.startswith(squeezed(group)):
                reach.add(other.requests, other.responses)
        return reach

    def _methods(self, group: str, was: Mapping[str, Method], now: Mapping[str, Method]) -> Iterator[Difference]:
        for name, method, other in _in_either(was, now):
            owner = f"{group}.{name}()"
            spots = self._spots(f"api.{group}", name, owner)
            reach = self.operations.get(squeezed(owner), Reach())
            if method is None or other is None:
                yield self._only_in_one("python-method", spots, other is None, reach)
                continue
            if method.returns != other.returns:
                result = self._spots(f"api.{group}", name, owner, "result")
                yield Difference("python-result-changed", *result, method.returns, other.returns, reach)
            for argument, given, taken in _in_either(method.arguments, other.arguments):
                below = self._spots(f"api.{group}.{name}", argument, owner, f"argument {argument}")
                yield from _values("python-argument", below, given, taken, reach)

    def _members(self, name: str, was: Model, now: Model, reach: Reach) -> Iterator[Difference]:
        for attribute, had, has in _in_either(was.attributes, now.attributes):
            spots = self._spots(f"models.{name}", attribute, name, attribute)
            yield from _values("python-attribute", spots, had, has, reach)
        for member, text, other in _in_either(was.values, now.values):
            spots = self._spots(f"models.{name}", member, name, member)
            if text is None or other is None:
                yield self._only_in_one("python-value", spots, other is None, reach)
            elif text != other:
                yield Difference("python-value-changed", *spots, text, other, reach)

    def _spots(self, module: str, name: str, owner: str = "", label: str = "") -> tuple[Spot, Spot]:
        old, new = (f"{side.package}.{module}.{name}" for side in (self.old, self.new))
        return Spot(old, owner or name, label), Spot(new, owner or name, label)

    @staticmethod
    def _only_in_one(kind: str, spots: tuple[Spot, Spot], is_gone: bool, reach: Reach) -> Difference:
        old, new = spots
        if is_gone:
            return Difference(f"{kind}-removed", old, None, reach=reach)
        return Difference(f"{kind}-added", None, new, reach=reach)


def squeezed(name: str) -> str:
    """The same for `Datasets_ListFiles` and `datasets.list_files()`."""
    return _NOT_WORD.sub("", name).lower()


def _values(
    kind: str, spots: tuple[Spot, Spot], was: Value | None, now: Value | None, reach: Reach
) -> Iterator[Difference]:
    old, new = spots
    if was is None and now is not None:
        rule = f"required-{kind}-added" if now.required else f"{kind}-added"
        yield Difference(rule, None, new, None, _bare(now.type), reach)
    elif now is None and was is not None:
        yield Difference(f"{kind}-removed", old, None, _bare(was.type), None, reach)
    elif was is not None and now is not None:
        if was.required != now.required:
            yield Difference(f"{kind}-became-{'required' if now.required else 'optional'}", old, new, reach=reach)
        if was.position != now.position:
            yield Difference("python-argument-moved", old, new, _position(was), _position(now), reach)
        if _bare(was.type) != _bare(now.type):
            yield Difference("python-type-changed", old, new, _bare(was.type), _bare(now.type), reach)


def _position(value: Value) -> str:
    return "named" if value.position is None else f"at position {value.position + 1}"


def _bare(told: str) -> str:
    """The type without the `None` and `Unset` that follow from whether it is required and where it is used."""
    return _NULL.sub("", told)


def _in_either(old: Mapping[str, V], new: Mapping[str, V]) -> Iterator[tuple[str, V | None, V | None]]:
    for name in dict.fromkeys((*old, *new)):
        yield name, old.get(name), new.get(name)
