"""Helpers for API and storage routes: the site of a request, delayed and truncated responses."""

from __future__ import annotations

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from speechtotext.emulator._faults import InjectedFault


def site_of(http: Request) -> str:
    """Return the scheme and host that a request was sent to."""
    return f"{http.url.scheme}://{http.headers.get('host', http.url.netloc)}"


async def apply_delay(fault: InjectedFault | None) -> InjectedFault | None:
    """Wait if the fault is a slow response; return the fault."""
    if fault is not None and fault.kind == "slow":
        await anyio.sleep(fault.seconds)
    return fault


class TruncatedResponse(Response):
    """A response that sends half of its body, then closes the connection."""

    def __init__(self, whole: Response) -> None:
        super().__init__(whole.body, whole.status_code, dict(whole.headers))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        # It ends here: a server closes the connection of an answer that stays shorter than it was announced to be.
