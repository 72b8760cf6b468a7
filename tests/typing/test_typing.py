"""Both type checkers accept what users write in `accepted/` and reject the marked lines of `rejected/`, no others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ACCEPTED = sorted((HERE / "accepted").glob("*.py"))
REJECTED = sorted((HERE / "rejected").glob("*.py"))
CHECKERS = ("mypy", "pyright")


@dataclass(frozen=True)
class Fault:
    """What a checker complains of."""

    file: str
    line: int
    message: str


def marked_lines(file: Path) -> set[int]:
    """The lines of a file that are marked as wrong."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if line.endswith("# wrong")}


def faults(checker: str, mypy_cache: Path) -> dict[str, list[Fault]]:
    """What a checker complains of, by file name."""
    found = defaultdict(list)
    for fault in mypy(mypy_cache) if checker == "mypy" else pyright():
        found[fault.file].append(fault)
    return found


@cache
def mypy(mypy_cache: Path) -> list[Fault]:
    """The errors of mypy --strict, in all files at once and without the project's own settings."""
    options = ["--strict", "--no-error-summary", "--output", "json", "--config-file", os.devnull]
    command = [sys.executable, "-m", "mypy", *options, "--cache-dir", str(mypy_cache), *map(str, ACCEPTED + REJECTED)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    entries: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    return [Fault(Path(e["file"]).name, e["line"], e["message"]) for e in entries if e["severity"] == "error"]


@cache
def pyright() -> list[Fault]:
    """The errors of pyright in strict mode, in all files at once; skips when it cannot be started."""
    if find_spec("pyright") is None:
        pytest.skip("pyright is not installed")
    options = ["--outputjson", "--pythonpath", sys.executable, "--project", str(HERE / "pyright-strict.json")]
    done = subprocess.run(
        [sys.executable, "-m", "pyright", *options],
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        report = json.loads(done.stdout[done.stdout.index("{") :])
    except ValueError:
        pytest.skip(f"pyright cannot start here: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
    assert report["summary"]["filesAnalyzed"] == len(ACCEPTED + REJECTED)
    entries: list[dict[str, Any]] = report["generalDiagnostics"]
    return [
        Fault(Path(e["file"]).name, e["range"]["start"]["line"] + 1, e["message"])
        for e in entries
        if e["severity"] == "error"
    ]


each_checker = pytest.mark.parametrize("checker", CHECKERS)
each_accepted = pytest.mark.parametrize("file", ACCEPTED, ids=lambda file: file.stem)
each_rejected = pytest.mark.parametrize("file", REJECTED, ids=lambda file: file.stem)


@each_checker
@each_accepted
def test_what_users_write_is_accepted(checker: str, file: Path, mypy_cache: Path) -> None:
    assert faults(checker, mypy_cache)[file.name] == []


@each_checker
@each_rejected
def test_every_wrong_line_is_rejected(checker: str, file: Path, mypy_cache: Path) -> None:
    assert marked_lines(file) - {fault.line for fault in faults(checker, mypy_cache)[file.name]} == set()


@each_checker
@each_rejected
def test_no_other_line_is_rejected(checker: str, file: Path, mypy_cache: Path) -> None:
    marked = marked_lines(file)
    assert [fault for fault in faults(checker, mypy_cache)[file.name] if fault.line not in marked] == []


def test_many_wrong_calls_are_tried() -> None:
    assert sum(len(marked_lines(file)) for file in REJECTED) >= 80


def test_no_two_files_share_a_name() -> None:
    names = [file.name for file in ACCEPTED + REJECTED]
    assert sorted(names) == sorted(set(names))
