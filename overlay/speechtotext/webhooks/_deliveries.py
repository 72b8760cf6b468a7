"""Which events were handled already: the service sends one again when it got no response that it likes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from speechtotext import _clock
from speechtotext._errors import WebHookRefused
from speechtotext._locks import ForkSafeLock


class Deliveries(Protocol):
    """A record of handled events, which several processes can share through a database."""

    def claim(self, invocation_id: str) -> AbstractContextManager[bool]:
        """Surround the handling of an event: yield True if it has to be handled, False if it was handled.

        An event counts as handled if the block ends without an error; after an error it is forgotten. A function with
        `contextlib.contextmanager` is enough. `WebHookApp` calls it in threads, and can enter and leave it in different
        ones.

        Args:
            invocation_id: id of the delivery, `invocation_id` of the event.

        Raises:
            WebHookRefused: another call handles the event at this moment. `status_code` is 503, so that the service
                sends it again.
        """
        ...


class MemoryDeliveries:
    """A record of handled events in the memory of this process, for all threads.

    Args:
        capacity: maximum number of events; the oldest are forgotten first. Each takes about 120 bytes.
        seconds: seconds to remember an event.
    """

    def __init__(self, *, capacity: int = 10_000, seconds: float = 86_400) -> None:
        self._capacity = capacity
        self._seconds = seconds
        self._lock = ForkSafeLock()
        self._begun: set[bytes] = set()
        self._handled: dict[bytes, float] = {}  # and when, the oldest first

    @contextmanager
    def claim(self, invocation_id: str) -> Iterator[bool]:
        """Surround the handling of an event: yield True if it has to be handled, False if it was handled.

        Args:
            invocation_id: id of the delivery, `invocation_id` of the event.

        Raises:
            WebHookRefused: another call handles the event at this moment. `status_code` is 503.
        """
        # All of one size, whatever was sent.
        key = hashlib.sha256(invocation_id.encode(errors="surrogatepass")).digest()
        if not self._begin(key):
            yield False
            return
        handled = False
        try:
            yield True
            handled = True
        finally:
            self._end(key, handled)

    def _begin(self, key: bytes) -> bool:
        with self._lock:
            self._forget_old()
            if key in self._begun:
                raise WebHookRefused(503, "This event is being handled.")
            if key in self._handled:
                return False
            self._begun.add(key)
            return True

    def _end(self, key: bytes, handled: bool) -> None:
        with self._lock:
            self._begun.remove(key)
            if handled:
                self._handled[key] = _clock.monotonic()
            self._forget_old()

    def _forget_old(self) -> None:
        latest = _clock.monotonic() - self._seconds
        while self._handled:
            oldest = next(iter(self._handled))
            if len(self._handled) <= self._capacity and self._handled[oldest] > latest:
                return
            del self._handled[oldest]
