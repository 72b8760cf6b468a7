"""`speechtotext journal`: what a journal knows, also while another process holds it, and pruning."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from pathlib import Path

import click
import pytest

from child_processes import child_process
from cli.conftest import Cli
from emulator.recordings import wav
from speechtotext.emulator import Emulator


@pytest.fixture
def texts(cli: Cli, emulator: Emulator) -> Path:
    """The folder of a run with two local files, one of which the service refuses."""
    Path("calls").mkdir()
    Path("calls/good.wav").write_bytes(wav())
    Path("calls/bad.wav").write_bytes(wav())
    emulator.fail_next("Transcriptions_Transcribe", status=400)
    assert cli("transcribe", "calls/bad.wav", "calls/good.wav", "--out", "texts", "--concurrency", "1").code == 1
    return Path("texts")


def counts(record: dict[str, object]) -> tuple[object, ...]:
    return tuple(record[name] for name in ("inputs", "succeeded", "failed", "pending"))


def test_a_journal_is_summed_up_by_its_file(cli: Cli, emulator: Emulator) -> None:
    urls = [emulator.storage.put(f"{name}.wav", wav()) for name in "ab"]
    cli.does("transcribe", *urls, "--journal", "own.journal", "--no-wait", "--out", "texts")

    record = cli.does("journal", "own.journal", "--json").record

    assert counts(record) == (2, 0, 0, 2)
    assert (record["apiVersion"], record["resource"], record["jobs"]) == ("2025-10-15", emulator.endpoint, 1)
    assert cli.does("journal", "show", "own.journal", "--json").record == record
    assert "inputs: 2" in cli.does("journal", "own.journal").lines
    assert "sig=" not in cli.does("journal", "own.journal", "--export", "json").out


def test_a_journal_is_summed_up_by_its_folder(cli: Cli, texts: Path) -> None:
    record = cli.does("journal", texts, "--json").record

    assert (counts(record), list(record["failures"].values())) == ((2, 1, 1, 0), [1])
    assert record["journal"] == os.path.join("texts", ".speechtotext", "journal.sqlite3")


def test_inputs_that_failed_are_listed_and_exported(cli: Cli, texts: Path) -> None:
    (record,) = cli.does("journal", "--failed", texts, "--json").records
    assert (record["source"], record["status"], record["way"]) == ("calls/bad.wav", "Failed", "fast")
    assert record["errorKind"]

    exported = json.loads(cli.does("journal", texts, "--export", "json").out)
    rows = list(csv.DictReader(io.StringIO(cli.does("journal", texts, "--export", "csv").out)))

    assert {each["source"]: each["status"] for each in exported} == {
        "calls/good.wav": "Succeeded",
        "calls/bad.wav": "Failed",
    }
    assert [Path(file).read_text() for each in exported for file in each["files"]] != []
    assert [{**row, "files": json.loads(row["files"])} for row in rows] == [
        {name: "" if value is None else value for name, value in each.items()} for each in exported
    ]
    assert json.loads(cli.does("journal", texts, "--failed", "--export", "json").out) == [record]
    assert cli.does("journal", texts, "--inputs", "--query", "length(@)").out == "2\n"


def test_an_empty_list_of_failures_is_success(cli: Cli, emulator: Emulator) -> None:
    Path("good.wav").write_bytes(wav())
    cli.does("transcribe", "good.wav", "--out", "texts")

    assert cli.does("journal", "texts", "--failed").errors == ["No items found."]
    assert cli.does("journal", "texts", "--failed", "--export", "csv").lines == ["source,status"]


@pytest.mark.parametrize("content", [b"", b"This is no journal." * 100])
def test_what_is_no_journal_is_told(cli: Cli, content: bytes) -> None:
    Path("other.txt").write_bytes(content)

    done = cli("journal", "other.txt")

    assert (done.code != 0, done.out, len(done.errors)) == (True, "", 1)
    assert cli("journal", "nowhere").code == 2


def test_a_journal_is_read_while_another_process_holds_it(cli: Cli, emulator: Emulator) -> None:
    Path("calls").mkdir()
    Path("calls/first.wav").write_bytes(wav())
    watching = ("transcribe", "calls", "--out", "texts", "--every", "1s")
    with child_process([sys.executable, "-m", "speechtotext", *watching], environment=dict(os.environ)) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == os.path.join("texts", "first.txt")

        record = cli.does("journal", "texts", "--json").record
        (entry,) = cli.does("journal", "texts", "--inputs", "--json").records
        pruned = cli("journal", "prune", "texts")

        assert other.poll() is None
    assert counts(record) == (1, 1, 0, 0)
    assert (entry["source"], entry["status"]) == (os.path.join("calls", "first.wav"), "Succeeded")
    assert pruned.code == 4
    assert "did not end within 1 seconds. Wait for the other run." in pruned.err


def runs(cli: Cli, count: int) -> None:
    """Runs that find another file."""
    Path("other.wav").write_bytes(wav())
    for _ in range(count):
        cli.does("transcribe", "other.wav", "--out", "texts")


def test_what_has_gone_is_forgotten_and_its_texts_stay(cli: Cli, texts: Path) -> None:
    runs(cli, 2)
    Path("calls/good.wav").unlink()
    (entry,) = [each for each in cli.does("journal", texts, "--inputs", "--json").records if "good" in each["source"]]

    dry = cli.does("journal", "prune", texts, "--unseen", "2", "--dry-run")
    assert (dry.lines, dry.errors) == (["calls/good.wav"], ["1 input would be forgotten."])
    assert counts(cli.does("journal", texts, "--json").record) == (3, 2, 1, 0)
    assert cli.does("journal", "prune", texts, "--unseen", "3").errors == ["0 inputs forgotten."]
    done = cli.does("journal", "prune", texts, "--unseen", "2", "--json")

    assert [record["source"] for record in done.records] == ["calls/good.wav"]
    assert counts(cli.does("journal", texts, "--json").record) == (2, 1, 1, 0)
    assert not Path(entry["result"]).exists()
    assert [Path(file).is_file() for file in entry["files"]] == [True]
    # A later run goes on as before.
    runs(cli, 1)
    assert counts(cli.does("journal", texts, "--json").record) == (2, 1, 1, 0)


@pytest.mark.parametrize(("answer", "left"), [(False, 3), (True, 2)])
def test_a_terminal_is_asked(cli: Cli, texts: Path, monkeypatch: pytest.MonkeyPatch, answer: bool, left: int) -> None:
    runs(cli, 1)
    Path("calls/bad.wav").unlink()
    asked: list[str] = []

    def confirm(text: str, *, err: bool) -> bool:
        asked.append(text)
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", confirm)

    cli.does("journal", "prune", texts, "--unseen", "1")

    assert asked == ["Forget 1 input?"]
    assert cli.does("journal", texts, "--json").record["inputs"] == left


def test_inputs_of_jobs_that_run_are_not_forgotten(cli: Cli, emulator: Emulator) -> None:
    recording = emulator.storage.put("call.wav", wav())
    emulator.fail_next("Transcriptions_Submit", status=400)
    cli("transcribe", recording, "--out", "texts", "--journal", "own.journal")

    assert cli.does("journal", "prune", "own.journal", "--unseen", "1").errors == ["0 inputs forgotten."]
    assert cli.does("journal", "own.journal", "--json").record["inputs"] == 1
