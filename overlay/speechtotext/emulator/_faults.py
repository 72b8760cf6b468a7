"""Fault injection: failures for the next responses, to test how a client handles them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, Literal, TypeAlias, get_args

from speechtotext.emulator._contract.documents import Document, Json

from ._names import check_name
from ._odd_answers import OddAnswer, OddAnswers, chosen_odd_answers

FaultKind: TypeAlias = Literal[
    "status", "slow", "cut-off", "wrong-json", "expired-token", "unknown-enum-value", "odd-answer"
]
"""The kinds of faults: a status code, or another fault of a response."""

FAULTS: Final[Mapping[FaultKind, str]] = {
    "status": "refused with a status, with Retry-After if given; nothing is done",
    "slow": "delayed by a number of seconds",
    "cut-off": "done, but half of the answer is sent before the connection is closed",
    "wrong-json": "done, but the answer is JSON only up to its middle",
    "expired-token": "refused with 401, as if the token had ended; nothing is done",
    "unknown-enum-value": "done, but the answer holds a value that its enum does not declare",
    "odd-answer": "done, but the answer differs from its document as those below; all kinds in turn, or some",
}
"""What each of them does to an answer."""

UNKNOWN_VALUE: Final = "Paused"

_TIMES: Final = range(1, 1_000_001)
_STATUSES: Final = range(400, 600)
_RETRY_AFTER: Final = range(366 * 86_400)
_LONGEST: Final = 3600
_MOST_PENDING: Final = 10_000


@dataclass(slots=True)
class InjectedFault:
    """A fault to inject into the next responses.

    Args:
        operation: id of the operation whose answers are meant; None for any.
        times: how many answers.
        status: HTTP status of those that are refused.
        retry_after: seconds that Retry-After then asks for; None for no such header.
        seconds: how long slow ones take.
        odd_answers: which odd answers these are, in turn; all kinds by default.
    """

    kind: FaultKind = "status"
    operation: str | None = None
    times: int = 1
    status: int = 500
    retry_after: int | None = None
    seconds: float = 1.0
    odd_answers: Collection[OddAnswer] = ()
    oddities: OddAnswers = field(init=False)

    def __post_init__(self) -> None:
        self.oddities = chosen_odd_answers(self.odd_answers or True)
        check_name("fault", self.kind, get_args(FaultKind))
        if not (self.times in _TIMES and self.status in _STATUSES and 0 <= self.seconds <= _LONGEST):
            raise ValueError(
                f"a fault happens 1 to {_TIMES.stop - 1} times, its status is from 400 to 599, "
                f"its seconds from 0 to {_LONGEST}"
            )
        if self.retry_after is not None and self.retry_after not in _RETRY_AFTER:
            raise ValueError(f"Retry-After is a number of seconds from 0 to {_RETRY_AFTER.stop - 1}")


@dataclass(slots=True)
class Faults:
    """The queue of faults to inject."""

    _pending: list[InjectedFault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(self, fault: InjectedFault) -> None:
        """Add a fault.

        Raises:
            ValueError: 10,000 wait already.
        """
        with self._lock:
            if len(self._pending) >= _MOST_PENDING:
                raise ValueError(f"{_MOST_PENDING} faults wait already: reset the emulator")
            self._pending.append(fault)

    def waiting(self) -> list[InjectedFault]:
        """Return the faults that have not happened yet."""
        with self._lock:
            return list(self._pending)

    def clear(self) -> None:
        """Remove all faults."""
        with self._lock:
            self._pending.clear()

    def next(self, operation: str) -> InjectedFault | None:
        """Take the next fault for an operation; None if there is none."""
        if not self._pending:
            return None
        with self._lock:
            for fault in self._pending:
                if fault.operation in (None, operation):
                    fault.times -= 1
                    if not fault.times:
                        self._pending.remove(fault)
                    return fault
        return None


def with_unknown_value(document: Document, schema: Json, value: Any) -> Any:
    """Replace all enum values in a value by an undeclared one."""
    schema = document.resolve(schema)
    if "enum" in schema:
        return UNKNOWN_VALUE
    if isinstance(value, dict) and "properties" in schema:
        members = schema["properties"]
        return {name: with_unknown_value(document, members.get(name, {}), member) for name, member in value.items()}
    if isinstance(value, list) and "items" in schema:
        return [with_unknown_value(document, schema["items"], item) for item in value]
    return value
