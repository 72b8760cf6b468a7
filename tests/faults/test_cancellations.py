"""Every asynchronous method, cancelled at each of its steps and at random times: no crash, no leak, and it goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.cancelled_calls import SCENARIOS, WAYS, methods

ROOT = Path(__file__).parents[1]
# How many random moments there are for each method, beside its steps. With more than one, no step is left out.
TIMES = int(os.environ.get("SPEECHTOTEXT_CANCELS", "1"))


def test_every_method_takes_part() -> None:
    assert set(SCENARIOS) == methods()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are told by /proc")
@pytest.mark.parametrize("way", WAYS)
def test_a_cancelled_call_leaves_nothing_and_goes_on(way: str) -> None:
    every = 1 if way == "task" or TIMES > 1 else 4
    arguments = [way, str(every), str(TIMES), "1"]
    program = [sys.executable, "-X", "faulthandler", "-m", "faults.cancelled_calls", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}

    done = subprocess.run(
        program, capture_output=True, text=True, env=environment, timeout=120 + 60 * TIMES, check=False
    )

    assert done.returncode == 0, done.stderr[-4000:]
    counts = json.loads(done.stdout)
    assert counts["cancelled"] > 30, counts
