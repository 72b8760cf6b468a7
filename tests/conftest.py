"""What holds for all tests."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import ssl
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import certifi
import pytest
from hypothesis import settings

from browser import COMMAND, Page, browser
from example_counts import example_count

# Programs that the tests read, some of which are tests themselves.
collect_ignore = ["migrate/requests", "migrate/programs", "migrate/expected"]

# How long an example takes says nothing on a busy machine.
# A test has fewer examples than usual: it has new ones in each run.
settings.register_profile("tests", deadline=None, max_examples=example_count(40))


# A whole run writes half a gigabyte.
MEMORY = Path("/dev/shm")
ENOUGH = 2 * 2**30


def pytest_configure() -> None:
    settings.load_profile("tests")
    # Journals are synced at each step: on a disk, tests would wait for it most of the time.
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    # A background shell hands SIGINT down ignored, and so would every child that a test means to interrupt. A handler
    # here is reset to the default in the programs that tests start.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # So does nohup with SIGHUP.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda number, frame: None)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    # What is collected is no garbage, and is not looked through again while the tests run: both take seconds.
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _usual_certificates_are_read_once() -> Iterator[None]:
    """Each client of httpx reads them anew otherwise, which takes longer than most tests."""
    create = ssl.create_default_context
    create_once = cache(create)
    usual = {certifi.where(), os.environ.get("SSL_CERT_FILE")}

    def created(*arguments: Any, **named: Any) -> ssl.SSLContext:
        is_usual = not arguments and named.keys() == {"cafile"} and named["cafile"] in usual
        return (create_once if is_usual else create)(*arguments, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ssl, "create_default_context", created)
        yield


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where mypy keeps what it knows of the package: each run of it would find it out anew otherwise."""
    return tmp_path_factory.mktemp("mypy")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Chromium, whose `open` opens a new tab."""
    if COMMAND is None:
        pytest.skip("Chromium is not installed")
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


def pytest_xdist_auto_num_workers() -> int:
    # Two a core: tests wait for sockets and for processes about half of the time.
    return 2 * (os.cpu_count() or 1)
