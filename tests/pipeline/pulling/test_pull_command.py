"""The command `python scripts/pull.py`."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from child_processes import TIMEOUT
from pipeline.pinned_place import NEW, Place, swagger
from pull import main
from upstream import fetch
from upstream.sources import ROOT


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "scripts/pull.py", *arguments]
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=TIMEOUT)


def test_the_command_prints_a_line_a_version(place: Place) -> None:
    done = run("--sources", place.sources, "--mirror", place.mirror, "--cache", place.cache)

    assert (done.returncode, done.stdout, done.stderr) == (0, "v1.0@00000000: 3 files, 3 fetched\n", "")


def test_the_command_fails_with_one_line_and_no_traceback(place: Place) -> None:
    done = run("--sources", place.sources, "--mirror", place.folder / "nowhere", "--cache", place.cache)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("v1.0@00000000: speechtotext.json: the mirror ")
    assert done.stderr.count("\n") == 1


def test_the_command_updates_and_tells_what_changed(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    sha256 = place.publish(swagger(paths={"/things": {"get": {"operationId": "List", "responses": {}}}}), NEW)
    options = ["--sources", place.sources, "--mirror", place.mirror, "--cache", place.cache]

    assert main([*map(str, options), "--update", "v1.0", "--commit", NEW]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"v1.0: 00000000 -> 11111111, sha256 {sha256}", "v1.0@00000000 → v1.0@11111111"]
    assert "breaking GET /things/{id} was removed." in lines


def test_only_the_versions_named_are_pulled(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.pin("0" * 64, name="v2.0")
    options = ["--sources", place.sources, "--mirror", place.mirror, "--cache", place.cache]

    assert main([*map(str, options), "v1.0", "v1.0"]) == 0

    assert capsys.readouterr().out == "v1.0@00000000: 3 files, 3 fetched\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["v9.9"], "v9.9: not a version of spec/sources.toml"),
        (["--update", "v9.9", "--commit", NEW], "v9.9: not a version of spec/sources.toml"),
        (["--update", "v1.0", "--commit", "1234abc"], "not a full commit id"),
        (["--update", "v1.0", "--commit", NEW, "v1.0"], "no others"),
        (["--nonsense"], "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    arguments: list[str], words: str, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--sources", str(place.sources), *arguments]) == 2

    printed = capsys.readouterr()
    assert words in printed.err
    assert (printed.err.count("\n"), printed.out) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_terminal_sees_a_bar_and_the_lines_go_to_the_output(place: Place) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, ROOT / "scripts/pull.py", "--sources", place.sources, "--cache", place.cache]
    environment = os.environ | {"TERM": "xterm", fetch.MIRROR_VARIABLE: str(place.mirror)}

    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=theirs, env=environment, text=True
    ) as process:
        try:
            output, _ = process.communicate(timeout=TIMEOUT)
        finally:
            process.kill()
    os.close(theirs)
    shown = os.read(ours, 2**16).decode()
    os.close(ours)

    assert output == "v1.0@00000000: 3 files, 3 fetched\n"
    assert "3/3" in shown
