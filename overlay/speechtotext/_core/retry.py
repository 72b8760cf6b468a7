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
    """When requests are retried.

    GET, PUT and DELETE are retried after connection errors and 408, 429, 500, 502, 503, 504. POST and PATCH are retried
    only if the service cannot have acted on them (429, 503, no connection), so that no job is submitted twice.

    Args:
        attempts: maximum number of attempts; 1 for no retries.
        seconds: maximum seconds of waiting between all attempts of a call.
        backoff: maximum seconds to wait after the first attempt, doubled after each further one; the wait is random up
            to that.
        longest_wait: maximum seconds to wait before one attempt, also for Retry-After.
    """

    attempts: int = 5
    seconds: float = 120.0
    backoff: float = 0.5
    longest_wait: float = 60.0

    def __post_init__(self) -> None:
        times = (self.seconds, self.backoff, self.longest_wait)
        if self.attempts < 1 or not all(time >= 0 for time in times):
            raise InvalidArgument("invalid retry policy: expected at least one attempt, and no negative times")

    def wait(
        self, method: str, attempt: int, outcome: Outcome, waited: float, chance: float, now: datetime
    ) -> float | None:
        """Return the seconds to wait before the next attempt, or None to give up.

        Args:
            method: HTTP method of the request.
            outcome: outcome of the last attempt.
            attempt: number of attempts so far.
            waited: seconds of waiting so far.
            chance: a random number from 0 to 1.
            now: current time, to compare a date in Retry-After with.
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
