"""Dispatch requests: find operation and resource, validate, call the handler, serialize the result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from speechtotext.emulator._contract.documents import Document, Json, Operation, RequestBody
from speechtotext.emulator._contract.errors import ErrorDetail, GatewayError, ServiceError, invalid_request
from speechtotext.emulator._contract.validation import error_code_for
from speechtotext.emulator._entities.serialization import Link
from speechtotext.emulator._entities.state import Resource
from speechtotext.emulator._jobs.transitions import retry_after
from speechtotext.emulator._service import Service

from .call import Call, Form, Handler, OperationResult
from .handlers import HANDLERS

KEY_HEADER: Final = "ocp-apim-subscription-key"
_BEARER: Final = "bearer "


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request.

    Args:
        path: percent-encoded.
        query: decoded.
        headers: by their names in lower case.
        body: the bytes, or the fields of a form.
        site: scheme and host that it was made to.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes | Form
    site: str


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response with JSON content; None for no body."""

    status: int
    content: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """The encoded body."""
        return b"" if self.content is None else json.dumps(self.content, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class RoutedRequest:
    """A request with its operation and authenticated resource."""

    request: Request
    document: Document
    operation: Operation
    path: Mapping[str, str]
    resource: Resource

    @property
    def handler(self) -> Handler:
        """The handler of the operation."""
        return HANDLERS[self.operation.id]


class Dispatcher:
    """Routes requests to operations and performs them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def route(self, request: Request) -> RoutedRequest:
        """Find the operation and the resource of a request.

        Raises:
            Refusal: there is no such version or method.
            GatewayRefusal: there is no such path, the request does not say whose it is, or the emulator does not
                implement the operation.
        """
        document = self._document(request)
        found = document.match_path(request.path.removeprefix(document.base_path)) if document else None
        if document is None or found is None:
            raise GatewayError(404, "There is nothing at this path.")
        resource = self._authenticate(request)
        by_method, path = found
        if request.method not in by_method:
            fault = ErrorDetail("InvalidParameter", f"The path takes {', '.join(sorted(by_method))}.")
            raise ServiceError(405, "NotAllowed", fault)
        operation = by_method[request.method]
        if operation.id not in HANDLERS:
            raise GatewayError(501, f"The emulator does not implement {operation.id} of {document.version}.")
        return RoutedRequest(request, document, operation, path, resource)

    def perform(self, routed: RoutedRequest) -> Response:
        """Perform the operation and return the response.

        Raises:
            Refusal: the request is not one that it takes.
        """
        request, document, operation = routed.request, routed.document, routed.operation
        validator = self._service.versions.validator(document)
        parameters = validator.parse_parameters(operation, routed.path, request.query)
        call = Call(
            service=self._service,
            document=document,
            operation=operation,
            resource=routed.resource,
            parameters=parameters,
            query={name: value for name, value in request.query.items() if name != "api-version"},
            body=self._body(routed),
            site=request.site,
        )
        result = routed.handler.perform(call)
        return self._response(call, result)

    def error_response(self, refusal: ServiceError | GatewayError, document: Document | None = None) -> Response:
        """Return the response for an error."""
        if isinstance(refusal, GatewayError):
            return Response(refusal.status, refusal.body())
        return Response(refusal.status, refusal.body(document or self._service.versions.newest))

    def _document(self, request: Request) -> Document | None:
        """Return the API version of a request; None for an unknown path."""
        documents = self._service.versions.documents
        for document in documents.values():
            if not document.has_version_in_query and request.path.startswith(f"{document.base_path}/"):
                return document
        dated = {version: each for version, each in documents.items() if each.has_version_in_query}
        given = request.query.get("api-version")
        if given in dated:
            return dated[given]
        if all(each.match_path(request.path.removeprefix(each.base_path)) is None for each in dated.values()):
            return None
        told = f"There is no API version {given!r}" if given else "The api-version is missing"
        fault = ErrorDetail("InvalidParameterValue", f"{told}: give one of {', '.join(dated)}.", "api-version")
        raise ServiceError(400, "InvalidArgument", fault)

    def _authenticate(self, request: Request) -> Resource:
        state = self._service.state
        key = request.headers.get(KEY_HEADER)
        if key is not None:
            resource = state.resource_of_key(key)
            if resource is None:
                raise GatewayError(401, "The key belongs to no resource of the emulator.")
            return resource
        authorization = request.headers.get("authorization", "")
        if not authorization.lower().startswith(_BEARER):
            raise GatewayError(401, "The request has neither a key nor a token.")
        token = state.tokens.get(authorization[len(_BEARER) :].strip())
        if token is None or token.resource not in state.resources:
            raise GatewayError(401, "The emulator did not issue this token.")
        if token.expires <= self._service.clock.now():
            raise GatewayError(401, "The token has expired.")
        return state.resources[token.resource]

    def _body(self, routed: RoutedRequest) -> Any:
        request, body = routed.request, routed.operation.body
        if body is None:
            return None
        validator = self._service.versions.validator(routed.document)
        validator.check_media_type(routed.operation, request.headers.get("content-type"))
        if not isinstance(request.body, bytes):
            return self._form(routed, body, request.body)
        return request.body if _is_binary(body.schema) else validator.parse_json(body.schema, request.body)

    def _form(self, routed: RoutedRequest, body: RequestBody, form: Form) -> Json:
        """Return the fields of a form, with JSON fields parsed."""
        validator = self._service.versions.validator(routed.document)
        values: Json = dict(form)
        for name, schema in body.schema["properties"].items():
            value = values.get(name)
            if isinstance(value, str) and _is_object(routed.document.resolve(schema)):
                values[name] = validator.parse_json(schema, value)
        missing = [name for name in body.schema.get("required", ()) if name not in values]
        # Audio may be told by its URL in the definition, where a version knows that.
        if missing and missing != ["audio"]:
            raise invalid_request(error_code_for(missing[0]), f"{missing[0]} is missing.", missing[0])
        return values

    def _response(self, call: Call, result: OperationResult) -> Response:
        declared = call.operation.responses[result.status]
        content = None
        if declared.schema is not None:
            content = self._service.versions.serialize(call.document, declared.schema, result.value, call.site)
        headers = {}
        for name, value in result.headers.items():
            shown = value.url(call.document, call.site) if isinstance(value, Link) else value
            if shown is not None and name in declared.headers:
                headers[name] = shown
        unfinished = [job for job in result.polled_jobs if not job.has_ended]
        if unfinished and "Retry-After" in declared.headers:
            headers["Retry-After"] = str(min(retry_after(job, call.now) for job in unfinished))
        for job in result.polled_jobs:
            self._service.scheduler.record_poll(call.resource, job)
        return Response(result.status, content, headers)


def _is_binary(schema: Json) -> bool:
    return schema.get("format") == "binary"


def _is_object(schema: Json) -> bool:
    return "properties" in schema
