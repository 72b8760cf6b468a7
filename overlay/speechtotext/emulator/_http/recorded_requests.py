"""Record requests to the API and to the storage, for the page."""

from __future__ import annotations

import time
from typing import Any

from starlette.requests import Request

from speechtotext.emulator._activity import ReceivedRequest
from speechtotext.emulator._service import Service


def record_request(
    service: Service, http: Request, started: float, status: int, error: Any, *, operation: str = "", version: str = ""
) -> None:
    """Record a request that was answered.

    Args:
        started: when it came, on this machine's monotonic clock.
        error: body of an error response; None for another response.
    """
    milliseconds = round((time.monotonic() - started) * 1000)
    service.activity.requests.append(
        ReceivedRequest(
            service.clock.now(), http.method, http.url.path, operation, version, status, milliseconds, error
        )
    )
