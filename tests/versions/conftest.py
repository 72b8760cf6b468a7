"""Both flavours of client, and time that nobody waits for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from speechtotext import _clock
from unit.conftest import flavour as flavour


# For a session it would hold for whatever tests come after these.
@pytest.fixture(autouse=True, scope="module")
def _nobody_waits() -> Iterator[None]:
    async def no_sleep(seconds: float) -> None: ...

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_clock, "sleep", lambda seconds: None)
        patch.setattr(_clock, "async_sleep", no_sleep)
        yield
