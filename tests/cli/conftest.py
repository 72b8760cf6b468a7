"""The command line, run in this process against an emulator."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from emulator.recordings import wav
from speechtotext.cli import main
from speechtotext.emulator import Emulator

SETTINGS = (
    *("KEY", "KEY_2", "AUTH", "PROFILE", "REGION", "ENDPOINT", "API_VERSION", "LOCALE"),
    *("TARGET_KEY", "TARGET_REGION", "TARGET_ENDPOINT"),
)


@dataclass(frozen=True)
class Done:
    """What a command has come to."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """What it printed as JSON: an object on each line, and nothing else."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def record(self) -> dict[str, Any]:
        """The only object that it printed."""
        (record,) = self.records
        return record

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def errors(self) -> list[str]:
        return self.err.splitlines()


class Cli:
    """Runs commands as the shell would, but for the process."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured

    def __call__(self, *arguments: object) -> Done:
        self._captured.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = self._captured.readouterr()
        return Done(code, out, err)

    def does(self, *arguments: object) -> Done:
        """Run a command that is to do what it is told."""
        done = self(*arguments)
        assert (done.code, [line for line in done.errors if line.startswith("Error")]) == (0, [])
        return done


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with settings, which is not there yet."""
    monkeypatch.setattr("click.get_app_dir", lambda name: str(tmp_path / "config" / name))
    folder = tmp_path / "config" / "speechtotext"
    folder.mkdir(parents=True)
    return folder / "config.toml"


@pytest.fixture(autouse=True)
def bare(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting is told, and the folder is empty but for that of the settings."""
    for name in SETTINGS:
        monkeypatch.delenv(f"SPEECH_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def emulator(session_speech_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """An emulator without any entities, which the environment tells of."""
    session_speech_emulator.reset()
    # It is in this process, where its complaints would mix with what commands print.
    monkeypatch.setattr(logging.getLogger("uvicorn.error"), "disabled", True)
    monkeypatch.setenv("SPEECH_ENDPOINT", session_speech_emulator.endpoint)
    monkeypatch.setenv("SPEECH_KEY", session_speech_emulator.key)
    monkeypatch.setenv("SPEECH_LOCALE", "en-US")
    return session_speech_emulator


@pytest.fixture
def recording(emulator: Emulator) -> str:
    """URL of a recording."""
    emulator.storage.put("call.txt", b"Good morning, Contoso.")
    return emulator.storage.put("call.wav", wav())
