"""A program that cancels every asynchronous method at each of its steps, and calls it again: run by test_cancellations.

It prints what happened as JSON. A process of its own, since what is looked for kills a process.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from inspect import iscoroutinefunction, isfunction
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Final, NamedTuple

import anyio

from emulator.recordings import wav
from faults.clients import CONTEXT
from speechtotext import _generated, id_of, v3_1, v3_2, v2025_10_15
from speechtotext._batches import journal, submission
from speechtotext._core.async_transport import AsyncHttpTransport
from speechtotext.emulator import Emulator

INPUTS: Final = 5
_KEPT_THREADS: Final = ("emulator", "Trio thread")
# Databases are synced to disk at each step, which takes long where other tests write, too.
MEMORY: Final = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
# So long a call may take that is not cancelled, in seconds.
_PATIENCE: Final = 30.0


class Setting(NamedTuple):
    """What scenarios work with."""

    emulator: Emulator
    folder: Path
    client: Callable[..., Any]
    urls: list[str]
    job: str
    model: str
    endpoint: str
    resource_id: str


Scenario = Callable[[Setting], Awaitable[object]]


async def submit_all(setting: Setting) -> object:
    urls = setting.urls
    body = v3_2.models.Transcription(display_name="Batch", locale="en-US")
    async with setting.client(v3_2) as stt:
        summary = await stt.transcriptions.submit_all(urls, body, journal=setting.folder / "journal")
        assert len(summary.inputs) == INPUTS
        jobs = [id_of(job) async for job in stt.transcriptions.list() if job.display_name == "Batch"]
        assert sorted(jobs) == sorted(summary.jobs), f"{len(jobs)} jobs at the service"
        return summary


async def resume(setting: Setting) -> object:
    await submit_all(setting)
    async with setting.client(v3_2) as stt:
        summary = await stt.transcriptions.resume(setting.folder / "journal", setting.folder / "results", poll=0)
    assert len(summary.succeeded) == INPUTS, summary
    return summary


async def retry_failed(setting: Setting) -> object:
    await resume(setting)
    async with setting.client(v3_2) as stt:
        return await stt.transcriptions.retry_failed(setting.folder / "journal")


async def summary(setting: Setting) -> object:
    await submit_all(setting)
    async with setting.client(v3_2) as stt:
        return await stt.transcriptions.summary(setting.folder / "journal")


async def wait(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        job = await stt.transcriptions.wait(setting.job, poll=0)
    assert job.status == "Succeeded"
    return job


async def wait_all(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        ended = [job async for job in stt.transcriptions.wait_all([setting.job], poll=0)]
    assert len(ended) == 1
    return ended


async def results(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        found = [result async for result in stt.transcriptions.results(setting.job)]
    assert len(found) == 1
    return found


async def report(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        found = await stt.transcriptions.report(setting.job)
    assert len(found.succeeded) == 1
    return found


async def files(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        async for _ in stt.transcriptions.files(setting.job):
            break
        return await stt.transcriptions.files(setting.job).all()


async def download(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        found = await stt.transcriptions.download(setting.job, setting.folder / "files")
    assert all(file.path.stat().st_size for file in found)
    assert not list((setting.folder / "files").glob("*.part"))
    return found


async def transcribe_file(setting: Setting) -> object:
    async with setting.client(v2025_10_15) as stt:
        definition = v2025_10_15.models.TranscribeDefinition(locales=["en-US"])
        return await stt.transcriptions.transcribe_file(_recording(setting.folder), definition=definition)


async def upload(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        return await stt.datasets.upload(_words(setting.folder), kind="Language", display_name="W", locale="en-US")


async def resume_upload(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        body = v3_2.models.Dataset(display_name="W", locale="en-US", kind=v3_2.models.DatasetKind("Language"))
        dataset = await stt.datasets.create(body)
        return await stt.datasets.resume_upload(dataset, _words(setting.folder))


async def dataset_report(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        text = setting.emulator.storage.put("lines.txt", b"One.\nTwo.")
        kind = v3_2.models.DatasetKind("Language")
        body = v3_2.models.Dataset(display_name="W", locale="en-US", kind=kind, content_url=text)
        dataset = await stt.datasets.create(body)
        await stt.datasets.wait(dataset, poll=0)
        return await stt.datasets.report(dataset)


async def download_logs(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        found = await stt.endpoints.download_logs(setting.endpoint, setting.folder / "logs")
    assert len(found) == 1
    return found


async def expiring(setting: Setting) -> object:
    from datetime import timedelta

    async with setting.client(v3_2) as stt:
        return await stt.models.expiring(within=timedelta(days=3))


async def download_manifest(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        return await stt.models.download_manifest(setting.model, setting.folder / "container")


async def copy_to(setting: Setting) -> object:
    async with setting.client(v3_2) as stt, setting.client(v3_2, key="target") as target:
        return await stt.models.copy_to(setting.model, target, source_resource_id=setting.resource_id, poll=0)


async def copy_to_with_key(setting: Setting) -> object:
    async with setting.client(v3_1) as stt, setting.client(v3_1, key="target") as target:
        return await stt.models.copy_to(setting.model, target, poll=0)


SCENARIOS: Final[dict[str, Scenario]] = {
    "AsyncBatches.submit_all": submit_all,
    "AsyncBatches.resume": resume,
    "AsyncBatches.retry_failed": retry_failed,
    "AsyncBatches.summary": summary,
    "AsyncJobs.wait": wait,
    "AsyncJobs.wait_all": wait_all,
    "AsyncResults.results": results,
    "AsyncResults.report": report,
    "AsyncFastTranscriptions.transcribe_file": transcribe_file,
    "AsyncFiles.files": files,
    "AsyncFiles.download": download,
    "AsyncUploads.upload": upload,
    "AsyncUploads.resume_upload": resume_upload,
    "AsyncDatasetReports.report": dataset_report,
    "AsyncLogs.download_logs": download_logs,
    "AsyncModelLife.expiring": expiring,
    "AsyncModelLife.download_manifest": download_manifest,
    "AsyncModelCopies.copy_to": copy_to,
    "AsyncModelCopiesWithKey.copy_to": copy_to_with_key,
}


def methods() -> set[str]:
    """Return all methods that the package has beyond the operations."""
    from importlib import import_module

    folder = Path(str(_generated.__file__)).parent / "async_methods"
    found = set()
    for info in iter_modules([str(folder)]):
        module = import_module(f"speechtotext._generated.async_methods.{info.name}")
        for one in vars(module).values():
            if isinstance(one, type) and one.__module__ == module.__name__:
                found |= {
                    f"{one.__name__}.{name}"
                    for name, method in vars(one).items()
                    if not name.startswith("_") and (isfunction(method) or iscoroutinefunction(method))
                }
    return found


def _recording(folder: Path) -> Path:
    path = folder / "call.wav"
    path.write_bytes(wav())
    return path


def _words(folder: Path) -> Path:
    path = folder / "words.txt"
    path.write_text("One.\nTwo.\n" * 100)
    return path


class Cancelled(BaseException):
    """The call was cancelled, as was asked for."""


async def _by_task(call: Callable[[], Awaitable[object]], moment: Moment) -> None:
    task = asyncio.ensure_future(call())
    moment.act = task.cancel
    try:
        await task
    except asyncio.CancelledError:
        raise Cancelled from None


async def _by_timeout(call: Callable[[], Awaitable[object]], moment: Moment) -> None:
    try:
        async with asyncio.timeout(None) as timeout:
            moment.act = lambda: timeout.reschedule(asyncio.get_running_loop().time())
            try:
                await call()
            finally:
                moment.act = lambda: None
    except TimeoutError:
        raise Cancelled from None


async def _by_interrupt(call: Callable[[], Awaitable[object]], moment: Moment) -> None:
    moment.act = lambda: signal.raise_signal(signal.SIGINT)
    await call()


async def _by_scope(call: Callable[[], Awaitable[object]], moment: Moment) -> None:
    with anyio.CancelScope() as scope:
        moment.act = scope.cancel
        await call()
    if scope.cancelled_caught:
        raise Cancelled


WAYS: Final = {"task": _by_task, "timeout": _by_timeout, "interrupt": _by_interrupt, "trio": _by_scope}


class Moment:
    """When to cancel: at a step of a flow, or after so many seconds."""

    def __init__(self, *, step: int | None = None, seconds: float | None = None) -> None:
        self.steps = 0
        self.act: Callable[[], object] = lambda: None
        self._step = step
        self._seconds = seconds

    def at_step(self) -> None:
        self.steps += 1
        if self.steps == self._step:
            self.act()

    async def after_seconds(self) -> None:
        if self._seconds is not None:
            await anyio.sleep(self._seconds)
            self.act()


def run(way: str, call: Callable[[], Awaitable[object]], moment: Moment) -> bool:
    """Run a call in an event loop of its own; tell whether it was cancelled."""

    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(moment.after_seconds)
            await WAYS[way](call, moment)
            tasks.cancel_scope.cancel()

    async def bounded() -> None:
        with anyio.fail_after(_PATIENCE):
            await main()

    try:
        with _steps_seen(moment):
            anyio.run(bounded, backend="trio" if way == "trio" else "asyncio")
    except Cancelled:
        return True
    except KeyboardInterrupt:
        return True
    except BaseExceptionGroup as group:
        if group.subgroup((Cancelled, KeyboardInterrupt)) is not None:
            return True
        raise
    return False


@contextmanager
def _steps_seen(moment: Moment) -> Iterator[None]:
    plain = AsyncHttpTransport._outcome

    async def seen(self: AsyncHttpTransport, step: Any) -> Any:
        moment.at_step()
        return await plain(self, step)

    AsyncHttpTransport._outcome = seen  # type: ignore[method-assign]
    try:
        yield
    finally:
        AsyncHttpTransport._outcome = plain  # type: ignore[method-assign]


def open_files(folder: Path) -> list[str]:
    """Return the files below a folder that this process has open."""
    return [path for path in _opened() if path.startswith(str(folder))]


def open_sockets() -> int:
    """Return how many sockets this process has open."""
    return sum(path.startswith("socket:") for path in _opened())


def _opened() -> list[str]:
    found = []
    for number in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            found.append(os.readlink(f"/proc/self/fd/{number}"))
    return found


class Whole(NamedTuple):
    """A call that was not cancelled."""

    steps: int
    seconds: float


def check(name: str, way: str, setting: Setting, moment: Moment, counts: Counter[str]) -> Whole:
    """Cancel a call at a moment, look for what it left, and call it again to its end."""
    shutil.rmtree(setting.folder, ignore_errors=True)
    setting.folder.mkdir()
    setting.emulator.restore(_BEGINNING[0])
    threads, sockets = _threads(), open_sockets()
    cancelled = run(way, lambda: SCENARIOS[name](setting), moment)
    counts["cancelled" if cancelled else "ended before"] += 1
    for thread in _threads() - threads:
        thread.join(5)
    left = [thread.name for thread in _threads() - threads]
    assert not left, f"threads left: {left}"
    assert not open_files(setting.folder), f"files left open: {open_files(setting.folder)}"
    again, began = Moment(), time.monotonic()
    assert not run(way, lambda: SCENARIOS[name](setting), again)
    whole = Whole(again.steps, time.monotonic() - began)
    gc.collect()
    assert not list(setting.folder.rglob("*.part"))
    # The emulator closes its ends when it sees that the client has closed its own.
    assert eventually(lambda: open_sockets() <= sockets), f"{open_sockets()} sockets are open, and were {sockets}"
    return whole


def eventually(condition: Callable[[], bool]) -> bool:
    """Tell whether something holds within a few seconds."""
    end = time.monotonic() + 5
    while not (held := condition()) and time.monotonic() < end:
        time.sleep(0.005)
    return held


def _threads() -> set[threading.Thread]:
    """The threads that run, without those of the emulator, and those that trio keeps for a while."""
    return {thread for thread in threading.enumerate() if not thread.name.startswith(_KEPT_THREADS)}


_BEGINNING: list[Any] = []


def prepared(emulator: Emulator, folder: Path) -> Setting:
    """Put into an emulator what scenarios need."""
    emulator.add_resource("target", key="target")
    urls = [emulator.storage.put(f"call{number}.wav", wav()) for number in range(INPUTS)]
    job = emulator.seed(
        "transcriptions",
        {"displayName": "Seeded", "locale": "en-US", "contentUrls": urls[:1]},
        version="v3.1",
    )
    text = emulator.storage.put("text.txt", b"One.\nTwo.")
    about = {"locale": "en-US", "displayName": "Seeded"}
    dataset = emulator.seed("datasets", {**about, "kind": "Language", "contentUrl": text}, status="Succeeded")
    with v3_2.Client(endpoint=emulator.endpoint, key=emulator.key, rate_limit=None) as stt:
        base = stt.models.list_base_models(filter="locale eq 'en-US'").all()[-1].self_
        site = f"{emulator.endpoint}/speechtotext"
        made_of = {"baseModel": {"self": base}, "datasets": [{"self": f"{site}/datasets/{dataset}"}]}
        model = emulator.seed("models", {**about, **made_of})
        stt.models.wait(model, poll=0)
        body = {**about, "model": {"self": f"{site}/models/{model}"}, "properties": {"loggingEnabled": True}}
        endpoint = emulator.seed("endpoints", body, status="Succeeded")
        stt.transcriptions.wait(job, poll=0)
    emulator.add_log(endpoint, "2026-09-20_080000_3b5f4628-e225-439d-bd27-8804f9eed13f.wav", wav())
    _BEGINNING[:] = [emulator.snapshot()]

    def client(version: Any, key: str = emulator.key) -> Any:
        return version.AsyncClient(endpoint=emulator.endpoint, key=key, rate_limit=None, verify=CONTEXT)

    resource_id = _BEGINNING[0]["resources"][0]["id"]
    return Setting(emulator, folder / "work", client, urls, job, model, endpoint, resource_id)


def main(way: str, every: int, times: int, seed: int) -> None:
    """Cancel each method at every `every`-th step, and at `times` random moments."""
    # Nobody waits here for what the service has accepted to be listed.
    submission.SETTLING = 0.0  # type: ignore[misc]
    journal.LARGEST_JOB = 2  # type: ignore[misc]
    counts: Counter[str] = Counter()
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp(dir=MEMORY))
    with Emulator(transitions="at-once") as emulator:
        setting = prepared(emulator, folder)
        # What has been imported by now is not looked through each time.
        gc.freeze()
        for name in SCENARIOS:
            whole = check(name, way, setting, Moment(), counts)
            moments = [Moment(step=step) for step in range(1, whole.steps + 1, every)]
            moments += [Moment(seconds=chance.uniform(0, whole.seconds)) for _ in range(times)]
            for number, moment in enumerate(moments):
                try:
                    check(name, way, setting, moment, counts)
                except BaseException as error:
                    error.add_note(f"{name}, moment {number} of {len(moments)} ({whole.steps} steps)")
                    raise
    shutil.rmtree(folder)
    print(json.dumps(counts))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
