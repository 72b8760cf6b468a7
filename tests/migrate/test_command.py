"""The command: what it prints, and how it ends."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from migrate.corpus import HERE, TARGET
from speechtotext.migrate import add_arguments, main, run

PROGRAM = (
    "from speechtotext.v3_2 import Client\nprint(Client().transcriptions.list_files(1, sas_validity_in_seconds=3600))\n"
)
MOVED = PROGRAM.replace("v3_2", "v2025_10_15").replace("sas_validity_in_seconds=3600", "sas_lifetime_minutes=60")
LEFT = "from speechtotext.v2025_10_15 import models\nmodels.DatasetProperties(email='x')\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_would_change_is_shown_and_not_done(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.py").write_text(PROGRAM)

    assert main(["a.py", "--to", TARGET]) == 1

    assert capsys.readouterr().out == (
        "--- a/a.py\n"
        "+++ b/a.py\n"
        "@@ -1,2 +1,2 @@\n"
        "-from speechtotext.v3_2 import Client\n"
        "-print(Client().transcriptions.list_files(1, sas_validity_in_seconds=3600))\n"
        "+from speechtotext.v2025_10_15 import Client\n"
        "+print(Client().transcriptions.list_files(1, sas_lifetime_minutes=60))\n"
        "1 file would be rewritten; 0 left to change by hand.\n"
    )
    assert (here / "a.py").read_text() == PROGRAM


def test_what_is_written_is_done(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.py").write_text(PROGRAM)

    assert main([".", "--to", TARGET, "--write"]) == 0
    assert capsys.readouterr().out == "a.py: rewritten\n1 file rewritten; 0 left to change by hand.\n"
    assert (here / "a.py").read_text() == MOVED

    assert main([".", "--to", TARGET]) == 0
    assert capsys.readouterr().out == "0 files would be rewritten; 0 left to change by hand.\n"


@pytest.mark.parametrize("options", [[], ["--write"]])
def test_what_a_person_has_to_do_is_told_and_makes_the_status_one(
    options: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.py").write_text(LEFT)

    assert main(["a.py", "--to", TARGET, *options]) == 1

    told = capsys.readouterr().out.splitlines()[0]
    assert told == (
        "a.py:2: DatasetProperties.email: The service no longer sends mail. "
        "Remove it; wait for the job, or have a web hook called when it ends."
    )


def test_a_note_leaves_nothing_to_do(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.py").write_text("from speechtotext.v3_2 import models\nmodels.TranscriptionProperties()\n")

    assert main(["a.py", "--to", TARGET, "--write"]) == 0
    assert re.search(
        r"^a\.py:2: note: Jobs and their results are deleted after 48 hours here", capsys.readouterr().out, re.M
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.py"],
        ["a.py", "--to", "v3_0"],
        ["a.py", "--to", "2025-10-15"],
        ["--to", TARGET],
        ["nowhere", "--to", TARGET],
    ],
)
def test_wrong_use_makes_the_status_two(arguments: list[str], here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.py").write_text(PROGRAM)

    try:
        status: object = main(arguments)
    except SystemExit as ended:
        status = ended.code

    assert status == 2
    assert "error: " in capsys.readouterr().err
    assert (here / "a.py").read_text() == PROGRAM


@pytest.mark.skipif(shutil.which("patch") is None, reason="no patch here")
def test_what_is_shown_is_a_patch(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(HERE / "programs", here / "programs")
    main(["programs", "--to", TARGET])
    shown = capsys.readouterr().out
    applied = here / "applied"
    shutil.copytree(HERE / "programs", applied / "programs")

    subprocess.run(["patch", "--binary", "--quiet", "-p1"], input=shown.encode(), cwd=applied, check=True)
    main(["programs", "--to", TARGET, "--write"])

    for program in sorted((here / "programs").iterdir()):
        assert (applied / "programs" / program.name).read_bytes() == program.read_bytes()


def test_it_runs_as_a_module(here: Path) -> None:
    (here / "a.py").write_text(PROGRAM)

    command = [sys.executable, "-m", "speechtotext.migrate", "a.py", "--to", TARGET, "--write"]

    assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    assert (here / "a.py").read_text() == MOVED


def test_another_command_can_hold_it(here: Path) -> None:
    (here / "a.py").write_text(PROGRAM)
    parser = argparse.ArgumentParser()
    add_arguments(parser.add_subparsers().add_parser("migrate"))

    assert run(parser.parse_args(["migrate", "a.py", "--to", TARGET, "--write"])) == 0


def test_without_libcst_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['libcst'] = None; import speechtotext.migrate"

    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)

    assert done.stderr.splitlines()[-1] == (
        'ModuleNotFoundError: speechtotext.migrate needs libcst: pip install "speechtotext-client[migrate]"'
    )
