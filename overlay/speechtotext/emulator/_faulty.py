"""Faults as they happen to answers."""

from __future__ import annotations

import anyio
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ._faults import InjectedFault


async def delayed(fault: InjectedFault | None) -> InjectedFault | None:
    """The same fault, after the time that it takes."""
    if fault is not None and fault.kind == "slow":
        await anyio.sleep(fault.seconds)
    return fault


class CutOff(Response):
    """An answer that ends in its middle, and the connection with it."""

    def __init__(self, whole: Response) -> None:
        super().__init__(whole.body, whole.status_code, dict(whole.headers))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        # It ends here: a server closes the connection of an answer that stays shorter than it was announced to be.
