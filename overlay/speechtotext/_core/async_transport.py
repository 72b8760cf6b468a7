"""Run flows with `httpx.AsyncClient`: a thin shell. `attempts`, `retry` and the flows decide what to do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, aclosing, closing
from copy import copy
from functools import partial
from typing import Any, Self, TypeVar, cast

import httpx

from speechtotext import _clock
from speechtotext._auth.credentials import AsyncAuthentication, TokenCredential, credential_for_storage, key_of
from speechtotext._concurrency.merged_tasks import MergedTasks
from speechtotext._concurrency.workers import WorkQueue, coalesced, in_thread, next_chunk
from speechtotext._errors import DeadlineExceeded
from speechtotext._http.connections import Connections
from speechtotext._http.response_bodies import BodyDecoder, BodyRefused, raw_chunks_async, read_async
from speechtotext._telemetry import file_request, is_watched
from speechtotext_api.calls import Request

from .attempts import Options, RequestAttempts, Service
from .entity_urls import EntityUrls
from .flows import AsyncItems, advance
from .limiter import Limiter
from .migration import Translator
from .pages import AsyncPageIterator, Listing
from .responses import decode_response, require_regular
from .steps import (
    Answer,
    Before,
    Done,
    Failed,
    Fetch,
    Flow,
    Gather,
    InContext,
    Merge,
    NextItem,
    Outcome,
    RunBlocking,
    RunWith,
    Send,
    SendRaw,
    Sink,
    Sleep,
    Step,
    Stream,
)
from .storage_requests import accepts_storage_credential, storage_failure, storage_request

P = TypeVar("P")
T = TypeVar("T")
R = TypeVar("R")


class AsyncHttpTransport:
    """Sends requests through an `httpx.AsyncClient`; its arguments are those of `HttpTransport`."""

    def __init__(
        self,
        service: Service,
        auth: AsyncAuthentication,
        storage_auth: AsyncAuthentication,
        limiter: Limiter | None,
        connections: Connections,
        options: Options,
        translator: Translator | None = None,
    ) -> None:
        self.service = service
        self.entity_urls = EntityUrls(service.origin, service.base_path)
        self.options = options
        self.on_response: Callable[[httpx.Response], None] | None = None
        self.translator = translator
        self._auth = auth
        self._storage_auth = storage_auth
        self._limiter = limiter
        self._connections = connections
        # What has to end before a stream does.
        self._background: list[MergedTasks[Any]] = []

    def with_options(self, options: Options) -> Self:
        """The same connections, with other options."""
        derived = copy(self)
        derived.options = options
        return derived

    @property
    def key(self) -> str:
        """The key that the client was made with."""
        return key_of(self._auth)

    @property
    def storage_credential(self) -> TokenCredential | None:
        """The user's credential for storage."""
        return credential_for_storage(self._storage_auth)

    async def close(self) -> None:
        await self._connections.close()

    async def send(self, request: Request[T]) -> T:
        return cast("T", (await self._answer(Send(request)))[0])

    def pages(
        self,
        request: Request[P],
        items: Callable[[P], list[T] | None],
        next_link: Callable[[P], str | None],
        limit: int | None,
    ) -> AsyncPageIterator[P, T]:
        listing = Listing(request, items, next_link, limit, self.service.origin)
        return AsyncPageIterator(listing, self.iterate, self.options.deadline)

    async def run(self, flow: Flow[R]) -> R:
        """What the steps end in."""
        outcome: Outcome = None
        with closing(flow):
            while not isinstance(step := advance(flow, outcome), Done):
                outcome = await self._outcome(step)
        return cast("R", step.result)

    def iterate(self, stream: Stream[T]) -> AsyncItems[T]:
        """The items that the steps give."""
        transport = copy(self)
        transport._background = []
        return AsyncItems(stream, transport._outcome, transport._background)

    async def _outcome(self, step: Step) -> Outcome:
        try:
            match step:
                case Send():
                    return await self._answer(step)
                case SendRaw():
                    return await self._exchange(step)
                case Fetch():
                    return await self._fetched(step)
                case RunBlocking():
                    return await in_thread(step.work, discard=step.discard)
                case Sleep():
                    return await _clock.async_sleep(step.seconds)
                case Gather():
                    return await self._results(step)
                case Merge():
                    return self._merged(step)
                case NextItem():
                    return await step.merged.next()
                case RunWith():
                    return await step.transport.run(step.flow)
                case Before():
                    return await self._in_time(step.deadline, lambda: self._outcome(step.step))
                case InContext():
                    with step.surrounding():
                        return await self._outcome(step.step)
        except Exception as error:
            return Failed(error)

    async def _in_time(self, deadline: float, work: Callable[[], Awaitable[R]]) -> R:
        """What the work gives, which is cancelled at the deadline.

        It is begun here, so that an interruption before that leaves no coroutine that nobody awaits.

        Raises:
            DeadlineExceeded: it was.
        """
        import anyio

        remaining = deadline - _clock.monotonic()
        if remaining <= 0:
            raise DeadlineExceeded
        with anyio.move_on_after(remaining):
            return await work()
        raise DeadlineExceeded

    async def _results(self, step: Gather[T]) -> list[T]:
        import anyio

        queue = WorkQueue(step.flows, step.limit)

        async def work() -> None:
            try:
                while (entry := queue.next()) is not None:
                    queue.keep(entry[0], await self.run(entry[1]))
            except Exception as error:
                queue.fail(error)
                tasks.cancel_scope.cancel()

        async with anyio.create_task_group() as tasks:
            for _ in range(step.limit):
                tasks.start_soon(work)
        return queue.results()

    def _merged(self, step: Merge[T]) -> MergedTasks[T]:
        async def produce(stream: Stream[T], put: Callable[[T], Awaitable[None]]) -> None:
            items = self.iterate(stream)
            async with aclosing(items):
                async for item in items:
                    await put(item)

        merged = MergedTasks([partial(produce, stream) for stream in step.streams])
        self._background.append(merged)
        return merged

    async def _fetched(self, step: Fetch) -> httpx.Response:
        if not is_watched():
            return await self._received(step)
        with file_request(str(step.url)) as request:
            response = await self._received(step)
            request.ended(response)
            return response

    async def _received(self, step: Fetch) -> httpx.Response:
        credentials = await self._storage_auth.headers(None) if accepts_storage_credential(step.url) else {}
        http = self._connections.http
        try:
            request = storage_request(http, step, credentials, self.options.timeout)
            response = await http.send(request, auth=None, stream=True, follow_redirects=False)
            async with aclosing(response):
                if not response.is_success:
                    return await read_async(response, self.options.max_response_size)
                if step.sink.begin(response):
                    decoder = BodyDecoder(response, step.sink.most or self.options.max_response_size)
                    async with aclosing(coalesced(raw_chunks_async(response))) as pieces:
                        async for piece in pieces:
                            await in_thread(_write_all, step.sink, decoder, piece)
                    decoder.finish()
            return response
        except (httpx.HTTPError, RuntimeError, BodyRefused) as error:
            raise storage_failure(step, error, closed=self._connections.closed) from None

    async def _answer(self, step: Send[Any]) -> Answer:
        if self.options.deadline is not None:
            unlimited = self.with_options(self.options._replace(deadline=None))
            try:
                deadline = _clock.monotonic() + self.options.deadline
                return await self._in_time(deadline, lambda: unlimited._answer(step))
            except DeadlineExceeded:
                call = RequestAttempts(self.service, self.options, step.request, step.link)
                raise call.overdue() from None
        result, response = await self._decoded(self.entity_urls.prepared(step))
        if self.options.strict:
            require_regular(step.request, result, response)
        self.entity_urls.learn(result)
        return result, response

    async def _decoded(self, step: Send[Any]) -> Answer:
        if self.translator is not None:
            return await self.run(self.translator.answer(step, self.on_response))
        response = await self._response(RequestAttempts(self.service, self.options, step.request, step.link))
        if self.on_response is not None:
            self.on_response(response)
        return decode_response(step.request, response), response

    async def _exchange(self, step: SendRaw) -> httpx.Response:
        service = Service(self.service.origin, step.base_path)
        return await self._response(RequestAttempts(service, self.options, step.request, step.link))

    async def _response(self, call: RequestAttempts) -> httpx.Response:
        if not is_watched():
            return await self._attempted(call)
        with call.watched() as work, work.attached():
            return await self._attempted(call)

    async def _attempted(self, call: RequestAttempts) -> httpx.Response:
        while True:
            if self._limiter is not None and (pause := self._limiter.reserve(_clock.monotonic())) > 0:
                await _clock.async_sleep(pause)
            credentials = await self._auth.headers(call.rejected)
            result: httpx.Response | Exception
            try:
                result = await self._sent(call, credentials)
            except Exception as error:
                result = error
            wait = call.pause(result, credentials, renewable=self._auth.renewable)
            if wait is None:
                return call.response(result, credentials, closed=self._connections.closed)
            await _clock.async_sleep(wait)

    async def _sent(self, call: RequestAttempts, credentials: dict[str, str]) -> httpx.Response:
        http = self._connections.http
        with ExitStack() as opened:
            request = await self._next_request(call, http, credentials, opened)
            response = await http.send(request, auth=call.auth, stream=True, follow_redirects=False)
            async with aclosing(response):
                try:
                    return await read_async(response, self.options.max_response_size)
                except BodyRefused as reason:
                    raise call.refused_body(response, reason) from None

    async def _next_request(
        self, call: RequestAttempts, http: httpx.AsyncClient, credentials: dict[str, str], opened: ExitStack
    ) -> httpx.Request:
        make = partial(call.next_request, http, credentials, opened, closed=self._connections.closed)
        if not call.reads_files:
            return make()
        request = await in_thread(make)
        request.stream = _ReadInThread(cast("httpx.SyncByteStream", request.stream))
        return request


def _write_all(sink: Sink, decoder: BodyDecoder, data: bytes) -> None:
    for chunk in decoder.decode(data):
        sink.write(chunk)


class _ReadInThread(httpx.AsyncByteStream):
    """A body whose files are read in a thread, so that the event loop goes on meanwhile."""

    def __init__(self, stream: httpx.SyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        chunks = iter(self._stream)
        while piece := await in_thread(next_chunk, chunks):
            yield piece
