"""Process dataset jobs: read the data and count what is usable."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from speechtotext.emulator._contract.durations import durations, milliseconds
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._recognition.recordings import InvalidData

from .job_context import JobContext
from .transitions import Outcome

_LARGEST_ARCHIVE: Final = 2**30

# Name and kind of the file with the data, of datasets that are text.
_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "Language": ("language_data.txt", "LanguageData"),
    "LanguageMarkdown": ("language_data.md", "LanguageData"),
    "OutputFormatting": ("output_formatting.md", "OutputFormattingData"),
    "Pronunciation": ("pronunciation_data.txt", "PronunciationData"),
}


class DatasetRecording(NamedTuple):
    """A recording of a dataset and its transcript, if it has one."""

    name: str
    audio: bytes
    text: str | None


@dataclass(slots=True)
class _ImportProgress:
    """The progress of an import."""

    accepted: int = 0
    rejected: list[str] = field(default_factory=list)
    length: timedelta = timedelta()
    products: list[Product] = field(default_factory=list)


def import_dataset(context: JobContext, resource: Resource, dataset: Entity) -> Outcome:
    """Import the data of a dataset; fail if none of it is usable."""
    imported = _ImportProgress()
    try:
        data = _data(context, dataset)
        if dataset.body["kind"] in _TEXTS:
            _import_text(imported, data, dataset.body["kind"])
        else:
            _import_recordings(imported, context, data, told=dataset.body["kind"] == "Acoustic")
        if not imported.accepted:
            raise InvalidData("DataImportFailed", "The dataset holds nothing that can be used.")
        error = None
    except InvalidData as unusable:
        error = ("DataImportFailed", unusable.message)
    report = {
        "acceptedLineCount": imported.accepted,
        "rejectedLineCount": len(imported.rejected),
        "errors": [*imported.rejected, *([error[1]] if error else [])],
    }
    properties = {
        "acceptedLineCount": imported.accepted,
        "rejectedLineCount": len(imported.rejected),
        **durations(imported.length),
    }
    products = (Product("report.json", "DatasetReport", json.dumps(report).encode()), *imported.products)
    return Outcome(error, properties, products=products)


def read_recordings(archive: bytes) -> Iterator[DatasetRecording]:
    """Read the recordings of an archive, each with its line of the transcript file.

    Raises:
        Unusable: it is no archive, or too large.
    """
    try:
        with ZipFile(BytesIO(archive)) as held:
            members = [member for member in held.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > _LARGEST_ARCHIVE:
                raise InvalidData("DataImportFailed", "The archive is larger than 1 GiB unpacked.")
            texts: dict[str, str] = {}
            for member in members:
                if member.filename.endswith(".txt"):
                    texts |= _parse_transcripts(held.read(member))
            for member in members:
                if not member.filename.endswith(".txt"):
                    name = posixpath.basename(member.filename)
                    yield DatasetRecording(name, held.read(member), texts.get(name))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise InvalidData("DataImportFailed", "The data is no zip archive that can be read.") from error


def _data(context: JobContext, dataset: Entity) -> bytes:
    if "contentUrl" in dataset.body:
        return context.recordings.fetch(dataset.body["contentUrl"])
    return context.storage.blob(dataset.id, dataset.data["upload"]).read()


def _import_text(imported: _ImportProgress, data: bytes, kind: str) -> None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidData("DataImportFailed", "The text is not UTF-8.") from error
    for number, line in enumerate(text.splitlines(), 1):
        if kind == "Pronunciation" and line.strip() and len(line.split("\t")) != 2:
            imported.rejected.append(f"Line {number} is not a word and its pronunciation, with a tab between them.")
        elif line.strip():
            imported.accepted += 1
    imported.products.append(Product(*_TEXTS[kind], data))


def _import_recordings(imported: _ImportProgress, context: JobContext, data: bytes, *, told: bool) -> None:
    """Import an archive of recordings; reject those without a transcript where one is required."""
    texts = []
    for recorded in read_recordings(data):
        try:
            length = context.recordings.inspect(recorded.audio).duration
        except InvalidData as unusable:
            imported.rejected.append(f"{recorded.name}: {unusable.message}")
            continue
        if told and recorded.text is None:
            imported.rejected.append(f"{recorded.name}: there is no text for it.")
            continue
        imported.accepted += 1
        imported.length += length
        imported.products.append(Product(recorded.name, "Audio", recorded.audio, milliseconds(length)))
        texts.append(f"{recorded.name}\t{recorded.text}")
    if told:
        imported.products.append(Product("data.zip", "AcousticDataArchive", data))
        imported.products.append(Product("trans.txt", "AcousticDataTranscriptionV2", "\n".join(texts).encode()))


def _parse_transcripts(lines: bytes) -> dict[str, str]:
    """Parse lines of recording name, tab and transcript; return the transcripts by name."""
    pairs = (line.partition("\t") for line in lines.decode("utf-8-sig", "replace").splitlines())
    return {posixpath.basename(name.strip()): text.strip() for name, tab, text in pairs if tab}
