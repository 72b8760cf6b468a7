"""What requests are sent with: httpx clients, shared safely between threads, and anew in a forked process."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf
from threading import BoundedSemaphore, Lock
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import httpx

from speechtotext._concurrency.interruption import Interruption
from speechtotext._locks import renew_after_fork

from .async_network import close_cancelled_handshakes
from .network import InterruptibleBackend, make_interruptible

_DEFAULT_CONNECTIONS = 100
# How long a thread waits for a connection before it looks whether to go on, in seconds.
_SLICE: Final = 0.25


class Connections:
    """A client to send with for each event loop, whose tasks share it.

    Args:
        make: makes a client when a loop first needs one, and again in a forked process, which must not use its
            parent's sockets.
        own: the user's client, in place of one that is made here.
    """

    def __init__(self, make: Callable[[], httpx.AsyncClient], own: httpx.AsyncClient | None) -> None:
        self._make = make
        self._own = own
        self._closed = False
        self.renew()
        renew_after_fork(self)

    @property
    def http(self) -> httpx.AsyncClient:
        if self._own is not None:
            return self._own
        loop = _running_loop()
        client = self._by_loop.get(loop)
        if client is None:
            self._forget_closed_loops()
            client = self._by_loop[loop] = self._make()
            close_cancelled_handshakes(client)
        return client

    @property
    def closed(self) -> bool:
        return self._own.is_closed if self._own is not None else self._closed

    async def close(self) -> None:
        """Close the connections of the running loop, and forget those of loops that have been closed."""
        self._closed = True
        self._forget_closed_loops()
        client = self._by_loop.pop(_running_loop(), None)
        if client is not None:
            await client.aclose()

    def renew(self) -> None:
        """Start with no connection."""
        self._by_loop: WeakKeyDictionary[object, httpx.AsyncClient] = WeakKeyDictionary()

    def _forget_closed_loops(self) -> None:
        # Connections of asyncio refer to their loop, so that neither would ever be collected.
        for loop in list(self._by_loop):
            if getattr(loop, "is_closed", bool)():
                self._by_loop.pop(loop, None)


def _running_loop() -> object:
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        import trio

        return trio.lowlevel.current_trio_token()


class SyncConnection(NamedTuple):
    """A client to send with.

    Args:
        http: the client.
        network: ends what its sockets do; None for a client of the user's.
    """

    http: httpx.Client
    network: InterruptibleBackend | None


class ThreadConnections:
    """Clients to send with, each used by one thread at a time.

    Threads must not share one: httpcore can take a connection for dropped on which another thread has just begun to
    send, and close it under the other's hands (seen with httpcore 1.0.9).

    Args:
        make: makes a client, when one is needed.
        own: the user's client, in place of those that are made here.
        limit: how many there may be at a time; the others wait for their turn.
    """

    def __init__(self, make: Callable[[], httpx.Client], own: httpx.Client | None, limit: int | None) -> None:
        self._make = make
        self._own = None if own is None else SyncConnection(own, None)
        self._limit = limit or _DEFAULT_CONNECTIONS
        self._closed = False
        self.renew()
        renew_after_fork(self)

    @property
    def closed(self) -> bool:
        return self._own.http.is_closed if self._own is not None else self._closed

    def take(self, patience: float | None, interruption: Interruption) -> SyncConnection:
        """A client for the calling thread alone, until it is given back.

        Args:
            patience: seconds to wait for one to be free; None for as long as it takes.
            interruption: ends the wait.

        Raises:
            httpx.PoolTimeout: none was free in time.
            DeadlineExceeded: the deadline came first.
            Stopped: the work is not wanted any more.
        """
        if self._own is not None:
            return self._own
        if not self._permits.acquire(blocking=False):
            self._wait_for_permit(inf if patience is None else patience, interruption)
        try:
            # The one that was used last: its connection is the likeliest to be alive.
            return self._idle.pop() if self._idle else self._made()
        except IndexError:
            return self._made()

    def give_back(self, connection: SyncConnection) -> None:
        # One that was taken before a fork is none of this process.
        if connection is not self._own and connection in self._all:
            self._idle.append(connection)
            self._permits.release()

    def close(self) -> None:
        self._closed = True
        for connection in list(self._all):
            connection.http.close()

    def renew(self) -> None:
        """Start with no connection, and with all permits to make them."""
        self._permits = BoundedSemaphore(self._limit)
        self._lock = Lock()
        self._idle: list[SyncConnection] = []
        self._all: list[SyncConnection] = []

    def _wait_for_permit(self, patience: float, interruption: Interruption) -> None:
        end = time.monotonic() + patience
        while not self._permits.acquire(timeout=min(_SLICE, max(interruption.remaining, 0.001))):
            interruption.check()
            if time.monotonic() >= end:
                raise httpx.PoolTimeout("no connection was free in time")

    def _made(self) -> SyncConnection:
        try:
            client = self._make()
            connection = SyncConnection(client, make_interruptible(client))
        except BaseException:
            self._permits.release()
            raise
        with self._lock:
            self._all.append(connection)
        return connection
