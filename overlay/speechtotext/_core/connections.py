"""What requests are sent with: httpx clients, shared safely between threads, and anew in a forked process."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import BoundedSemaphore, Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

import httpx

from .network import InterruptibleBackend, make_interruptible

_DEFAULT_CONNECTIONS = 100


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
        self._by_loop: WeakKeyDictionary[object, httpx.AsyncClient] = WeakKeyDictionary()
        self._process = os.getpid()
        self._closed = False

    @property
    def http(self) -> httpx.AsyncClient:
        if self._own is not None:
            return self._own
        if self._process != os.getpid():
            self._by_loop, self._process = WeakKeyDictionary(), os.getpid()
        loop = _running_loop()
        client = self._by_loop.get(loop)
        if client is None:
            client = self._by_loop[loop] = self._make()
        return client

    @property
    def closed(self) -> bool:
        return self._own.is_closed if self._own is not None else self._closed

    async def close(self) -> None:
        """Close the connections of the running loop. Those of loops that have ended went with them."""
        self._closed = True
        client = self._by_loop.pop(_running_loop(), None)
        if client is not None:
            await client.aclose()


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
        self._lock = Lock()
        self._idle: list[SyncConnection] = []
        self._all: list[SyncConnection] = []
        self._begin()

    @property
    def closed(self) -> bool:
        return self._own.http.is_closed if self._own is not None else self._closed

    def take(self, patience: float | None) -> SyncConnection:
        """A client for the calling thread alone, until it is given back.

        Args:
            patience: seconds to wait for one to be free; None for as long as it takes.

        Raises:
            httpx.PoolTimeout: none was free in time.
        """
        if self._own is not None:
            return self._own
        if self._process != os.getpid():
            self._begin()
        if not self._permits.acquire(timeout=patience):
            raise httpx.PoolTimeout("no connection was free in time")
        try:
            # The one that was used last: its connection is the likeliest to be alive.
            return self._idle.pop() if self._idle else self._made()
        except IndexError:
            return self._made()

    def give_back(self, connection: SyncConnection) -> None:
        if connection is not self._own:
            self._idle.append(connection)
            self._permits.release()

    def close(self) -> None:
        self._closed = True
        for connection in list(self._all):
            connection.http.close()

    def _begin(self) -> None:
        """Start with nothing: neither sockets nor locks of a parent process."""
        self._process = os.getpid()
        self._permits = BoundedSemaphore(self._limit)
        self._lock = Lock()
        self._idle = []
        self._all = []

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
