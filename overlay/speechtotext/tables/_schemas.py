"""The schemas of the tables. They are part of the interface: columns are added at the end, and never change."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

import pyarrow as pa

TableName: TypeAlias = Literal["inputs", "phrases", "words"]
"""Names of the tables."""
TABLES: Final[tuple[TableName, ...]] = get_args(TableName)

_TIME: Final = pa.duration("us")

# Of the result file, and of the recording: every table begins with them.
_ORIGIN: Final = [("file", pa.string()), ("source", pa.string())]

SCHEMAS: Final[Mapping[TableName, pa.Schema]] = MappingProxyType(
    {
        "inputs": pa.schema(
            [
                *_ORIGIN,
                ("job", pa.string()),
                ("status", pa.string()),
                ("error_kind", pa.string()),
                ("error_message", pa.string()),
                ("timestamp", pa.timestamp("us", "UTC")),
                ("duration", _TIME),
                ("locale", pa.string()),
                ("phrases", pa.int64()),
                ("words", pa.int64()),
            ]
        ),
        "phrases": pa.schema(
            [
                *_ORIGIN,
                ("position", pa.int64()),
                ("channel", pa.int64()),
                ("speaker", pa.string()),
                ("start", _TIME),
                ("end", _TIME),
                ("locale", pa.string()),
                ("confidence", pa.float64()),
                ("status", pa.string()),
                ("text", pa.string()),
                ("lexical", pa.string()),
                ("itn", pa.string()),
                ("masked_itn", pa.string()),
                ("display", pa.string()),
            ]
        ),
        "words": pa.schema(
            [
                *_ORIGIN,
                ("phrase", pa.int64()),
                ("position", pa.int64()),
                ("start", _TIME),
                ("end", _TIME),
                ("text", pa.string()),
                ("confidence", pa.float64()),
            ]
        ),
    }
)
"""The schema of each table."""

PartitionKey: TypeAlias = Literal["date", "job", "locale"]
"""Columns that can divide a data set into folders."""
PARTITION_TYPES: Final[Mapping[PartitionKey, pa.DataType]] = MappingProxyType(
    {"date": pa.date32(), "job": pa.string(), "locale": pa.string()}
)


def partitioned_schema(table: TableName, partition_by: tuple[PartitionKey, ...]) -> pa.Schema:
    """Return the schema of a table with the columns that it is partitioned by."""
    schema = SCHEMAS[table]
    for key in partition_by:
        if key not in schema.names:
            schema = schema.append(pa.field(key, PARTITION_TYPES[key]))
    return schema
