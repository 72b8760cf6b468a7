"""The emulator as a program, the fixtures of its pytest plugin, and the programs of its README."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from child_processes import TIMEOUT, child_process
from emulator_coverage import README
from speechtotext.emulator import DEVELOPMENT_KEY, Emulator

PROGRAM, TESTS = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

COMMAND = [sys.executable, "-m", "speechtotext.emulator"]


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The emulator as a program, and what it has said at its start."""
    with child_process([*COMMAND, *arguments]) as process:
        assert process.stdout is not None
        # It is killed if it does not say all of it in time: then reading ends.
        timer = threading.Timer(TIMEOUT, process.kill)
        timer.start()
        said: list[str] = []
        while "curl" not in "".join(said):
            said.append(process.stdout.readline())
            assert said[-1], f"the emulator has said {said} within {TIMEOUT} seconds"
        timer.cancel()
        yield process, said


def test_it_says_where_it_is_and_what_to_paste() -> None:
    with running("--port", "0", "--at-once") as (_, said):
        endpoint = re.search(r"http://127\.0\.0\.1:\d+", said[0])
        assert endpoint is not None
        text = "".join(said)
        assert f"export SPEECH_ENDPOINT={endpoint[0]}" in text
        assert f"export SPEECH_KEY={DEVELOPMENT_KEY}" in text
        answer = httpx.get(
            f"{endpoint[0]}/speechtotext/v3.2/projects", headers={"Ocp-Apim-Subscription-Key": DEVELOPMENT_KEY}
        )
        assert answer.json() == {"values": []}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to_and_keeps_its_state(number: signal.Signals, tmp_path: Path) -> None:
    with running("--port", "0", "--folder", str(tmp_path)) as (process, _):
        process.send_signal(number)
        assert process.wait(timeout=20) == 0

    assert (tmp_path / "state.json").is_file()


@pytest.mark.parametrize(
    ("chosen", "odd"), [([], False), (["--odd-answers"], True), (["--odd-answers", "odd-dates"], True)]
)
def test_it_answers_oddly_on_demand(chosen: list[str], odd: bool) -> None:
    with running("--port", "0", "--at-once", *chosen) as (_, said):
        models = f"{said[0].split()[-1]}/speechtotext/v3.2/models/base?top=4"
        listed = httpx.get(models, headers={"Ocp-Apim-Subscription-Key": DEVELOPMENT_KEY}).json()["values"]

    assert any(model["createdDateTime"] == "" or model["properties"] is None for model in listed) == odd


def test_it_tells_of_requests_unless_it_is_to_be_quiet() -> None:
    told = []
    for further in ([], ["--quiet"]):
        with running("--port", "0", *further) as (process, said):
            endpoint = said[0].split()[-1]
            httpx.get(f"{endpoint}/speechtotext/v3.2/projects")
            process.terminate()
            told.append(process.communicate(timeout=20)[1])

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3} GET /speechtotext/v3\.2/projects 401\n", told[0])
    assert told[1] == ""


def test_it_says_what_it_means_that_others_can_reach_it() -> None:
    with running("--port", "0", "--host", "0.0.0.0", "--quiet") as (process, said):
        process.terminate()
        warned = process.communicate(timeout=20)[1]

    assert "other machines can reach it" in warned
    assert "The control API and the page demand the key" in warned
    assert DEVELOPMENT_KEY not in "".join(said)


def test_without_the_extra_the_program_says_what_to_install() -> None:
    program = (
        "import runpy, sys; sys.modules['uvicorn'] = None; "
        "runpy.run_module('speechtotext.emulator', run_name='__main__', alter_sys=True)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 2
    assert done.stderr == 'Error: emulator needs more: pip install "speechtotext-client[emulator]"\n'


def test_without_the_extra_an_import_says_what_to_install_in_one_traceback() -> None:
    program = "import sys; sys.modules['uvicorn'] = None; from speechtotext.emulator import Emulator"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)

    assert done.stderr.splitlines()[-1] == (
        'ModuleNotFoundError: speechtotext.emulator needs uvicorn: pip install "speechtotext-client[emulator]"'
    )
    assert done.stderr.count("Traceback") == 1


def test_a_port_that_is_taken_is_told_in_a_line() -> None:
    with Emulator() as emulator:
        port = emulator.endpoint.rpartition(":")[2]
        done = subprocess.run([*COMMAND, "--port", port], capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 1
    assert done.stderr == (
        f"Error: the emulator cannot start: port {port} of 127.0.0.1 is in use: choose another, or 0 for a free one.\n"
    )


def test_a_port_that_does_not_exist_is_told_in_a_line() -> None:
    done = subprocess.run([*COMMAND, "--port", "99999"], capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 1
    assert done.stderr == "Error: the emulator cannot start: port 99999 does not exist: choose one from 0 to 65535.\n"


def test_a_program_ends_that_leaves_everything_open() -> None:
    program = (
        "from speechtotext.emulator import Emulator\n"
        "emulator = Emulator(transitions='at-once').start()\n"
        "print(emulator.http_client().get('/speechtotext/v3.2/projects').status_code)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stdout) == (0, "401\n")


def test_the_program_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(PROGRAM, str(README), "exec"), {"__name__": "__main__"})

    assert capsys.readouterr().out == "Succeeded\n"


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Which tests pass, those of the README and others that use the fixtures: one run of pytest for them all."""
    folder = tmp_path_factory.mktemp("tests")
    (folder / "test_readme.py").write_text(TESTS, encoding="utf-8")
    (folder / "test_widths.py").write_text(WIDTHS, encoding="utf-8")
    done = _pytest(folder, "-rA")
    assert done.returncode == 0, done.stdout
    return re.findall(r"^PASSED (\S+)::", done.stdout, re.MULTILINE)


def test_the_tests_of_the_readme_pass(passed: list[str]) -> None:
    assert passed.count("test_readme.py") == 2


WIDTHS = """
import pytest

seen = set()

@pytest.mark.parametrize("time", [1, 2])
def test_it(time, speech_emulator, session_speech_emulator, in_process_speech_emulator):
    seen.update(map(id, (speech_emulator, session_speech_emulator)))
    assert len({speech_emulator.endpoint, session_speech_emulator.endpoint}) == 2
    assert in_process_speech_emulator.endpoint == "http://localhost"
    if time == 2:
        assert len(seen) == 3
"""


def test_the_fixtures_are_as_wide_as_they_say(passed: list[str]) -> None:
    assert passed.count("test_widths.py") == 2


def test_without_the_extra_the_fixtures_say_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "uvicorn.py").write_text("raise ModuleNotFoundError('no uvicorn', name='uvicorn')", encoding="utf-8")
    (tmp_path / "test_mine.py").write_text("def test_it(speech_emulator): pass\ndef test_other(): pass\n", "utf-8")

    done = _pytest(tmp_path)

    assert "1 passed, 1 error" in done.stdout
    assert 'pip install "speechtotext-client[emulator]"' in done.stdout


def _pytest(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What pytest says of the tests in a folder, as a user of the package runs it."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", "--rootdir", str(folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [*command, *options, str(folder)],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
