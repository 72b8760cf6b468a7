"""Every method that the package has beyond the operations, called with what it needs, and the emulator that answers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction, isfunction
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Final, NamedTuple

from emulator.recordings import wav
from faults.clients import CONTEXT
from speechtotext import _generated, id_of, v3_1, v3_2, v2025_10_15
from speechtotext.emulator import Emulator

INPUTS: Final = 3
TARGET_KEY: Final = "key-of-the-target-0123456789"
# Databases are synced to disk at each step, which takes long where other tests write, too.
MEMORY: Final = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Setting(NamedTuple):
    """What scenarios work with; `beginning` and `before` are the state of the emulator and the folder before each."""

    emulator: Emulator
    beginning: dict[str, Any]
    folder: Path
    client: Callable[..., Any]
    urls: list[str]
    job: str
    model: str
    endpoint: str
    resource_id: str
    before: Path | None = None


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
    async with setting.client(v3_2) as stt:
        summary = await stt.transcriptions.resume(setting.folder / "journal", setting.folder / "results", poll=0)
    assert len(summary.succeeded) == INPUTS, summary
    return summary


async def submit_all_and_resume(setting: Setting) -> object:
    await submit_all(setting)
    return await resume(setting)


async def retry_failed(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        return await stt.transcriptions.retry_failed(setting.folder / "journal")


async def summary(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        return await stt.transcriptions.summary(setting.folder / "journal")


async def transcribe_all(setting: Setting) -> object:
    async with setting.client(v3_2) as stt:
        given = stt.transcriptions.transcribe_all(setting.urls, folder=setting.folder / "texts", locale="en-US", poll=0)
        ended = [each async for each in given]
        assert [each.status for each in ended] == ["Succeeded"] * INPUTS
        jobs = [id_of(job) async for job in stt.transcriptions.list() if job.display_name == "Recordings"]
        assert set(jobs) == {each.job for each in ended}, f"{len(jobs)} jobs at the service"
    assert len(list((setting.folder / "texts").glob("*.txt"))) == INPUTS
    return ended


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
    async with setting.client(v3_2) as stt, setting.client(v3_2, key=TARGET_KEY) as target:
        return await stt.models.copy_to(setting.model, target, source_resource_id=setting.resource_id, poll=0)


async def copy_to_with_key(setting: Setting) -> object:
    async with setting.client(v3_1) as stt, setting.client(v3_1, key=TARGET_KEY) as target:
        return await stt.models.copy_to(setting.model, target, poll=0)


SCENARIOS: Final[dict[str, Scenario]] = {
    "AsyncBatches.submit_all": submit_all,
    "AsyncBatches.resume": resume,
    "AsyncBatches.retry_failed": retry_failed,
    "AsyncBatches.summary": summary,
    "AsyncRecordings.transcribe_all": transcribe_all,
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


# What comes before a scenario, and is cancelled in a scenario of its own.
PREPARATIONS: Final[dict[str, Scenario]] = {
    "AsyncBatches.resume": submit_all,
    "AsyncBatches.retry_failed": submit_all_and_resume,
    "AsyncBatches.summary": submit_all,
}


def begun(name: str, setting: Setting, run: Callable[[Awaitable[object]], object]) -> Setting:
    """Do once what comes before a scenario; return the setting that the scenario begins in, each time."""
    begin(setting)
    if name in PREPARATIONS:
        run(PREPARATIONS[name](setting))
    copy = setting.folder.with_name(f"before {name}")
    shutil.copytree(setting.folder, copy)
    return setting._replace(beginning=setting.emulator.snapshot(), before=copy)


def begin(setting: Setting) -> None:
    """Put the emulator and the folder into the state before a scenario."""
    shutil.rmtree(setting.folder, ignore_errors=True)
    if setting.before is None:
        setting.folder.mkdir()
    else:
        shutil.copytree(setting.before, setting.folder)
    setting.emulator.restore(setting.beginning)


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


def prepared(emulator: Emulator, folder: Path) -> Setting:
    """Put into an emulator what scenarios need."""
    emulator.add_resource("target", key=TARGET_KEY)
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
    beginning = emulator.snapshot()

    def client(version: Any, key: str = emulator.key) -> Any:
        return version.AsyncClient(endpoint=emulator.endpoint, key=key, rate_limit=None, verify=CONTEXT)

    resource_id = beginning["resources"][0]["id"]
    return Setting(emulator, beginning, folder / "work", client, urls, job, model, endpoint, resource_id)
