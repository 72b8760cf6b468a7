"""Which function of an app is called for an event, and how."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest
import trio

from speechtotext.webhooks import EventKind, WebHookApp, WebHookEvent
from webhooks.apps import answered, status
from webhooks.sender import SECRET, event, ping


def test_each_kind_has_its_function_and_the_rest_has_one() -> None:
    app = WebHookApp(secret=SECRET)
    called: list[str] = []
    app.on(EventKind.TRANSCRIPTION_COMPLETION)(lambda event: called.append("completion"))
    app.on("datasetDeletion")(lambda event: called.append("deletion"))
    app.on(EventKind("ProjectCreation"))(lambda event: called.append("project"))
    app.on()(lambda event: called.append(f"rest: {event.kind}"))
    kinds = ["TranscriptionCompletion", "DatasetDeletion", "ProjectCreation", "ModelCompletion", "New"]

    answers = [status(app, event(kind, invocation_id=kind)) for kind in kinds]

    assert answers == [200] * 5
    assert called == ["completion", "deletion", "project", "rest: ModelCompletion", "rest: New"]


def test_an_event_that_nobody_asked_for_is_accepted() -> None:
    app = WebHookApp(secret=SECRET)

    assert [status(app, each) for each in (event(), ping())] == [200, 200]


def test_a_function_stays_what_it_was() -> None:
    app = WebHookApp(secret=SECRET)

    @app.on("Ping")
    def pinged(event: WebHookEvent) -> str:
        return f"by {event.group}"

    assert pinged(WebHookEvent(kind=EventKind.PING)) == "by None"


def test_an_asynchronous_function_is_awaited_on_the_loop_and_any_other_runs_beside_it() -> None:
    app = WebHookApp(secret=SECRET)
    threads: dict[str, int] = {}

    @app.on("TranscriptionCreation")
    async def begun(event: WebHookEvent) -> None:
        await asyncio.sleep(0)
        threads["asynchronous"] = threading.get_ident()

    @app.on("TranscriptionCompletion")
    def ended(event: WebHookEvent) -> None:
        threads["synchronous"] = threading.get_ident()

    assert status(app, event("TranscriptionCreation", invocation_id="1")) == 200
    assert status(app, event("TranscriptionCompletion", invocation_id="2")) == 200
    assert threads["asynchronous"] == threading.get_ident() != threads["synchronous"]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_what_is_called_like_an_asynchronous_function_is_awaited_too(backend: str) -> None:
    class Counter:
        counted = 0

        async def __call__(self, event: WebHookEvent) -> None:
            self.counted += 1

        async def count(self, by: int, event: WebHookEvent) -> None:
            self.counted += by

    counter, app = Counter(), WebHookApp(secret=SECRET)
    app.on("Ping")(counter)
    app.on()(partial(counter.count, 10))

    assert [answered(app, each, backend=backend).status_code for each in (ping(), event())] == [200, 200]
    assert counter.counted == 11


def test_what_a_function_gives_to_be_awaited_is_awaited() -> None:
    app, happened = WebHookApp(secret=SECRET), list[WebHookEvent]()

    async def note(event: WebHookEvent) -> None:
        happened.append(event)

    app.on()(lambda event: note(event))

    assert (status(app, event()), len(happened)) == (200, 1)


def test_servers_that_run_on_trio_will_do() -> None:
    app, threads = WebHookApp(secret=SECRET), list[int]()

    @app.on("Ping")
    async def asynchronous(event: WebHookEvent) -> None:
        await trio.lowlevel.checkpoint()
        threads.append(threading.get_ident())

    @app.on()
    def synchronous(event: WebHookEvent) -> None:
        threads.append(threading.get_ident())

    assert [answered(app, each, backend="trio").status_code for each in (ping(), event(), event())] == [200] * 3
    assert len(set(threads)) == len(threads) == 2


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["TranscriptionSucceeded"], "'TranscriptionSucceeded' is not an event of the service"),
        (["Challenge"], "the app answers challenges itself"),
        (["Ping", EventKind.PING], "function for Ping already"),
        ([None, None], "function for all other events already"),
    ],
)
def test_a_registration_that_makes_no_sense_is_a_mistake(kinds: list[EventKind | str | None], words: str) -> None:
    app = WebHookApp(secret=SECRET)

    with pytest.raises(ValueError, match=words):
        for kind in kinds:
            app.on(kind)(print)


def test_an_empty_secret_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="secret is empty"):
        WebHookApp(secret="")
