"""What a journal knows of a recording, and how it is written there."""

from __future__ import annotations

import os
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

from speechtotext._batches.journal import GONE, SUBMITTED
from speechtotext._redaction import source_of
from speechtotext._transfers.file_names import collision_key

from .finding.recording import Recording

FAST, BATCH = "fast", "batch"
FORGET: Final = "status = NULL, error_kind = NULL, error_message = NULL"
ROW: Final = (
    "inputs.rowid, source, shown, kind, way, url, place, saved, object, audio_size, audio_modified, audio_digest, "
    "status, error_kind, error_message, result, job, state FROM inputs LEFT JOIN jobs USING (marker)"
)


class KnownRecording(NamedTuple):
    """What the journal knows of a recording.

    Args:
        number: by which it is found again.
        source: path, URL or address in storage.
        shown: the same as people know it.
        kind: file, url or stored.
        way: fast or batch.
        url: where the service fetches it; empty as long as that is not known.
        place: where its results go, below the folder and without an ending.
        saved: the formats that were saved.
        object: name of its upload, as long as there is one.
        audio_size: bytes of a file when it was found.
        audio_modified: when the file was changed last, in nanoseconds since 1970.
        audio_digest: SHA-256 of what was transcribed, in hexadecimal.
        status: Succeeded, Failed or None.
        error_kind: the kind of failure.
        error_message: why it failed.
        result: file of the result as the service gave it.
        job: id of its job.
        job_state: how far that is.
    """

    number: int
    source: str
    shown: str
    kind: str
    way: str
    url: str
    place: str
    saved: tuple[str, ...]
    object: str | None
    audio_size: int | None
    audio_modified: int | None
    audio_digest: str | None
    status: str | None
    error_kind: str | None
    error_message: str | None
    result: Path | None
    job: str | None
    job_state: str | None

    @property
    def path(self) -> Path:
        """The file."""
        return path_of(self.source)

    @property
    def has_ended(self) -> bool:
        """Whether no more will become of it in this run."""
        if self.status == "Succeeded":
            # The result of a job that is finished again is still to come.
            return self.result is not None or self.job_state == GONE
        return self.status == "Failed" and self.job_state != SUBMITTED


_BYTES: Final = "bytes:"


def storable(source: str) -> str:
    """Return a source as text that a database takes: names of files may hold bytes that are no UTF-8."""
    try:
        source.encode()
    except UnicodeEncodeError:
        return _BYTES + quote_from_bytes(os.fsencode(source))
    return source


def path_of(source: str) -> Path:
    """Return the file of a source as it is stored."""
    encoded = source.removeprefix(_BYTES)
    return Path(source if encoded == source else os.fsdecode(unquote_to_bytes(encoded)))


def shown(text: str) -> str:
    """Return a name as text that every output takes."""
    return text.encode("utf-8", "backslashreplace").decode()


def read_row(row: tuple[Any, ...], folder: Path) -> KnownRecording:
    """Return a recording that `ROW` has selected; results lie below a folder."""
    known = KnownRecording(*row)
    result: Any = known.result
    saved: Any = known.saved
    return known._replace(
        shown=known.shown or known.source,
        place=known.place or "",
        saved=tuple((saved or "").split()),
        result=None if result is None else folder / result,
    )


def insert(changes: sqlite3.Connection, recording: Recording, way: str, run: int) -> None:
    """Put a recording into the journal."""
    is_url = recording.kind == "url"
    place = _free_place(changes, recording)
    changes.execute(
        "INSERT INTO inputs (source, url, key, shown, kind, way, ready, place, place_key, audio_size, audio_modified, "
        "run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            source_of(recording.address) if is_url else storable(recording.source),
            recording.address if is_url else "",
            recording.source if is_url else None,
            shown(recording.shown),
            recording.kind,
            way,
            _is_ready(recording, way),
            place,
            collision_key(place),
            recording.size,
            recording.modified,
            run,
        ),
    )


def _free_place(changes: sqlite3.Connection, recording: Recording) -> str:
    """Return where results go: where they belong, unless those of another recording are there."""
    key = collision_key(recording.place)
    taken = changes.execute("SELECT 1 FROM inputs WHERE place_key = ?", (key,)).fetchone()
    return recording.place if taken is None else distinct_place(recording.place, recording.source)


def distinct_place(place: str, source: str) -> str:
    """Return a place that no other recording has."""
    return f"{place}-{sha256(source.encode('utf-8', 'surrogateescape')).hexdigest()[:10]}"


def is_first(changes: sqlite3.Connection, known: KnownRecording, run: int) -> bool:
    """Note that this run was given a recording; tell whether it is the first time."""
    query = "UPDATE inputs SET run = ? WHERE rowid = ? AND run IS NOT ?"
    return changes.execute(query, (run, known.number, run)).rowcount == 1


def refresh(changes: sqlite3.Connection, known: KnownRecording, recording: Recording) -> None:
    """Take the newest link, and a place for what `submit_all` was given."""
    if recording.kind == "url":
        changes.execute("UPDATE inputs SET url = ? WHERE rowid = ?", (recording.address, known.number))
    if not known.place:
        place = _free_place(changes, recording)
        changes.execute(
            "UPDATE inputs SET place = ?, place_key = ? WHERE rowid = ?", (place, collision_key(place), known.number)
        )


def differs(known: KnownRecording, recording: Recording) -> bool:
    """Return whether a file is not as it was when it was found."""
    return recording.kind == "file" and (known.audio_size, known.audio_modified) != (recording.size, recording.modified)


def _is_ready(recording: Recording, way: str) -> bool:
    """Whether the service can fetch a recording as it is."""
    return way == BATCH and recording.kind != "file"


def forget(changes: sqlite3.Connection, number: int, recording: Recording, way: str) -> None:
    """Have a recording transcribed as if nothing were known of it; saved results stay where they are."""
    changes.execute(
        f"UPDATE inputs SET marker = NULL, way = ?, ready = ?, audio_size = ?, audio_modified = ?, {FORGET}, "
        "audio_digest = NULL, result = NULL, size = NULL, digest = NULL, modified = NULL WHERE rowid = ?",
        (way, _is_ready(recording, way), recording.size, recording.modified, number),
    )
