"""Results as a Dask data frame, on a real cluster of two workers: the same rows as in one process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from speechtotext import FileError, InvalidArgument, tables
from tables.expected import FILES, result_file

pytest.importorskip("distributed", reason="Dask is not installed: nox -s engines installs it")

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    from dask.distributed import Client, LocalCluster  # pyright: ignore[reportMissingImports]

    # Workers import the package as this process does.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers, Client(workers):
        yield


def computed(frame: Any, table: tables.TableName) -> pa.Table:
    """The rows of a data frame in their order, with the types that they ought to have."""
    content = pa.Table.from_pandas(frame.compute(), preserve_index=False)
    assert content.schema.remove_metadata().equals(tables.SCHEMAS[table])
    return content.replace_schema_metadata(None)


@pytest.mark.parametrize("table", tables.SCHEMAS)
def test_dask_reads_the_rows_that_one_process_does(table: tables.TableName) -> None:
    frame = tables.dask(FILES[0].parent, table, partition_bytes=20_000)

    assert frame.npartitions > 2
    assert computed(frame, table) == tables.read(FILES, table).read_all()


def test_files_that_another_process_adds_are_seen_at_the_next_read(tmp_path: Path) -> None:
    result_file(tmp_path / "a.json", "One.")
    assert len(tables.dask(tmp_path)) == 1

    result_file(tmp_path / "b.json", "Two.")

    assert len(tables.dask(tmp_path)) == 2


def test_a_folder_without_results_has_no_rows(tmp_path: Path) -> None:
    assert computed(tables.dask(tmp_path, "words"), "words").num_rows == 0


def test_a_broken_file_does_not_end_the_job_unless_asked_for(tmp_path: Path) -> None:
    result_file(tmp_path / "a.json", "One.")
    (tmp_path / "broken.json").write_text("{")

    assert list(tables.dask(tmp_path).compute()["text"]) == ["One."]
    told = tables.dask(tmp_path, "inputs").compute()["error_message"].dropna()
    assert ["broken.json" in message for message in told] == [True]
    with pytest.raises(FileError, match=r"broken\.json"):
        tables.dask(tmp_path, mode="failfast").compute()


def test_arguments_that_are_wrong_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="Invalid table 'sentences'"):
        tables.dask(tmp_path, "sentences")  # type: ignore[arg-type]
