"""Handle an event under its claim, which is released only when the handling has ended."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

from speechtotext._concurrency.workers import in_thread

from ._events import WebHookEvent

Function: TypeAlias = Callable[[WebHookEvent], object]


class ClaimedHandling:
    """The handling of one event, in threads where it may block.

    A server may cancel a call at any moment. A thread cannot be cancelled: the claim stays until its work has ended,
    and the event counts as handled if the function returned.

    Args:
        claim: surrounds the handling; gives True if the event is to be handled.
        function: the user's.
    """

    def __init__(self, claim: AbstractContextManager[bool], function: Function, event: WebHookEvent) -> None:
        self._claim = claim
        self._function = function
        self._event = event
        self._claimed = False
        self._is_new = False
        self._returned = False

    async def run(self) -> None:
        """Claim the event, call the function if the event is new, and release the claim."""
        try:
            await in_thread(self._enter)
            if self._is_new:
                await self._call()
        except BaseException as error:
            if self._claimed:
                await in_thread(self._leave, None if self._returned else error)
            raise
        await in_thread(self._leave, None)

    def _enter(self) -> None:
        self._is_new = self._claim.__enter__()
        # Noted in the thread: a call that is cancelled meanwhile has to release the claim, too.
        self._claimed = True

    def _leave(self, error: BaseException | None) -> None:
        if error is None:
            self._claim.__exit__(None, None, None)
        else:
            self._claim.__exit__(type(error), error, error.__traceback__)

    async def _call(self) -> None:
        result = self._function(self._event) if _is_async(self._function) else await in_thread(self._call_in_thread)
        if inspect.isawaitable(result):
            await result

    def _call_in_thread(self) -> object:
        try:
            result = self._function(self._event)
        except SystemExit as error:
            raise RuntimeError("The function for a web hook event called sys.exit().") from error
        self._returned = not inspect.isawaitable(result)
        return result


def _is_async(function: Function) -> bool:
    """Whether it is asynchronous itself, or an object that is called so: trio runs no such in a thread."""
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(type(function).__call__)
