"""The tables of a journal: made, recognised, and brought up to date."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from speechtotext._errors import FileError

from .inputs import normalized

# "STTB" as a number: by it SQLite files of this program are told from those of others.
APPLICATION_ID: Final = 0x53545442
LAYOUT: Final = 5
_JOBS_ALONE: Final = 2

_TABLES: Final = """
CREATE TABLE batch (api_version TEXT NOT NULL, body TEXT NOT NULL, origin TEXT, file TEXT);
CREATE TABLE jobs (marker TEXT PRIMARY KEY, state TEXT NOT NULL, job TEXT, sent REAL) WITHOUT ROWID;
CREATE TABLE inputs (
    source TEXT PRIMARY KEY, url TEXT NOT NULL, marker TEXT REFERENCES jobs,
    status TEXT, error_kind TEXT, error_message TEXT, result TEXT,
    size INTEGER, digest TEXT, modified INTEGER, key TEXT, position INTEGER
);
CREATE INDEX inputs_of_job ON inputs (marker) WHERE marker IS NOT NULL;
CREATE UNIQUE INDEX inputs_by_key ON inputs (key);
"""
# What recordings need beyond the inputs of jobs. `ready`: the service can fetch it, so that it can be put into a job.
_RECORDINGS: Final = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
ALTER TABLE inputs ADD COLUMN kind TEXT NOT NULL DEFAULT 'url';
ALTER TABLE inputs ADD COLUMN way TEXT NOT NULL DEFAULT 'batch';
ALTER TABLE inputs ADD COLUMN ready INTEGER NOT NULL DEFAULT 1;
ALTER TABLE inputs ADD COLUMN shown TEXT;
ALTER TABLE inputs ADD COLUMN place TEXT;
ALTER TABLE inputs ADD COLUMN place_key TEXT;
ALTER TABLE inputs ADD COLUMN saved TEXT;
ALTER TABLE inputs ADD COLUMN object TEXT;
ALTER TABLE inputs ADD COLUMN audio_size INTEGER;
ALTER TABLE inputs ADD COLUMN audio_modified INTEGER;
ALTER TABLE inputs ADD COLUMN audio_digest TEXT;
CREATE INDEX inputs_open ON inputs (ready) WHERE marker IS NULL AND status IS NULL;
CREATE INDEX inputs_to_upload ON inputs (way) WHERE marker IS NULL AND status IS NULL AND ready = 0;
CREATE INDEX inputs_stored ON inputs (kind) WHERE object IS NOT NULL;
CREATE UNIQUE INDEX inputs_by_place ON inputs (place_key);
"""
# Which resource a job was sent to; what tells quickly which job is next: how many inputs it has, and the first; and
# which recordings the last runs found.
_RESOURCES: Final = """
ALTER TABLE jobs ADD COLUMN origin TEXT;
ALTER TABLE jobs ADD COLUMN input_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN first_input INTEGER;
CREATE INDEX jobs_by_state ON jobs (state, input_count);
CREATE TABLE searches (number INTEGER PRIMARY KEY, found BLOB NOT NULL);
UPDATE jobs SET
    origin = CASE state WHEN 'planned' THEN NULL ELSE (SELECT origin FROM batch) END,
    input_count = (SELECT count(*) FROM inputs WHERE inputs.marker = jobs.marker),
    first_input = (SELECT min(inputs.rowid) FROM inputs WHERE inputs.marker = jobs.marker);
"""
# The job that an input was in before it was tried again because its result could not be had, and its place there.
_EARLIER: Final = """
ALTER TABLE inputs ADD COLUMN earlier TEXT;
ALTER TABLE inputs ADD COLUMN earlier_position INTEGER;
"""
# What makes a journal of a layout one of the next.
_CHANGES: Final = {2: _RECORDINGS, 3: _RESOURCES, 4: _EARLIER}
# The tables of the first layout, which had neither number.
_FIRST_LAYOUT: Final = {
    "batch": ["api_version", "body"],
    "jobs": ["marker", "state", "job", "sent"],
    "inputs": ["source", "url", "marker", "status", "error_kind", "error_message", "result"],
}
_FROM_FIRST: Final = """
ALTER TABLE batch ADD COLUMN origin TEXT;
ALTER TABLE batch ADD COLUMN file TEXT;
ALTER TABLE inputs ADD COLUMN size INTEGER;
ALTER TABLE inputs ADD COLUMN digest TEXT;
ALTER TABLE inputs ADD COLUMN modified INTEGER;
ALTER TABLE inputs ADD COLUMN key TEXT;
ALTER TABLE inputs ADD COLUMN position INTEGER;
CREATE UNIQUE INDEX inputs_by_key ON inputs (key);
"""


def prepare(connection: sqlite3.Connection, path: Path, *, new: bool) -> None:
    """Make the tables of a new journal, or bring an older one up to date; what is something else is left as it is.

    Raises:
        FileError: it is no journal, or one of a newer version of this package.
    """
    if new:
        _run(connection, _TABLES)
        _update(connection, _JOBS_ALONE)
        return
    (application,), (layout,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    if application == APPLICATION_ID and layout == LAYOUT:
        return
    if application == APPLICATION_ID and layout > LAYOUT:
        raise FileError(
            f"{path} is a journal of layout {layout}, which a newer version of this package wrote: update the package."
        )
    if application == APPLICATION_ID and layout in _CHANGES:
        _update(connection, layout)
        return
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if application == 0 and not tables:
        raise FileError(
            f"{path} is empty: it is not a journal, or its content was lost. Give another path, "
            "or delete the file if nothing was ever submitted with it."
        )
    if application != 0 or {name: _columns(connection, name) for name in tables} != _FIRST_LAYOUT:
        raise FileError(f"{path} is another program's database, not a journal: give another path.")
    _upgrade_first(connection, path)
    _update(connection, _JOBS_ALONE)


def _upgrade_first(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a journal of the first layout up to date."""
    folder = Path(os.path.realpath(path)).parent
    _run(connection, _FROM_FIRST)
    keys: set[str] = set()
    positions: dict[str | None, int] = {}
    rows = connection.execute(
        "SELECT inputs.rowid, source, marker, state, result FROM inputs LEFT JOIN jobs USING (marker) "
        "ORDER BY inputs.rowid"
    ).fetchall()
    for row, source, marker, state, result in rows:
        # Two spellings of one URL were two inputs.
        key = next(key for key in (normalized(source), source, f"{source} {row}") if key not in keys)
        keys.add(key)
        # An input that was tried again is in no job of its first try, whose later inputs it would shift.
        position = positions.get(marker, 0) if state in ("sending", "submitted") else None
        positions[marker] = positions.get(marker, 0) + 1
        connection.execute(
            "UPDATE inputs SET key = ?, position = ?, result = ? WHERE rowid = ?",
            (key, position, _found_again(result, folder), row),
        )


def _found_again(result: str | None, folder: Path) -> str | None:
    """A path that was relative to the working directory of that time: as it is found now, if it is."""
    if result is None or (folder / result).exists() or not Path(result).exists():
        return result
    return os.path.realpath(result)


def _run(connection: sqlite3.Connection, statements: str) -> None:
    # `executescript` would commit what has been begun.
    for statement in statements.split(";"):
        if statement.strip():
            connection.execute(statement)


def _update(connection: sqlite3.Connection, layout: int) -> None:
    """Bring a journal of a layout up to date."""
    for each in range(layout, LAYOUT):
        _run(connection, _CHANGES[each])
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
