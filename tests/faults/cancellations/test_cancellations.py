"""Every method, cancelled or interrupted at each of its steps and at random times: no crash, no leak, a good end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from faults.cancellations.cancelled_calls import WAYS
from faults.cancellations.interrupted_calls import SIGNALS
from faults.cancellations.scenarios import SCENARIOS, methods

Record: TypeAlias = Callable[[str, object], None]

ROOT = Path(__file__).parents[2]
# How many random moments there are for each method, beside its steps. With more than one, no step is left out.
TIMES = int(os.environ.get("SPEECHTOTEXT_CANCELS", "1"))

leaks_are_told = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are told by /proc")


def test_every_method_takes_part() -> None:
    assert set(SCENARIOS) == methods()


@leaks_are_told
@pytest.mark.parametrize("way", WAYS)
def test_a_cancelled_call_leaves_nothing_and_goes_on(way: str, record_property: Record) -> None:
    counts = run("faults.cancellations.cancelled_calls", way, every=1 if way == "task" or TIMES > 1 else 4)
    record_property("counts", counts)
    assert counts["cancelled"] > 30, counts


@leaks_are_told
@pytest.mark.parametrize("sent", SIGNALS)
def test_an_interrupted_call_leaves_nothing_and_goes_on(sent: str, record_property: Record) -> None:
    counts = run("faults.cancellations.interrupted_calls", sent, every=1 if sent == "SIGINT" or TIMES > 1 else 4)
    record_property("counts", counts)
    assert counts["interrupted"] > 30, counts


def run(module: str, way: str, *, every: int) -> dict[str, int]:
    """Run a program in a process of its own, since what is looked for kills a process."""
    program = [sys.executable, "-X", "faulthandler", "-m", module, way, str(every), str(TIMES), "1"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        program, capture_output=True, text=True, env=environment, timeout=120 + 60 * TIMES, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    counts: dict[str, int] = json.loads(done.stdout)
    return counts
