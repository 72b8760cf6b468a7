"""Which operation of the old document is which of the new one: by method and path, and those that moved."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from surface import Operation, Surface

_VARIABLE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class OperationPair:
    """An operation in both documents, or in one."""

    old: Operation | None
    new: Operation | None
    moved: str | None = None

    @property
    def either(self) -> Operation:
        found = self.old or self.new
        assert found is not None
        return found


def pair_operations(old: Surface, new: Surface) -> list[OperationPair]:
    """Every operation of both documents once, in the order of the old document, then of the new one.

    `moved` of a pair says why two operations at different paths are thought to be the same.
    """
    targets = {_address(operation): operation for operation in new.operations.values()}
    same = {_address(operation): operation for operation in old.operations.values()}
    left = [operation for address, operation in same.items() if address not in targets]
    come = [operation for address, operation in targets.items() if address not in same]
    moves = _moves(left, come)
    pairs = []
    for operation in old.operations.values():
        target = targets.get(_address(operation))
        if target is not None:
            pairs.append(OperationPair(operation, target))
        elif operation.label in moves:
            target, why = moves.pop(operation.label)
            come.remove(target)
            pairs.append(OperationPair(operation, target, why))
        else:
            pairs.append(OperationPair(operation, None))
    return pairs + [OperationPair(None, operation) for operation in come]


def _address(operation: Operation) -> tuple[str, str]:
    """Method and path, whatever the variables in the path are called."""
    return operation.method, _VARIABLE.sub("{}", operation.path)


def _moves(left: list[Operation], come: list[Operation]) -> dict[str, tuple[Operation, str]]:
    """Old label: where the operation went and why that is thought; only where one fits one."""
    moves: dict[str, tuple[Operation, str]] = {}
    for why, key in (
        ("The path differs only in what stands before its last word.", _loose_address),
        ("It has the same operation id.", _identifier),
        (
            "What is sent and what is answered have the same types; the new path goes on where the old one ended.",
            _types,
        ),
    ):
        taken = {target.label for target, _ in moves.values()}
        candidates = defaultdict(list)
        for operation in come:
            if operation.label not in taken:
                candidates[key(operation)].append(operation)
        seekers = defaultdict(list)
        for operation in left:
            if operation.label not in moves:
                seekers[key(operation)].append(operation)
        for value, sources in seekers.items():
            targets = [t for t in candidates.get(value, ()) if key is not _types or _goes_on(sources[0], t)]
            if value is not None and len(sources) == 1 and len(targets) == 1:
                moves[sources[0].label] = targets[0], why
    return moves


def _loose_address(operation: Operation) -> tuple[str, ...]:
    """Method and path with a colon taken for a slash: `/models/{id}:copyto` is as good as `/models/{id}/copyto`."""
    return operation.method, _VARIABLE.sub("{}", operation.path).replace(":", "/").lower().rstrip("/")


def _identifier(operation: Operation) -> tuple[str, ...] | None:
    return (operation.method, operation.id) if operation.published_id else None


def _types(operation: Operation) -> tuple[str, ...] | None:
    """Method and the named schemas of body and success, if both have one."""
    bodies = [] if operation.body is None else list(operation.body.media.values())
    answers = [
        node
        for status, response in operation.responses.items()
        if status[:1] == "2"
        for node in response.content.media.values()
    ]
    names = [node.schema["$ref"] for node in (*bodies, *answers) if node is not None and "$ref" in node.schema]
    return (operation.method, *names) if bodies and answers and len(names) == len(bodies) + len(answers) else None


def _goes_on(old: Operation, new: Operation) -> bool:
    start, rest = _VARIABLE.sub("{}", old.path), _VARIABLE.sub("{}", new.path)
    return rest.startswith(start) and rest[len(start) :].lstrip(":/").isalnum()
