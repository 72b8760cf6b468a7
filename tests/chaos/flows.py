"""What workers do: each flow goes on where an earlier process left it, and is repeated until it is done.

They are written once; synchronous clients are `Played`, as in `faults.interrupted_calls`.
"""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple, TypeVar

from chaos.notes import Notes
from faults.stalls import Stalls
from speechtotext import JobFailed, SpeechError, id_of, v3_2, v2025_10_15

T = TypeVar("T")

Flow = Callable[["Session", Path], Awaitable[None]]

INPUTS, BAD, DATASET, LISTED, TEXT = "inputs.json", "bad", "dataset", "listed.json", "text"
UPLOADED: Final = "words.txt"
# Seconds that the calls of each kind may take.
_BATCH, _TRANSFER, _CALL = 20.0, 15.0, 8.0


class World(NamedTuple):
    """What is there before all flows begin.

    Args:
        endpoint: where the service is reached.
        job: id of a job with results that are kept.
        sources: the inputs of that job, without signatures.
        dataset: id of a dataset with files that are kept.
        recording: URL of a recording.
    """

    endpoint: str
    key: str
    job: str
    sources: list[str]
    dataset: str
    recording: str


class Session:
    """What flows are played with.

    Args:
        stt: a client of v3.2.
        fast: a client of 2025-10-15.
        pause: waits for some seconds.
    """

    def __init__(
        self, world: World, stt: Any, fast: Any, notes: Notes, stalls: Stalls, pause: Callable[[float], Awaitable[None]]
    ) -> None:
        self.world = world
        self.stt = stt
        self.fast = fast
        self.notes = notes
        self._stalls = stalls
        self._pause = pause

    async def call(self, name: str, allowed: float, make: Callable[[], Awaitable[T]]) -> T:
        """Make a call, and note how long it took and what it raised."""
        began, stalled = time.monotonic(), self._stalls.seconds
        raised, strange = None, None
        try:
            return await make()
        except SpeechError as error:
            raised = type(error).__name__
            raise
        except Exception as error:
            raised, strange = type(error).__name__, "".join(traceback.format_exception(error))
            raise
        except BaseException:
            raised = "interrupted"
            raise
        finally:
            seconds, late = time.monotonic() - began, self._stalls.seconds - stalled
            self.notes.add(
                "call", name=name, allowed=allowed, seconds=seconds, stalled=late, raised=raised, strange=strange
            )

    async def until_done(self, name: str, allowed: float, make: Callable[[], Awaitable[T]]) -> T:
        """Make a call again and again until it succeeds."""
        while True:
            try:
                return await self.call(name, allowed, make)
            except JobFailed:
                raise
            except SpeechError:
                await self._pause(0.05)


async def batch(session: Session, folder: Path) -> None:
    """Inputs, some of which are no audio, in jobs with a journal."""
    transcriptions = session.stt.transcriptions
    urls: list[str] = json.loads((folder / INPUTS).read_text())
    body = v3_2.models.Transcription(display_name=f"Batch {folder.parent.name}", locale="en-US")
    journal, results = folder / "journal", folder / "results"
    submit = lambda: transcriptions.submit_all(urls, body, journal=journal, timeout=_BATCH)  # noqa: E731
    resume = lambda: transcriptions.resume(journal, results, timeout=_BATCH, poll=0.2)  # noqa: E731
    await session.until_done("submit_all", _BATCH, submit)
    while True:
        summary = await session.until_done("resume", _BATCH, resume)
        wrong = [each for each in summary.inputs if each.status != "Succeeded" and BAD not in each.source]
        missing = [each for each in summary.succeeded if each.result is None]
        if not wrong and not missing:
            return
        # Written before: each retry may pay for the inputs that failed once more, and for no others.
        session.notes.add("retry", folder=folder.as_posix())
        await session.until_done("retry_failed", _BATCH, lambda: transcriptions.retry_failed(journal, timeout=_BATCH))


async def download(session: Session, folder: Path) -> None:
    """All files of a dataset."""
    datasets, target = session.stt.datasets, folder / "files"
    await session.until_done(
        "download", _TRANSFER, lambda: datasets.download(session.world.dataset, target, timeout=_TRANSFER)
    )


async def upload(session: Session, folder: Path) -> None:
    """A file of several blocks."""
    datasets, path, name = session.stt.datasets, folder / UPLOADED, f"Words {folder.parent.name} {folder.name}"

    async def of_that_name() -> list[Any]:
        return [each async for each in datasets.list() if each.display_name == name]

    made = await session.until_done("datasets.list", 4 * _CALL, of_that_name)
    if made:
        resume = lambda: datasets.resume_upload(made[0], path, timeout=_TRANSFER, concurrency=2)  # noqa: E731
        done = await session.until_done("resume_upload", _TRANSFER, resume)
        (folder / DATASET).write_text(id_of(done))
        return None
    about = {"kind": "Language", "locale": "en-US", "display_name": name}
    try:
        done = await session.call(
            "upload", _TRANSFER, lambda: datasets.upload(path, **about, timeout=_TRANSFER, concurrency=2)
        )
    except SpeechError:
        # Whether the dataset has been created, a listing tells.
        return await upload(session, folder)
    (folder / DATASET).write_text(id_of(done))
    return None


async def results(session: Session, folder: Path) -> None:
    """The results of a job, and its report."""
    transcriptions = session.stt.with_options(deadline=_CALL).transcriptions

    async def sources() -> list[str]:
        return sorted([result.source async for result in transcriptions.results(session.world.job)])

    read = await session.until_done("results", 4 * _CALL, sources)
    report = await session.until_done("report", 2 * _CALL, lambda: transcriptions.report(session.world.job))
    told = sorted(each.source for each in report.succeeded)
    (folder / LISTED).write_text(json.dumps([read, told]))


async def wait(session: Session, folder: Path) -> None:
    """A job that is created, and waited for."""
    transcriptions, name = session.stt.transcriptions, f"Job {folder.parent.name} {folder.name}"
    body = v3_2.models.Transcription(display_name=name, locale="en-US", content_urls=[session.world.recording])

    async def of_that_name() -> list[Any]:
        return [each async for each in transcriptions.list(filter=f"displayName eq '{name}'")]

    async def created() -> Any:
        there = await session.until_done("transcriptions.list", 4 * _CALL, of_that_name)
        brief = session.stt.with_options(deadline=_CALL).transcriptions
        return there[0] if there else await session.call("create", _CALL, lambda: brief.create(body))

    while True:
        try:
            job = await created()
            break
        except SpeechError:
            continue
    try:
        await session.until_done("wait", _TRANSFER, lambda: transcriptions.wait(job, timeout=_TRANSFER, poll=0.1))
    except JobFailed:
        """So it was asked for."""

    async def ended() -> list[Any]:
        return [each async for each in transcriptions.wait_all([job], timeout=_TRANSFER, poll=0.1)]

    found = await session.until_done("wait_all", _TRANSFER, ended)
    (folder / LISTED).write_text(json.dumps([[each.status for each in found]]))


async def listing(session: Session, folder: Path) -> None:
    """All jobs and all datasets, page by page."""
    brief = session.stt.with_options(deadline=4 * _CALL)

    async def ids(listed: Any) -> list[str]:
        return [id_of(each) async for each in listed]

    jobs = await session.until_done("list", 4 * _CALL, lambda: ids(brief.transcriptions.list(top=20)))
    datasets = await session.until_done("list", 4 * _CALL, lambda: ids(brief.datasets.list(top=5)))
    (folder / LISTED).write_text(json.dumps([jobs, datasets]))


async def fast(session: Session, folder: Path) -> None:
    """A recording that is transcribed at once."""
    definition = v2025_10_15.models.TranscribeDefinition(locales=["en-US"])
    transcriptions = session.fast.with_options(deadline=_CALL).transcriptions
    path = folder / "good-morning.wav"
    result = await session.until_done(
        "transcribe_file", _CALL, lambda: transcriptions.transcribe_file(path, definition=definition)
    )
    (folder / TEXT).write_text(result.text)


FLOWS: Final[dict[str, Flow]] = {
    "batch": batch,
    "download": download,
    "upload": upload,
    "results": results,
    "wait": wait,
    "listing": listing,
    "fast": fast,
}
DONE: Final = "done"


async def play(name: str, session: Session, folder: Path) -> None:
    """Play a flow to its end, unless it has ended in an earlier process."""
    if not (folder / DONE).exists():
        await FLOWS[name](session, folder)
        (folder / DONE).touch()


class Mission(NamedTuple):
    """What one worker does, also after it was killed.

    Args:
        folder: for what it notes.
        flavour: with which client: "sync", "threads", "asyncio" or "trio".
        flows: names of flows, by their folders, which two missions can have in common.
        seed: decides when it is cancelled.
    """

    folder: Path
    flavour: str
    flows: dict[str, str]
    seed: int

    @property
    def is_done(self) -> bool:
        """Whether all flows have ended."""
        return all((Path(folder) / DONE).exists() for folder in self.flows)

    def chance(self, attempt: int) -> Random:
        """Return what decides the moments of an attempt."""
        return Random(f"{self.seed} attempt {attempt}")
