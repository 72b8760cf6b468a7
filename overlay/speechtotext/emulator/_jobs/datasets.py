"""Process dataset jobs: read the data and count what is usable."""

from __future__ import annotations

import json
import posixpath
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from io import TextIOWrapper
from lzma import LZMAError
from typing import Final, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from speechtotext.emulator._contract.durations import durations, milliseconds
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._recognition.recordings import InvalidData
from speechtotext.emulator._storage.blobs import Blob

from .job_context import JobContext
from .transitions import Outcome

# What an archive may hold, unpacked, and how many times its own size.
_LARGEST_ARCHIVE: Final = 512 * 2**20
_LARGEST_MEMBER: Final = 256 * 2**20
_MOST_MEMBERS: Final = 10_000
_SMALL_ARCHIVE: Final = 16 * 2**20
_LARGEST_RATIO: Final = 100
_LONGEST_LINE: Final = 2**20
# What zipfile and its codecs raise for archives that are damaged or made up.
_UNREADABLE: Final = (
    BadZipFile,
    EOFError,
    LZMAError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)

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


def read_recordings(archive: Blob) -> Iterator[DatasetRecording]:
    """Read the recordings of an archive, each with its line of the transcript file.

    Raises:
        Unusable: it is no archive, or too large.
    """
    try:
        with archive.open() as file, ZipFile(file) as held:
            members = [member for member in held.infolist() if not member.is_dir()]
            _check_sizes(members, archive.size)
            texts: dict[str, str] = {}
            for member in members:
                if member.filename.endswith(".txt"):
                    texts |= _parse_transcripts(held.read(member))
            for member in members:
                if not member.filename.endswith(".txt"):
                    name = posixpath.basename(member.filename)
                    yield DatasetRecording(name, held.read(member), texts.get(name))
    except _UNREADABLE as error:
        raise InvalidData("DataImportFailed", "The data is not a readable zip archive.") from error


def _check_sizes(members: Sequence[ZipInfo], packed: int) -> None:
    """Check what the members of an archive state, of which no more is ever unpacked.

    Raises:
        InvalidData: they are too many or too large.
    """
    total = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS:
        raise InvalidData("DataImportFailed", f"The archive holds more than {_MOST_MEMBERS} files.")
    if total > _LARGEST_ARCHIVE or any(member.file_size > _LARGEST_MEMBER for member in members):
        raise InvalidData(
            "DataImportFailed",
            f"The archive holds more than {_LARGEST_ARCHIVE >> 20} MiB unpacked, or a file of more than "
            f"{_LARGEST_MEMBER >> 20} MiB.",
        )
    if total > max(_SMALL_ARCHIVE, packed * _LARGEST_RATIO):
        raise InvalidData("DataImportFailed", f"The archive is more than {_LARGEST_RATIO} times as large unpacked.")


def _data(context: JobContext, dataset: Entity) -> Blob:
    if "contentUrl" in dataset.body:
        return context.recordings.open(dataset.body["contentUrl"])
    return context.storage.blob(dataset.id, dataset.data["upload"])


def _import_text(imported: _ImportProgress, data: Blob, kind: str) -> None:
    try:
        with TextIOWrapper(data.open(), "utf-8-sig") as lines:
            number = 0
            while line := lines.readline(_LONGEST_LINE):
                number += 1
                if len(line) == _LONGEST_LINE:
                    raise InvalidData("DataImportFailed", f"Line {number} is longer than {_LONGEST_LINE} characters.")
                if kind == "Pronunciation" and line.strip() and len(line.rstrip("\n").split("\t")) != 2:
                    imported.rejected.append(
                        f"Line {number} is not a word and its pronunciation, with a tab between them."
                    )
                elif line.strip():
                    imported.accepted += 1
    except UnicodeDecodeError as error:
        raise InvalidData("DataImportFailed", "The text is not UTF-8.") from error
    imported.products.append(Product(*_TEXTS[kind], data))


def _import_recordings(imported: _ImportProgress, context: JobContext, data: Blob, *, told: bool) -> None:
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
