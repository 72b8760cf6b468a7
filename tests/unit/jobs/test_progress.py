"""What is shown of the jobs that are waited for."""

from __future__ import annotations

import io

import pytest

from speechtotext import _clock
from speechtotext.progress import JobProgress
from speechtotext.v3_2 import models


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_clock, "monotonic", lambda: 0.0)
    monkeypatch.setenv("TERM", "xterm")


def job(number: int, status: str, name: str = "Call") -> models.Transcription:
    return models.Transcription(
        self_=f"https://x/transcriptions/{number}",
        display_name=f"{name} {number}",
        locale="en-US",
        status=models.Status(status),
    )


def test_elsewhere_than_on_a_terminal_a_line_tells_of_each_change() -> None:
    file = io.StringIO()
    with JobProgress(file) as progress:
        for status in ("NotStarted", "NotStarted", "Running", "Succeeded"):
            progress(job(1, status))
    assert file.getvalue().splitlines() == [
        "0:00:00 Call 1: NotStarted",
        "0:00:00 Call 1: Running",
        "0:00:00 Call 1: Succeeded",
    ]


def test_a_terminal_shows_unfinished_jobs_and_counts_all() -> None:
    file = Terminal()
    with JobProgress(file) as progress:
        for number in range(40):
            progress(job(number, "Succeeded" if number < 20 else "Running"))
    last = file.getvalue()
    assert "40 jobs" in last
    assert "20 Succeeded, 20 Running" in last
    assert "Call 31" in last
    assert "Call 32" not in last


def test_names_show_no_signatures_and_are_no_markup() -> None:
    file = io.StringIO()
    JobProgress(file)(job(1, "Running", name="[red]https://x?sig=SECRET"))
    assert file.getvalue() == "0:00:00 [red]https://x?sig=*** 1: Running\n"
