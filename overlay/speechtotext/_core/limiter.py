"""Keeping below the number of requests that a resource may make."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import inf

from speechtotext._errors import InvalidArgument
from speechtotext._locks import ForkSafeLock


@dataclass(frozen=True)
class RateLimit:
    """Maximum number of requests in a time. The service allows a resource 100 requests in 10 seconds.

    Args:
        requests: maximum number of requests.
        seconds: length of the time in seconds.
    """

    requests: int = 100
    seconds: float = 10.0

    def __post_init__(self) -> None:
        if self.requests < 1 or not 0 < self.seconds < inf:
            raise InvalidArgument("invalid rate limit: expected at least one request, and a period longer than zero")


class Limiter:
    """Hands out the moments at which requests may go, in the order in which they are asked for.

    No span of the limit's length holds more than the limit's requests. It never waits itself, so that threads and
    tasks can share it.
    """

    def __init__(self, limit: RateLimit) -> None:
        self._seconds = limit.seconds
        self._granted: deque[float] = deque(maxlen=limit.requests)
        self._lock = ForkSafeLock()

    def reserve(self, now: float) -> float:
        """Take the next free moment; gives the seconds until then."""
        with self._lock:
            moment = now
            if len(self._granted) == self._granted.maxlen:
                moment = max(now, self._granted[0] + self._seconds)
            self._granted.append(moment)
        return moment - now
