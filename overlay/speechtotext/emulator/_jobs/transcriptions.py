"""The work on transcriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from speechtotext.emulator._clock import written
from speechtotext.emulator._contract.durations import durations
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._recognition.recordings import Unusable
from speechtotext.emulator._storage.blobs import StorageError

from .result_files import ReportLine, Wanted, report_file, result_file
from .transitions import Outcome
from .worker import Workplace


class Input(NamedTuple):
    """A recording to transcribe, and the name of the file with the result."""

    url: str
    result: str


class Done(NamedTuple):
    """What became of one recording."""

    line: ReportLine
    length: timedelta = timedelta()
    result: bytes | None = None


def transcribe(place: Workplace, resource: Resource, job: Entity) -> Outcome:
    """Transcribe all recordings of a job. It fails if not one of them can be."""
    try:
        destination = _destination(place, job)
        inputs = list(_inputs(place, resource, job))
    except Unusable as unusable:
        return Outcome((unusable.kind, unusable.message))
    done = [_transcribed(place, job, each) for each in inputs]
    failures = [each.line for each in done if each.line.error_kind is not None]
    products = [
        Product(each.result, "Transcription", made.result)
        for each, made in zip(inputs, done, strict=True)
        if made.result is not None
    ]
    products.append(Product("report.json", "TranscriptionReport", report_file([each.line for each in done])))
    length = sum((each.length for each in done), timedelta())
    error = None
    if len(failures) == len(done):
        ((kind, _),) = Counter(line.error_kind for line in failures).most_common(1)
        error = ("InvalidUri" if kind == "InvalidUri" else "InvalidData", failures[0].error_message or "")
    return Outcome(error, durations(length), products=tuple(products), destination=destination)


def _inputs(place: Workplace, resource: Resource, job: Entity) -> Iterator[Input]:
    """The recordings of a job.

    Raises:
        Unusable: its container or dataset cannot be read, or holds none.
    """
    if "contentUrls" in job.data:
        for number, url in enumerate(job.data["contentUrls"]):
            yield Input(url, f"contenturl_{number}.json")
        return
    if "dataset" in job.body:
        dataset = place.state.entity(resource, job.body["dataset"]["self"])
        files = [file for file in dataset.files if file.kind == "Audio"] if dataset else []
        urls = {file.name: place.storage.link(file.blob, container=file.container) for file in files}
    else:
        urls = _in_container(place, job.data["contentContainerUrl"])
    if not urls:
        raise Unusable("InvalidUri", "There is no recording to transcribe.")
    for name, url in urls.items():
        yield Input(url, f"{name}.json")


def _in_container(place: Workplace, url: str) -> dict[str, str]:
    """The blobs of a container by their names, each with the URL of the container's own grant."""
    found = place.storage.place(url)
    if found is None:
        raise Unusable("InvalidUri", "Only containers of the emulator's own storage can be listed.")
    container, prefix, query = found
    try:
        place.storage.allow(container, prefix, query, "l")
        names = [name for name in place.storage.names(container, prefix) if not name.endswith(".txt")]
    except StorageError as error:
        raise Unusable("InvalidUri", f"The container cannot be listed: {error}") from error
    signature = url.partition("?")[2]
    return {name: f"{place.storage.url(container, name)}?{signature}" for name in names}


def _transcribed(place: Workplace, job: Entity, recording: Input) -> Done:
    try:
        data = place.recordings.fetched(recording.url)
        facts = place.recordings.inspected(data)
        wanted = Wanted.by(job.body["properties"])
        _check_channels(wanted, facts.channels)
        locale = job.body["locale"]
        transcript = place.recordings.transcribed(recording.url, data, facts, locale)
    except Unusable as unusable:
        return Done(ReportLine(recording.url, unusable.kind, unusable.message))
    timestamp = written(place.clock.now())
    result = result_file(job.version, recording.url, timestamp, facts.duration, locale, transcript, wanted)
    return Done(ReportLine(recording.url), facts.duration, result)


def _check_channels(wanted: Wanted, channels: int) -> None:
    if wanted.speakers is not None and channels > 1:
        raise Unusable("InvalidAudio", "Speakers can be told apart on one channel only: the audio has several.")
    if not set(wanted.channels) & set(range(channels)):
        raise Unusable("InvalidAudio", "The audio has none of the channels that were asked for.")


def _destination(place: Workplace, job: Entity) -> tuple[str, str] | None:
    """Container and beginning of the names for the files of a job that wants them elsewhere.

    Raises:
        Unusable: they cannot be written there.
    """
    url = job.body["properties"].get("destinationContainerUrl")
    if url is None:
        return None
    found = place.storage.place(url)
    if found is None:
        message = "Only containers of the emulator's own storage can be written to."
        raise Unusable("InaccessibleCustomerStorage", message)
    container, prefix, query = found
    try:
        place.storage.allow(container, prefix, query, "w")
    except StorageError as error:
        message = f"The destination container cannot be written to: {error}"
        raise Unusable("InaccessibleCustomerStorage", message) from error
    return container, f"{prefix}{job.id}/"
