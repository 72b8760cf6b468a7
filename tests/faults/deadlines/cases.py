"""Calls with a deadline, made of servers that never let them end. Run as a program, this prints how long each took."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from faults.clients import CONTEXT, Live
from faults.processes.runs import batch_service
from faults.server import Received, Reply, Server, answer, dripping, held
from faults.stalls import Stalls
from speechtotext import DeadlineExceeded, SpeechError, WaitTimeout, v3_2, v2025_10_15
from speechtotext._batches import planned_jobs
from unit.flavours import ID, KEY

TIMEOUT: Final = 0.5
"""Seconds that each call may take."""

# More of them would measure the machine.
_AT_A_TIME: Final = 5

_URLS: Final = [f"https://audio.example/{number}.wav" for number in range(3)]

Call: TypeAlias = Callable[[Any, Any, Path], Any]


class Case(NamedTuple):
    """A call that has to end.

    Args:
        call: makes it, with a client, the module of its version, and a folder.
        error: what it raises.
        strikes: part of the targets of the requests where the server gives trouble.
        lists: whether it asks for listings, whose pages a server can have without end.
        version: module of the client.
    """

    call: Call
    error: type[SpeechError] = DeadlineExceeded
    strikes: str = "/"
    lists: bool = False
    version: Any = v3_2


def _copy(stt: Any, version: Any, folder: Path) -> Any:
    return stt.models.copy_to(ID, stt, source_resource_id="/subscriptions/s", timeout=TIMEOUT)


def _upload(stt: Any, version: Any, folder: Path) -> Any:
    return stt.datasets.upload(
        _words(folder), kind="Language", locale="en-US", display_name="Words", timeout=TIMEOUT, concurrency=2
    )


def _resume(stt: Any, version: Any, folder: Path) -> Any:
    return stt.transcriptions.resume(folder / "journal", folder / "results", timeout=TIMEOUT, poll=0.05)


def _transcribe(stt: Any, version: Any, folder: Path) -> Any:
    definition = version.models.TranscribeDefinition(locales=["en-US"])
    return stt.with_options(deadline=TIMEOUT).transcriptions.transcribe_file(b"RIFF", definition=definition)


def _download(stt: Any, version: Any, folder: Path) -> Any:
    return stt.transcriptions.download(ID, folder, timeout=TIMEOUT, concurrency=2)


def _results(stt: Any, version: Any, folder: Path) -> Any:
    return list(_brief(stt).transcriptions.results(ID))


def _brief(stt: Any) -> Any:
    return stt.with_options(deadline=TIMEOUT)


CASES: Final[dict[str, Case]] = {
    "wait": Case(lambda stt, _, folder: stt.transcriptions.wait(ID, timeout=TIMEOUT, poll=0.05), WaitTimeout),
    "wait_all": Case(
        lambda stt, _, folder: stt.transcriptions.wait_all([ID, ID[::-1]], timeout=TIMEOUT, poll=0.05),
        WaitTimeout,
        lists=True,
    ),
    "resume": Case(_resume, WaitTimeout, lists=True),
    "upload": Case(_upload),
    "upload, its blocks": Case(_upload, strikes="blockid="),
    "resume_upload": Case(
        lambda stt, _, folder: stt.datasets.resume_upload(ID, _words(folder), timeout=TIMEOUT), strikes="/blocks"
    ),
    "download": Case(_download, lists=True),
    "download, from storage": Case(_download, strikes="/store/"),
    "download_logs": Case(lambda stt, _, folder: stt.endpoints.download_logs(ID, folder, timeout=TIMEOUT), lists=True),
    "download_manifest": Case(lambda stt, _, folder: stt.models.download_manifest(ID, folder, timeout=TIMEOUT)),
    "copy_to": Case(_copy),
    "get": Case(lambda stt, _, folder: stt.with_options(deadline=TIMEOUT).transcriptions.get(ID)),
    "list": Case(lambda stt, _, folder: stt.with_options(deadline=TIMEOUT).transcriptions.list().all(), lists=True),
    "results": Case(_results, lists=True),
    "results, from storage": Case(_results, strikes="/store/"),
    "report": Case(lambda stt, _, folder: _brief(stt).transcriptions.report(ID), lists=True),
    "report, from storage": Case(lambda stt, _, folder: _brief(stt).transcriptions.report(ID), strikes="/store/"),
    "dataset report": Case(lambda stt, _, folder: _brief(stt).datasets.report(ID), lists=True),
    "dataset report, from storage": Case(lambda stt, _, folder: _brief(stt).datasets.report(ID), strikes="/store/"),
    "expiring": Case(lambda stt, _, folder: _brief(stt).models.expiring(within=timedelta(days=1)), lists=True),
    "transcribe_file": Case(_transcribe, version=v2025_10_15),
}


def _words(folder: Path) -> Path:
    path = folder / "words.txt"
    with path.open("wb") as file:
        # Nothing is written: the file is as long as three blocks.
        file.truncate(20 << 20)
    return path


Trouble: TypeAlias = Callable[[Server, Received], Reply]

_pages = itertools.count()


def _endless_pages(server: Server, request: Received) -> Reply:
    path = request.target.partition("?")[0]
    if path.endswith((ID, ID[::-1])):
        return answer(200, {"self": server.url + path, "status": "Running"})
    return answer(200, {"values": [], "@nextLink": f"{server.url}{path}?skip={next(_pages)}"})


TROUBLES: Final[dict[str, Trouble]] = {
    "silent": lambda server, request: held(answer(200)),
    "dripping": lambda server, request: dripping(answer(200, b"[" * 100_000), 0.02),
    "dripping after its head": lambda server, request: dripping(answer(200, b"[" * 100_000), 0.001),
    "503 with Retry-After": lambda server, request: answer(503, Retry_After="60"),
    "endless pages": _endless_pages,
}


def answer_well(server: Server, request: Received) -> Reply:
    """What a service answers that works, as far as calls get before they meet trouble."""
    path, site = request.target.partition("?")[0], f"{server.url}/speechtotext/v3.2"
    if path.endswith("/files"):
        kinds = ["Transcription", "Transcription", "TranscriptionReport", "DatasetReport"]
        links = [{"contentUrl": f"{server.url}/store/{number}"} for number in range(len(kinds))]
        file = {"properties": {"size": 100_000}}
        files = [
            {**file, "kind": kind, "self": f"{site}/files/{number}", "name": f"{number}.json", "links": links[number]}
            for number, kind in enumerate(kinds)
        ]
        return answer(200, {"values": files})
    if path.endswith("/blocks"):
        return answer(200, {})
    words = {"displayName": "Words", "kind": "Language", "locale": "en-US", "status": "NotStarted"}
    return answer(201, {**words, "self": f"{site}/datasets/{ID}"})


class Measured(NamedTuple):
    """How a call ended.

    Args:
        raised: what it raised.
        seconds: after how long.
        stalled: how late a thread that only sleeps was meanwhile: so long, the machine was busy with other work.
    """

    raised: type[BaseException] | None
    seconds: float
    stalled: float

    @property
    def late(self) -> float:
        """How long after its deadline it ended, in seconds, on a machine that is not busy."""
        return self.seconds - self.stalled - TIMEOUT


def cases(trouble: str) -> list[str]:
    """Return the calls that can meet a kind of trouble."""
    return [name for name, case in CASES.items() if case.lists or trouble != "endless pages"]


def measure(name: str, trouble: str, folder: Path, *, asynchronous: bool) -> Measured:
    """Make a call to a server that gives it trouble."""
    with _prepared(name, trouble, folder) as server, asyncio.Runner() as runner, Stalls() as stalls:
        live = Live(runner if asynchronous else None)
        stt = live.client(CASES[name].version, server.url)
        began, stalled = time.monotonic(), stalls.seconds
        raised: type[BaseException] | None = None
        try:
            result = CASES[name].call(stt, CASES[name].version, folder)
            if name == "wait_all":
                list(result)
        except Exception as error:
            raised = type(error)
        measured = Measured(raised, time.monotonic() - began, stalls.seconds - stalled)
        server.release()
        live.close()
    return measured


@contextmanager
def _prepared(name: str, trouble: str, folder: Path) -> Iterator[Server]:
    case = CASES[name]
    with Server() as server:
        if name == "resume":
            server.serve(batch_service(server))
            with v3_2.Client(endpoint=server.url, key=KEY, rate_limit=None, verify=CONTEXT) as stt:
                body = v3_2.models.Transcription(display_name="Calls", locale="en-US")
                stt.transcriptions.submit_all(_URLS, body, journal=folder / "journal")
        server.reply_by(
            lambda request: (TROUBLES[trouble] if case.strikes in request.target else answer_well)(server, request)
        )
        yield server


def table(trouble: str, names: Sequence[str], folder: Path, *, asynchronous: bool) -> dict[str, Measured]:
    """Measure calls that can meet a kind of trouble, side by side."""

    def measured(name: str) -> Measured:
        own = folder / name.replace(" ", "-")
        own.mkdir()
        return measure(name, trouble, own, asynchronous=asynchronous)

    # So that a batch of few inputs has several jobs, which are looked for in listings.
    largest, planned_jobs.LARGEST_JOB = planned_jobs.LARGEST_JOB, 1  # type: ignore[misc]
    try:
        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            return dict(zip(names, threads.map(measured, names), strict=True))
    finally:
        planned_jobs.LARGEST_JOB = largest  # type: ignore[misc]


def main() -> None:
    """Print how long each call took."""
    for trouble in TROUBLES:
        for asynchronous in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                for name, seen in table(trouble, cases(trouble), Path(folder), asynchronous=asynchronous).items():
                    flavour = "async" if asynchronous else "sync"
                    raised = seen.raised and seen.raised.__name__
                    print(f"{trouble:24} {flavour:6} {name:24} {seen.seconds:5.2f} s of {TIMEOUT} s  {raised}")


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
