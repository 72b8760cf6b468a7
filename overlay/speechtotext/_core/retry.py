"""Whether a request is sent again, and after how long: pure functions of what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import NamedTuple

from speechtotext._errors import InvalidArgument

_IDEMPOTENT = frozenset(("GET", "HEAD", "OPTIONS", "PUT", "DELETE"))
_TRANSIENT = frozenset((408, 429, 500, 502, 503, 504))
# What is answered before the service has acted on a request.
_REFUSED = frozenset((429, 503))
# The service asks for about a second after a 429 without Retry-After.
_AFTER_429 = 1.0


class Outcome(NamedTuple):
    """What became of one attempt.

    Args:
        status: HTTP status of the answer; None if there was none.
        headers: headers of the answer.
        reached: whether the service may have acted on the request although no answer came.
    """

    status: int | None
    headers: Mapping[str, str]
    reached: bool = True


@dataclass(frozen=True)
class RetryPolicy:
    """When requests are sent again.

    Connection errors and 408, 429, 500, 502, 503, 504 are, for GET, PUT and DELETE. POST and PATCH only where the
    service cannot have acted on them (429, 503, no connection), so that no job is ever submitted twice.

    Args:
        attempts: how often a request is sent at most; 1 for no retries.
        seconds: how long a call may wait between its attempts, in all.
        backoff: seconds to wait at most after the first attempt; twice as long after each further one, at random
            between nothing and that.
        longest_wait: seconds to wait at most before one attempt; also the longest Retry-After that is waited for.
    """

    attempts: int = 5
    seconds: float = 120.0
    backoff: float = 0.5
    longest_wait: float = 60.0

    def __post_init__(self) -> None:
        times = (self.seconds, self.backoff, self.longest_wait)
        if self.attempts < 1 or not all(time >= 0 for time in times):
            raise InvalidArgument("a retry policy needs at least one attempt, and no negative times")

    def wait(
        self, method: str, attempt: int, outcome: Outcome, waited: float, chance: float, now: datetime
    ) -> float | None:
        """Seconds to wait before the next attempt; None to give up.

        Args:
            method: HTTP method of the request.
            outcome: what became of the last attempt.
            attempt: how many attempts there have been.
            waited: seconds that this call has waited between attempts so far.
            chance: a random number from 0 to 1.
            now: the time that a date in Retry-After is compared with.
        """
        if attempt >= self.attempts or not is_retriable(method, outcome):
            return None
        told = retry_after(outcome.headers.get("Retry-After"), now)
        if told is not None:
            wait = min(told, self.longest_wait)
        else:
            wait = chance * min(self.backoff * 2.0 ** min(attempt - 1, 64), self.longest_wait)
            wait += _AFTER_429 if outcome.status == 429 else 0.0
        return wait if waited + wait <= self.seconds else None


def is_retriable(method: str, outcome: Outcome) -> bool:
    """Whether an attempt that ended so may be repeated without doing anything twice."""
    if outcome.status is None:
        return method in _IDEMPOTENT or not outcome.reached
    return outcome.status in (_TRANSIENT if method in _IDEMPOTENT else _REFUSED)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given in seconds or as a date; None if it says nothing sensible."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        # Rarely needed, and slow to import.
        from email.utils import parsedate_to_datetime

        try:
            date = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        seconds = ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds()
        return max(seconds, 0.0)
    return seconds if isfinite(seconds) and seconds >= 0 else None
