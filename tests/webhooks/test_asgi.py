"""An app among others: its path, and what else ASGI asks of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from speechtotext import ConfigurationError
from speechtotext.webhooks import WebHookApp
from webhooks.apps import answered, listening
from webhooks.sender import SECRET, challenge, event


@pytest.mark.parametrize(("url", "expected"), [("/speech", 200), ("/", 404), ("/speech/", 404), ("/a/speech", 404)])
def test_a_path_that_is_given_is_the_only_one(url: str, expected: int) -> None:
    app, _ = listening(path="/speech")

    assert answered(app, event(), f"http://hook.example{url}").status_code == expected


def test_it_can_be_mounted_in_another_app() -> None:
    app, happened = listening(path="/speech")
    site = Starlette(routes=[Mount("/hooks", app=app), Route("/direct", WebHookApp(secret=None))])

    answers = {
        path: answered(site, event(), f"http://hook.example{path}").status_code
        for path in ("/hooks/speech", "/hooks/else", "/speech", "/direct")
    }

    assert answers == {"/hooks/speech": 200, "/hooks/else": 404, "/speech": 404, "/direct": 200}
    assert len(happened) == 1


def conversation(scope: dict[str, Any], *messages: str) -> list[Any]:
    """What an app sends while it is told messages."""
    told = iter(messages)
    sent = []

    async def receive() -> dict[str, Any]:
        return {"type": next(told)}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(WebHookApp(secret=SECRET)(scope, receive, send))
    assert list(told) == []
    return sent


def test_the_server_may_begin_and_end_its_life() -> None:
    sent = conversation({"type": "lifespan"}, "lifespan.startup", "lifespan.shutdown")

    assert sent == [{"type": "lifespan.startup.complete"}, {"type": "lifespan.shutdown.complete"}]


def test_web_sockets_are_refused() -> None:
    sent = conversation({"type": "websocket", "path": "/"}, "websocket.connect")

    assert sent == [{"type": "websocket.close"}]


def test_what_is_not_known_of_asgi_is_said() -> None:
    with pytest.raises(ConfigurationError, match=r"serves HTTP, not carrier-pigeon\."):
        conversation({"type": "carrier-pigeon"})


def test_a_caller_that_leaves_is_not_answered() -> None:
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": []}

    assert conversation(scope, "http.disconnect") == []


def test_a_body_that_never_ends_is_read_up_to_the_limit() -> None:
    app, happened = listening(max_body=10_000)
    read, sent = 0, []

    async def endless() -> dict[str, Any]:
        nonlocal read
        read += 1000
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": []}
    asyncio.run(app(scope, endless, send))

    assert (sent[0]["status"], read, happened) == (413, 11_000, [])


def test_an_answer_says_its_length() -> None:
    app, _ = listening()

    assert answered(app, challenge("ü")).headers["Content-Length"] == "2"
    assert answered(app, event()).headers["Content-Length"] == "0"
