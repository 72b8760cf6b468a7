"""Work shared among this process and others."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for_end
from threading import Thread
from typing import TypeVar

from speechtotext._errors import SpeechError

T = TypeVar("T")
R = TypeVar("R")


def shared(work: Callable[[T], R], items: Sequence[T], processes: int) -> Iterator[R]:
    """Yield what a function returns for each of the items, in any order.

    Args:
        work: a function that can be pickled.
        items: for it, which can be pickled.
        processes: that work, this one included.

    Raises:
        SpeechError: a process was killed.
    """
    others = min(processes, len(items)) - 1
    if others < 1:
        yield from map(work, items)
        return
    # Threads of pyarrow do not outlive a fork.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(others, mp_context=context, initializer=_follow_parent)
    is_done = False
    try:
        yield from _worked(pool, work, items)
        is_done = True
    except BrokenProcessPool:
        raise SpeechError(
            "A process was killed, perhaps because memory ran out. Run it again with fewer processes: it continues "
            "from there."
        ) from None
    finally:
        # One that has just begun, and finds nothing to do, ends by itself.
        pool.shutdown(wait=not is_done, cancel_futures=True)


def _worked(pool: ProcessPoolExecutor, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    futures: dict[Future[R], T] = {pool.submit(work, item): item for item in items}
    open_items = list(futures)
    pending = set(futures)
    while pending:
        done = {future for future in pending if future.done()}
        pending -= done
        for future in done:
            yield future.result()
        # This process takes from the end what no other has begun.
        own = open_items.pop() if open_items else None
        if own is None:
            wait(pending, return_when=FIRST_COMPLETED)
        elif own.cancel():
            pending.discard(own)
            yield work(futures[own])


def _follow_parent() -> None:
    """Leave interruptions to the parent, and end when it does, also if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os._exit(1)
