"""Deadlines of calls, waits and transfers, kept whatever the server does."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx
import pytest

from faults.clients import CONTEXT, JOB_OF_V3, Live
from faults.deadlines.cases import CASES, TROUBLES, Measured, cases, table
from faults.server import Server, answer, dripping, held
from faults.stalls import Stalls
from speechtotext import DeadlineExceeded, _clock, v3_2
from unit.flavours import ID, KEY

_ATTEMPTS: Final = 3
# So much later than its deadline a call may end, in seconds.
_LATE: Final = 1.0


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Check that work takes no longer, beside what other work on the machine takes."""
    with Stalls() as stalls:
        began = time.monotonic()
        yield
        assert time.monotonic() - began - stalls.seconds < seconds


@pytest.fixture(autouse=True)
def clock() -> None:
    """The real one."""


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_call_ends_within_a_second_of_its_deadline(trouble: str, tmp_path: Path, asynchronous: bool) -> None:
    late: dict[str, Measured] = {}
    # A machine that is busy for a moment makes a call late once, a fault makes it late each time.
    for attempt in range(_ATTEMPTS):
        names = list(late) if attempt else cases(trouble)
        folder = tmp_path / str(attempt)
        folder.mkdir()
        seen = table(trouble, names, folder, asynchronous=asynchronous)
        assert {name: measured.raised for name, measured in seen.items()} == {name: CASES[name].error for name in names}
        late = {name: measured for name, measured in seen.items() if measured.late > _LATE}
    assert late == {}


def test_the_deadline_of_one_call_is_not_told_as_that_of_the_whole(live: Live, server: Server, tmp_path: Path) -> None:
    server.reply(held(answer(200)))
    stt = live.client(v3_2, server.url).with_options(deadline=0.2)
    with pytest.raises(DeadlineExceeded, match="Transcriptions_ListFiles got no response before its deadline"):
        stt.transcriptions.download(ID, tmp_path, timeout=60)


def test_a_thread_that_waits_for_a_connection_keeps_its_deadline(server: Server) -> None:
    server.reply(held(answer(200, JOB_OF_V3)))
    limits = httpx.Limits(max_connections=1)
    with v3_2.Client(endpoint=server.url, key=KEY, verify=CONTEXT, limits=limits) as stt, ThreadPoolExecutor(1) as one:
        first = one.submit(stt.transcriptions.get, "a")
        assert server.holding.wait(5)
        with at_most(0.3 + _LATE), pytest.raises(DeadlineExceeded):
            stt.with_options(deadline=0.3).transcriptions.get("b")
        server.release()
        assert first.result().display_name == "Calls"
        assert stt.transcriptions.get("c").display_name == "Calls"


def test_a_handshake_that_is_not_answered_keeps_the_deadline_and_leaves_no_thread(live: Live) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stt = live.client(v3_2, f"https://127.0.0.1:{listener.getsockname()[1]}", deadline=0.3)
        with at_most(0.3 + _LATE), pytest.raises(DeadlineExceeded):
            stt.transcriptions.get(ID)
    for thread in threading.enumerate():
        if thread.name.startswith("speechtotext"):
            thread.join(5)
            assert not thread.is_alive()


def test_a_client_of_the_users_own_keeps_the_deadline(server: Server) -> None:
    server.reply(dripping(answer(200, b"[" * 100_000), 0.001))
    with httpx.Client(verify=CONTEXT) as http:
        stt = v3_2.Client(endpoint=server.url, key=KEY, http_client=http, deadline=0.3)
        with at_most(0.3 + _LATE), pytest.raises(DeadlineExceeded):
            stt.transcriptions.get(ID)


def test_a_timeout_that_comes_with_the_deadline_is_told_as_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(_clock, "monotonic", lambda: now)

    def silent(request: httpx.Request) -> httpx.Response:
        nonlocal now
        now += request.extensions["timeout"]["read"]
        raise httpx.ReadTimeout("timed out", request=request)

    with httpx.Client(transport=httpx.MockTransport(silent)) as http:
        stt = v3_2.Client(region="westeurope", key=KEY, http_client=http, deadline=0.3)
        with pytest.raises(DeadlineExceeded):
            stt.models.authorize_copy(v3_2.models.ModelCopyAuthorizationDefinition(source_resource_id="/s"))
