"""The tables of a journal: made, recognised, and brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from speechtotext._errors import FileError

# "STTB" as a number: by it SQLite files of this program are told from those of others.
APPLICATION_ID: Final = 0x53545442
LAYOUT: Final = 2

_TABLES: Final = """
CREATE TABLE batch (api_version TEXT NOT NULL, body TEXT NOT NULL, origin TEXT);
CREATE TABLE jobs (marker TEXT PRIMARY KEY, state TEXT NOT NULL, job TEXT, sent REAL) WITHOUT ROWID;
CREATE TABLE inputs (
    source TEXT PRIMARY KEY, url TEXT NOT NULL, marker TEXT REFERENCES jobs,
    status TEXT, error_kind TEXT, error_message TEXT, result TEXT, size INTEGER, digest TEXT
);
CREATE INDEX inputs_of_job ON inputs (marker);
"""
# The tables of the first layout, which had neither number.
_FIRST_LAYOUT: Final = {
    "batch": ["api_version", "body"],
    "jobs": ["marker", "state", "job", "sent"],
    "inputs": ["source", "url", "marker", "status", "error_kind", "error_message", "result"],
}
_FROM_FIRST: Final = (
    "ALTER TABLE batch ADD COLUMN origin TEXT",
    "ALTER TABLE inputs ADD COLUMN size INTEGER",
    "ALTER TABLE inputs ADD COLUMN digest TEXT",
)


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new journal, or bring an older one up to date; what is something else is left as it is.

    Raises:
        FileError: it is no journal, or one of a newer version of this package.
    """
    (application,), (layout,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if application == APPLICATION_ID and layout == LAYOUT:
        return
    if application == APPLICATION_ID and layout > LAYOUT:
        raise FileError(
            f"{path} is a journal of layout {layout}, which a newer version of this package wrote: update the package."
        )
    if not tables and application == 0:
        statements = [statement for statement in _TABLES.split(";") if statement.strip()]
    elif application == 0 and {name: _columns(connection, name) for name in tables} == _FIRST_LAYOUT:
        statements = list(_FROM_FIRST)
    else:
        raise FileError(f"{path} is not a journal but another program's database: give a path of its own.")
    for statement in statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
