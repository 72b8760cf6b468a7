"""The web hook as an ASGI app: a shell that reads calls, calls the user's functions and sends the answers."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import nullcontext
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qs

from speechtotext._errors import ConfigurationError, InvalidArgument, WebHookRefused
from speechtotext._redaction import hide
from speechtotext_api.wire import without_signatures

from ._deliveries import Deliveries, MemoryDeliveries
from ._events import EventKind, WebHookEvent
from ._handling import ClaimedHandling, Function
from ._receiving import MAX_BODY, Answer, receive, refused, signing_key

# As Starlette and uvicorn write them.
Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

F = TypeVar("F", bound=Function)

_log = logging.getLogger("speechtotext")


class WebHookApp:
    """An ASGI app that receives web hooks. Serve it, or mount it in Starlette or FastAPI.

        app = WebHookApp(secret=os.environ["WEB_HOOK_SECRET"])

        @app.on(EventKind.TRANSCRIPTION_COMPLETION)
        def fetch(event: WebHookEvent) -> None:
            queue.put(event.self_)

    It answers challenges, and calls your functions once for each event. Errors of a function are logged and answered
    with 500, so that the service sends the event again. After too many failures the service disables a web hook. Calls
    that are not from the service, or too long, are refused as in `receive`.

    Args:
        secret: secret of the web hook. None: no secret, so everyone who knows the URL can call it.
        path: path to serve, below the mount point; other paths get 404. Default: any path.
        max_body: maximum size of a body in bytes. Default: 64 KiB; the service sends far less.
        deliveries: record of handled events. Default: in memory, 10,000 events for a day.

    Raises:
        InvalidArgument: the secret is empty.
    """

    def __init__(
        self,
        *,
        secret: str | bytes | None,
        path: str | None = None,
        max_body: int = MAX_BODY,
        deliveries: Deliveries | None = None,
    ) -> None:
        self._secret = None if secret is None else signing_key(secret)
        self._path = path
        self._max_body = max_body
        self._deliveries = MemoryDeliveries() if deliveries is None else deliveries
        self._functions: dict[EventKind | None, Function] = {}

    def on(self, kind: EventKind | str | None = None) -> Callable[[F], F]:
        """Decorate the function for a kind of event or, without a kind, for all other events.

        Asynchronous functions are awaited, others run in a thread. Keep them fast, because the service waits for the
        response.

        Args:
            kind: kind, such as `"TranscriptionCompletion"`; `EventKind("…")` for unknown kinds.

        Raises:
            InvalidArgument: the event does not exist, or already has a function.
        """
        event = _event_kind(kind)
        if event in self._functions:
            raise InvalidArgument(f"there is a function for {event or 'all other events'} already")

        def register(function: F) -> F:
            self._functions[event] = function
            return function

        return register

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, as ASGI has it."""
        if scope["type"] == "http":
            answer = await self._answer(scope, receive)
            if answer is None:
                return
            if answer.status_code >= 400:
                _log.info("A web hook call was answered with HTTP %d: %s", answer.status_code, answer.body.decode())
            await _send(send, answer)
        elif scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close"})
        else:
            raise ConfigurationError(f"A WebHookApp serves HTTP, not {scope['type']}.")

    async def _answer(self, scope: Scope, receive_message: Receive) -> Answer | None:
        """The answer to a call; None if the caller has left."""
        if self._path not in (None, _path(scope)):
            return refused(WebHookRefused(404, "There is no web hook here."))
        body = await _read(receive_message, self._max_body)
        if body is None:
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"))
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        answer = receive(scope["method"], query, headers, body, secret=self._secret, max_body=self._max_body)
        if answer.event is None:
            return answer
        try:
            await self._handle(answer.event)
        except WebHookRefused as refusal:
            return refused(refusal)
        except Exception as error:
            self._log_failure(answer.event, error)
            return refused(WebHookRefused(500, "The event could not be handled."))
        return answer

    async def _handle(self, event: WebHookEvent) -> None:
        """Call the function for an event, unless there is none or the event was handled."""
        function = self._functions.get(event.kind) or self._functions.get(None)
        if function is None:
            _log.debug("There is no function for web hook event %r.", str(event.kind))
            return
        known = event.invocation_id
        claim = nullcontext(True) if known is None else self._deliveries.claim(known)
        await ClaimedHandling(claim, function, event).run()

    def _log_failure(self, event: WebHookEvent, error: Exception) -> None:
        text = without_signatures("".join(traceback.format_exception(error)))
        if self._secret is not None:
            text = hide(text, self._secret.decode(errors="replace"))
        _log.error("Web hook event %r could not be handled:\n%s", str(event.kind), text)


def _event_kind(kind: EventKind | str | None) -> EventKind | None:
    """The kind to register a function for. A text that nobody knows is more likely misspelt than new."""
    if kind is None or isinstance(kind, EventKind):
        event = kind
    else:
        event = EventKind(kind)
        if event not in list(EventKind):
            raise InvalidArgument(f"{kind!r} is not an event of the service; expected one of {', '.join(EventKind)}")
    if event is EventKind.CHALLENGE:
        raise InvalidArgument("the app answers challenges itself: they need no function")
    return event


async def _read(receive: Receive, limit: int) -> bytes | None:
    """The body, or as much of it as shows that it is longer than the limit; None if the caller has left."""
    body = bytearray()
    more = True
    while more and len(body) <= limit:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


async def _send(send: Send, answer: Answer) -> None:
    headers = {**answer.headers, "Content-Length": str(len(answer.body))}
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": raw})
    await send({"type": "http.response.body", "body": answer.body})


async def _live(receive: Receive, send: Send) -> None:
    """Nothing is to be done when the server starts or ends; it only wants to be told."""
    event = ""
    while event != "lifespan.shutdown":
        event = (await receive())["type"]
        await send({"type": f"{event}.complete"})


def _path(scope: Scope) -> str:
    """The path below where the app is mounted."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path[len(root) :] if path.startswith(f"{root}/") else path
