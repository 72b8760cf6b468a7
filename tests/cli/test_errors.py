"""Errors of the command line: one line, an exit code, no secret."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import Cli
from cli.error_cases import CASES, FAULT, NO_ANSWER, NOT_ENDED, WRONG_USE
from emulator.recordings import wav
from speechtotext import _clock
from speechtotext.emulator import Emulator, Polls


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port where nobody listens, as long as it is held."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between two attempts."""
    monkeypatch.setattr(_clock, "sleep", lambda seconds: None)


@pytest.fixture
def files(emulator: Emulator) -> None:
    """What the commands of the table are given."""
    Path("call.wav").write_bytes(wav() + b"\xff\xfe")
    Path("list.txt").write_text("not a URL\n")
    Path("many.txt").write_text("".join(f"https://example.com/{number}.wav\n" for number in range(1001)))
    Path("body.json").write_text("{}")
    Path("empty.txt").write_text("")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("name", CASES)
def test_an_error_is_one_line(
    cli: Cli, recording: str, closed_port: int, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    case = CASES[name]
    for variable, value in case.environment.items():
        if value is None:
            monkeypatch.delenv(variable)
        else:
            monkeypatch.setenv(variable, value)

    done = cli(*(text.format(url=recording, port=closed_port) for text in case.arguments.split()))

    (error,) = [line for line in done.errors if not re.match(r"\d:\d\d:\d\d |Warning: ", line)]
    assert re.fullmatch("Error: " + case.error.replace("{port}", str(closed_port)), error), error
    assert (done.code, done.out) == (case.code, "")


def test_a_run_that_does_not_end_in_time_says_how_to_go_on(cli: Cli) -> None:
    with Emulator(transitions=Polls(1000, 1000)) as slow:
        endpoint = slow.endpoint
        where = ("--endpoint", endpoint, "--key", slow.key)
        url = slow.storage.put("call.wav", wav())
        done = cli("transcribe", url, "--out", "texts", "--timeout", "2s", "--locale", "en-US", *where)

    assert (done.code, done.out) == (NOT_ENDED, "")
    assert [line for line in done.errors if not re.match(r"\d:\d\d:\d\d ", line)] == [
        "Error: Transcribing did not end within 2 seconds. Run it again to continue.",
        "Give a longer --timeout, such as 2d, or go on later.",
        "Results so far are kept, and submitted jobs continue. To resume:",
        f"  speechtotext resume texts --endpoint {endpoint} --key KEY",
    ]


@pytest.mark.parametrize("status", [500, 503])
def test_a_service_that_fails_is_told(cli: Cli, emulator: Emulator, status: int) -> None:
    emulator.fail_next("Transcriptions_List", times=5, status=status)

    done = cli("transcriptions", "list")

    assert done.code == NO_ANSWER
    (error,) = done.errors
    assert error.startswith(f"Error: Transcriptions_List was answered with HTTP {status}")


def test_a_service_that_fails_for_a_moment_is_not_told(cli: Cli, emulator: Emulator) -> None:
    emulator.fail_next("Transcriptions_List", times=2, status=503)

    assert cli.does("transcriptions", "list").errors == ["No items found."]


def test_an_answer_that_cannot_be_read_is_told(cli: Cli, emulator: Emulator) -> None:
    emulator.seed("projects", {"displayName": "x", "locale": "en-US"})
    emulator.fail_next("Projects_List", fault="wrong-json")

    done = cli("projects", "list")

    assert done.code == NO_ANSWER
    (error,) = done.errors
    assert error.startswith("Error: Projects_List was answered with ")


def test_when_nobody_knows_whether_a_job_was_submitted_that_is_told(
    cli: Cli, emulator: Emulator, recording: str
) -> None:
    emulator.fail_next("Transcriptions_Submit", fault="cut-off")

    done = cli("transcribe", recording, "--no-wait")

    assert done.code == NO_ANSWER
    error, advice = done.errors
    assert error.startswith(f"Error: Transcriptions_Submit got no response from {emulator.endpoint}")
    assert advice == "If the job was submitted before that, it continues. To list it: speechtotext transcriptions list"
    assert len(cli.does("transcriptions", "list", "--json").records) == 1


def test_a_run_goes_on_where_nobody_knows_whether_a_job_was_submitted(
    cli: Cli, emulator: Emulator, recording: str
) -> None:
    emulator.fail_next("Transcriptions_Submit", fault="cut-off")
    done = cli("transcribe", recording)
    assert done.code == NO_ANSWER
    _, _, resume = done.errors[-3:]

    again = cli.does(*resume.split()[1:])

    (saved,) = again.lines
    assert Path(saved).read_text() == "Good morning, Contoso.\n"
    assert len(cli.does("transcriptions", "list", "--json").records) == 1


def test_a_file_of_somebody_else_is_never_overwritten(cli: Cli, recording: str) -> None:
    Path("texts").mkdir()
    Path("texts/call.txt").write_text("mine")

    (saved,) = cli.does("transcribe", recording, "--out", "texts").lines

    assert Path("texts/call.txt").read_text() == "mine"
    assert Path(saved).read_text() == "Good morning, Contoso.\n"


def test_a_journal_of_other_jobs_is_refused(cli: Cli, recording: str) -> None:
    batch = ("transcribe", recording, "--journal", "may.journal", "--out", "may", "--no-wait")
    cli.does(*batch)

    done = cli(*batch, "--locale", "de-DE")

    assert (done.code, done.errors) == (
        WRONG_USE,
        [
            "Error: may.journal belongs to other jobs: locale was 'en-US' and is 'de-DE'. "
            "Give the same body, or another journal."
        ],
    )


def test_without_any_argument_help_is_shown(cli: Cli) -> None:
    done = cli()

    assert (done.code, done.out) == (WRONG_USE, "")
    assert done.err.startswith("Usage: speechtotext [OPTIONS] COMMAND [ARGS]...")


def test_a_fault_of_our_own_is_told_in_a_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("what is not there")

    monkeypatch.setattr("speechtotext.cli._arguments.service.load_settings", break_down)

    done = cli("transcriptions", "list")

    assert (done.code, done.errors) == (
        FAULT,
        [
            (
                "Error: an internal error of speechtotext (KeyError: 'what is not there'); SPEECHTOTEXT_DEBUG=1 shows "
                "the traceback."
            )
        ],
    )


def test_where_a_fault_of_our_own_is_can_be_asked_for(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("what is not there")

    monkeypatch.setattr("speechtotext.cli._arguments.service.load_settings", break_down)
    monkeypatch.setenv("SPEECHTOTEXT_DEBUG", "1")

    with pytest.raises(KeyError):
        cli("transcriptions", "list")
