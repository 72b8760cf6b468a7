"""How often an event is handled that is delivered more than once."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from anyio import CancelScope, from_thread

from speechtotext import WebHookRefused
from speechtotext.webhooks import MemoryDeliveries, WebHookApp, WebHookEvent
from webhooks.apps import listening, status
from webhooks.clock import Clock
from webhooks.sender import SECRET, Call, call, event, ping


def test_what_was_handled_is_accepted_again_but_not_handled_again() -> None:
    app, happened = listening()

    assert [status(app, event()) for _ in range(3)] == [200, 200, 200]
    assert len(happened) == 1


def test_a_replay_under_another_kind_is_not_handled_either() -> None:
    app, happened = listening()
    first = event("TranscriptionCompletion")

    statuses = [status(app, first), status(app, call("TranscriptionDeletion", first.body))]

    assert (statuses, len(happened)) == ([200, 200], 1)


def test_an_event_that_failed_is_handled_when_it_is_sent_again() -> None:
    app = WebHookApp(secret=SECRET)
    attempts: list[WebHookEvent] = []

    @app.on()
    def second_time_lucky(event: WebHookEvent) -> None:
        attempts.append(event)
        if len(attempts) == 1:
            raise RuntimeError("no luck")

    assert [status(app, event()) for _ in range(3)] == [500, 200, 200]
    assert len(attempts) == 2


def test_events_without_an_invocation_id_are_handled_each_time() -> None:
    app, happened = listening()

    assert [status(app, ping()) for _ in range(2)] == [200, 200]
    assert len(happened) == 2


def test_what_was_handled_is_forgotten_after_the_time_that_is_said(clock: Clock) -> None:
    app, happened = listening(deliveries=MemoryDeliveries(seconds=60))
    for seconds in (0, 59, 60):
        clock.seconds = seconds
        assert status(app, event()) == 200

    assert len(happened) == 2


@pytest.mark.parametrize("fails", [False, True], ids=["succeeds", "fails"])
def test_of_deliveries_at_the_same_time_one_is_handled(fails: bool) -> None:
    app = WebHookApp(secret=SECRET)
    called = 0

    async def deliver_twice() -> list[int]:
        begun, go_on = asyncio.Event(), asyncio.Event()

        @app.on()
        async def slow(event: WebHookEvent) -> None:
            nonlocal called
            called += 1
            begun.set()
            await go_on.wait()
            if fails and called == 1:
                raise RuntimeError("no luck")

        first = asyncio.create_task(asgi_status(app, event()))
        await begun.wait()
        second = await asgi_status(app, event())
        go_on.set()
        return [await first, second, await asgi_status(app, event())]

    assert asyncio.run(deliver_twice()) == [500 if fails else 200, 503, 200]
    assert called == (2 if fails else 1)


class Claims:
    """Gives every event to be handled, and notes how the handling ended."""

    def __init__(self) -> None:
        self.ended_by: list[type[BaseException] | None] = []

    def claim(self, invocation_id: str) -> AbstractContextManager[bool]:
        return self

    def __enter__(self) -> bool:
        return True

    def __exit__(self, kind: type[BaseException] | None, error: object, traceback: object) -> None:
        self.ended_by.append(kind)


def give_up(app: WebHookApp, begun: asyncio.Event, *, by: str, then: Callable[[], None] = lambda: None) -> None:
    """Delivers an event; the server gives up the call once the handling has begun."""

    async def deliver_and_give_up() -> None:
        scope = CancelScope()

        async def deliver() -> None:
            with scope:
                await asgi_status(app, event())

        call = asyncio.create_task(deliver())
        await begun.wait()
        (call if by == "asyncio" else scope).cancel()
        then()
        await asyncio.wait([call])

    asyncio.run(deliver_and_give_up())


class EmptyDeliveries:
    """Has a length, as a container of the user's may: nothing at first."""

    def __init__(self) -> None:
        self.claimed = 0

    def __len__(self) -> int:
        return 0

    @contextmanager
    def claim(self, invocation_id: str) -> Iterator[bool]:
        self.claimed += 1
        yield True


def test_deliveries_of_length_zero_are_used() -> None:
    deliveries = EmptyDeliveries()
    app, _ = listening(deliveries=deliveries)

    status(app, event())

    assert deliveries.claimed == 1


@pytest.mark.parametrize("by", ["asyncio", "anyio"])
def test_an_event_whose_call_the_server_gives_up_was_not_handled(by: str) -> None:
    claims, begun = Claims(), asyncio.Event()
    app = WebHookApp(secret=SECRET, deliveries=claims)

    @app.on()
    async def endless(event: WebHookEvent) -> None:
        begun.set()
        await asyncio.Event().wait()

    give_up(app, begun, by=by)

    assert claims.ended_by == [asyncio.CancelledError]


@pytest.mark.parametrize("by", ["asyncio", "anyio"])
def test_an_event_whose_function_ends_although_the_call_was_given_up_was_handled(by: str) -> None:
    claims, begun, go_on = Claims(), asyncio.Event(), threading.Event()
    app = WebHookApp(secret=SECRET, deliveries=claims)

    @app.on()
    def slow(event: WebHookEvent) -> None:
        from_thread.run_sync(begun.set)
        assert go_on.wait(30)

    give_up(app, begun, by=by, then=go_on.set)

    assert claims.ended_by == [None]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_an_event_is_not_handled_twice_at_once_when_its_call_is_cancelled(backend: str) -> None:
    app = WebHookApp(secret=SECRET)
    running, most = 0, 0
    handled: list[WebHookEvent] = []

    @app.on()
    def slow(event: WebHookEvent) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        from_thread.run_sync(begun.set)
        assert go_on.wait(30)
        running -= 1
        handled.append(event)

    async def deliver_cancel_and_deliver() -> list[int]:
        meanwhile = 0
        meanwhile = 0
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(asgi_status, app, event())
            await begun.wait()
            tasks.cancel_scope.cancel()
            with CancelScope(shield=True):
                meanwhile = await asgi_status(app, event())
                go_on.set()
        return [meanwhile, await asgi_status(app, event())]

    begun, go_on = anyio.Event(), threading.Event()

    assert anyio.run(deliver_cancel_and_deliver, backend=backend) == [503, 200]
    assert (most, len(handled)) == (1, 1)


class SlowClaims(Claims):
    """Takes its time to claim an event, as a database may."""

    def __init__(self, begun: asyncio.Event, go_on: threading.Event) -> None:
        super().__init__()
        self._begun = begun
        self._go_on = go_on

    def __enter__(self) -> bool:
        from_thread.run_sync(self._begun.set)
        assert self._go_on.wait(30)
        return True


@pytest.mark.parametrize("by", ["asyncio", "anyio"])
def test_a_claim_that_was_entered_while_its_call_was_given_up_is_left(by: str) -> None:
    begun, go_on = asyncio.Event(), threading.Event()
    claims = SlowClaims(begun, go_on)
    app = WebHookApp(secret=SECRET, deliveries=claims)

    async def endless(event: WebHookEvent) -> None:
        await asyncio.Event().wait()

    app.on()(endless)
    give_up(app, begun, by=by, then=go_on.set)

    assert claims.ended_by == [asyncio.CancelledError]


def test_a_function_that_calls_sys_exit_does_not_end_the_server() -> None:
    app = WebHookApp(secret=SECRET)
    calls: list[WebHookEvent] = []

    @app.on()
    def exits_once(event: WebHookEvent) -> None:
        calls.append(event)
        if len(calls) == 1:
            sys.exit(3)

    assert [status(app, event()) for _ in range(2)] == [500, 200]


async def asgi_status(app: WebHookApp, call: Call) -> int:
    """What an app answers to a call, in the loop that runs."""
    messages: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": call.body}

    async def send(message: Any) -> None:
        messages.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in call.headers.items()]
    scope = {"type": "http", "method": call.method, "path": "/", "query_string": b"", "headers": headers}
    await app(scope, receive, send)
    status: int = messages[0]["status"]
    return status


class DatabaseDeliveries:
    """Remembers in a database, for all processes that share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._database() as database:
            database.execute("CREATE TABLE IF NOT EXISTS handled (id TEXT PRIMARY KEY)")

    @contextmanager
    def claim(self, invocation_id: str) -> Iterator[bool]:
        with self._database() as database:
            try:
                database.execute("INSERT INTO handled VALUES (?)", [invocation_id])
            except sqlite3.IntegrityError:
                yield False
            except sqlite3.OperationalError:  # the database is locked: by whoever handles an event
                raise WebHookRefused(503, "Another event is being handled.") from None
            else:
                yield True

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(self._path, timeout=0, check_same_thread=False)
        try:
            with database:
                yield database
        finally:
            database.close()


def test_two_apps_that_share_a_database_handle_an_event_once(tmp_path: Path) -> None:
    apps = [listening(deliveries=DatabaseDeliveries(tmp_path / "handled.sqlite")) for _ in range(2)]

    assert [status(app, event()) for app, _ in apps] == [200, 200]
    assert [len(happened) for _, happened in apps] == [1, 0]


def test_two_apps_that_share_a_database_do_not_handle_an_event_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "handled.sqlite"
    first = WebHookApp(secret=SECRET, deliveries=DatabaseDeliveries(path))
    second, handled_by_second = listening(deliveries=DatabaseDeliveries(path))
    meanwhile: list[int] = []
    first.on()(lambda happened: meanwhile.append(status(second, event())))

    assert (status(first, event()), meanwhile, status(second, event())) == (200, [503], 200)
    assert handled_by_second == []


class BrokenDeliveries:
    """A database that is out of reach."""

    def claim(self, invocation_id: str) -> AbstractContextManager[bool]:
        raise OSError("no route to the database")


def test_an_event_is_sent_again_when_nobody_can_tell_whether_it_was_handled(caplog: pytest.LogCaptureFixture) -> None:
    app, happened = listening(deliveries=BrokenDeliveries())

    assert (status(app, event()), happened) == (500, [])
    assert "no route to the database" in caplog.text
