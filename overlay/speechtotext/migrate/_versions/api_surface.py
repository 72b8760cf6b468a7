"""The public names of every API version, read from the packages themselves.

Names are written `Transcription`, `Transcription.locale`, `Status.FAILED` for models and their members,
`transcriptions.create` and `transcriptions.create(body)` for methods and their parameters, and `Client.projects` for a
group of methods.
"""

from __future__ import annotations

import enum
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any, NamedTuple

import attrs

from speechtotext_api.calls import Operation
from speechtotext_api.versions import PACKAGES


class Route(NamedTuple):
    """An operation of a version: its id, HTTP method and path, and the group and method that send it."""

    id: str
    method: str
    path: str
    group: str
    verb: str


@dataclass(frozen=True)
class Version:
    """One API version.

    Args:
        module: name of its module, such as v3_2.
    """

    module: str

    @cached_property
    def package(self) -> Any:
        """Return the module `speechtotext.v…`."""
        return import_module(f"speechtotext.{self.module}")

    @property
    def api_version(self) -> str:
        """Return the version as the service names it, such as v3.2 or 2025-10-15."""
        name: str = self.package.API_VERSION
        return name

    @cached_property
    def models(self) -> dict[str, Any]:
        """Return the model classes by name, type aliases included."""
        return {name: getattr(self.package.models, name) for name in self.package.models.__all__}

    @cached_property
    def groups(self) -> dict[str, type]:
        """Return the classes of operation groups, by attribute of the client."""
        return _groups(self.package.Client)

    @cached_property
    def async_groups(self) -> dict[str, type]:
        """Return the same for the asynchronous client."""
        return _groups(self.package.AsyncClient)

    @cached_property
    def names(self) -> frozenset[str]:
        """Return all names that programs can use."""
        return frozenset(self._names())

    @cached_property
    def required(self) -> frozenset[str]:
        """Return the members and parameters that are required."""
        members = (f"{name}.{field.name}" for name, field in self._fields() if field.default is attrs.NOTHING)
        parameters = (name for name, parameter in self._parameters() if parameter.default is parameter.empty)
        return frozenset([*members, *parameters])

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Return the operations."""
        return tuple(
            Route(operation.id, operation.method, operation.path, group, _lasting_name(kind, constant.lower()[1:]))
            for group, kind in self.groups.items()
            for constant, operation in vars(import_module(f"speechtotext_api.{self.module}.api.{group}")).items()
            if isinstance(operation, Operation)
        )

    def _names(self) -> Iterator[str]:
        for name, model in self.models.items():
            yield name
            if inspect.isclass(model) and issubclass(model, enum.Enum):
                yield from (f"{name}.{member.name}" for member in model)
        yield from (f"{name}.{field.name}" for name, field in self._fields())
        for group, kind in self.groups.items():
            yield f"Client.{group}"
            yield from (f"{group}.{verb}" for verb, _ in methods(kind))
        yield from (name for name, _ in self._parameters())

    def _fields(self) -> Iterator[tuple[str, Any]]:
        for name, model in self.models.items():
            if inspect.isclass(model) and attrs.has(model):
                yield from ((name, field) for field in attrs.fields(model))

    def _parameters(self) -> Iterator[tuple[str, inspect.Parameter]]:
        for group, kind in self.groups.items():
            for verb, function in methods(kind):
                for parameter in list(inspect.signature(function).parameters.values())[1:]:
                    yield f"{group}.{verb}({parameter.name})", parameter


def _groups(client: Any) -> dict[str, type]:
    """Return the groups of a client class, from a client that sends nothing."""
    made = client(region="westeurope", key="none")
    return {
        name: type(getattr(made, name)) for name, member in vars(client).items() if isinstance(member, cached_property)
    }


def methods(group: type) -> list[tuple[str, Any]]:
    """Return the public methods of a group with their names."""
    return [(name, function) for name, function in inspect.getmembers(group, inspect.isfunction) if name[0] != "_"]


def _lasting_name(group: type, verb: str) -> str:
    """Return the name that a method has in every version: its alias, if it has one."""
    return next((name for name, function in methods(group) if name != function.__name__ == verb), verb)


@cache
def versions() -> tuple[Version, ...]:
    """Return all versions, oldest first."""
    return tuple(map(Version, PACKAGES.values()))


def version(module: str) -> Version:
    """Return the version with this module.

    Raises:
        ValueError: there is none.
    """
    for one in versions():
        if one.module == module:
            return one
    raise ValueError(f"no version {module!r}: give one of {', '.join(one.module for one in versions())}")


def older_than(newer: Version) -> tuple[Version, ...]:
    """Return the versions before another, oldest first."""
    return versions()[: versions().index(newer)]
