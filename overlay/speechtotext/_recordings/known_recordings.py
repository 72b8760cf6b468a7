"""What a journal knows of a recording, and how it is written there."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

from speechtotext._batches.planned_jobs import FORGET, GONE, SUBMITTED
from speechtotext._redaction import source_of
from speechtotext._transfers.file_names import collision_key

from .finding.recording import Recording

FAST, BATCH = "fast", "batch"
ROW: Final = (
    "inputs.rowid, source, shown, kind, way, url, place, saved, object, audio_size, audio_modified, audio_digest, "
    "status, error_kind, error_message, result, job, state FROM inputs LEFT JOIN jobs USING (marker)"
)

_AMONG: Final = "(SELECT value FROM json_each(?))"


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


_SOURCE, _SHOWN, _PLACE, _SAVED, _RESULT = map(
    KnownRecording._fields.index, ("source", "shown", "place", "saved", "result")
)
_BYTES: Final = "bytes:"


def storable(source: str) -> str:
    """Return a source as text that a database takes: names of files may hold bytes that are no UTF-8."""
    if source.isascii():
        return source
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


def read_row(row: Sequence[Any], folder: Path) -> KnownRecording:
    """Return a recording that `ROW` has selected; results lie below a folder."""
    members = list(row)
    members[_SHOWN] = members[_SHOWN] or members[_SOURCE]
    members[_PLACE] = members[_PLACE] or ""
    members[_SAVED] = tuple((members[_SAVED] or "").split())
    members[_RESULT] = None if members[_RESULT] is None else folder / members[_RESULT]
    return KnownRecording._make(members)


def find_urls(changes: sqlite3.Connection, urls: Iterable[str]) -> dict[str, tuple[int, str, str, bool]]:
    """Return what is known of URLs, by their normal forms: number, signed URL, way, and whether nothing came of it."""
    rows = changes.execute(
        "SELECT key, rowid, url, way, status IS NULL AND kind = 'url' AND place IS NOT NULL FROM inputs "
        f"WHERE key IN {_AMONG}",
        (json.dumps(list(urls)),),
    )
    return {row[0]: row[1:] for row in rows}


def identity_of(recording: Recording) -> tuple[bool, str]:
    """Return what a recording is known by: a URL by its normal form, anything else by its source."""
    return recording.kind == "url", storable(recording.source)


def find_known(
    changes: sqlite3.Connection, recordings: Iterable[Recording], folder: Path
) -> dict[tuple[bool, str], KnownRecording]:
    """Return what is known of recordings, by their identities."""
    identities = {identity_of(recording) for recording in recordings}
    known: dict[tuple[bool, str], KnownRecording] = {}
    for is_url, column in ((True, "key"), (False, "source")):
        wanted = [source for of_url, source in identities if of_url is is_url]
        if wanted:
            rows = changes.execute(f"SELECT {column}, {ROW} WHERE {column} IN {_AMONG}", (json.dumps(wanted),))
            known.update(((is_url, identity), read_row(row, folder)) for identity, *row in rows)
    return known


def insert(changes: sqlite3.Connection, recordings: Sequence[tuple[Recording, str]]) -> range:
    """Put recordings into the journal, each with its way; return their numbers."""
    ((last,),) = changes.execute("SELECT coalesce(max(rowid), 0) FROM inputs")
    numbers = range(last + 1, last + 1 + len(recordings))
    places = _free_places(changes, [recording for recording, _ in recordings])
    usual: list[tuple[object, ...]] = []
    others: list[tuple[object, ...]] = []
    for number, (recording, way), place in zip(numbers, recordings, places, strict=True):
        row = (number, *_names_of(recording), *place)
        if recording.kind == "url" and way == BATCH:
            usual.append(row)
        else:
            others.append((*row, recording.kind, way, _is_ready(recording, way), recording.size, recording.modified))
    columns = "rowid, source, url, key, shown, place, place_key"
    # Of a million URLs each column takes a while: those that are left out hold what URLs of jobs have in them.
    changes.executemany(f"INSERT INTO inputs ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", usual)
    changes.executemany(
        f"INSERT INTO inputs ({columns}, kind, way, ready, audio_size, audio_modified) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        others,
    )
    return numbers


def _names_of(recording: Recording) -> tuple[str, str, str | None, str | None]:
    """Return source, URL, normal form of the URL, and what is shown in place of the source."""
    url, key = (recording.address, recording.source) if recording.kind == "url" else ("", None)
    source = source_of(url) if url else storable(recording.source)
    return source, url, key, None if recording.shown == source else shown(recording.shown)


def _free_places(changes: sqlite3.Connection, recordings: Sequence[Recording]) -> list[tuple[str, str]]:
    """Return where results go, with the key: where they belong, unless those of another recording are there."""
    keys = [collision_key(recording.place) for recording in recordings]
    rows = changes.execute(f"SELECT place_key FROM inputs WHERE place_key IN {_AMONG}", (json.dumps(keys),))
    taken = {key for (key,) in rows}
    places = []
    for recording, key in zip(recordings, keys, strict=True):
        place = recording.place
        if key in taken:
            place = distinct_place(place, recording.source)
            key = collision_key(place)
        taken.add(key)
        places.append((place, key))
    return places


def distinct_place(place: str, source: str) -> str:
    """Return a place that no other recording has."""
    return f"{place}-{sha256(source.encode('utf-8', 'surrogateescape')).hexdigest()[:10]}"


def refresh(changes: sqlite3.Connection, known: KnownRecording, recording: Recording) -> None:
    """Take the newest link, and a place for what `submit_all` was given."""
    if recording.kind == "url" and known.url != recording.address:
        changes.execute("UPDATE inputs SET url = ? WHERE rowid = ?", (recording.address, known.number))
    if not known.place:
        (place,) = _free_places(changes, [recording])
        changes.execute("UPDATE inputs SET place = ?, place_key = ? WHERE rowid = ?", (*place, known.number))


def differs(known: KnownRecording, recording: Recording) -> bool:
    """Return whether a file is not as it was when it was found."""
    return recording.kind == "file" and (known.audio_size, known.audio_modified) != (recording.size, recording.modified)


def _is_ready(recording: Recording, way: str) -> bool:
    """Whether the service can fetch a recording as it is."""
    return way == BATCH and recording.kind != "file"


def forget(changes: sqlite3.Connection, number: int, recording: Recording, way: str) -> None:
    """Have a recording transcribed as if nothing were known of it; saved results stay where they are."""
    changes.execute(
        f"UPDATE inputs SET marker = NULL, earlier = NULL, way = ?, ready = ?, audio_size = ?, audio_modified = ?, "
        f"{FORGET}, audio_digest = NULL, result = NULL, size = NULL, digest = NULL, modified = NULL WHERE rowid = ?",
        (way, _is_ready(recording, way), recording.size, recording.modified, number),
    )
