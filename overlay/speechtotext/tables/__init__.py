"""Any number of results as tables: read them batch by batch, or write them as a data set of Parquet files.

    from speechtotext import tables

    phrases = tables.read("texts", "phrases")                # a pyarrow.RecordBatchReader
    frame = phrases.read_pandas()
    tables.write_dataset("texts", "dataset", processes=4)    # dataset/inputs, dataset/phrases, dataset/words

Results come from files, folders, patterns, URLs of fsspec, journals of `submit_all`, and folders of `transcribe_all`,
of any API version. There are three tables, whose schemas are `SCHEMAS`:

- `inputs`: a row for each recording. `file` (path or URL of its result), `source` (the recording, without a
  signature), `job`, `status`, `error_kind` and `error_message`, `timestamp` (when it was transcribed), `duration`,
  `locale` (of most of its phrases, or else of its job), `phrases` and `words` (its rows in the other tables).
- `phrases`: a row for each phrase. `file`, `source`, `position` (in the file, from 0), `channel`, `speaker`, `start`
  and `end` (null where the model gives no times), `locale`, `confidence`, `status`, `text` (the form to show),
  `lexical`, `itn`, `masked_itn`, `display`. A result that has the text of its channels alone has a row for each.
- `words`: a row for each word. `file`, `source`, `phrase` (the `position` of its phrase), `position` (in the phrase,
  from 0), `start`, `end`, `text`, `confidence`. They are the words as spoken, or those in
  display form if the file has no others.

Times are `duration[us]`. Needs pyarrow: `pip install "speechtotext-client[tables]"`; URLs need `[fsspec]` as well.
`tables.dask` and `speechtotext.tables.spark` are for results that one machine cannot take.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

try:
    import pyarrow as _pyarrow  # noqa: F401
except ModuleNotFoundError as error:
    raise ModuleNotFoundError('speechtotext.tables needs pyarrow: pip install "speechtotext-client[tables]"') from error

if TYPE_CHECKING:
    from speechtotext.tables._dataset.group_files import DatasetFormat
    from speechtotext.tables._dataset.writing import WriteProgress, WrittenDataset, write_dataset
    from speechtotext.tables._sources.finding import Origin

    from ._dask import dask
    from ._reading import read
    from ._result_files import Mode
    from ._schemas import SCHEMAS, PartitionKey, TableName

__all__ = [
    "SCHEMAS",
    "DatasetFormat",
    "Mode",
    "Origin",
    "PartitionKey",
    "TableName",
    "WriteProgress",
    "WrittenDataset",
    "dask",
    "read",
    "write_dataset",
]

# Loaded when they are asked for: the processes that write a data set need some of them.
_HOMES = {
    "SCHEMAS": "._schemas",
    "DatasetFormat": "._dataset.group_files",
    "Mode": "._result_files",
    "Origin": "._sources.finding",
    "PartitionKey": "._schemas",
    "TableName": "._schemas",
    "WriteProgress": "._dataset.writing",
    "WrittenDataset": "._dataset.writing",
    "dask": "._dask",
    "read": "._reading",
    "write_dataset": "._dataset.writing",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
