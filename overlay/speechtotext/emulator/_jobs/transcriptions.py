"""Process transcription jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from speechtotext.emulator._clock import format_timestamp
from speechtotext.emulator._contract.durations import durations
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._recognition.recordings import InvalidData
from speechtotext.emulator._storage.blobs import StorageError

from .job_context import JobContext
from .result_files import ReportLine, ResultOptions, report_file, result_file
from .transitions import Outcome


class RecordingToTranscribe(NamedTuple):
    """A recording to transcribe and the name of its result file."""

    url: str
    result: str


class TranscribedRecording(NamedTuple):
    """The result of one recording."""

    line: ReportLine
    length: timedelta = timedelta()
    result: bytes | None = None


def transcribe(context: JobContext, resource: Resource, job: Entity) -> Outcome:
    """Transcribe all recordings of a job; fail if every recording fails."""
    try:
        destination = _destination(context, job)
        inputs = list(_recordings_to_transcribe(context, resource, job))
    except InvalidData as unusable:
        return Outcome((unusable.kind, unusable.message))
    done = [_transcribe_recording(context, job, each) for each in inputs]
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


def _recordings_to_transcribe(context: JobContext, resource: Resource, job: Entity) -> Iterator[RecordingToTranscribe]:
    """Yield the recordings of a job.

    Raises:
        Unusable: its container or dataset cannot be read, or holds none.
    """
    if "contentUrls" in job.data:
        for number, url in enumerate(job.data["contentUrls"]):
            yield RecordingToTranscribe(url, f"contenturl_{number}.json")
        return
    if "dataset" in job.body:
        dataset = context.state.entity(resource, job.body["dataset"]["self"])
        files = [file for file in dataset.files if file.kind == "Audio"] if dataset else []
        urls = {file.name: context.storage.link(file.blob, container=file.container) for file in files}
    else:
        urls = _urls_in_container(context, job.data["contentContainerUrl"])
    if not urls:
        raise InvalidData("InvalidUri", "There is no recording to transcribe.")
    for name, url in urls.items():
        yield RecordingToTranscribe(url, f"{name}.json")


def _urls_in_container(context: JobContext, url: str) -> dict[str, str]:
    """Return the URLs of the blobs in a container by name, signed as the container's URL."""
    found = context.storage.place(url)
    if found is None:
        raise InvalidData("InvalidUri", "Only containers of the emulator's own storage can be listed.")
    container, prefix, query = found
    try:
        context.storage.allow(container, prefix, query, "l")
        names = [name for name in context.storage.names(container, prefix) if not name.endswith(".txt")]
    except StorageError as error:
        raise InvalidData("InvalidUri", f"The container cannot be listed: {error}") from error
    signature = url.partition("?")[2]
    return {name: f"{context.storage.url(container, name)}?{signature}" for name in names}


def _transcribe_recording(context: JobContext, job: Entity, recording: RecordingToTranscribe) -> TranscribedRecording:
    try:
        data = context.recordings.fetch(recording.url)
        facts = context.recordings.inspect(data)
        wanted = ResultOptions.from_properties(job.body["properties"])
        _check_channels(wanted, facts.channels)
        locale = job.body["locale"]
        transcript = context.recordings.transcribe(recording.url, data, facts, locale)
    except InvalidData as unusable:
        return TranscribedRecording(ReportLine(recording.url, unusable.kind, unusable.message))
    timestamp = format_timestamp(context.clock.now())
    result = result_file(job.version, recording.url, timestamp, facts.duration, locale, transcript, wanted)
    return TranscribedRecording(ReportLine(recording.url), facts.duration, result)


def _check_channels(wanted: ResultOptions, channels: int) -> None:
    if wanted.speakers is not None and channels > 1:
        raise InvalidData("InvalidAudio", "Diarization needs audio with one channel: this audio has several.")
    if not set(wanted.channels) & set(range(channels)):
        raise InvalidData("InvalidAudio", "The audio has none of the requested channels.")


def _destination(context: JobContext, job: Entity) -> tuple[str, str] | None:
    """Return container and name prefix of the job's destination; None for the service's own storage.

    Raises:
        Unusable: they cannot be written there.
    """
    url = job.body["properties"].get("destinationContainerUrl")
    if url is None:
        return None
    found = context.storage.place(url)
    if found is None:
        message = "Only containers of the emulator's own storage can be written to."
        raise InvalidData("InaccessibleCustomerStorage", message)
    container, prefix, query = found
    try:
        context.storage.allow(container, prefix, query, "w")
    except StorageError as error:
        message = f"The destination container cannot be written to: {error}"
        raise InvalidData("InaccessibleCustomerStorage", message) from error
    return container, f"{prefix}{job.id}/"
