"""Who may call the emulator: programs on this machine and on allowed hosts, and no web page from elsewhere."""

from __future__ import annotations

from hmac import compare_digest
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from speechtotext.emulator._control.routes import PATH as CONTROL
from speechtotext.emulator._hosts import AllowedHosts, host_of
from speechtotext.emulator._operations.dispatch import KEY_HEADER
from speechtotext.emulator._page.page_routes import DATA

_REFUSED: Final = 403


class AccessGuard:
    """Refuses requests under other hosts' names and those of other sites' pages.

    A browser sends any page's requests to this machine. The Origin header tells which page; the Host header tells
    whether a name from elsewhere was made to lead here (DNS rebinding).

    Args:
        app: the emulator.
        hosts: the hosts that it may be called by.
        origins: the hosts whose pages may call it, beside those that it is called by.
        control_key: the key that the control API and the page's data demand; None for none.
    """

    def __init__(self, app: ASGIApp, hosts: AllowedHosts, origins: AllowedHosts, control_key: str | None) -> None:
        self._app = app
        self._hosts = hosts
        self._origins = origins
        self._control_key = control_key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._refusal(scope) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        hosts = [None if "@" in value else host_of(f"//{value}") for value in headers.getlist("host")]
        if any(host not in self._hosts for host in hosts):
            return _refused(
                _REFUSED,
                "The Host header names a host that is not allowed. Start the emulator with --allow-host NAME, or "
                "Emulator(allow_hosts=['NAME']).",
            )
        origins = [host_of(origin) for origin in headers.getlist("origin")]
        if any(origin not in self._origins and (origin is None or origin not in hosts) for origin in origins):
            return _refused(_REFUSED, "The request comes from a web page of another site.")
        if self._control_key is not None and scope["path"].startswith((f"{CONTROL}/", f"{DATA}/")):
            given = headers.get(KEY_HEADER, "")
            if not compare_digest(given.encode(), self._control_key.encode()):
                return _refused(
                    401, f"The control API and the page need the emulator's key in the header {KEY_HEADER}."
                )
        return None


def _refused(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": str(status), "message": message}}, status)
