"""Every module of the packages can be imported on its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from upstream.sources import ROOT


@pytest.mark.timeout(900)
def test_every_module_imports_in_a_fresh_interpreter() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "import_all.py")]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) > 400
