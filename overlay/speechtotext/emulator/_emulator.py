"""The `Emulator` class: serves on a port or in process, and starts and stops the service."""

from __future__ import annotations

import errno
import json
import logging
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

import httpx
import uvicorn
from starlette.types import ASGIApp

from speechtotext.emulator._control.control import Control
from speechtotext.emulator._control.snapshots import restore_snapshot, take_snapshot
from speechtotext.emulator._entities.state import DEVELOPMENT_KEY
from speechtotext.emulator._http.access import AccessGuard
from speechtotext.emulator._http.app import application
from speechtotext.emulator._http.in_process import AsyncTransport, SyncTransport
from speechtotext.emulator._jobs.transitions import Seconds, Transitions
from speechtotext.emulator._recognition.speech import speech_recognizer
from speechtotext.emulator._recognition.transcribers import Transcriber, Transcript, lookup_transcriber

from ._clock import Clock, utc_now
from ._hosts import AllowedHosts
from ._odd_answers import OddAnswer, chosen_odd_answers
from ._outbound import Outbound, new_client
from ._service import Service

_log = logging.getLogger(__name__)

_LOCALHOST: Final = "127.0.0.1"
_IN_PROCESS: Final = "http://localhost"
_TICK: Final = 0.25
_KEEP: Final = 5.0
_STATE, _BLOBS = "state.json", "blobs"
_LAST_PORT: Final = 65_535
_DEFAULT_TRANSITIONS: Final = Seconds()


class Emulator(Control):
    """An emulator of the Speech to text service with all its API versions.

    As a context manager it starts and stops.

    Args:
        port: port to listen on; 0: a free port; None: no port, only `http_client` and `async_http_client` reach the
            emulator.
        host: address to listen on. With an address that other machines can reach, the key is random unless you set one,
            and the control API and the page require it.
        key: key of the development resource. Default: `DEVELOPMENT_KEY`.
        allow_hosts: further hosts besides this machine: for requests, for downloads of recordings, and for web hooks.
        transitions: when jobs change status: `Seconds`, `Polls`, or "at-once", so that the next poll finds them ended.
        transcripts: transcripts of recordings without a text file beside them: by URL or name of the recording, or a
            function.
        recognize: whether to recognise speech without a given transcript (`[asr]`, English, demo quality). Otherwise
            the text is the name of the recording.
        folder: folder that keeps the state between starts. Default: the state is in memory.
        now: function that returns the current time.
        http: your own HTTP client for web hooks and recordings, which can use any host.
        strict: whether to refuse properties and parameters that the documents do not declare. The service ignores them.
        odd_answers: whether responses deviate from the API's description as those of the live service do: all known
            deviations in turn, or some.

    Raises:
        OSError: the port is in use, or the folder cannot be used.
        ValueError: the extra for speech recognition is missing, the folder contains no state, or the port or an odd
            answer does not exist.
    """

    def __init__(
        self,
        *,
        port: int | None = 0,
        host: str = _LOCALHOST,
        key: str | None = None,
        allow_hosts: Iterable[str] = (),
        transitions: Transitions | Literal["at-once"] = _DEFAULT_TRANSITIONS,
        transcripts: Mapping[str, str | Transcript] | Transcriber | None = None,
        recognize: bool = False,
        folder: Path | None = None,
        now: Callable[[], datetime] = utc_now,
        http: httpx.Client | None = None,
        strict: bool = False,
        odd_answers: bool | Iterable[OddAnswer] = False,
    ) -> None:
        transcribers = _transcribers(transcripts, recognize)
        oddities = chosen_odd_answers(odd_answers)
        saved = None if folder is None else _load_state(folder)
        known = AllowedHosts([*allow_hosts])
        is_local = host in AllowedHosts()
        self._folder = folder
        self._host = host
        self._key = key or (DEVELOPMENT_KEY if is_local else secrets.token_hex(16))
        self._socket = None if port is None else _bind(host, port)
        self._http = http or new_client()
        self._owns_http = http is None
        super().__init__(
            Service(
                site=self.endpoint,
                transitions=Seconds(0, 0) if transitions == "at-once" else transitions,
                transcribers=transcribers,
                clock=Clock(now),
                http=Outbound(self._http, known if http is None else None),
                blobs=None if folder is None else folder / _BLOBS,
                strict=strict,
                key=self._key,
                odd_answers=oddities,
            )
        )
        if saved is not None:
            try:
                restore_snapshot(self._service, saved)
            except ValueError as error:
                self._release()
                raise ValueError(f"{folder} contains no state of this version of the emulator") from error
        self._in_process = application(self._service)
        callable_by = AllowedHosts([*allow_hosts, host, socket.gethostname()], any_address=not is_local)
        self._app = AccessGuard(self._in_process, callable_by, known, None if is_local else self._key)
        self._server: uvicorn.Server | None = None
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()

    @property
    def endpoint(self) -> str:
        """The emulator's URL, for the client's `endpoint` argument."""
        if self._socket is None:
            return _IN_PROCESS
        address: str = self._socket.getsockname()[0]
        port: int = self._socket.getsockname()[1]
        here = {"0.0.0.0": _LOCALHOST, "::": "::1"}.get(address) or address
        return f"http://{f'[{here}]' if ':' in here else here}:{port}"

    @property
    def key(self) -> str:
        """The key of the development resource."""
        return self._key

    @property
    def app(self) -> ASGIApp:
        """The emulator as an ASGI application."""
        return self._app

    def http_client(self) -> httpx.Client:
        """Return an HTTP client that calls the emulator in process, for the client's `http_client` argument."""
        return httpx.Client(transport=SyncTransport(self._in_process), base_url=self.endpoint)

    def async_http_client(self) -> httpx.AsyncClient:
        """Return an asynchronous HTTP client that calls the emulator in process."""
        return httpx.AsyncClient(transport=AsyncTransport(self._in_process), base_url=self.endpoint)

    def start(self) -> Self:
        """Listen on the port and start running jobs."""
        self._stopping.clear()
        self._run(self._run_due_jobs)
        if self._socket is not None:
            config = uvicorn.Config(
                self._app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1
            )
            self._server = uvicorn.Server(config)
            self._run(self._server.run, [self._socket])
            while not self._server.started and self._threads[-1].is_alive():
                time.sleep(0.005)
        return self

    def stop(self) -> None:
        """Stop permanently and save the state to the folder, if there is one."""
        self._stopping.set()
        if self._server is not None:
            self._server.should_exit = True
        for thread in self._threads:
            thread.join()
        self._save()
        self._release()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def _release(self) -> None:
        """Close what the emulator holds open."""
        self._service.close()
        if self._owns_http:
            self._http.close()
        if self._socket is not None:
            self._socket.close()

    def _run(self, work: Callable[..., object], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, name="emulator", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run_due_jobs(self) -> None:
        """Run due jobs, even without requests, and save the state every few seconds."""
        saved = time.monotonic()
        while not self._stopping.wait(_TICK):
            self._service.scheduler.settle()
            if time.monotonic() - saved > _KEEP:
                self._save()
                saved = time.monotonic()

    def _save(self) -> None:
        """Save the state to the folder."""
        if self._folder is None:
            return
        beside = self._folder / f"{_STATE}.new"
        try:
            beside.write_bytes(json.dumps(take_snapshot(self._service, contents=False)).encode())
            beside.replace(self._folder / _STATE)
        except OSError as error:
            _log.error("The state cannot be kept: %s.", error)


def _bind(host: str, port: int) -> socket.socket:
    """Bind a socket to an address and a port, also right after another server released it."""
    if not 0 <= port <= _LAST_PORT:
        # getaddrinfo would take the remainder.
        raise ValueError(f"port {port} does not exist: choose one from 0 to {_LAST_PORT}")
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # With the protocol told, asyncio switches off the delay of small packets.
    bound = socket.socket(family, kind, protocol or socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            reason = f"port {port} of {host} is in use: choose another, or 0 for a free one"
            raise OSError(error.errno, reason) from error
        raise
    return bound


def _load_state(folder: Path) -> Any:
    """Load the state from a folder, as JSON; create the folder if it is missing.

    Raises:
        ValueError: what is there is no JSON.
    """
    (folder / _BLOBS).mkdir(parents=True, exist_ok=True)
    file = folder / _STATE
    try:
        return json.loads(file.read_bytes()) if file.is_file() else None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{file} contains no state of this version of the emulator") from error


def _transcribers(
    transcripts: Mapping[str, str | Transcript] | Transcriber | None, recognize: bool
) -> Sequence[Transcriber]:
    given: list[Transcriber] = []
    if isinstance(transcripts, Mapping):
        given.append(lookup_transcriber(transcripts))
    elif transcripts is not None:
        given.append(transcripts)
    if recognize:
        recognizer = speech_recognizer()
        if recognizer is None:
            raise ValueError('recognizing speech needs more: pip install "speechtotext-client[asr]"')
        given.append(recognizer)
    return given
