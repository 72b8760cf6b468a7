"""The HTTP API of the storage: GET, HEAD, PUT and DELETE of blobs, and container listings."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable
from email.utils import format_datetime
from typing import Final
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from speechtotext.emulator._operations.dispatch import KEY_HEADER
from speechtotext.emulator._service import Service
from speechtotext.emulator._storage.blobs import PATH, Blob, StorageError

from .fault_responses import TruncatedResponse, apply_delay, site_of
from .recorded_requests import record_request

# Larger blobs are sent piece by piece.
_WHOLE: Final = 2**20
_XML: Final = '<?xml version="1.0" encoding="utf-8"?>'
_BY_KEY: Final = ("w", "d")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class _StorageApi:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._storage = service.storage

    async def blob(self, http: Request) -> Response:
        """Handle a request for a blob."""
        does = {"GET": self._get, "HEAD": self._get, "PUT": self._put, "DELETE": self._delete}
        name = "Get" if http.method == "HEAD" else http.method.title()
        return await self._handle(http, f"Storage_{name}Blob", does[http.method])

    async def container(self, http: Request) -> Response:
        """List the blobs of a container."""
        return await self._handle(http, "Storage_ListBlobs", self._list)

    async def _handle(self, http: Request, operation: str, do: Callable[[Request], Awaitable[Response]]) -> Response:
        started = time.monotonic()
        error: dict[str, str] | None = None
        fault = await apply_delay(self._service.faults.next(operation))
        http.state.cut_off = fault is not None and fault.kind == "cut-off"
        try:
            if fault is not None and fault.kind == "status":
                raise StorageError(fault.status, "ServerBusy", "This fault was injected.")
            if fault is not None and fault.kind == "expired-token":
                raise StorageError(403, "AuthenticationFailed", "The signed URL has expired.")
            response = await do(http)
        except StorageError as refusal:
            response = _error_response(refusal)
            error = {"code": refusal.code, "message": str(refusal)}
            if fault is not None and fault.retry_after is not None:
                response.headers["Retry-After"] = str(fault.retry_after)
        record_request(self._service, http, started, response.status_code, error, operation=operation)
        return TruncatedResponse(response) if http.state.cut_off else response

    async def _get(self, http: Request) -> Response:
        container, name = self._authorize(http, "r")
        blob = self._storage.blob(container, name)
        headers = _headers(blob)
        if http.headers.get("if-none-match") == blob.etag:
            return Response(status_code=304, headers=headers)
        if http.headers.get("if-match", blob.etag) != blob.etag:
            raise StorageError(412, "ConditionNotMet", "The blob has changed.")
        wanted = http.headers.get("x-ms-range", http.headers.get("range"))
        start, end = _parse_range(wanted, blob.size)
        status = 200
        if (start, end) != (0, blob.size):
            status = 206
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{blob.size}"
        if http.method == "HEAD":
            return Response(status_code=status, headers={**headers, "Content-Length": str(end - start)})
        if end - start <= _WHOLE or http.state.cut_off:
            return Response(blob.read(start, end - start), status, headers, blob.content_type)
        headers["Content-Length"] = str(end - start)
        return StreamingResponse(blob.pieces(start, end - start), status, headers, blob.content_type)

    async def _put(self, http: Request) -> Response:
        container, name = self._authorize(http, "w")
        content_type = http.headers.get("x-ms-blob-content-type", http.headers.get("content-type"))
        content = self._storage.new_content()
        try:
            async for piece in http.stream():
                content.write(piece)
            with self._service.lock:
                blob = self._storage.keep(
                    name, content, container=container, content_type=content_type or "application/octet-stream"
                )
        finally:
            content.discard()
        link = self._storage.link(name, container=container, site=site_of(http))
        return JSONResponse({"url": link}, 201, {"ETag": blob.etag})

    async def _delete(self, http: Request) -> Response:
        container, name = self._authorize(http, "d")
        with self._service.lock:
            self._storage.delete(container, name)
        return Response(status_code=202)

    async def _list(self, http: Request) -> Response:
        container, _ = self._authorize(http, "l")
        prefix = http.query_params.get("prefix", "")
        with self._service.lock:
            names = list(self._storage.names(container, prefix))
            blobs = "".join(_blob_xml(name, self._storage.blob(container, name)) for name in names)
        content = f"<EnumerationResults><Blobs>{blobs}</Blobs></EnumerationResults>"
        return Response(_XML + content, media_type="application/xml")

    def _authorize(self, http: Request, permission: str) -> tuple[str, str]:
        """Check the signature, or the key for writes; return container and blob name."""
        container, name = http.path_params["container"], http.path_params.get("name", "")
        key = http.headers.get(KEY_HEADER, "")
        if permission not in _BY_KEY or self._service.state.resource_of_key(key) is None:
            self._storage.allow(container, name, http.query_params, permission)
        return container, name


def routes(service: Service) -> list[Route]:
    """Return the routes of the storage."""
    api = _StorageApi(service)
    return [
        Route(f"{PATH}/{{container}}", api.container, methods=["GET"]),
        Route(f"{PATH}/{{container}}/{{name:path}}", api.blob, methods=["GET", "HEAD", "PUT", "DELETE"]),
    ]


def _headers(blob: Blob) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        # In a browser, a blob must not act as the emulator's page.
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
        "ETag": blob.etag,
        "Last-Modified": format_datetime(blob.modified, usegmt=True),
        "x-ms-blob-type": "BlockBlob",
    }


def _parse_range(wanted: str | None, size: int) -> tuple[int, int]:
    """Parse a Range header; return start and end, of the whole blob for an invalid header.

    Raises:
        StorageError: there is no such part.
    """
    found = _RANGE.fullmatch(wanted or "")
    if found is None or not (found[1] or found[2]):
        return 0, size
    start = int(found[1]) if found[1] else max(size - int(found[2]), 0)
    end = min(int(found[2]) + 1, size) if found[1] and found[2] else size
    if start >= end:
        raise StorageError(416, "InvalidRange", "The blob has no such range.")
    return start, end


def _blob_xml(name: str, blob: Blob) -> str:
    return (
        f"<Blob><Name>{escape(name)}</Name><Properties><Content-Length>{blob.size}</Content-Length>"
        f"<Content-Type>{escape(blob.content_type)}</Content-Type><Etag>{escape(blob.etag)}</Etag></Properties></Blob>"
    )


def _error_response(error: StorageError) -> Response:
    content = f"<Error><Code>{error.code}</Code><Message>{escape(str(error))}</Message></Error>"
    return Response(_XML + content, error.status, {"x-ms-error-code": error.code}, "application/xml")
