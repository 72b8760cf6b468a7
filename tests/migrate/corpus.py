"""The programs that are moved in the tests, what they are to become, and what is to be told of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from speechtotext.migrate import Migrated, migrate_text

HERE = Path(__file__).parent
TARGET = "v2025_10_15"
PROGRAMS = sorted((HERE / "programs").iterdir())
_EXPECTED = HERE / "expected"


def text_of(file: Path) -> str:
    """What a file holds, its line ends as they are."""
    return file.read_bytes().decode("utf-8")


@cache
def moved(program: Path, to: str = TARGET) -> Migrated:
    """A program, moved."""
    return migrate_text(text_of(program), to, program.name)


def expected_text(program: Path) -> str:
    """What a program is to become: the file of its name in expected/, or what it is."""
    file = _EXPECTED / program.name
    return text_of(file if file.exists() else program)


def expected_findings(program: Path) -> list[str]:
    """What is to be told of a program: the lines of NAME.findings in expected/."""
    file = _EXPECTED / f"{program.name}.findings"
    return text_of(file).splitlines() if file.exists() else []


def is_done(program: Path) -> bool:
    """Whether nothing of a program is to be left to change by hand."""
    return all(": note: " in finding for finding in expected_findings(program))


def accept() -> None:
    """Write what the programs become now into expected/, for a person to read before it is committed."""
    for file in _EXPECTED.glob("*"):
        file.unlink()
    _EXPECTED.mkdir(exist_ok=True)
    for program in PROGRAMS:
        result = moved(program)
        if result.changed:
            (_EXPECTED / program.name).write_bytes(result.after.encode("utf-8"))
        if result.findings:
            lines = "".join(f"{finding}\n" for finding in result.findings)
            (_EXPECTED / f"{program.name}.findings").write_bytes(lines.encode("utf-8"))


if __name__ == "__main__":
    accept()
