"""Results as a Dask data frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from speechtotext.tables._sources.entries import Entry, grouped
from speechtotext.tables._sources.finding import Origin, find

from ._reading import check_mode, check_table, read_entries
from ._result_files import Mode
from ._schemas import SCHEMAS, TableName

if TYPE_CHECKING:
    import dask.dataframe as dd  # pyright: ignore[reportMissingImports]
    import pandas as pd  # pyright: ignore[reportMissingImports]

# Of result files in a partition: of the size that Dask advises once it is in memory.
_PARTITION_BYTES = 64 << 20


def dask(
    origins: Origin | Iterable[Origin],
    table: TableName = "phrases",
    *,
    mode: Mode = "permissive",
    partition_bytes: int = _PARTITION_BYTES,
    storage_options: Mapping[str, Any] | None = None,
) -> dd.DataFrame:
    """Return results as a Dask data frame, a partition for each group of files.

    Files are found when this is called, and read when Dask computes; the workers need to reach them. Columns have the
    types of Arrow (`pandas.ArrowDtype`). Needs dask and pandas: `pip install "dask[dataframe]"`.

    Args:
        origins: result files, folders, patterns, URLs, journals and folders of `transcribe_all`, as in `read`.
        table: `inputs`, `phrases` or `words`.
        mode: how to handle a file that cannot be read, as in `read`.
        partition_bytes: approximate size of the result files in a partition.
        storage_options: of the file systems of URLs.

    Raises:
        FileError: an origin does not exist.
        ValueError: an argument is invalid.
    """
    import dask.dataframe as dd  # pyright: ignore[reportMissingImports]

    how = {"table": check_table(table), "mode": check_mode(mode), "options": dict(storage_options or {})}
    groups = list(grouped(find(origins, storage_options or {}), partition_bytes)) or [[]]
    empty = _frame(SCHEMAS[table].empty_table())
    return dd.from_map(_partition, groups, meta=empty, **how)


def _partition(group: list[Entry], table: TableName, mode: Mode, options: Mapping[str, Any]) -> pd.DataFrame:
    return _frame(pa.Table.from_batches(read_entries(group, table, mode, options), SCHEMAS[table]))


def _frame(content: pa.Table) -> pd.DataFrame:
    import pandas as pd  # pyright: ignore[reportMissingImports]

    return content.to_pandas(types_mapper=pd.ArrowDtype)
