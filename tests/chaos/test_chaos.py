"""Half a minute of `nox -s chaos`, with seeds that stay the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chaos.weather import Kind, Weather, fault_of
from child_processes import child_process

ROOT = Path(__file__).parents[1]

_PATIENCE, _END = 180.0, 30.0

needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are told by /proc")


@needs_proc
@pytest.mark.chaos
@pytest.mark.parametrize("seed", [1, 2])
def test_everything_holds_while_everything_breaks(seed: int) -> None:
    program = [sys.executable, "-m", "chaos", "--minutes", "0.15", "--seed", str(seed)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    with child_process(program, environment=environment) as process:
        try:
            told, errors = process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            # All its processes end with it, as they would not after a kill.
            process.terminate()
            process.communicate(timeout=_END)
            raise
    assert process.returncode == 0, told + errors
    assert f"chaos: seed {seed}, 0.15 minutes" in told


@needs_proc
def test_what_does_not_hold_is_told_with_the_seed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Not every platform has what these need.
    from chaos.__main__ import main
    from chaos.service import EmulatorProcess

    monkeypatch.setattr(EmulatorProcess, "errors", lambda self: ["Traceback"])
    assert main(["--minutes", "0", "--seed", "7"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert "WRONG the emulator did not break down: runs: 1" in told
    assert told[-1].endswith("nox -s chaos -- --minutes 0 --seed 7")


def test_a_seed_decides_what_breaks() -> None:
    once, again, other = ([fault_of(seed, number) for number in range(200)] for seed in (1, 1, 2))
    assert once == again != other


def test_every_kind_of_fault_comes() -> None:
    assert {fault_of(1, number).kind for number in range(5000)} == set(Kind)


def test_nothing_breaks_while_it_is_calm() -> None:
    weather = Weather(1)
    assert {weather.next().kind for _ in range(200)} == {Kind.NONE}
