"""Which operation of the old document is which of the new one: by method and path, and those that moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace

from .http_surface import Operation, Surface, is_version_or_variable

_VARIABLE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class OperationPair:
    """An operation in both documents, or in one.

    Args:
        moved: why those at different paths are thought to be one.
        group: what it came or went together with: a group of operations, or all below a path.
    """

    old: Operation | None
    new: Operation | None
    moved: str | None = None
    group: str | None = None

    @property
    def either(self) -> Operation:
        found = self.old or self.new
        assert found is not None
        return found

    @property
    def came_with(self) -> str | None:
        """The group that it came or went with, else itself; None where it is in both documents."""
        return None if self.old is not None and self.new is not None else self.group or self.either.label


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
    pairs += [OperationPair(None, operation) for operation in come.values()]
    pairs += [callback for pair in pairs for callback in _callbacks(pair)]
    gone = _groups(old.operations.values(), {pair.old.label for pair in pairs if pair.old and not pair.new})
    new_groups = _groups(new.operations.values(), {pair.new.label for pair in pairs if pair.new and not pair.old})
    return [_with_group(pair, gone, new_groups) for pair in pairs]


def _callbacks(pair: OperationPair) -> list[OperationPair]:
    """The callbacks of an operation in both documents; those of others came and went with them."""
    if pair.old is None or pair.new is None:
        return []
    old, new = pair.old.callbacks, pair.new.callbacks
    found = [OperationPair(old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))]
    return found + [further for each in found for further in _callbacks(each)]


def _with_group(pair: OperationPair, gone: dict[str, str], come: dict[str, str]) -> OperationPair:
    if pair.old is not None and pair.new is not None:
        return pair
    group = (gone if pair.new is None else come).get(pair.either.label)
    return pair if group is None else replace(pair, group=group)


def _groups(operations: Iterable[Operation], lone: set[str]) -> dict[str, str]:
    """What those of one document only came or went together with: groups, else all that is below a path."""
    found: dict[str, str] = {}
    if not lone:
        return found
    for key in (_tag, _paths):
        members: dict[tuple[str, bool], list[Operation]] = defaultdict(list)
        for operation in operations:
            for name in key(operation):
                members[name, operation.is_inbound].append(operation)
        for (name, _), group in members.items():
            labels = {operation.label for operation in group}
            if len(labels) > 1 and labels <= lone and not labels & found.keys():
                found |= dict.fromkeys(labels, _common_path(group) or name)
    return found


def _tag(operation: Operation) -> list[str]:
    return [operation.group]


def _paths(operation: Operation) -> list[str]:
    """The paths at or above which the operation is, the shortest first."""
    steps = _bare_path(operation).split("/") if not operation.is_inbound else []
    return ["/".join(steps[:count]) for count in range(2, len(steps) + 1)]


def _common_path(operations: list[Operation]) -> str | None:
    """The longest path that all are at or below, if it says what they are about."""
    if any(operation.is_inbound for operation in operations):
        return None
    common = []
    for steps in zip(*(_bare_path(operation).split("/") for operation in operations), strict=False):
        if len(set(steps)) > 1:
            break
        common.append(steps[0])
    return None if all(map(is_version_or_variable, common)) else "/".join(common)


def _bare_path(operation: Operation) -> str:
    """Its path without a verb or a query at the end."""
    return re.split(r"[:?]", operation.path)[0]


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
    return operation.method, _VARIABLE.sub("{}", operation.path), operation.is_inbound


def _loose_address(operation: Operation) -> Hashable:
    """Method and path with a colon taken for a slash: `/models/{id}:copyto` is as good as `/models/{id}/copyto`."""
    path = _VARIABLE.sub("{}", operation.path).replace(":", "/").lower().rstrip("/")
    return operation.method, path, operation.is_inbound


def _identifier(operation: Operation) -> Hashable:
    return (operation.method, operation.id, operation.is_inbound) if operation.published_id else None


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
    if old.is_inbound or new.is_inbound:
        return False
    start, whole = _VARIABLE.sub("{}", old.path), _VARIABLE.sub("{}", new.path)
    return whole.startswith(start) and whole[len(start) :].lstrip(":/").isalnum()


# What two operations have to share to be one, the surest first; and why, where that makes it a move.
_KEYS: tuple[tuple[str | None, Callable[[Operation], Hashable]], ...] = (
    (None, lambda operation: operation.label),
    (None, _address),
    ("The paths differ only in colons, slashes and case.", _loose_address),
    ("It has the same operation id.", _identifier),
    ("It has the same request and response schemas, and the new path extends the old one.", _types),
)
