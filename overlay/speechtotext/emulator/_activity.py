"""The last requests that the emulator received, and the last calls that it made to web hooks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

_KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request to the API or to the storage, and how it was answered.

    Args:
        operation: id of the operation; empty if the path has none.
        version: API version; empty for the storage and for unknown paths.
        milliseconds: how long the response took.
        error: body of an error response.
    """

    time: datetime
    method: str
    path: str
    operation: str
    version: str
    status: int
    milliseconds: int
    error: Any = None


@dataclass(frozen=True, slots=True)
class WebHookCall:
    """A call of a web hook.

    Args:
        url: without its query, which may hold a secret.
        event: name of the event.
        status: status of the response; None without a response.
        failure: why there is no response.
    """

    time: datetime
    url: str
    event: str
    body: str
    status: int | None = None
    failure: str | None = None


class Activity:
    """The last 200 requests and the last 200 calls, oldest first."""

    def __init__(self) -> None:
        self.requests: deque[ReceivedRequest] = deque(maxlen=_KEPT)
        self.calls: deque[WebHookCall] = deque(maxlen=_KEPT)

    def clear(self) -> None:
        """Forget all of them."""
        self.requests.clear()
        self.calls.clear()
