"""Which events were handled already: the service sends one again when it got no answer that it likes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from speechtotext import _clock
from speechtotext._errors import WebHookRefused
from speechtotext._locks import ForkSafeLock


class Deliveries(Protocol):
    """Remembers which events were handled, over several processes if it keeps them in a database."""

    def claim(self, invocation_id: str) -> AbstractContextManager[bool]:
        """Surrounds the handling of an event; gives True if it is to be handled, False if it was.

        The event counts as handled when the block is left without an error; when an error leaves it, the event is
        forgotten. A function that `contextlib.contextmanager` decorates will do. `WebHookApp` runs it in threads, as it
        may block, and may enter and leave it in different ones.

        Args:
            invocation_id: id of the delivery, `invocation_id` of the event.

        Raises:
            WebHookRefused: the event is being handled at this moment, so nobody knows yet how that ends.
                `status_code` is 503, upon which the service sends it again.
        """
        ...


class MemoryDeliveries:
    """Remembers in this process, for all its threads.

    Args:
        capacity: the most events to remember; the oldest are forgotten first. Each takes about 120 bytes.
        seconds: how long to remember an event.
    """

    def __init__(self, *, capacity: int = 10_000, seconds: float = 86_400) -> None:
        self._capacity = capacity
        self._seconds = seconds
        self._lock = ForkSafeLock()
        self._begun: set[bytes] = set()
        self._handled: dict[bytes, float] = {}  # and when, the oldest first

    @contextmanager
    def claim(self, invocation_id: str) -> Iterator[bool]:
        """Surrounds the handling of an event; gives True if it is to be handled, False if it was.

        Args:
            invocation_id: id of the delivery, `invocation_id` of the event.

        Raises:
            WebHookRefused: the event is being handled at this moment. `status_code` is 503.
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
