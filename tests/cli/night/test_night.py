"""Each trouble of the table happens, is mended, and the work is done in the end.

`SPEECHTOTEXT_WRITE_CAPTURES=1 pytest tests/cli/night` writes the table into the documentation anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from child_processes import TIMEOUT
from cli.conftest import Cli, Done
from cli.entra import HEADER, SIGNATURE
from cli.night.faults import FAULTS
from cli.night.surroundings import Night
from cli.night.table import TABLE
from cli.night.trouble import Trouble
from emulator.recordings import wav
from speechtotext import _clock
from speechtotext.cli._output.exit_codes import MEANINGS
from speechtotext.emulator import Emulator

PAGE = Path(__file__).parents[3] / "docs/guides/nightly.md"
_POSIX_ONLY = ("full_disk", "interrupted", "terminated", "readable_config", "writable_config", "file_in_the_way")
_SECRETS = (HEADER, SIGNATURE, "eyJ", "sig=", "cGxhbnRlZA", "00000000000000000000000000000000")


HEADER_ROW = "| failure | exit code | message | what is left | what to do |\n"


def documented_table() -> str:
    """The table as the documentation shows it."""
    rows = (
        f"| {trouble.what} | {int(trouble.code)} | {f'`{trouble.line}`' if trouble.line else '–'} "
        f"| {trouble.left} | {trouble.go_on} |\n"
        for trouble in TABLE
    )
    return "".join((HEADER_ROW, "|---|---|---|---|---|\n", *rows))


@pytest.fixture
def night(cli: Cli, emulator: Emulator, config: Path, recording: str, monkeypatch: pytest.MonkeyPatch) -> Night:
    """A night in which nobody waits long between two attempts."""
    Path("calls").mkdir()
    for name in ("a", "b"):
        Path(f"calls/{name}.wav").write_bytes(wav())
    monkeypatch.setattr(_clock, "sleep", lambda seconds: None)
    monkeypatch.setattr(_clock, "wait", lambda event, seconds: Event.wait(event, min(seconds, 0.01)))
    return Night(cli, emulator, config, recording, monkeypatch)


def texts() -> list[str]:
    folder = Path("texts")
    return sorted(path.name for path in folder.glob("*.txt")) if folder.is_dir() else []


def complaints(done: Done) -> list[str]:
    """The lines about what went wrong, or what was to be done; warnings count where nothing worse follows."""
    shown = ("Error: ", "Warning: ", "Interrupted.", "Terminated.", "No recordings", "Nothing to do: no ID")
    told = [line for line in done.errors if line.startswith(shown)]
    return [line for line in told if not line.startswith("Warning: ")] or told


@pytest.mark.parametrize("trouble", TABLE, ids=lambda trouble: trouble.what)
def test_a_trouble_in_the_night(trouble: Trouble, night: Night) -> None:
    if trouble.fault in _POSIX_ONLY and sys.platform == "win32":
        pytest.skip("POSIX only")

    with FAULTS[trouble.fault](night):
        done = night.run(trouble.command.line)

    assert done.code == trouble.code, done.err
    pattern = re.escape(trouble.line).replace("…", ".*")
    assert re.fullmatch(pattern, "\n".join(complaints(done))), done.err
    assert len(texts()) == trouble.kept
    assert Path("texts/.speechtotext/journal.sqlite3").is_file() == ("journal" in trouble.left or trouble.kept > 0)
    assert ("  speechtotext resume texts" in done.errors) == ("resume" in trouble.go_on)
    assert not any(secret in done.out + done.err for secret in _SECRETS)

    again = trouble.again or trouble.command
    gone_on = night.run(again.line)

    assert (gone_on.code, complaints(gone_on)) == (0, []) or not again.texts, gone_on.err
    assert set(again.texts) <= set(texts())
    if again.texts == ("call.txt",) and trouble.fault != "failed_job":
        assert len(night.cli.does("transcriptions", "list", "--json").records) == 1


def test_forty_troubles_are_known_each_once() -> None:
    assert len({trouble.what for trouble in TABLE}) == len(TABLE) >= 40
    assert {trouble.fault for trouble in TABLE} == set(FAULTS)
    assert {trouble.code for trouble in TABLE} == {0, 1, 2, 3, 4, 5, 6, 70, 130, 143}


def test_the_documentation_shows_the_table() -> None:
    shown = PAGE.read_text("utf-8")

    if os.environ.get("SPEECHTOTEXT_WRITE_CAPTURES"):
        PAGE.write_text(shown[: shown.index(HEADER_ROW)] + documented_table(), encoding="utf-8")
    assert PAGE.read_text("utf-8").endswith(documented_table())


def test_the_units_of_the_documentation_are_accepted_by_systemd(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("needs systemd-analyze")
    units = re.findall(
        r"`/etc/systemd/system/(speechtotext\.\w+)`:\n\n```ini\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    )
    for name, content in units:
        (tmp_path / name).write_text(content)

    done = subprocess.run(
        [program, "verify", *(tmp_path / name for name, _ in units)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=TIMEOUT,
    )

    assert [name for name, _ in units] == ["speechtotext.service", "speechtotext.timer"]
    assert (done.returncode, done.stderr) == (0, "")


def test_the_documentation_and_the_help_have_every_exit_code(cli: Cli) -> None:
    page, help = PAGE.with_name("command-line.md").read_text("utf-8"), cli.does("--help").out

    for code, meaning in MEANINGS.items():
        assert f"\n| {code} | {meaning}" in page
        assert f"{code}  {meaning}\n" in help
