"""The routes of the page: its files and its data.

The page changes things through the control API, the API and the storage.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from speechtotext.emulator._service import Service

from .page_data import page_data

PATH: Final = "/emulator/page"
DATA: Final = f"{PATH}/data"
"""Path of the data, which holds keys: an emulator that other machines can reach demands its key for it."""

_MEDIA_TYPES: Final = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FROM_HERE: Final = ("same-origin", "none")


def routes(service: Service) -> list[Route]:
    """Return the routes of the page."""
    contents = {file.name: file.read_bytes() for file in Path(__file__).with_name("files").iterdir()}

    async def page(http: Request) -> Response:
        return _file("page.html")

    async def file(http: Request) -> Response:
        return _file(http.path_params["name"])

    def _file(name: str) -> Response:
        if name not in contents:
            return JSONResponse({"error": "There is no such file."}, 404)
        return Response(contents[name], headers=_HEADERS, media_type=_MEDIA_TYPES[name.rpartition(".")[2]])

    async def data(http: Request) -> Response:
        if http.headers.get("sec-fetch-site", "same-origin") not in _FROM_HERE:
            return JSONResponse({"error": "The request comes from another site."}, 403)
        return JSONResponse(await anyio.to_thread.run_sync(page_data, service), headers=_HEADERS)

    return [
        Route("/", page, methods=["GET"]),
        Route(f"{DATA}/state", data, methods=["GET"]),
        Route(f"{PATH}/{{name}}", file, methods=["GET"]),
    ]
