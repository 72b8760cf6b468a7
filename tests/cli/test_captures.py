"""The command as it looks: on terminals of 80 and 120 columns, and piped. `captures/` holds what is to be seen.

`SPEECHTOTEXT_WRITE_CAPTURES=1 pytest tests/cli/test_captures.py` writes them anew; look at what has changed.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from cli.terminals import CAPTURES, on_terminal, piped, screen, without_times
from emulator.recordings import flac, mp3, wav
from speechtotext import TranscriptionProgress, _clock
from speechtotext.cli._output.run_progress import RunProgress
from speechtotext.emulator import Emulator

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals of this kind")

WIDTHS = (80, 120)
COMMANDS = {
    "printed": ("transcribe", "calls", "--concurrency", "1"),
    "saved": ("transcribe", "calls", "--concurrency", "1", "--out", "texts", "--format", "txt,srt"),
    "nothing": ("transcribe", "calls/*.ogg", "--out", "texts"),
    "no-storage": ("transcribe", "calls", "--batch", "--out", "texts"),
}
MOMENTS = {
    "beginning": TranscriptionProgress(found=500, transcribing=8),
    "middle": TranscriptionProgress(
        *(12_345, True, 6_100, 12, 0, 100), transcribing=8, uploading=2, jobs=3, audio_seconds=8_640.0
    ),
    "end": TranscriptionProgress(40, True, 38, 1, transcribing=1, audio_seconds=754.0),
}


@pytest.fixture(autouse=True)
def calls() -> None:
    """Recordings, and a file that is none."""
    for name, content in {
        "a.wav": wav(),
        "north/b c.mp3": mp3(),
        "north/会議.flac": flac(),
        "minutes.wav": b"Text",
    }.items():
        path = Path("calls", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    Path("calls/notes.txt").touch()


def compare(name: str, seen: str) -> None:
    capture = CAPTURES / f"{name}.txt"
    if os.environ.get("SPEECHTOTEXT_WRITE_CAPTURES"):
        capture.write_text(seen, encoding="utf-8")
    assert seen == capture.read_text("utf-8")


def environment(emulator: Emulator) -> dict[str, str]:
    return {"SPEECH_ENDPOINT": emulator.endpoint, "SPEECH_KEY": emulator.key}


@unix
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_on_a_terminal(emulator: Emulator, name: str, columns: int) -> None:
    code, seen = on_terminal(COMMANDS[name], columns, environment(emulator))

    compare(f"{name}-{columns}", without_times(f"{seen}exit code {code}\n"))


@unix
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_in_a_pipe(emulator: Emulator, name: str) -> None:
    code, seen = piped(COMMANDS[name], environment(emulator))

    # When lines of progress are due depends on how fast this machine is.
    lines = [line for line in without_times(seen).splitlines(keepends=True) if not line.startswith("H:MM:SS ")]
    compare(f"{name}-piped", f"{''.join(lines)}exit code {code}\n")


@pytest.mark.parametrize("columns", [*WIDTHS, 40])
@pytest.mark.parametrize("name", MOMENTS)
def test_progress_on_a_terminal(name: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_clock, "monotonic", lambda: 0.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = io.StringIO()
    with RunProgress(shown) as progress:
        monkeypatch.setattr(_clock, "monotonic", lambda: 620.0)
        progress(MOMENTS[name])
        with progress.put_aside():
            """What is shown again is the latest."""
        seen = screen(shown.getvalue().replace("\n", "\r\n"), columns)

    compare(f"progress-{name}-{columns}", seen)


def test_progress_in_a_pipe_is_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    now = 0.0
    monkeypatch.setattr(_clock, "monotonic", lambda: now)
    with RunProgress(shown) as progress:
        for now in (0.5, 1.0, 5.0, 10.9, 11.0, 12.0, 21.5):
            progress(TranscriptionProgress(100, True, int(now * 2), transcribing=8))

    assert shown.getvalue().splitlines() == [
        "0:00:00 1 of 100 done; running: 8 transcriptions; 0:00:49 left",
        "0:00:10 21 of 100 done; running: 8 transcriptions; 0:00:41 left",
        "0:00:21 43 of 100 done; running: 8 transcriptions; 0:00:28 left",
    ]
