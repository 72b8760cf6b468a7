"""Write results as a data set: Parquet or Arrow files, group by group, resumable."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, Final

from speechtotext._errors import InvalidArgument
from speechtotext.tables._reading import check_mode
from speechtotext.tables._result_files import Mode
from speechtotext.tables._schemas import PARTITION_TYPES, TABLES, PartitionKey, TableName
from speechtotext.tables._sources.finding import Origin, find

from .group_files import FORMATS, DatasetFormat, WriteSettings, write_group
from .groups import WrittenGroups
from .processes import shared
from .targets import open_target

# Of result files in a group: about 6 MB of Parquet, and a few times as much memory.
GROUP_BYTES: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class WriteProgress:
    """How far `write_dataset` is.

    Attributes:
        done: results and inputs that this run has written.
        total: how many it has to write.
        known: how many were in the data set before.
    """

    done: int
    total: int
    known: int


@dataclass(frozen=True, slots=True)
class WrittenDataset:
    """What `write_dataset` has written.

    Attributes:
        written: results and inputs that this run has written.
        known: how many were in the data set before.
        rows: new rows of each table.
        unreadable: why result files could not be read, a sentence for each.
    """

    written: int = 0
    known: int = 0
    rows: Mapping[TableName, int] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()


def write_dataset(
    origins: Origin | Iterable[Origin],
    to: str | os.PathLike[str],
    *,
    format: DatasetFormat = "parquet",
    partition_by: PartitionKey | Sequence[PartitionKey] = (),
    processes: int = 1,
    mode: Mode = "permissive",
    group_bytes: int = GROUP_BYTES,
    storage_options: Mapping[str, Any] | None = None,
    target_options: Mapping[str, Any] | None = None,
    on_progress: Callable[[WriteProgress], object] | None = None,
) -> WrittenDataset:
    """Write results as three tables: `TO/inputs`, `TO/phrases` and `TO/words`, each a folder of files.

    Run it again to add new results: it skips results that are in the data set, and replaces those that have changed.
    You can kill it at any moment: it writes each file as a whole or not at all, and the next run removes rows that were
    written in part, and continues. A run waits for another one that writes to the same folder; two runs must not write
    to the same URL at once.

    A program that gives several processes needs `if __name__ == "__main__":` around its main code.

    Args:
        origins: result files, folders, patterns, URLs, journals and folders of `transcribe_all`, as in `read`.
        to: a folder, or a URL of fsspec.
        format: of the files, `parquet` or `arrow`.
        partition_by: `date` (when it was transcribed), `job` or `locale`, or several of them: the files lie in folders
            such as `locale=en-US`. By `locale`, the language of the phrase divides phrases and words.
        processes: number of processes that read and write concurrently. Default: this one.
        mode: how to handle a file that cannot be read, as in `read`.
        group_bytes: of result files that become one file of each table, about; with several processes less, so that
            each has its share.
        storage_options: of the file systems of origins that are URLs.
        target_options: of the file system of `to`, if it is a URL.
        on_progress: called after each group.

    Raises:
        FileError: an origin does not exist, something cannot be written, or, if `failfast`, a result not be read.
        ConfigurationError: the data set was begun with another format or partition, or a library is not installed.
        ValueError: an argument is invalid.
    """
    keys = (partition_by,) if isinstance(partition_by, str) else tuple(partition_by)
    settings = WriteSettings(
        _checked_format(format), _checked_keys(keys), check_mode(mode), dict(storage_options or {})
    )
    for name, number in (("processes", processes), ("group_bytes", group_bytes)):
        if not isinstance(number, int) or number < 1:
            raise InvalidArgument(f"Invalid {name} {number!r}: use a positive number.")
    found = find(origins, settings.options)
    first = next(found, None)
    if first is None:
        # No folder is made for nothing.
        return WrittenDataset(0, 0, dict.fromkeys(TABLES, 0), ())
    target = open_target(to, target_options or {})
    done, unreadable = 0, list[str]()
    rows: dict[TableName, int] = dict.fromkeys(TABLES, 0)
    with target.hold(), target.staging() as staging:
        groups = WrittenGroups(target, {"layout": 1, "format": format, "partition_by": list(keys)})
        to_write, known = groups.to_write(chain((first,), found), group_bytes, processes)
        total = sum(len(group.entries) for group in to_write)
        for staged in shared(partial(write_group, settings, staging), to_write, processes):
            for name in staged.files:
                target.put(staged.folder / name, name)
            groups.commit(staged.group, staged.files, staged.unavailable)
            done += len(staged.group.entries)
            for table, count in staged.rows.items():
                rows[table] += count
            unreadable += staged.unreadable
            if on_progress is not None:
                on_progress(WriteProgress(done, total, known))
    return WrittenDataset(done, known, rows, tuple(unreadable))


def _checked_format(format: str) -> DatasetFormat:
    for known in FORMATS:
        if format == known:
            return known
    raise InvalidArgument(f"Invalid format {format!r}: use {' or '.join(FORMATS)}.")


def _checked_keys(keys: Iterable[str]) -> tuple[PartitionKey, ...]:
    checked: list[PartitionKey] = []
    for key in keys:
        found: PartitionKey | None = next((known for known in PARTITION_TYPES if key == known), None)
        if found is None or found in checked:
            raise InvalidArgument(f"Invalid partition_by {key!r}: use {', '.join(PARTITION_TYPES)}, each at most once.")
        checked.append(found)
    return tuple(checked)
