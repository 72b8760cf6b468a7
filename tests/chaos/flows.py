"""What workers do: each flow goes on where an earlier process left it, and is repeated until it is done.

They are written once; synchronous clients are `Played`, as in `faults.interrupted_calls`.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple, TypeAlias

from chaos.session import Session
from speechtotext import JobFailed, SpeechError, id_of, v3_2, v2025_10_15

Flow: TypeAlias = Callable[[Session, Path], Awaitable[None]]

INPUTS, BAD, DATASET, LISTED, TEXT = "inputs.json", "bad", "dataset", "listed.json", "text"
UPLOADED: Final = "words.txt"
# Seconds that the calls of each kind may take at most; half of the calls get less.
_BATCH, _LISTING, _TRANSFER, _CALL = 20.0, 30.0, 15.0, 8.0


async def batch(session: Session, folder: Path) -> None:
    """Inputs, some of which are no audio, in jobs with a journal."""
    transcriptions = session.stt.transcriptions
    urls: list[str] = json.loads((folder / INPUTS).read_text())
    body = v3_2.models.Transcription(display_name=f"Batch {folder.parent.name}", locale="en-US")
    journal, results = folder / "journal", folder / "results"

    async def submit(seconds: float) -> Any:
        return await transcriptions.submit_all(urls, body, journal=journal, timeout=seconds)

    async def resume(seconds: float) -> Any:
        return await transcriptions.resume(journal, results, timeout=seconds, poll=0.2)

    async def retry(seconds: float) -> Any:
        # Before it is known how it ends: each may pay for the inputs that failed once more, and for no others.
        session.notes.add("retry", folder=folder.as_posix())
        return await transcriptions.retry_failed(journal, timeout=seconds)

    await session.until_done("submit_all", _BATCH, submit)
    while True:
        summary = await session.until_done("resume", _BATCH, resume)
        wrong = [each for each in summary.inputs if each.status != "Succeeded" and BAD not in each.source]
        missing = [each for each in summary.succeeded if each.result is None]
        if not wrong and not missing:
            return
        await session.until_done("retry_failed", _BATCH, retry)


async def download(session: Session, folder: Path) -> None:
    """All files of a dataset."""
    datasets, dataset = session.stt.datasets, session.world.dataset
    await session.until_done(
        "download", _TRANSFER, lambda seconds: datasets.download(dataset, folder / "files", timeout=seconds)
    )


async def upload(session: Session, folder: Path) -> None:
    """A file of several blocks."""
    name = f"Words {folder.parent.name} {folder.name}"
    while (dataset := await _uploaded(session, folder / UPLOADED, name)) is None:
        await session.pause()
    (folder / DATASET).write_text(id_of(dataset))


async def _uploaded(session: Session, path: Path, name: str) -> Any | None:
    """Upload a file, or go on with what an earlier call has begun; None if it broke off."""
    datasets, about = session.stt.datasets, {"kind": "Language", "locale": "en-US", "display_name": name}

    async def of_that_name(seconds: float) -> list[Any]:
        listed = await session.stt.with_options(deadline=seconds).datasets.list().all()
        return [each for each in listed if each.display_name == name]

    async def begin(seconds: float) -> Any:
        return await datasets.upload(path, **about, timeout=seconds, concurrency=2)

    async def go_on(seconds: float) -> Any:
        return await datasets.resume_upload(made[0], path, timeout=seconds, concurrency=2)

    # Whether an earlier call has created the dataset, a listing tells.
    made = await session.until_done("datasets.list", _CALL, of_that_name)
    try:
        return await (
            session.call("resume_upload", _TRANSFER, go_on) if made else session.call("upload", _TRANSFER, begin)
        )
    except SpeechError:
        return None


async def results(session: Session, folder: Path) -> None:
    """The results of a job, and its report."""

    async def read(seconds: float) -> list[str]:
        brief = session.stt.with_options(deadline=seconds).transcriptions
        return sorted([result.source async for result in brief.results(session.world.job)])

    async def told(seconds: float) -> list[str]:
        report = await session.stt.with_options(deadline=seconds).transcriptions.report(session.world.job)
        return sorted(each.source for each in report.succeeded)

    found = [await session.until_done("results", _TRANSFER, read), await session.until_done("report", _TRANSFER, told)]
    (folder / LISTED).write_text(json.dumps(found))


async def wait(session: Session, folder: Path) -> None:
    """A job that is created, and waited for."""
    transcriptions, name = session.stt.transcriptions, f"Job {folder.parent.name} {folder.name}"
    body = v3_2.models.Transcription(display_name=name, locale="en-US", content_urls=[session.world.recording])

    async def of_that_name(seconds: float) -> list[Any]:
        brief = session.stt.with_options(deadline=seconds).transcriptions
        found: list[Any] = await brief.list(filter=f"displayName eq '{name}'").all()
        return found

    async def create(seconds: float) -> Any:
        return await session.stt.with_options(deadline=seconds).transcriptions.create(body)

    async def ended(seconds: float) -> list[Any]:
        return [each async for each in transcriptions.wait_all([job], timeout=seconds, poll=0.1)]

    job = None
    while job is None:
        made = await session.until_done("transcriptions.list", _CALL, of_that_name)
        try:
            job = made[0] if made else await session.call("create", _CALL, create)
        except SpeechError:
            await session.pause()
    with suppress(JobFailed):
        # Some jobs fail, as is asked for.
        await session.until_done("wait", _TRANSFER, lambda seconds: transcriptions.wait(job, timeout=seconds, poll=0.1))
    found = await session.until_done("wait_all", _TRANSFER, ended)
    (folder / LISTED).write_text(json.dumps([[each.status for each in found]]))


async def listing(session: Session, folder: Path) -> None:
    """All jobs and all datasets, page by page."""

    async def jobs(seconds: float) -> list[str]:
        brief = session.stt.with_options(deadline=seconds)
        return [id_of(each) for each in await brief.transcriptions.list(top=20).all()]

    async def datasets(seconds: float) -> list[str]:
        brief = session.stt.with_options(deadline=seconds)
        return [id_of(each) for each in await brief.datasets.list(top=5).all()]

    found = [await session.until_done("list", _LISTING, jobs), await session.until_done("list", _LISTING, datasets)]
    (folder / LISTED).write_text(json.dumps(found))


async def fast(session: Session, folder: Path) -> None:
    """A recording that is transcribed at once."""
    definition = v2025_10_15.models.TranscribeDefinition(locales=["en-US"])

    async def transcribe(seconds: float) -> Any:
        brief = session.fast.with_options(deadline=seconds).transcriptions
        return await brief.transcribe_file(folder / "good-morning.wav", definition=definition)

    result = await session.until_done("transcribe_file", _CALL, transcribe)
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
        api_version: the version of the service that it speaks; None for the client's own.
        flows: names of flows, by their folders, which two missions can have in common.
        seed: decides when it is cancelled.
    """

    folder: Path
    flavour: str
    api_version: str | None
    flows: dict[str, str]
    seed: int

    @property
    def is_done(self) -> bool:
        """Whether all flows have ended."""
        return all((Path(folder) / DONE).exists() for folder in self.flows)

    def chance(self, attempt: int) -> Random:
        """Return what decides the moments of an attempt."""
        return Random(f"{self.seed} attempt {attempt}")
