"""Data sets: what is in them, what a second run does, and what is left of one that was killed."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from child_processes import TIMEOUT, child_process
from speechtotext import ConfigurationError, FileError, InvalidArgument, tables
from tables.expected import FILES, result_file

RESULTS = FILES[0].parent


def content(folder: Path | str, table: str, *by: str, partitioned: bool = False) -> list[dict[str, Any]]:
    """The rows of a table of a data set, in an order of their own."""
    columns = pa.schema([("locale", pa.string()), ("date", pa.date32()), ("job", pa.string())])
    partitioning = ds.partitioning(columns, flavor="hive") if partitioned else None
    read = ds.dataset(f"{folder}/{table}", format="parquet", partitioning=partitioning).to_table()
    return sorted(read.to_pylist(), key=lambda row: tuple(str(row[name]) for name in by or sorted(row)))


def expected(origins: Any, table: tables.TableName) -> list[dict[str, Any]]:
    return sorted(tables.read(origins, table).read_all().to_pylist(), key=lambda row: tuple(map(str, _sorted(row))))


def _sorted(row: dict[str, Any]) -> list[Any]:
    return [row[name] for name in sorted(row)]


def check(folder: Path | str, origins: Any) -> None:
    """The data set has the rows of the origins: all of them, and each once."""
    for table in tables.SCHEMAS:
        assert content(folder, table) == expected(origins, table)


def parts(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("part-*")}


def test_a_data_set_has_the_rows_of_all_results(tmp_path: Path) -> None:
    seen: list[tables.WriteProgress] = []

    done = tables.write_dataset(RESULTS, tmp_path / "set", group_bytes=10_000, on_progress=seen.append)

    check(tmp_path / "set", RESULTS)
    for table, schema in tables.SCHEMAS.items():
        assert ds.dataset(tmp_path / "set" / table).schema.equals(schema)
    assert done.rows == {table: len(expected(RESULTS, table)) for table in tables.SCHEMAS}
    assert (done.written, done.known, done.unreadable) == (len(FILES), 0, ())
    assert [each.done for each in seen] == sorted({each.done for each in seen})
    assert (seen[-1].done, seen[-1].total, len(seen) > 1) == (len(FILES), len(FILES), True)


def test_arrow_files_can_be_had_in_place_of_parquet(tmp_path: Path) -> None:
    tables.write_dataset(RESULTS, tmp_path, format="arrow")

    read = ds.dataset(tmp_path / "words", format="ipc").to_table()
    assert read == tables.read(RESULTS, "words").read_all()


def test_several_processes_write_what_one_does(tmp_path: Path) -> None:
    done = tables.write_dataset(RESULTS, tmp_path, processes=2, group_bytes=20_000)

    check(tmp_path, RESULTS)
    assert done.written == len(FILES)


def test_a_second_run_writes_what_is_new_alone(tmp_path: Path) -> None:
    results, target = tmp_path / "results", tmp_path / "set"
    result_file(results / "b.json", "One.", "Two.")
    tables.write_dataset(results, target)
    first = parts(target)

    result_file(results / "a.json", "Before.")
    done = tables.write_dataset(results, target)

    assert (done.written, done.known) == (1, 1)
    assert parts(target).items() > first.items()
    check(target, results)
    assert tables.write_dataset(results, target) == tables.WrittenDataset(
        known=2, rows=dict.fromkeys(tables.SCHEMAS, 0)
    )


def test_a_result_that_has_changed_is_exchanged(tmp_path: Path) -> None:
    results, other, target = tmp_path / "results", tmp_path / "other", tmp_path / "set"
    for name in ("a", "b"):
        result_file(results / f"{name}.json", "One.", locale="en-US")
    result_file(other / "c.json", "Three.")
    tables.write_dataset([results, other], target)

    result_file(results / "b.json", "Another one.")
    # What a run is not given stays.
    done = tables.write_dataset(results, target)

    assert (done.written, done.known) == (3, 1)
    check(target, [results, other])


@pytest.mark.parametrize("key", ["locale", "date", "job"])
def test_a_table_is_divided_by_a_column(key: tables.PartitionKey, tmp_path: Path) -> None:
    tables.write_dataset(RESULTS, tmp_path, partition_by=key)

    for table in tables.SCHEMAS:
        assert {path.parent.name.partition("=")[0] for path in (tmp_path / table).rglob("part-*")} == {key}
        found = content(tmp_path, table, partitioned=True)
        assert len(found) == len(expected(RESULTS, table))
    days = {str(row["timestamp"].date()) for row in expected(RESULTS, "inputs") if row["timestamp"]}
    if key == "date":
        assert {str(row["date"]) for row in content(tmp_path, "words", partitioned=True)} <= {*days, "None"}


def test_phrases_of_a_call_in_two_languages_lie_in_two_folders(tmp_path: Path) -> None:
    def phrase(locale: str | None, text: str) -> dict[str, Any]:
        word = {"word": text, "offsetInTicks": 0, "durationInTicks": 10}
        reading = {"display": text, "words": [word]}
        return {"offsetInTicks": 0, "durationInTicks": 10, "locale": locale, "nBest": [reading]}

    spoken = [phrase("en-US", "Hello"), phrase("de-DE", "Guten"), phrase("de-DE", "Tag"), phrase(None, "hm")]
    file = result_file(tmp_path / "call.json", recognizedPhrases=spoken)

    tables.write_dataset(file, tmp_path / "set", partition_by=["locale", "date"])

    for table in ("phrases", "words"):
        found = content(tmp_path / "set", table, partitioned=True)
        told = {(row["text"], row["locale"]) for row in found}
        assert told == {("Hello", "en-US"), ("Guten", "de-DE"), ("Tag", "de-DE"), ("hm", "de-DE")}
    assert (tmp_path / "set" / "inputs" / "locale=de-DE" / "date=2026-05-01").is_dir()


def test_a_data_set_is_not_continued_with_other_settings(tmp_path: Path) -> None:
    tables.write_dataset(RESULTS, tmp_path)

    with pytest.raises(ConfigurationError, match=r"format was 'parquet', not 'arrow'"):
        tables.write_dataset(RESULTS, tmp_path, format="arrow")
    with pytest.raises(ConfigurationError, match=r"partition_by was \[\], not \['locale'\]"):
        tables.write_dataset(RESULTS, tmp_path, partition_by="locale")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"format": "xlsx"}, "Invalid format 'xlsx': use parquet or arrow."),
        ({"partition_by": "speaker"}, "Invalid partition_by 'speaker': use date, job, locale, each at most once."),
        ({"partition_by": ["job", "job"]}, "Invalid partition_by 'job': use date, job, locale, each at most once."),
        ({"processes": 0}, "Invalid processes 0: use a positive number."),
        ({"mode": "ignore"}, "Invalid mode 'ignore': use permissive or failfast."),
    ],
)
def test_arguments_that_are_wrong_are_refused(arguments: dict[str, Any], told: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument) as refused:
        tables.write_dataset(RESULTS, tmp_path / "set", **arguments)
    assert (str(refused.value), (tmp_path / "set").exists()) == (told, False)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_broken_result_does_not_end_a_run_unless_asked_for(processes: int, tmp_path: Path) -> None:
    results = tmp_path / "results"
    for name in ("a", "c"):
        result_file(results / f"{name}.json", "One.")
    (results / "b.json").write_text("{")
    options: dict[str, Any] = {"processes": processes, "group_bytes": 1}

    done = tables.write_dataset(results, tmp_path / "set", **options)

    (told,) = done.unreadable
    assert told == f"{results / 'b.json'} cannot be read as a transcription result: it is not JSON."
    check(tmp_path / "set", results)
    with pytest.raises(FileError, match=r"b\.json"):
        tables.write_dataset(results, tmp_path / "other", mode="failfast", **options)
    # What was written before stays, and is not written again.
    (results / "b.json").unlink()
    tables.write_dataset(results, tmp_path / "other", mode="failfast", **options)
    check(tmp_path / "other", results)


@pytest.fixture
def memory() -> Iterator[str]:
    from fsspec.implementations.memory import MemoryFileSystem

    yield "memory://bucket/set"
    MemoryFileSystem().rm("/bucket", recursive=True)


def test_a_data_set_at_a_url_is_as_one_in_a_folder(memory: str, tmp_path: Path) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    fs = MemoryFileSystem()
    results = tmp_path / "results"
    result_file(results / "a.json", "One.")
    tables.write_dataset(results, memory)
    fs.pipe_file("/bucket/set/words/part-0123-0.parquet", b"of a run that was killed")
    result_file(results / "b.json", "Two.")

    done = tables.write_dataset(results, memory)

    assert (done.written, done.known) == (1, 1)
    for table in tables.SCHEMAS:
        (tmp_path / table).mkdir()
        for name in map(str, fs.ls(f"/bucket/set/{table}", detail=False)):
            fs.get_file(name, tmp_path / table / name.rpartition("/")[2])
    check(tmp_path, results)


def test_a_result_that_storage_did_not_give_is_read_by_the_next_run(
    memory: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    for name in ("a", "b"):
        content = result_file(tmp_path / f"{name}.json", name).read_bytes()
        MemoryFileSystem().pipe_file(f"/bucket/set/results/{name}.json", content)

    def busy(self: object, path: str) -> bytes:
        raise OSError("busy, sig=SECRET")

    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "cat_file", busy)
        first = tables.write_dataset(f"{memory}/results", tmp_path / "set")
    assert (len(first.unreadable), "SECRET" in "".join(first.unreadable)) == (2, False)

    done = tables.write_dataset(f"{memory}/results", tmp_path / "set")

    assert (done.written, done.known, done.unreadable) == (2, 0, ())
    check(tmp_path / "set", f"{memory}/results")


def test_rows_that_a_killed_run_has_left_are_removed(tmp_path: Path) -> None:
    results, target = tmp_path / "results", tmp_path / "set"
    for name in ("a", "b", "c"):
        result_file(results / f"{name}.json", "One.")
    tables.write_dataset(results, target, group_bytes=1)
    # As if it had been killed before it noted the last group.
    (*_, last) = sorted((target / "_speechtotext" / "groups").iterdir())
    last.unlink()
    result_file(results / "d.json", "Two.")

    done = tables.write_dataset(results, target)

    assert (done.written, done.known) == (2, 2)
    check(target, results)


PROGRAM = """
import sys
from speechtotext import tables
if __name__ == "__main__":
    print("ready", flush=True)
    tables.write_dataset(sys.argv[1], sys.argv[2], processes=int(sys.argv[3]), group_bytes=1,
                         on_progress=lambda seen: print(seen.done, flush=True))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this platform")
@pytest.mark.parametrize(("processes", "lines"), [(1, 3), (2, 8)])
def test_a_run_that_was_killed_is_completed_by_the_next(processes: int, lines: int, tmp_path: Path) -> None:
    results, target, program = tmp_path / "results", tmp_path / "set", tmp_path / "program.py"
    for number in range(60):
        result_file(results / f"{number}.json", *("One.", "Two three.") * 20)
    program.write_text(PROGRAM)

    with child_process([sys.executable, *map(str, (program, results, target, processes))]) as run:
        assert run.stdout is not None
        for _ in range(lines):
            assert run.stdout.readline()
        run.kill()
        run.wait(TIMEOUT)
    assert 0 < len(list((target / "_speechtotext" / "groups").iterdir())) < 60

    done = tables.write_dataset(results, target)

    assert done.known + done.written == 60
    assert done.known > 0
    check(target, results)
    assert list((target / "_speechtotext" / "staging").iterdir()) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc on this platform")
def test_the_processes_of_a_run_that_was_killed_end_as_well(tmp_path: Path) -> None:
    results, program = tmp_path / "results", tmp_path / "program.py"
    for number in range(200):
        result_file(results / f"{number}.json", "One.")
    program.write_text(PROGRAM)

    with child_process([sys.executable, *map(str, (program, results, tmp_path / "set", 2))]) as run:
        assert run.stdout is not None
        for _ in range(3):
            run.stdout.readline()
        children = children_of(run.pid)
        run.kill()
        run.wait(TIMEOUT)
    end = time.monotonic() + TIMEOUT
    while any(map(is_running, children)):
        assert time.monotonic() < end
        time.sleep(0.01)


def children_of(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_run_waits_for_another_one(tmp_path: Path) -> None:
    results, target, program = tmp_path / "results", tmp_path / "set", tmp_path / "program.py"
    for number in range(40):
        result_file(results / f"{number}.json", "One.")
    program.write_text(PROGRAM)

    with child_process([sys.executable, *map(str, (program, results, target, 1))]) as run:
        assert run.stdout is not None
        for _ in range(2):
            run.stdout.readline()
        done = tables.write_dataset(results, target)
        run.communicate(timeout=TIMEOUT)

    assert (done.written, done.known, run.returncode) == (0, 40, 0)
    check(target, results)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(FileError, match=r"file.* cannot be written"):
        tables.write_dataset(RESULTS, tmp_path / "file")


def test_tables_of_one_data_set_join(tmp_path: Path) -> None:
    tables.write_dataset(RESULTS, tmp_path)
    phrases, words = (ds.dataset(tmp_path / table).to_table() for table in ("phrases", "words"))

    joined = words.join(phrases.select(["file", "position"]), ["file", "phrase"], ["file", "position"], "left anti")

    assert joined.num_rows == 0
    assert phrases.group_by(["file", "position"]).aggregate([]).num_rows == phrases.num_rows
    assert words.group_by(["file", "phrase", "position"]).aggregate([]).num_rows == words.num_rows
