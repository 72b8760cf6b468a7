"""Deadlines of calls, waits and transfers, kept whatever the server does."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults.deadlines import CASES, TIMEOUT, TROUBLES, cases, table


@pytest.fixture(autouse=True)
def clock() -> None:
    """The real one."""


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_call_ends_within_a_second_of_its_deadline(trouble: str, tmp_path: Path, asynchronous: bool) -> None:
    seen = table(trouble, tmp_path, asynchronous=asynchronous)
    assert {name: measured.raised for name, measured in seen.items()} == {
        name: CASES[name].error for name in cases(trouble)
    }
    late = {name: measured.seconds for name, measured in seen.items() if measured.seconds > TIMEOUT + 1}
    assert late == {}
