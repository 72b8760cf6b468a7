"""The emulator as an ASGI application: the API, the token service, the storage and the control API."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import anyio.to_thread
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse
from starlette.responses import Response as HttpResponse
from starlette.routing import Route

from speechtotext.emulator._contract.errors import GatewayError, ServiceError, invalid_request
from speechtotext.emulator._contract.json_input import InputTooLong, read_limited
from speechtotext.emulator._control import routes
from speechtotext.emulator._entities.state import Token
from speechtotext.emulator._faults import InjectedFault, with_unknown_value
from speechtotext.emulator._odd_answers import OddAnswers
from speechtotext.emulator._operations.call import Form, Upload
from speechtotext.emulator._operations.dispatch import KEY_HEADER, Dispatcher, Request, Response, RoutedRequest
from speechtotext.emulator._page import page_routes
from speechtotext.emulator._service import Service

from . import storage_routes
from .fault_responses import TruncatedResponse, apply_delay, site_of
from .recorded_requests import record_request

_METHODS: Final = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_LONGEST_BODY: Final = 16 * 2**20
_PIECE: Final = 2**20
_TOKEN_LASTS: Final = timedelta(minutes=10)

log = logging.getLogger("speechtotext.emulator")
"""Tells of each request to the API: version, operation and status."""

# The error codes that go with statuses which the service itself, not the gateway, answers with.
_CODES: Final[Mapping[int, str]] = {
    400: "InvalidRequest",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    415: "UnsupportedMediaType",
    422: "UnprocessableEntity",
    500: "InternalServerError",
    503: "ServiceUnavailable",
}


def application(service: Service) -> Starlette:
    """Return the ASGI application of a service."""
    api = _Api(service)
    app = Starlette(
        routes=[
            Route("/speechtotext/{path:path}", api.handle, methods=_METHODS),
            Route("/health", _healthy, methods=["GET"]),
            Route("/sts/v1.0/issueToken", api.issue_token, methods=["POST"]),
            *storage_routes.routes(service),
            *routes.routes(service),
            *page_routes.routes(service),
        ],
        exception_handlers={
            HTTPException: _unknown_path_response,
            ClientDisconnect: _disconnected_response,
            Exception: _internal_error_response,
        },
    )
    app.router.redirect_slashes = False
    return app


class _Api:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._dispatcher = Dispatcher(service)

    async def handle(self, http: HttpRequest) -> HttpResponse:
        """Handle a request to the API, with injected faults."""
        if not self._service.scheduler.is_idle:
            await anyio.to_thread.run_sync(self._service.scheduler.settle)
        request: Request | None = None
        routed: RoutedRequest | None = None
        started = time.monotonic()
        try:
            request = await self._parse_request(http)
            routed = self._dispatcher.route(request)
            fault = await apply_delay(self._service.faults.next(routed.operation.id))
            if fault is not None and fault.kind in ("status", "expired-token"):
                response = _to_http(self._fault_response(fault, routed))
            elif fault is not None:
                response = _with_fault(fault, routed, await self._perform(routed))
            else:
                response = _to_http(await self._perform(routed))
        except (ServiceError, GatewayError) as refusal:
            response = _to_http(self._dispatcher.error_response(refusal, routed.document if routed else None))
        finally:
            _discard_uploads(request)
        what = f"{routed.document.version} {routed.operation.id}" if routed else f"{http.method} {http.url.path}"
        log.info("%s %s", what, response.status_code)
        version, operation = (routed.document.version, routed.operation.id) if routed else ("", "")
        error = _json_or_none(response.body) if response.status_code >= 400 else None
        record_request(self._service, http, started, response.status_code, error, operation=operation, version=version)
        return response

    async def issue_token(self, http: HttpRequest) -> HttpResponse:
        """Issue a bearer token that is valid for ten minutes."""
        resource = self._service.state.resource_of_key(http.headers.get(KEY_HEADER, ""))
        if resource is None:
            return _to_http(self._dispatcher.error_response(GatewayError(401, "The key belongs to no resource.")))
        token = secrets.token_urlsafe(48)
        expires = self._service.clock.now() + _TOKEN_LASTS
        self._service.state.tokens[token] = Token(resource.name, expires)
        return HttpResponse(token, media_type="application/jwt")

    async def _parse_request(self, http: HttpRequest) -> Request:
        """Read a request with its whole body.

        Raises:
            Refusal: the body is a form that cannot be read.
            GatewayRefusal: the body is too long.
        """
        body: bytes | Form
        if http.headers.get("content-type", "").startswith("multipart/form-data"):
            body = await self._parse_form(http)
        else:
            try:
                body = await read_limited(http.stream(), _LONGEST_BODY)
            except InputTooLong as error:
                raise GatewayError(413, f"The request is too long: {error}.") from error
        return Request(
            method=http.method,
            path=http.scope["raw_path"].decode("ascii", errors="replace"),
            query=dict(http.query_params),
            headers=dict(http.headers),
            body=body,
            site=site_of(http),
        )

    async def _parse_form(self, http: HttpRequest) -> Form:
        fields: dict[str, str | Upload] = {}
        try:
            async with http.form() as form:
                for name, value in form.items():
                    fields[name] = await self._parse_field(name, value)
        except BaseException as error:
            _discard(fields)
            if isinstance(error, HTTPException):
                raise invalid_request("InvalidRequestBodyFormat", "The form cannot be read.") from error
            raise
        return fields

    async def _parse_field(self, name: str, value: UploadFile | str) -> Upload | str:
        if isinstance(value, str):
            return value
        content = self._service.storage.new_content()
        try:
            while piece := await value.read(_PIECE):
                content.write(piece)
        except BaseException:
            content.discard()
            raise
        return Upload(value.filename or name, content)

    async def _perform(self, routed: RoutedRequest) -> Response:
        if routed.handler.runs_in_thread:
            response = await anyio.to_thread.run_sync(self._dispatcher.perform, routed)
        else:
            with self._service.lock:
                response = self._dispatcher.perform(routed)
        return _with_oddities(self._service.odd_answers, routed, response)

    def _fault_response(self, fault: InjectedFault, routed: RoutedRequest) -> Response:
        refusal: ServiceError | GatewayError
        if fault.kind == "expired-token":
            refusal = GatewayError(401, "The token has expired.")
        elif fault.status in _CODES:
            refusal = ServiceError(fault.status, _CODES[fault.status], message="This fault was injected.")
        else:
            refusal = GatewayError(fault.status, "This fault was injected.")
        response = self._dispatcher.error_response(refusal, routed.document)
        if fault.retry_after is None:
            return response
        return Response(response.status, response.content, {"Retry-After": str(fault.retry_after)})


def _discard_uploads(request: Request | None) -> None:
    """Delete the files of a form that no operation has kept."""
    if request is not None and not isinstance(request.body, bytes):
        _discard(request.body)


def _discard(form: Form) -> None:
    for value in form.values():
        if isinstance(value, Upload):
            value.content.discard()


def _to_http(response: Response, body: bytes | None = None) -> HttpResponse:
    headers = {"apim-request-id": str(uuid4()), **response.headers}
    content = response.body if body is None else body
    media_type = None if response.content is None else "application/json; charset=utf-8"
    return HttpResponse(content, response.status, headers, media_type)


def _with_oddities(oddities: OddAnswers, routed: RoutedRequest, response: Response) -> Response:
    content = oddities.applied(routed.operation.id, routed.path, response.content)
    return response if content is response.content else replace(response, content=content)


def _with_fault(fault: InjectedFault, routed: RoutedRequest, response: Response) -> HttpResponse:
    """Apply an injected fault to a response."""
    if fault.kind == "unknown-enum-value" and response.content is not None:
        schema = routed.operation.responses[response.status].schema or {}
        content = with_unknown_value(routed.document, schema, response.content)
        return _to_http(Response(response.status, content, response.headers))
    if fault.kind == "odd-answer":
        return _to_http(_with_oddities(fault.oddities, routed, response))
    if fault.kind == "wrong-json":
        return _to_http(response, response.body[: len(response.body) // 2])
    return TruncatedResponse(_to_http(response)) if fault.kind == "cut-off" else _to_http(response)


def _json_or_none(body: bytes | memoryview) -> Any:
    try:
        return json.loads(bytes(body))
    except ValueError:
        return None


async def _healthy(http: HttpRequest) -> HttpResponse:
    """Return 200 while the emulator runs."""
    return JSONResponse({"status": "Healthy"})


async def _unknown_path_response(http: HttpRequest, error: Exception) -> HttpResponse:
    """Return the gateway's error response for an unknown path."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse(GatewayError(status, "There is nothing at this path.").body(), status)


async def _disconnected_response(http: HttpRequest, error: Exception) -> HttpResponse:
    """Return a response for a client that left while it sent its request, which nobody reads."""
    log.debug("%s %s was not received: the client disconnected.", http.method, http.url.path)
    return HttpResponse(status_code=400)


async def _internal_error_response(http: HttpRequest, error: Exception) -> HttpResponse:
    """Return the service's error response for an exception in the emulator, and log it."""
    log.error("%s %s broke down.", http.method, http.url.path, exc_info=error)
    return JSONResponse({"code": "InternalServerError", "message": f"The emulator broke down: {error!r}"}, 500)
