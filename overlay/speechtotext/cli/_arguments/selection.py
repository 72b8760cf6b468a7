"""Entities selected by status and age."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from speechtotext import _clock

STATUSES: Final = ("NotStarted", "Running", "Succeeded", "Failed")


@dataclass(frozen=True, slots=True)
class Selection:
    """The entities with one of some statuses that were created in a period.

    Attributes:
        statuses: the statuses; empty for all.
        before: time before which they were created; None for no limit.
        after: time after which they were created; None for no limit.
    """

    statuses: Sequence[str] = ()
    before: datetime | None = None
    after: datetime | None = None

    @classmethod
    def of(
        cls, statuses: Sequence[str] = (), older_than: timedelta | None = None, newer_than: timedelta | None = None
    ) -> Selection:
        """Return the selection by age, as of now."""
        now = _clock.utc_now()
        before, after = (None if age is None else now - age for age in (older_than, newer_than))
        return cls(statuses, before, after)

    def __bool__(self) -> bool:
        return self != Selection()

    def listed(self, listing: Callable[..., Iterable[Any]], filter: str | None = None) -> Iterator[Mapping[str, Any]]:
        """List the selected entities. The service filters where it can.

        Args:
            listing: method that lists the entities.
            filter: further filter expression, which the service applies.
        """
        arguments = {}
        expression = filter or self._expression()
        if expression and "filter" in inspect.signature(listing).parameters:
            arguments["filter"] = expression
        entities = (entity.to_dict() for entity in listing(**arguments))
        return (entity for entity in entities if self.has(entity))

    def has(self, entity: Mapping[str, Any]) -> bool:
        """Whether an entity is selected. One of unknown age is not selected by age."""
        if self.statuses and entity.get("status") not in self.statuses:
            return False
        if self.before is None and self.after is None:
            return True
        created = _created(entity)
        if created is None:
            return False
        return (self.before is None or created < self.before) and (self.after is None or created > self.after)

    def _expression(self) -> str:
        """Return the conditions that need no parentheses as a filter expression."""
        conditions = [f"status eq '{self.statuses[0]}'"] if len(self.statuses) == 1 else []
        for operator, time in (("lt", self.before), ("gt", self.after)):
            if time is not None:
                conditions.append(f"createdDateTime {operator} {time:%Y-%m-%dT%H:%M:%SZ}")
        return " and ".join(conditions)


def _created(entity: Mapping[str, Any]) -> datetime | None:
    # Imported here because the client is slow to import.
    from speechtotext_api.wire import date_time

    try:
        created = date_time("createdDateTime", entity.get("createdDateTime"))
    except ValueError:
        return None
    return created if created.tzinfo else created.replace(tzinfo=UTC)
