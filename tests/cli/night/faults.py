"""What goes wrong in the night: each function makes it happen, and mends it."""

from __future__ import annotations

import json
import os
import signal
import ssl
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import IO, Any, Final

import pytest
import trustme

from cli.entra import Fault, managed_identity
from cli.night.surroundings import Night, answering, closed_port, environment
from emulator.recordings import wav
from speechtotext import _clock, v2025_10_15
from speechtotext.emulator import Polls
from speechtotext.emulator._jobs.transitions import Schedule

_WRONG: Final = "00000000000000000000000000000000"
_FAST, _SUBMIT, _GET = "Transcriptions_Transcribe", "Transcriptions_Submit", "Transcriptions_Get"
_MANY: Final = 1000


def nothing(night: Night) -> AbstractContextManager[object]:
    return environment()


def wrong_key(night: Night) -> AbstractContextManager[object]:
    return environment(SPEECH_KEY=_WRONG)


def second_key(night: Night) -> AbstractContextManager[object]:
    return environment(SPEECH_KEY=_WRONG, SPEECH_KEY_2=night.emulator.key)


@contextmanager
def _failing(night: Night, operation: str, **fault: Any) -> Iterator[None]:
    night.emulator.fail_next(operation, **fault)
    yield
    night.emulator._service.faults.clear()


@contextmanager
def key_changed_between_files(night: Night) -> Iterator[None]:
    night.emulator.fail_next(_FAST, fault="slow", seconds=0)
    with _failing(night, _FAST, status=401):
        yield


def key_changed_during_jobs(night: Night) -> AbstractContextManager[object]:
    return _failing(night, _GET, status=401)


@contextmanager
def _service_answers(status: int, content_type: str, body: str, **headers: str) -> Iterator[None]:
    with answering(status, content_type, body, **headers) as url, environment(SPEECH_ENDPOINT=url):
        yield


def _refusing(code: str, message: str) -> AbstractContextManager[object]:
    body = json.dumps({"error": {"code": code, "message": message}})
    return _service_answers(403, "application/json", body, apim_request_id="1")


def keys_disabled(night: Night) -> AbstractContextManager[object]:
    return _refusing("AuthenticationTypeDisabled", "Key based authentication is disabled for this resource.")


def firewall(night: Night) -> AbstractContextManager[object]:
    return _refusing("403", "Access denied due to Virtual Network/Firewall rules.")


@contextmanager
def _entra(night: Night, fault: Fault | None = None) -> Iterator[None]:
    with (
        environment(SPEECH_AUTH="entra", SPEECH_KEY=None) as patch,
        managed_identity(night.emulator, patch) as identity,
    ):
        identity.fault = fault
        yield


def no_identity(night: Night) -> AbstractContextManager[object]:
    return _entra(night, Fault(400))


@contextmanager
def no_role(night: Night) -> Iterator[None]:
    with _entra(night), _failing(night, _FAST, status=403):
        yield


@contextmanager
def token_expired(night: Night) -> Iterator[None]:
    with _entra(night), _failing(night, _GET, fault="expired-token"):
        yield


def entra_with_region(night: Night) -> AbstractContextManager[object]:
    return environment(SPEECH_AUTH="entra", SPEECH_ENDPOINT=None, SPEECH_REGION="westeurope")


@contextmanager
def no_azure_identity(night: Night) -> Iterator[None]:
    with _entra(night), pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "azure.identity", None)
        yield


@contextmanager
def wrong_storage_key(night: Night) -> Iterator[None]:
    refusal = "<?xml version='1.0'?><Error><Code>AuthenticationFailed</Code><Message>No.</Message></Error>"
    with answering(403, "application/xml", refusal, x_ms_error_code="AuthenticationFailed") as url:
        account = f"AccountName=night;AccountKey=cGxhbnRlZA==;BlobEndpoint={url}/night"
        with environment(AZURE_STORAGE_CONNECTION_STRING=account):
            yield


@contextmanager
def no_network(night: Night) -> Iterator[None]:
    with closed_port() as url, environment(SPEECH_ENDPOINT=url):
        yield


def unknown_host(night: Night) -> AbstractContextManager[object]:
    return environment(SPEECH_ENDPOINT="https://night.invalid")


def cut_off_submit(night: Night) -> AbstractContextManager[object]:
    return _failing(night, _SUBMIT, fault="cut-off")


def cut_off_file(night: Night) -> AbstractContextManager[object]:
    return _failing(night, _FAST, fault="cut-off")


def service_down(night: Night) -> AbstractContextManager[object]:
    return _failing(night, _FAST, status=503, times=_MANY)


def service_hiccup(night: Night) -> AbstractContextManager[object]:
    return _failing(night, _FAST, status=503, times=2, retry_after=1)


def rate_limited(night: Night) -> AbstractContextManager[object]:
    return _failing(night, _FAST, status=429, times=_MANY, retry_after=60)


def rate_limited_submit(night: Night) -> AbstractContextManager[object]:
    return _failing(night, _SUBMIT, status=429, times=_MANY, retry_after=60)


def _through_proxy(proxy: str) -> AbstractContextManager[object]:
    return environment(
        SPEECH_ENDPOINT="https://night.cognitiveservices.azure.com", HTTPS_PROXY=proxy, https_proxy=proxy
    )


@contextmanager
def proxy_down(night: Night) -> Iterator[None]:
    with closed_port() as proxy, _through_proxy(proxy):
        yield


@contextmanager
def proxy_wants_password(night: Night) -> Iterator[None]:
    with answering(407, "text/plain", "", Proxy_Authenticate="Basic") as proxy, _through_proxy(proxy):
        yield


def proxy_page(night: Night) -> AbstractContextManager[object]:
    return _service_answers(200, "text/html", "<html><title>Sign in</title></html>")


def gateway_down(night: Night) -> AbstractContextManager[object]:
    return _service_answers(502, "text/html", "<html><title>Bad gateway</title></html>")


@contextmanager
def untrusted_certificate(night: Night) -> Iterator[None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        # The handshake fails in a thread of its own.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        with environment(SPEECH_ENDPOINT=f"https://localhost:{server.server_port}"):
            yield
        server.shutdown()
        thread.join()


@contextmanager
def full_disk(night: Night) -> Iterator[None]:
    def full(path: Path, mode: str, opener: object) -> IO[bytes]:
        return open("/dev/full", "wb")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("speechtotext._files.atomic_write.open", full, raising=False)
        yield


@contextmanager
def file_in_the_way(night: Night) -> Iterator[None]:
    Path("texts").symlink_to(Path("texts"))
    yield
    Path("texts").unlink()


@contextmanager
def damaged_journal(night: Night) -> Iterator[None]:
    journal = Path("texts/.speechtotext/journal.sqlite3")
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b"damaged" * 1000)
    yield
    journal.unlink()


@contextmanager
def held_journal(night: Night) -> Iterator[None]:
    with v2025_10_15.Client(endpoint=night.emulator.endpoint, key=night.emulator.key) as stt:
        run = stt.transcriptions.transcribe_all(["calls/a.wav"], folder="texts", formats=["txt"], locale="en-US")
        next(run)
        yield
        run.close()


@contextmanager
def _file(path: Path, content: bytes | None, mode: int = 0o600) -> Iterator[None]:
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)
    yield
    path.unlink(missing_ok=True)


@contextmanager
def _list_of_inputs(content: bytes | None) -> Iterator[None]:
    with _file(Path("list.txt"), content):
        yield
    Path("list.txt").write_text("calls/a.wav\n")


def no_list(night: Night) -> AbstractContextManager[object]:
    return _list_of_inputs(None)


def binary_list(night: Night) -> AbstractContextManager[object]:
    return _list_of_inputs(wav() + b"\xff\xfe")


def empty_list(night: Night) -> AbstractContextManager[object]:
    return _list_of_inputs(b"")


def bad_config(night: Night) -> AbstractContextManager[object]:
    return _file(night.config, b"region = westeurope")


def unknown_profile(night: Night) -> AbstractContextManager[object]:
    return environment(SPEECH_PROFILE="nights")


def readable_config(night: Night) -> AbstractContextManager[object]:
    return _file(night.config, f'key = "{_WRONG}"'.encode(), 0o644)


def writable_config(night: Night) -> AbstractContextManager[object]:
    return _file(night.config, b'locale = "en-US"', 0o666)


def unknown_version(night: Night) -> AbstractContextManager[object]:
    return environment(SPEECH_API_VERSION="2019-01-01")


@contextmanager
def not_audio(night: Night) -> Iterator[None]:
    Path("calls/c.wav").write_bytes(b"text")
    yield
    Path("calls/c.wav").write_bytes(wav())


@contextmanager
def missing_file(night: Night) -> Iterator[None]:
    yield
    Path("calls/z.wav").write_bytes(wav())


@contextmanager
def failed_job(night: Night) -> Iterator[None]:
    night.emulator.fail_next_job("transcriptions", "InternalError")
    yield


@contextmanager
def _when_jobs_are_waited_for(night: Night, happen: Callable[[pytest.MonkeyPatch], object]) -> Iterator[None]:
    """Have something happen as soon as the command waits for a job that it has looked at."""

    def wait(event: threading.Event, seconds: float) -> None:
        if night.emulator._service.faults._pending[0].times < _MANY and not happened.is_set():
            happened.set()
            happen(patch)
        event.wait(min(seconds, 0.01))

    happened = threading.Event()
    # Until the end of the test: jobs that were submitted have to go on.
    night.patch.setattr(night.emulator._service.scheduler, "_schedule", Schedule(Polls(3, 3)))
    with _failing(night, _GET, fault="slow", seconds=0, times=_MANY), pytest.MonkeyPatch.context() as patch:
        patch.setattr(_clock, "wait", wait)
        yield
    assert happened.is_set()


def slow_jobs(night: Night) -> AbstractContextManager[object]:
    started = _clock.monotonic()
    two_days = 48 * 3600.0
    return _when_jobs_are_waited_for(
        night, lambda patch: patch.setattr(_clock, "monotonic", lambda: started + two_days)
    )


def interrupted(night: Night) -> AbstractContextManager[object]:
    return _when_jobs_are_waited_for(night, lambda patch: os.kill(os.getpid(), signal.SIGINT))


def terminated(night: Night) -> AbstractContextManager[object]:
    return _when_jobs_are_waited_for(night, lambda patch: os.kill(os.getpid(), signal.SIGTERM))


@contextmanager
def own_fault(night: Night) -> Iterator[None]:
    def break_down(*_: object, **__: object) -> None:
        raise KeyError("night")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("speechtotext.cli._commands.recordings.transcribe.transcribe_recordings", break_down)
        yield


FAULTS: Final[Mapping[str, Callable[[Night], AbstractContextManager[object]]]] = {
    each.__name__: each
    for each in (
        *(nothing, wrong_key, second_key, key_changed_between_files, key_changed_during_jobs, keys_disabled, firewall),
        *(no_identity, no_role, token_expired, entra_with_region, no_azure_identity, wrong_storage_key),
        *(no_network, unknown_host, cut_off_submit, cut_off_file, service_down, service_hiccup, rate_limited),
        *(rate_limited_submit, proxy_down, proxy_wants_password, proxy_page, gateway_down, untrusted_certificate),
        *(full_disk, file_in_the_way, damaged_journal, held_journal, no_list, binary_list, empty_list),
        *(bad_config, unknown_profile, readable_config, writable_config, unknown_version),
        *(not_audio, missing_file, failed_job, slow_jobs, interrupted, terminated, own_fault),
    )
}
