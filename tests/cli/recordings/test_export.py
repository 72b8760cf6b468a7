"""`speechtotext export`: results of a folder, as a data set."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import pyarrow.dataset as ds
import pytest

from child_processes import TIMEOUT, child_process
from cli.conftest import Cli
from tables.expected import result_file


@pytest.fixture(autouse=True)
def results() -> Path:
    for name in ("a", "b"):
        result_file(Path("results") / f"{name}.json", "One.", "Two three.", locale="en-US")
    return Path("results")


def texts(folder: str) -> list[str]:
    return sorted(map(str, ds.dataset(f"{folder}/phrases").to_table()["text"].to_pylist()))


def test_results_are_exported_as_three_tables(cli: Cli) -> None:
    done = cli.does("export", "results", "--to", "set", "--processes", 1)

    assert done.lines == ["set/inputs", "set/phrases", "set/words"]
    assert done.errors == ["Exported 2 results (4 phrases, 6 words)."]
    assert texts("set") == ["One.", "One.", "Two three.", "Two three."]


def test_a_second_export_adds_what_is_new(cli: Cli, results: Path) -> None:
    cli.does("export", "results", "--to", "set", "--processes", 1)
    result_file(results / "c.json", "Four.")

    done = cli.does("export", "results/*.json", "--to", "set", "--processes", 1, "--json")

    assert done.record == {
        "to": "set",
        "written": 1,
        "known": 2,
        "newInputs": 1,
        "newPhrases": 1,
        "newWords": 1,
        "unreadable": [],
    }
    assert done.errors == ["Exported 1 results (1 phrases, 1 words; 2 exported before)."]
    assert "Four." in texts("set")


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_two_exports_at_once_write_each_result_once(results: Path, scheme: str) -> None:
    for number in range(200):
        result_file(results / f"{number}.json", "One.")
    command = (sys.executable, "-m", "speechtotext", "export", "results", "--to", f"{scheme}{Path('set').absolute()}")
    with ExitStack() as stack:
        both = [stack.enter_context(child_process((*command, "--processes", "1"))) for _ in range(2)]
        told = [process.communicate(timeout=TIMEOUT)[1] for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert sum("Exported 0 results" in each for each in told) == 1
    files = ds.dataset("set/inputs").to_table()["file"].to_pylist()
    assert (len(files), len(set(files))) == (202, 202)


def test_a_result_that_cannot_be_read_is_told_and_the_others_are_exported(cli: Cli, results: Path) -> None:
    (results / "broken.json").write_text("{}")

    done = cli("export", "results", "--to", "set", "--processes", 1)

    assert done.code == 1
    assert "broken.json cannot be read as a transcription result" in done.errors[0]
    assert len(texts("set")) == 4
    failed = cli("export", "results", "--to", "other", "--processes", 1, "--fail-fast")
    assert (failed.code, failed.lines) == (6, [])


def test_the_data_set_can_be_divided_by_columns(cli: Cli) -> None:
    cli.does("export", "results", "--to", "set", "--partition-by", "date,locale", "--format", "arrow")

    assert [path.suffix for path in Path("set/words/date=2026-05-01").rglob("part-*")] == [".arrow"]
    done = cli("export", "results", "--to", "other", "--partition-by", "speaker")
    assert (done.code, "use date, job, locale" in done.err) == (2, True)


def test_a_folder_without_results_is_told_and_no_table_is_written(cli: Cli) -> None:
    Path("empty").mkdir()

    done = cli.does("export", "empty", "--to", "set", "--processes", 1)

    assert (done.lines, done.errors) == ([], ["No results were found; no tables were written."])
    assert not Path("set").exists()
