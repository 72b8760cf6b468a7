"""Spans and metrics for OpenTelemetry, and for whoever else records what the client does.

Without a program that uses OpenTelemetry this costs a look into a dictionary for each call: spans and metrics begin
once something has imported `opentelemetry`, as every program does that sets it up, or has added a recorder.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from speechtotext_api.wire import without_signatures

from . import _clock
from ._locks import ForkSafeLock

if TYPE_CHECKING:
    import httpx
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span

SCOPE: Final = "speechtotext"

_log: Final = logging.getLogger("speechtotext")

Attributes: TypeAlias = Mapping[str, str | int | float | bool]


class Instrument(NamedTuple):
    """What is measured.

    Args:
        name: as in the semantic conventions, where they have it.
        kind: whether values are added up, or each is put into a bucket.
        unit: as in UCUM.
        description: a sentence.
        buckets: upper bounds of the buckets.
    """

    name: str
    kind: Literal["counter", "histogram"]
    unit: str
    description: str
    buckets: tuple[float, ...] = ()


# The buckets that the semantic conventions advise, and longer ones: fast transcription takes minutes.
_REQUEST_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 300, 1800)
_WAIT_BUCKETS: Final = (10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400)

REQUEST_DURATION: Final = Instrument(
    "http.client.request.duration", "histogram", "s", "Duration of HTTP client requests.", _REQUEST_BUCKETS
)
RETRIES: Final = Instrument("speechtotext.client.retries", "counter", "{retry}", "Requests that were sent again.")
WAIT_DURATION: Final = Instrument(
    "speechtotext.client.wait.duration", "histogram", "s", "Duration of waits for jobs.", _WAIT_BUCKETS
)
UPLOADED: Final = Instrument("speechtotext.client.uploaded", "counter", "By", "Bytes of uploaded files.")
INPUTS: Final = Instrument("speechtotext.client.inputs", "counter", "{input}", "Inputs of transcribe_all that ended.")
AUDIO: Final = Instrument("speechtotext.client.audio", "counter", "s", "Duration of the audio that was transcribed.")


class Recorder(Protocol):
    """Takes what is measured, from any thread."""

    def record(self, instrument: Instrument, value: float, attributes: Attributes) -> None: ...


_recorders: list[Recorder] = []


def add_recorder(recorder: Recorder) -> None:
    """Give a recorder all values from now on."""
    _recorders.append(recorder)


def remove_recorder(recorder: Recorder) -> None:
    """Give a recorder no more values."""
    _recorders.remove(recorder)


def is_watched() -> bool:
    """Whether anything takes spans or values."""
    return "opentelemetry" in sys.modules or bool(_recorders)


def record(instrument: Instrument, value: float, attributes: Attributes) -> None:
    """Record a value."""
    if not is_watched():
        return
    for recorder in _recorders:
        recorder.record(instrument, value, attributes)
    if "opentelemetry" in sys.modules:
        with _guarded:
            _instruments.record(instrument, value, attributes)


class _Guard:
    """Logs errors of OpenTelemetry and its processors, each kind once: what watches a call must not break it."""

    def __init__(self) -> None:
        self._known: set[type[BaseException]] = set()

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: object) -> bool:
        if kind is None or not issubclass(kind, Exception):
            return False
        if kind not in self._known:
            self._known.add(kind)
            # Its text may hold what exporters send, such as the headers of their requests.
            _log.warning("OpenTelemetry failed with %s; spans and metrics may be missing.", kind.__name__)
        return True


_guarded: Final = _Guard()


class _Instruments:
    """The instruments of the program's meter provider."""

    def __init__(self) -> None:
        self._provider: MeterProvider | None = None
        self._made: dict[str, Callable[..., None]] = {}
        # The SDK warns of an instrument that is made twice.
        self._lock = ForkSafeLock()

    def record(self, instrument: Instrument, value: float, attributes: Attributes) -> None:
        try:
            from opentelemetry import metrics
        except ImportError:  # something else of that name
            return
        provider = metrics.get_meter_provider()
        with self._lock:
            if provider is not self._provider:
                self._provider, self._made = provider, {}
            add = self._made.get(instrument.name)
            if add is None:
                add = self._made[instrument.name] = _made(provider, instrument)
        add(value, dict(attributes))


def _made(provider: MeterProvider, instrument: Instrument) -> Callable[..., None]:
    """Make an instrument, and return what takes its values."""
    meter = provider.get_meter(SCOPE)
    name, text = instrument.name, {"unit": instrument.unit, "description": instrument.description}
    if instrument.kind == "counter":
        return meter.create_counter(name, **text).add
    buckets = list(instrument.buckets)
    return meter.create_histogram(name, **text, explicit_bucket_boundaries_advisory=buckets).record


_instruments: Final = _Instruments()


class Work:
    """Work that takes time: a span, which ends once.

    Args:
        name: name of the span.
        attributes: of the span.
        is_request: whether it is an HTTP request.
    """

    def __init__(self, name: str, attributes: Attributes, *, is_request: bool = False) -> None:
        self._began = _clock.monotonic()
        self._span: Span | None = None
        if "opentelemetry" in sys.modules:
            try:
                from opentelemetry import trace
            except ImportError:
                return
            kind = trace.SpanKind.CLIENT if is_request else trace.SpanKind.INTERNAL
            with _guarded:
                self._span = trace.get_tracer(SCOPE).start_span(name, kind=kind, attributes=dict(attributes))

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return _clock.monotonic() - self._began

    def attached(self, *, sends: bool = False) -> AbstractContextManager[object]:
        """Make it the parent of the spans that begin meanwhile.

        Args:
            sends: whether requests are sent meanwhile that are recorded here: an instrumented httpx would record each
                once more.
        """
        return nullcontext() if self._span is None else _current(self._span, sends=sends)

    def event(self, name: str, attributes: Attributes) -> None:
        """Note what has happened now."""
        if self._span is not None:
            with _guarded:
                self._span.add_event(name, dict(attributes))

    def end(self, attributes: Attributes, *, failure: str | None = None) -> None:
        """End it.

        Args:
            attributes: what it has come to.
            failure: why it failed, in a sentence without secrets.
        """
        if self._span is None:
            return
        with _guarded:
            self._span.set_attributes(dict(attributes))
            if failure is not None:
                from opentelemetry import trace

                self._span.set_status(trace.StatusCode.ERROR, failure)
            self._span.end()

    def fail(self, error: BaseException) -> None:
        """End it with an error."""
        # The sentences of this package's own errors hold no secrets.
        known = type(error).__module__.partition(".")[0] in ("speechtotext", "speechtotext_api")
        self.end({"error.type": type(error).__name__}, failure=str(error) if known else type(error).__name__)


@contextmanager
def _current(span: Span, *, sends: bool) -> Iterator[None]:
    from opentelemetry import context, trace

    surrounding = trace.set_span_in_context(span)
    # By this the instrumentations of OpenTelemetry know it.
    suppress = getattr(context, "_SUPPRESS_HTTP_INSTRUMENTATION_KEY", None)
    if sends and suppress is not None:
        surrounding = context.set_value(suppress, True, surrounding)
    token = context.attach(surrounding)
    try:
        yield
    finally:
        context.detach(token)


class CallWork:
    """The work of a call, and that of each of its requests.

    Args:
        operation: id of the operation.
        template: template of its path.
        request_id: id that all of its requests carry.
    """

    def __init__(self, operation: str, template: str, request_id: str) -> None:
        self._operation = operation
        self._template = template
        self._call = Work(operation, {"speechtotext.operation": operation, "az.client_request_id": request_id})
        self._request: RequestWork | None = None
        self._count = 0
        self._status: int | None = None

    def begin(self, request: httpx.Request) -> None:
        """Begin a request."""
        resent = {"http.request.resend_count": self._count} if self._count else {}
        self._count += 1
        self._request = RequestWork(request.method, str(request.url), template=self._template, further=resent)

    def ended(self, result: httpx.Response | BaseException) -> None:
        """Note what became of the request, if it has begun."""
        if self._request is not None:
            self._request.ended(result)
            self._request = None
        self._status = None if isinstance(result, BaseException) else result.status_code

    def retried(self, seconds: float, reason: str) -> None:
        """Note that another request follows.

        Args:
            seconds: until then.
            reason: why.
        """
        self._call.event("retry", {"speechtotext.retry.delay": seconds, "speechtotext.retry.reason": reason})
        record(RETRIES, 1, {"speechtotext.operation": self._operation, "error.type": reason})

    def attached(self) -> AbstractContextManager[object]:
        """Make it the parent of the spans that begin meanwhile."""
        return self._call.attached(sends=True)

    def __enter__(self) -> CallWork:
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if error is not None:
            self.ended(error)
            self._call.fail(error)
        elif self._status is not None and self._status >= 400:
            self._call.end({"error.type": str(self._status)}, failure=f"HTTP {self._status}")
        else:
            self._call.end({})


class RequestWork:
    """The work of one HTTP request.

    Args:
        method: its method.
        url: its URL.
        template: template of its path; empty for a file in storage.
        further: attributes of the span.
    """

    def __init__(self, method: str, url: str, *, template: str = "", further: Attributes | None = None) -> None:
        self._attributes = {"http.request.method": method, **address(url)}
        if template:
            self._attributes["url.template"] = template
        span = {**self._attributes, "url.full": full_url(url), **(further or {})}
        self._work = Work(f"{method} {template}".rstrip(), span, is_request=True)

    def attached(self) -> AbstractContextManager[object]:
        """Make it the parent of the spans that begin meanwhile."""
        return self._work.attached(sends=True)

    def ended(self, result: httpx.Response | BaseException) -> None:
        """Note what became of it."""
        outcome: dict[str, str | int] = {}
        failure = None
        if isinstance(result, BaseException):
            outcome["error.type"] = failure = type(result).__name__
        else:
            outcome["http.response.status_code"] = result.status_code
            if result.status_code >= 400:
                outcome["error.type"] = str(result.status_code)
                failure = f"HTTP {result.status_code}"
        record(REQUEST_DURATION, self._work.seconds, {**self._attributes, **outcome})
        if not isinstance(result, BaseException) and (identifier := _request_id(result.headers)):
            outcome["az.service_request_id"] = identifier
        self._work.end(outcome, failure=failure)


@contextmanager
def file_request(url: str) -> Iterator[RequestWork]:
    """Record a request for a file in storage."""
    work = RequestWork("GET", url)
    try:
        with work.attached():
            yield work
    except BaseException as error:
        work.ended(error)
        raise


def record_input(status: str | None, kind: str | None, job: str | None, seconds: float, *, new: bool) -> None:
    """Record an input of `transcribe_all` that has ended.

    Args:
        status: Succeeded or Failed; None if a later run tries it again.
        kind: kind of failure.
        job: id of its job; None without one.
        seconds: of audio.
        new: whether it ended in this run.
    """
    if not is_watched():
        return
    attributes: dict[str, str | bool] = {
        "speechtotext.input.status": status or "Postponed",
        "speechtotext.input.new": new,
    }
    if kind is not None:
        attributes["error.type"] = kind
    record(INPUTS, 1, attributes)
    if seconds:
        record(AUDIO, seconds, {})
    in_job = {} if job is None else {"speechtotext.job": job}
    Work("input", {**attributes, **in_job}).end({}, failure=None if status == "Succeeded" else kind or "Unknown")


def full_url(url: str) -> str:
    """Return a URL without user, password and signatures."""
    parts = urlsplit(url)
    return without_signatures(urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])))


def address(url: str) -> dict[str, str | int]:
    """Return the attributes that tell the host and port of a URL."""
    parts = urlsplit(url)
    return {
        "server.address": parts.hostname or "",
        "server.port": parts.port or (443 if parts.scheme == "https" else 80),
    }


def _request_id(headers: Mapping[str, str]) -> str | None:
    return headers.get("apim-request-id") or headers.get("x-ms-request-id")
