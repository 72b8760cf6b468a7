"""What the command prints for machines, what it writes beside files, and what it counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from migrate.request_corpus import FOLDER, TARGET
from speechtotext.migrate import main

FLOW = (FOLDER / "flows" / "wrapped.py").read_text("utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flow.py").write_text(FLOW, "utf-8")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([".", "--to", TARGET, *arguments]) == 1
    return capsys.readouterr().out


def test_json_holds_all_that_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(printed(capsys, "--format", "json"))

    (file,) = document["files"]
    first = next(one for one in file["findings"] if one["kind"] == "request")
    assert (file["path"], first["operation"]) == ("flow.py", "transcriptions.create")
    assert first["call"].startswith("stt.transcriptions.create(models.Transcription(")
    assert file["suggestion"].startswith("from speechtotext.v2025_10_15 import Client, models\n")


def test_sarif_is_valid_where_it_counts(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document: dict[str, Any] = json.loads(printed(capsys, "--format", "sarif"))

    jsonschema.validate(document, SARIF)
    rules = {one["id"] for one in document["runs"][0]["tool"]["driver"]["rules"]}
    assert {one["ruleId"] for one in document["runs"][0]["results"]} <= rules


SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "results": {
                        "items": {
                            "required": ["ruleId", "message", "locations"],
                            "properties": {"level": {"enum": ["none", "note", "warning", "error"]}},
                        }
                    }
                },
            },
        },
    },
}


def test_github_annotations_name_file_and_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--format", "github").splitlines()

    assert lines
    assert all(line.startswith("::warning file=flow.py,line=") for line in lines)


def test_a_suggested_program_is_written_beside_the_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "flow.speechtotext.py: written" in printed(capsys, "--suggest")

    assert "stt.transcriptions.wait(job)" in (here / "flow.speechtotext.py").read_text("utf-8")


def test_a_file_that_is_there_already_is_kept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "flow.speechtotext.py").write_text("mine = 1\n", "utf-8")

    printed(capsys, "--suggest")

    assert (here / "flow.speechtotext.py").read_text("utf-8") == "mine = 1\n"
    assert (here / "flow.py.speechtotext.py").exists()


def test_files_that_are_not_looked_at_are_counted_with_the_reason(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.js").write_text("fetch('/speechtotext/v3.1/transcriptions')", "utf-8")
    (here / "b.md").write_text("", "utf-8")
    (here / "c.json").write_text(" " * (2**20 + 1), "utf-8")

    out = printed(capsys)

    assert "2 files not looked at: not Python, scripts or configuration (.js, .md).\n" in out
    assert "1 file not looked at: larger than 1 MiB (.json).\n" in out
