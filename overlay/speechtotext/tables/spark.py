"""Results as a data source of Spark: `spark.read.format("speechtotext").load("…")`.

    from speechtotext.tables.spark import SpeechToTextDataSource

    spark.dataSource.register(SpeechToTextDataSource)
    phrases = spark.read.format("speechtotext").option("table", "phrases").load("/data/results")

A partition is a group of result files; each executor reads its own, so they need this package with `[tables]`, and
access to the files. Files are found anew for each data frame. Needs PySpark 4: `pip install pyspark`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa
from pyspark.sql.datasource import (  # pyright: ignore[reportMissingImports]
    DataSource,
    DataSourceReader,
    InputPartition,
)
from pyspark.sql.pandas.types import from_arrow_schema  # pyright: ignore[reportMissingImports]
from pyspark.sql.types import StructType  # pyright: ignore[reportMissingImports]

from speechtotext._errors import InvalidArgument
from speechtotext.tables._sources.entries import Entry, grouped
from speechtotext.tables._sources.finding import find

from ._reading import check_mode, check_table, read_entries
from ._result_files import Mode
from ._schemas import SCHEMAS, TableName

_PARTITION_BYTES: Final = 64 << 20
_OPTIONS: Final = ("table", "mode", "partitionbytes", "path", "paths")


class SpeechToTextDataSource(DataSource):
    """The data source `speechtotext`. Spark makes it; you register it.

    Options: `table` (`inputs`, `phrases` or `words`; default `phrases`), `mode` (`PERMISSIVE`, the default, or
    `FAILFAST`), `partitionBytes` (of result files in a partition, about 64 MiB by default). All others are options of
    the file system of a URL, as fsspec knows them. `load` takes what `speechtotext.tables.read` takes.
    """

    @classmethod
    def name(cls) -> str:
        """Return the name of the format."""
        return "speechtotext"

    def schema(self) -> StructType:
        """Return the schema of the table."""
        return from_arrow_schema(SCHEMAS[self._table])

    def reader(self, schema: StructType) -> SpeechToTextReader:
        """Return what reads the table."""
        options = self.options
        text = options.get("partitionbytes", str(_PARTITION_BYTES))
        if not text.isdecimal() or int(text) < 1:
            raise InvalidArgument(f"Invalid option partitionBytes {text!r}: use a number of bytes.")
        return SpeechToTextReader(
            _origins(options),
            self._table,
            check_mode(options.get("mode", "permissive")),
            int(text),
            {name: value for name, value in options.items() if name.lower() not in _OPTIONS},
            schema.names,
        )

    @property
    def _table(self) -> TableName:
        return check_table(self.options.get("table", "phrases"))


class ResultFiles(InputPartition):
    """The result files of a partition."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(None)
        self.entries = entries


class SpeechToTextReader(DataSourceReader):
    """Reads a table, partition by partition."""

    def __init__(
        self,
        origins: Sequence[str],
        table: TableName,
        mode: Mode,
        partition_bytes: int,
        storage_options: Mapping[str, Any],
        columns: Sequence[str],
    ) -> None:
        self._origins = origins
        self._table: TableName = table
        self._mode: Mode = mode
        self._partition_bytes = partition_bytes
        self._storage_options = dict(storage_options)
        self._columns = list(columns)

    def partitions(self) -> Sequence[ResultFiles]:
        """Return groups of the files that are there now."""
        return [
            ResultFiles(group) for group in grouped(find(self._origins, self._storage_options), self._partition_bytes)
        ] or [ResultFiles([])]

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a partition."""
        assert isinstance(partition, ResultFiles)
        for batch in read_entries(partition.entries, self._table, self._mode, self._storage_options):
            yield batch.select(self._columns)


def _origins(options: Mapping[str, str]) -> list[str]:
    """Return what was given to `load`: a path, or several."""
    if "paths" in options:
        return [str(path) for path in json.loads(options["paths"])]
    if "path" not in options:
        raise InvalidArgument('No results: give a path or URL to load("…").')
    return [options["path"]]
