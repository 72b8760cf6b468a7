"""Run flows with `httpx.Client`: a thin shell. `attempts`, `retry` and the flows decide what to do."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from contextvars import copy_context
from copy import copy
from functools import partial
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, cast

import httpx

from speechtotext import _clock
from speechtotext._auth.credentials import Authentication, TokenCredential, credential_for_storage, key_of
from speechtotext._concurrency.helper_threads import HelperThread
from speechtotext._concurrency.interruption import UNINTERRUPTED, StopSignal
from speechtotext._concurrency.merged_threads import MergedThreads
from speechtotext._concurrency.workers import WorkQueue
from speechtotext._errors import DeadlineExceeded
from speechtotext._http.connections import SyncConnection, ThreadConnections
from speechtotext._http.response_bodies import BodyDecoder, BodyRefused, raw_chunks, read
from speechtotext._telemetry import file_request, is_watched
from speechtotext_api.calls import Request

from .attempts import POOL_TIMEOUT, Options, RequestAttempts, Service
from .entity_urls import EntityUrls
from .flows import advance
from .limiter import Limiter
from .migration import Translator
from .pages import Listing, PageIterator
from .responses import decode_response, require_regular
from .steps import (
    Answer,
    Before,
    Done,
    Emit,
    Failed,
    Fetch,
    Flow,
    FlowRunner,
    Gather,
    InContext,
    Merge,
    NextItem,
    Outcome,
    RunBlocking,
    RunWith,
    Send,
    SendRaw,
    Sleep,
    Step,
    Stream,
)
from .storage_requests import accepts_storage_credential, storage_failure, storage_request

if TYPE_CHECKING:
    from concurrent.futures import Future

# How long a wait for threads lasts before signals are handled, in seconds.
_SLICE: Final = 0.25
# How long work with files may go on after a signal, in seconds.
_PATIENCE: Final = 0.5

P = TypeVar("P")
T = TypeVar("T")
R = TypeVar("R")


class HttpTransport:
    """Sends requests through an `httpx.Client`.

    Args:
        service: where requests go.
        auth: what puts credentials on them.
        storage_auth: what puts the user's credentials on requests to storage.
        limiter: keeps below the service's limit; None for no limit.
        connections: what they are sent with.
        options: how they are sent.
        translator: what has them speak a newer version of the service; None for their own.
    """

    def __init__(
        self,
        service: Service,
        auth: Authentication,
        storage_auth: Authentication,
        limiter: Limiter | None,
        connections: ThreadConnections,
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
        self._interruption = UNINTERRUPTED
        # What has to end before a stream does.
        self._background = ExitStack()

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

    def close(self) -> None:
        self._connections.close()

    def send(self, request: Request[T]) -> T:
        return cast("T", self._answer(Send(request))[0])

    def pages(
        self,
        request: Request[P],
        items: Callable[[P], list[T] | None],
        next_link: Callable[[P], str | None],
        limit: int | None,
    ) -> PageIterator[P, T]:
        listing = Listing(request, items, next_link, limit, self.service.origin)
        return PageIterator(listing, self.iterate, self.options.deadline)

    def run(self, flow: Flow[R]) -> R:
        """What the steps end in."""
        outcome: Outcome = None
        try:
            while not isinstance(step := advance(flow, outcome), Done):
                outcome = self._outcome(step)
        finally:
            flow.close()
        return cast("R", step.result)

    def iterate(self, stream: Stream[T]) -> Generator[T, None, None]:
        """The items that the steps give."""
        outcome: Outcome = None
        with ExitStack() as background:
            background.callback(stream.close)
            transport = copy(self)
            transport._background = background
            while not isinstance(step := advance(stream, outcome), Done):
                if isinstance(step, Emit):
                    yield step.item
                    outcome = None
                else:
                    outcome = transport._outcome(step)

    def _limited(self, deadline: float) -> Self:
        """The same, for work that ends at the deadline at the latest."""
        limited = copy(self)
        limited._interruption = self._interruption.until(deadline)
        return limited

    def _beside(self, transport: FlowRunner) -> FlowRunner:
        """Another client's transport, for work that ends when this one's does."""
        if not isinstance(transport, HttpTransport):
            return transport
        interrupted = copy(transport)
        interrupted._interruption = self._interruption
        return interrupted

    def _outcome(self, step: Step) -> Outcome:
        try:
            self._interruption.check()
            match step:
                case Send():
                    return self._answer(step)
                case SendRaw():
                    return self._exchange(step)
                case Fetch():
                    return self._fetched(step)
                case RunBlocking():
                    return _done(step)
                case Sleep():
                    return self._interruption.sleep(step.seconds)
                case Gather():
                    return self._results(step)
                case Merge():
                    return self._merged(step)
                case NextItem():
                    return step.merged.next(self._interruption)
                case RunWith():
                    return self._beside(step.transport).run(step.flow)
                case Before():
                    return self._limited(step.deadline)._outcome(step.step)
                case InContext():
                    with step.surrounding():
                        return self._outcome(step.step)
        except Exception as error:
            return Failed(error)

    def _results(self, step: Gather[T]) -> list[T]:
        # Here, because it is slow to import.
        from concurrent.futures import ThreadPoolExecutor

        queue = WorkQueue(step.flows, step.limit)
        beside = copy(self)
        stop = StopSignal(self._interruption.stop)
        beside._interruption = self._interruption.beside(stop)

        def work() -> None:
            try:
                while (entry := queue.next()) is not None:
                    queue.keep(entry[0], beside.run(entry[1]))
            except BaseException as error:
                queue.fail(error)
                stop.set()

        with ThreadPoolExecutor(step.limit, "speechtotext") as threads:
            try:
                _wait_for([threads.submit(copy_context().run, work) for _ in range(step.limit)])
            except BaseException as error:
                # The user's interruption, say: what the threads read or wait for ends, too.
                queue.fail(error)
                stop.set()
        return queue.results()

    def _merged(self, step: Merge[T]) -> MergedThreads[T]:
        beside = copy(self)
        stop = StopSignal(self._interruption.stop)
        beside._interruption = self._interruption.beside(stop)

        def produce(stream: Stream[T], put: Callable[[T], None]) -> None:
            for item in beside.iterate(stream):
                put(item)

        merged = MergedThreads([partial(produce, stream) for stream in step.streams], stop)
        self._background.callback(merged.end)
        return merged

    def _fetched(self, step: Fetch) -> httpx.Response:
        if not is_watched():
            return self._received(step)
        with file_request(str(step.url)) as request:
            response = self._received(step)
            request.ended(response)
            return response

    def _received(self, step: Fetch) -> httpx.Response:
        credentials = self._storage_auth.headers(None) if accepts_storage_credential(step.url) else {}
        connection = self._connections.take(POOL_TIMEOUT, self._interruption)
        try:
            http = self._prepared(connection)
            request = storage_request(http, step, credentials, self.options.timeout)
            response = http.send(request, auth=None, stream=True, follow_redirects=False)
            with closing(response):
                if not response.is_success:
                    return read(response, self.options.max_response_size, self._check_of(connection))
                if step.sink.begin(response):
                    decoder = BodyDecoder(response, step.sink.most or self.options.max_response_size)
                    for data in raw_chunks(response):
                        self._interruption.check()
                        for chunk in decoder.decode(data):
                            step.sink.write(chunk)
                    decoder.finish()
            return response
        except (httpx.HTTPError, RuntimeError, BodyRefused) as error:
            raise storage_failure(step, error, closed=self._connections.closed) from None
        finally:
            self._connections.give_back(connection)

    def _check_of(self, connection: SyncConnection) -> Callable[[], object] | None:
        """What to call between the pieces of a body, where the connection itself does not end it."""
        interruptible = connection.network is not None or self._interruption is UNINTERRUPTED
        return None if interruptible else self._interruption.check

    def _prepared(self, connection: SyncConnection) -> httpx.Client:
        if connection.network is not None:
            connection.network.interruption = self._interruption
        return connection.http

    def _answer(self, step: Send[Any]) -> Answer:
        if self.options.deadline is not None:
            limited = self._limited(_clock.monotonic() + self.options.deadline)
            limited.options = self.options._replace(deadline=None)
            return limited._answer(step)
        result, response = self._decoded(self.entity_urls.prepared(step))
        if self.options.strict:
            require_regular(step.request, result, response)
        self.entity_urls.learn(result)
        return result, response

    def _decoded(self, step: Send[Any]) -> Answer:
        if self.translator is not None:
            return self.run(self.translator.answer(step, self.on_response))
        response = self._response(RequestAttempts(self.service, self.options, step.request, step.link))
        if self.on_response is not None:
            self.on_response(response)
        return decode_response(step.request, response), response

    def _exchange(self, step: SendRaw) -> httpx.Response:
        service = Service(self.service.origin, step.base_path)
        return self._response(RequestAttempts(service, self.options, step.request, step.link))

    def _response(self, call: RequestAttempts) -> httpx.Response:
        if not is_watched():
            return self._attempted(call)
        with call.watched() as work, work.attached():
            return self._attempted(call)

    def _attempted(self, call: RequestAttempts) -> httpx.Response:
        while True:
            result: httpx.Response | Exception
            try:
                if self._limiter is not None and (pause := self._limiter.reserve(_clock.monotonic())) > 0:
                    self._interruption.sleep(pause)
                credentials = self._auth.headers(call.rejected)
                try:
                    result = self._sent(call, credentials)
                except DeadlineExceeded:
                    raise
                except Exception as error:
                    if isinstance(error, httpx.TimeoutException):
                        # No timeout is longer than the time until the deadline, which may be over by now.
                        self._interruption.check()
                    result = error
                wait = call.pause(result, credentials, renewable=self._auth.renewable)
                if wait is None:
                    return call.response(result, credentials, closed=self._connections.closed)
                self._interruption.sleep(wait)
            except DeadlineExceeded:
                raise call.overdue() from None

    def _sent(self, call: RequestAttempts, credentials: dict[str, str]) -> httpx.Response:
        connections, remaining = self._connections, self._interruption.remaining
        connection = connections.take(call.patience, self._interruption)
        try:
            http = self._prepared(connection)
            with ExitStack() as opened:
                request = call.next_request(http, credentials, opened, closed=connections.closed, remaining=remaining)
                response = http.send(request, auth=call.auth, stream=True, follow_redirects=False)
                try:
                    return read(response, self.options.max_response_size, self._check_of(connection))
                except BodyRefused as reason:
                    raise call.refused_body(response, reason) from None
                finally:
                    response.close()
        finally:
            connections.give_back(connection)


def _done(step: RunBlocking[T]) -> T:
    """What blocking work gives. Signals end what the main thread does anywhere, so the work has another one."""
    if current_thread() is not main_thread():
        return step.work()
    return HelperThread(step.work, step.discard).result(patience=_PATIENCE)


def _wait_for(futures: list[Future[None]]) -> None:
    """Wait until all are done. In turns: on Windows, no signal ends a wait without a timeout."""
    from concurrent.futures import wait

    while wait(futures, _SLICE).not_done:
        pass
