"""Which operation of the old document is which of the new one: by method and path, and those that moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from .http_surface import Operation, Surface

_VARIABLE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class OperationPair:
    """An operation in both documents, or in one. `moved` says why those at different paths are thought to be one."""

    old: Operation | None
    new: Operation | None
    moved: str | None = None

    @property
    def either(self) -> Operation:
        found = self.old or self.new
        assert found is not None
        return found


def pair_operations(old: Surface, new: Surface) -> list[OperationPair]:
    """Every operation of both documents once, in the order of the old document, then of the new one."""
    left = {operation.label: operation for operation in old.operations.values()}
    come = {operation.label: operation for operation in new.operations.values()}
    found: dict[str, OperationPair] = {}
    for moved, key in _KEYS:
        for was, now in _one_to_one(left.values(), come.values(), key):
            if key is not _types or _goes_on(was, now):
                found[was.label] = OperationPair(was, now, moved)
                del left[was.label], come[now.label]
    pairs = [found.get(operation.label, OperationPair(operation, None)) for operation in old.operations.values()]
    return pairs + [OperationPair(None, operation) for operation in come.values()]


def _one_to_one(
    left: Iterable[Operation], come: Iterable[Operation], key: Callable[[Operation], Hashable]
) -> list[tuple[Operation, Operation]]:
    """Those of either side that share a key with just one of the other."""
    sides: dict[Hashable, tuple[list[Operation], list[Operation]]] = defaultdict(lambda: ([], []))
    for side, operations in enumerate((left, come)):
        for operation in operations:
            sides[key(operation)][side].append(operation)
    return [(was[0], now[0]) for value, (was, now) in sides.items() if value and len(was) == len(now) == 1]


def _address(operation: Operation) -> Hashable:
    """Method and path, whatever the variables in the path are called."""
    return operation.method, _VARIABLE.sub("{}", operation.path)


def _loose_address(operation: Operation) -> Hashable:
    """Method and path with a colon taken for a slash: `/models/{id}:copyto` is as good as `/models/{id}/copyto`."""
    return operation.method, _VARIABLE.sub("{}", operation.path).replace(":", "/").lower().rstrip("/")


def _identifier(operation: Operation) -> Hashable:
    return (operation.method, operation.id) if operation.published_id else None


def _types(operation: Operation) -> Hashable:
    """Method and the named schemas of body and success, if both have one."""
    bodies = [] if operation.body is None else list(operation.body.media.values())
    answers = [
        node
        for status, response in operation.responses.items()
        if status.startswith("2")
        for node in response.content.media.values()
    ]
    schemas = [node.schema for node in (*bodies, *answers) if node is not None]
    names = [schema["$ref"] for schema in schemas if isinstance(schema, dict) and isinstance(schema.get("$ref"), str)]
    return (operation.method, *names) if bodies and answers and len(names) == len(bodies) + len(answers) else None


def _goes_on(old: Operation, new: Operation) -> bool:
    """Whether the new path is the old one and a word more."""
    start, whole = _VARIABLE.sub("{}", old.path), _VARIABLE.sub("{}", new.path)
    return whole.startswith(start) and whole[len(start) :].lstrip(":/").isalnum()


# What two operations have to share to be one, the surest first; and why, where that makes it a move.
_KEYS: tuple[tuple[str | None, Callable[[Operation], Hashable]], ...] = (
    (None, lambda operation: operation.label),
    (None, _address),
    ("The paths differ only in colons, slashes and case.", _loose_address),
    ("It has the same operation id.", _identifier),
    ("It sends and is answered with the same schemas, and the new path goes on where the old one ended.", _types),
)
