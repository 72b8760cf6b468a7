"""The files of a group of a data set: what each of the processes does that write it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

import pyarrow as pa
import pyarrow.dataset as ds

from speechtotext.tables._columns import BATCH_ROWS, Rows, collector
from speechtotext.tables._result_files import UNAVAILABLE, UNREADABLE, Mode, recordings_of
from speechtotext.tables._schemas import PARTITION_TYPES, TABLES, PartitionKey, TableName, partitioned_schema
from speechtotext.tables._sources.entries import Group

DatasetFormat: TypeAlias = Literal["parquet", "arrow"]
"""Formats of the files of a data set."""
FORMATS: Final[tuple[DatasetFormat, ...]] = get_args(DatasetFormat)

# Of a table, in one group.
_MOST_PARTITIONS: Final = 100_000


class WriteSettings(NamedTuple):
    """How groups are written."""

    format: DatasetFormat
    partition_by: tuple[PartitionKey, ...]
    mode: Mode
    options: Mapping[str, Any]


class StagedGroup(NamedTuple):
    """A group as it was written, beside the data set.

    Args:
        group: that was written.
        files: their names, as they will be in the data set.
        folder: that holds them meanwhile.
        rows: of each table.
        unreadable: why results could not be read.
        unavailable: files of those results that another run may be able to read.
    """

    group: Group
    files: list[str]
    folder: Path
    rows: dict[TableName, int]
    unreadable: list[str]
    unavailable: set[str | None]


def write_group(settings: WriteSettings, staging: Path, group: Group) -> StagedGroup:
    """Write a group into a folder of its own."""
    collectors: dict[TableName, Rows] = {table: collector(table, BATCH_ROWS, settings.partition_by) for table in TABLES}
    batches: dict[TableName, list[pa.RecordBatch]] = {table: [] for table in TABLES}
    unreadable: list[str] = []
    unavailable: set[str | None] = set()
    for recording in recordings_of(group.entries, settings.mode, settings.options):
        if recording.error_kind in (UNREADABLE, UNAVAILABLE):
            unreadable.append(str(recording.error_message))
        if recording.error_kind == UNAVAILABLE:
            unavailable.add(recording.file)
        for table, rows in collectors.items():
            batches[table] += rows.add(recording)
    folder = staging / group.name
    counts: dict[TableName, int] = {}
    for table, rows in collectors.items():
        batches[table] += rows.rest()
        content = pa.Table.from_batches(batches.pop(table), partitioned_schema(table, settings.partition_by))
        counts[table] = content.num_rows
        _write_table(content, folder / table, group.part, settings)
    files = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    return StagedGroup(group, files, folder, counts, unreadable, unavailable)


def _write_table(content: pa.Table, folder: Path, part: str, settings: WriteSettings) -> None:
    keys = settings.partition_by
    ds.write_dataset(
        content,
        folder,
        format=settings.format,
        basename_template=f"{part}-{{i}}.{settings.format}",
        partitioning=ds.partitioning(pa.schema([(key, PARTITION_TYPES[key]) for key in keys]), flavor="hive")
        if keys
        else None,
        max_partitions=_MOST_PARTITIONS,
        preserve_order=True,
    )
