"""Read result files into tables, in batches of bounded size."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from speechtotext._errors import InvalidArgument
from speechtotext._transcripts.result import TranscriptionResult
from speechtotext.tables._sources.entries import Entry
from speechtotext.tables._sources.finding import Origin, find

from ._columns import BATCH_ROWS, Recording, Rows, collector
from ._result_files import MODES, Mode, recording_of, recordings_of
from ._schemas import SCHEMAS, TABLES, TableName


def read(
    origins: Origin | TranscriptionResult | Iterable[Origin | TranscriptionResult],
    table: TableName = "phrases",
    *,
    mode: Mode = "permissive",
    batch_rows: int = BATCH_ROWS,
    storage_options: Mapping[str, Any] | None = None,
) -> pa.RecordBatchReader:
    """Read results of any API version as a table, batch by batch.

    pandas, Polars and DuckDB take it as it is; `read_all()` gives a `pyarrow.Table`. Memory is bounded by the largest
    result file and a batch.

    Args:
        origins: result files; folders, with what is below them; patterns such as `results/**/*.json`; URLs of fsspec;
            journals of `submit_all`; folders of `transcribe_all`; or results.
        table: `inputs`, `phrases` or `words`; see `SCHEMAS`.
        mode: how to handle a file that cannot be read. `permissive`: it is a row of `inputs`, whose `error_message`
            tells why; `failfast`: it raises FileError.
        batch_rows: most rows of a batch.
        storage_options: of the file systems of URLs.

    Raises:
        FileError: an origin does not exist.
        ConfigurationError: a URL needs a library that is not installed.
        ValueError: an argument is invalid.
    """
    table, mode = check_table(table), check_mode(mode)
    if not isinstance(batch_rows, int) or batch_rows < 1:
        raise InvalidArgument(f"Invalid batch_rows {batch_rows!r}: use a positive number.")
    given = [origins] if isinstance(origins, str | os.PathLike | TranscriptionResult) else origins
    recordings = _of_all(given, mode, storage_options or {})
    return pa.RecordBatchReader.from_batches(SCHEMAS[table], _batches(recordings, collector(table, batch_rows)))


def read_entries(
    entries: Iterable[Entry], table: TableName, mode: Mode, options: Mapping[str, Any], batch_rows: int = BATCH_ROWS
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table, batch by batch: what engines call for each of their partitions."""
    return _batches(recordings_of(entries, mode, options), collector(table, batch_rows))


def check_mode(mode: str) -> Mode:
    """Return a mode, which may be written in capital letters.

    Raises:
        InvalidArgument: there is none of this name.
    """
    for known in MODES:
        if isinstance(mode, str) and mode.lower() == known:
            return known
    raise InvalidArgument(f"Invalid mode {mode!r}: use {' or '.join(MODES)}.")


def check_table(table: str) -> TableName:
    """Return the name of a table.

    Raises:
        InvalidArgument: there is none of this name.
    """
    for known in TABLES:
        if table == known:
            return known
    raise InvalidArgument(f"Invalid table {table!r}: use one of {', '.join(TABLES)}.")


def _batches(recordings: Iterable[Recording], rows: Rows) -> Iterator[pa.RecordBatch]:
    for recording in recordings:
        yield from rows.add(recording)
    yield from rows.rest()


def _of_all(
    given: Iterable[Origin | TranscriptionResult], mode: Mode, options: Mapping[str, Any]
) -> Iterator[Recording]:
    seen: set[str] = set()
    for origin in given:
        if isinstance(origin, TranscriptionResult):
            yield recording_of(origin)
        else:
            yield from recordings_of(find([origin], options, seen), mode, options)
