"""The command: inputs, outputs, exit codes, acknowledgements."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diff import FORMATS, main
from upstream.sources import ROOT

Json = dict[str, Any]

DAY = date(2027, 1, 1)


def _document(*paths: str) -> Json:
    """A little OpenAPI document with a GET on each path."""
    operation = {"responses": {"200": {"description": "ok"}}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "paths": {path: {"get": operation} for path in paths},
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command runs in: `more.json` has an operation that `less.json` has not."""
    monkeypatch.chdir(tmp_path)
    Path("less.json").write_text(json.dumps(_document("/things")))
    Path("more.json").write_text(json.dumps(_document("/things", "/parts")))
    return tmp_path


BREAKING = ("more.json", "less.json")
COMPATIBLE = ("less.json", "more.json")


def _fingerprint(capsys: pytest.CaptureFixture[str]) -> str:
    """That of the one breaking difference."""
    main([*BREAKING, "--format", "json"])
    (entry,) = json.loads(capsys.readouterr().out)["entries"]
    return str(entry["fingerprint"])


def _acknowledge(fingerprint: str, expires: date = DAY) -> list[str]:
    """The arguments that acknowledge it."""
    Path("accepted.toml").write_text(
        f'[[acknowledged]]\nfingerprint = "{fingerprint}"\nreason = "Nobody asks for parts."\nexpires = {expires}\n'
    )
    return ["--acknowledged", "accepted.toml"]


def test_without_a_format_the_report_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(BREAKING) == 0

    assert "breaking GET /parts was removed." in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_printed_or_written_to_a_file(
    format: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*BREAKING, "--format", format]) == 0
    printed = capsys.readouterr().out
    assert main([*BREAKING, "--format", format, "--output", "report"]) == 0

    assert "GET /parts was removed." in re.sub("`|</?code>", "", printed)
    assert Path("report").read_text(encoding="utf-8") == printed
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("level", "documents", "code"),
    [
        ("breaking", BREAKING, 1),
        ("risky", BREAKING, 1),
        ("any", BREAKING, 1),
        ("breaking", COMPATIBLE, 0),
        ("risky", COMPATIBLE, 0),
        ("any", COMPATIBLE, 1),
    ],
)
def test_the_exit_code_says_whether_there_is_anything_at_the_level(
    level: str, documents: tuple[str, str], code: int, folder: Path
) -> None:
    assert main([*documents, "--fail-on", level]) == code


def test_a_failure_says_how_many_and_the_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([*BREAKING, "--fail-on", "breaking"])

    told = "1 difference at or above --fail-on breaking that nobody acknowledged; the first: GET /parts was removed.\n"
    assert capsys.readouterr().err == told


@pytest.mark.parametrize("format", [None, *FORMATS])
@pytest.mark.parametrize("name", ["more.json", "v3.2", "2025-10-15"])
def test_equal_inputs_give_an_empty_report_and_0(format: str | None, name: str, folder: Path) -> None:
    arguments = ["--format", format] if format else []

    assert main([name, name, "--fail-on", "any", *arguments]) == 0


def test_what_is_acknowledged_does_not_fail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted = _acknowledge(_fingerprint(capsys))

    assert main([*BREAKING, "--fail-on", "any", *accepted], today=DAY) == 0

    shown = capsys.readouterr()
    assert "1 acknowledged, not shown." in shown.out
    assert shown.err == ""


def test_what_has_expired_fails_again_and_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fingerprint = _fingerprint(capsys)
    accepted = _acknowledge(fingerprint, date(2026, 12, 31))

    assert main([*BREAKING, "--fail-on", "breaking", *accepted], today=DAY) == 1

    shown = capsys.readouterr()
    assert f"{fingerprint}: acknowledged until 2026-12-31, so it counts again (Nobody asks for parts.)" in shown.err
    assert "breaking GET /parts was removed." in shown.out


def test_what_matches_nothing_is_told_and_fails_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted = _acknowledge("0123456789abcdef")

    assert main([*COMPATIBLE, "--fail-on", "breaking", *accepted], today=DAY) == 0

    told = "0123456789abcdef: acknowledged, but no difference has this fingerprint (Nobody asks for parts.)\n"
    assert capsys.readouterr().err == told


def test_by_default_today_is_the_day(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = _acknowledge(_fingerprint(capsys), date.max)

    assert main([*BREAKING, "--fail-on", "any", *accepted]) == 0


def test_words_are_quoted_when_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    described = _document("/things")
    described["paths"]["/things"]["get"]["description"] = "All things."
    Path("described.json").write_text(json.dumps(described))

    main(["less.json", "described.json"])
    counted = capsys.readouterr().out
    main(["less.json", "described.json", "--words"])
    quoted = capsys.readouterr().out

    assert "All things." not in counted
    assert quoted == f"{counted}\nGET /things description\n  + All things.\n"


def test_words_cannot_be_quoted_without_the_published_files(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporting.published_texts.CACHE", folder / "empty")

    assert main(["v3.1", "v3.2", "--words"]) == 2

    assert capsys.readouterr().err == (
        "v3.1: its published file is not at hand to quote from; `nox -s pull` fetches it.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["v9.9", "v3.1"], "v9.9: neither a file, a URL, nor one of the versions v3.0, v3.1"),
        (["more.json", "empty.json"], "empty.json: neither a Swagger 2.0 nor an OpenAPI 3 document"),
        ([*BREAKING, "--acknowledged", "none.toml"], "none.toml: cannot be read (No such file or directory)."),
        ([*BREAKING, "--format", "md", "--output", "none/report.md"], "none/report.md: cannot be written (No such"),
    ],
)
def test_wrong_input_is_2_and_one_line(
    arguments: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty.json").write_text("{}")

    assert main(arguments) == 2

    shown = capsys.readouterr()
    assert shown.err.startswith(says)
    assert (shown.out, shown.err.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["more.json"], "the following arguments are required: NEW"),
        ([*BREAKING, "--fail-on", "compatible"], "invalid choice: 'compatible'"),
        ([*BREAKING, "--format", "pdf"], "invalid choice: 'pdf'"),
        ([*BREAKING, "--output", "report.md"], "--output needs a --format"),
        ([*BREAKING, "--words", "--format", "md"], "--words is for the terminal"),
    ],
)
def test_wrong_use_is_2_and_says_how(
    arguments: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exited:
        main(arguments)

    assert exited.value.code == 2
    assert says in capsys.readouterr().err


def test_the_program_exits_with_the_code(folder: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "diff.py"), *BREAKING, "--fail-on", "breaking"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, "GET /parts was removed." in done.stdout) == (1, True)
    assert "\x1b" not in done.stdout


def test_annotations_stand_at_the_line_of_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("more.json").write_text(json.dumps(_document("/things", "/parts"), indent=2))
    line = Path("more.json").read_text().splitlines().index('    "/parts": {') + 2

    main([*BREAKING, "--format", "github"])

    assert capsys.readouterr().out.startswith(f"::error file=more.json,line={line},title=operation-removed ")


def test_the_same_documents_give_the_same_bytes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format in FORMATS:
        main(["v3.1", "v3.2", "--format", format])
        first = capsys.readouterr().out
        main(["v3.1", "v3.2", "--format", format])

        assert capsys.readouterr().out == first
