"""The data source of Spark, on a real Spark: the same rows as in one process."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from speechtotext import tables
from tables.expected import FILES, result_file

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: nox -s engines installs it")
if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
    pytest.skip("no Java: set JAVA_HOME, or put java on the path", allow_module_level=True)

# Spark leaves sockets to its own garbage collection.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]

    from speechtotext.tables.spark import SpeechToTextDataSource

    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Workers of Spark import the package as this process does.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.log.level": "OFF"}
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    session.dataSource.register(SpeechToTextDataSource)
    yield session
    session.stop()


def load(spark: Any, *paths: Path, **options: Any) -> list[dict[str, Any]]:
    """The rows that Spark reads, in an order of their own."""
    reader = spark.read.format("speechtotext").options(**options)
    frame = reader.load(str(paths[0]) if len(paths) == 1 else list(map(str, paths)))
    return in_order(frame.toArrow().to_pylist())


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=str)


@pytest.mark.parametrize("table", tables.SCHEMAS)
def test_spark_reads_the_rows_that_one_process_does(spark: Any, table: tables.TableName) -> None:
    found = load(spark, FILES[0].parent, table=table, partitionBytes=20_000)

    assert found == in_order(tables.read(FILES, table).read_all().to_pylist())


def test_the_files_are_divided_into_partitions_by_size(spark: Any) -> None:
    def partitions(**options: Any) -> int:
        frame = spark.read.format("speechtotext").options(**options).load(str(FILES[0].parent))
        return int(frame.rdd.getNumPartitions())

    assert (partitions(), partitions(partitionBytes=1)) == (1, len(FILES))


def test_columns_can_be_chosen_and_rows_counted(spark: Any) -> None:
    frame = spark.read.format("speechtotext").load(str(FILES[0].parent))
    expected = tables.read(FILES).read_all()

    assert sorted(row.text for row in frame.select("text").collect()) == sorted(expected["text"].to_pylist())
    assert frame.where(frame.channel == 1).count() == expected["channel"].to_pylist().count(1)


def test_files_that_another_process_adds_are_seen_at_the_next_read(spark: Any, tmp_path: Path) -> None:
    result_file(tmp_path / "a.json", "One.")
    assert [row["text"] for row in load(spark, tmp_path)] == ["One."]

    result_file(tmp_path / "b.json", "Two.")

    assert sorted(row["text"] for row in load(spark, tmp_path)) == ["One.", "Two."]


def test_several_paths_are_read_together(spark: Any, tmp_path: Path) -> None:
    paths = [result_file(tmp_path / name / "call.json", name) for name in ("a", "b")]

    assert sorted(row["text"] for row in load(spark, *paths)) == ["a", "b"]


def test_a_broken_file_is_a_row_of_inputs_with_its_name(spark: Any, tmp_path: Path) -> None:
    result_file(tmp_path / "a.json", "One.")
    (tmp_path / "broken.json").write_text("{")

    assert [row["text"] for row in load(spark, tmp_path, mode="PERMISSIVE")] == ["One."]
    (broken,) = [row for row in load(spark, tmp_path, table="inputs") if row["status"] != "Succeeded"]
    assert broken["file"] == str(tmp_path / "broken.json")
    assert "it is not JSON" in broken["error_message"]


def test_a_broken_file_ends_the_job_if_asked_for(spark: Any, tmp_path: Path) -> None:
    result_file(tmp_path / "a.json", "One.")
    (tmp_path / "broken.json").write_text("{")

    with pytest.raises(pyspark.errors.PySparkException, match=r"broken\.json cannot be read"):
        load(spark, tmp_path, mode="FAILFAST")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"table": "sentences"}, "Invalid table 'sentences'"),
        ({"mode": "DROPMALFORMED"}, "Invalid mode 'DROPMALFORMED'"),
        ({"partitionBytes": "many"}, "Invalid option partitionBytes 'many'"),
    ],
)
def test_options_that_are_wrong_are_refused(spark: Any, options: dict[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(pyspark.errors.PySparkException, match=told):
        load(spark, tmp_path, **options)
