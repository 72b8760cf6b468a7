"""What the published Swagger file of a version accepts and answers, judged by jsonschema and by nothing of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cache, cached_property
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx
from jsonschema import Draft202012Validator, FormatChecker

from published import swagger_document

Json = dict[str, Any]


class NotAccepted(AssertionError):
    """A request or an answer that is not what the published file describes."""


@dataclass(frozen=True, eq=False)
class PublishedOperation:
    """An operation as it is published.

    Attributes:
        id: its published id.
        arguments: what stood in the path of the request that it was found for.
    """

    id: str
    method: str
    path: str
    entry: Json
    parameters: Mapping[tuple[str, str], Json]
    arguments: Mapping[str, str]

    def status(self) -> int:
        """Its first status of success."""
        return next(int(status) for status in self.entry["responses"] if status != "default")


class PublishedApi:
    """The published file of a version.

    Objects are closed here: a member that the file does not name is not accepted, where JSON Schema would let it pass.

    Args:
        version: which one.
        also: a newer version whose answers come back: its enum values are accepted as well, and the settings in its
            manifests, which are objects up to v3.1 by the file and texts and numbers in its examples.
        closed: whether objects may hold only what is named.
    """

    def __init__(self, version: str, *, also: str | None = None, closed: bool = True) -> None:
        self.version = version
        self.document = swagger_document(version)
        self.definitions: Json = deepcopy(self.document["definitions"])
        if also is not None:
            _widen(self.definitions, swagger_document(also)["definitions"])
        if closed:
            _close(self.definitions)
        self.base_path: str = self.document["x-ms-parameterized-host"]["hostTemplate"].partition("}")[2]

    @cached_property
    def operations(self) -> Mapping[str, PublishedOperation]:
        """Its operations, by published id."""
        found = (
            PublishedOperation(entry["operationId"], method.upper(), path, entry, self._parameters(entry), {})
            for path, item in self.document["paths"].items()
            for method, entry in item.items()
        )
        return {operation.id: operation for operation in found}

    def accept(self, request: httpx.Request) -> PublishedOperation:
        """The operation that a request calls.

        Raises:
            NotAccepted: the file describes no such request.
        """
        operation = self._operation(request)
        self._accept_query(operation, request)
        body = next((p for (place, _), p in operation.parameters.items() if place == "body"), None)
        fields = {name: p for (place, name), p in operation.parameters.items() if place == "formData"}
        content_type = request.headers.get("Content-Type", "").partition(";")[0]
        if request.content and content_type not in operation.entry.get("consumes", ()):
            raise NotAccepted(f"{operation.id}: {content_type!r} is not among {operation.entry.get('consumes')}")
        if fields:
            self._accept_form(operation, fields, request)
        elif body is None:
            if request.content:
                raise NotAccepted(f"{operation.id} takes no body: {request.content!r}")
        elif body["schema"].get("format") != "binary":
            self.validate(operation.id, body["schema"], json.loads(request.content))
        return operation

    def accept_answer(self, operation: str, status: int, body: Any) -> None:
        """Judge the JSON of an answer of an operation, by its published id."""
        responses = self.operations[operation].entry["responses"]
        if str(status) not in responses:
            raise NotAccepted(f"{operation} is never answered with {status}")
        schema = responses[str(status)].get("schema")
        if schema is not None:
            self.validate(f"{operation} {status}", schema, body)

    def validate(self, where: str, schema: Json, value: Any) -> None:
        """Judge JSON by a schema of the file."""
        validator = Draft202012Validator(
            {**schema, "definitions": self.definitions}, format_checker=FormatChecker(("uuid",))
        )
        errors = [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(value)
        ]
        if errors:
            raise NotAccepted(f"{self.version}: {where}: {'; '.join(errors)[:1000]}")

    def _operation(self, request: httpx.Request) -> PublishedOperation:
        path = request.url.raw_path.decode().partition("?")[0]
        if not path.startswith(self.base_path):
            raise NotAccepted(f"{path} is not below {self.base_path}")
        for operation in self.operations.values():
            found = _pattern(operation.path).fullmatch(path[len(self.base_path) :])
            if found and operation.method == request.method:
                arguments = {name: unquote(text) for name, text in found.groupdict().items()}
                for name, text in arguments.items():
                    self._accept_text(operation, ("path", name), text)
                return PublishedOperation(**{**vars(operation), "arguments": arguments})
        raise NotAccepted(f"there is no {request.method} {path} in {self.version}")

    def _accept_query(self, operation: PublishedOperation, request: httpx.Request) -> None:
        given = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
        declared = {name: entry for (place, name), entry in operation.parameters.items() if place == "query"}
        for name, text in given.items():
            if name not in declared:
                raise NotAccepted(f"{operation.id} takes no parameter {name}")
            self._accept_text(operation, ("query", name), text)
        missing = [name for name, entry in declared.items() if entry.get("required") and name not in given]
        if missing:
            raise NotAccepted(f"{operation.id} lacks {missing}")
        if "api-version" in declared and given["api-version"] != self.version:
            raise NotAccepted(f"{operation.id} asks for version {given['api-version']}")

    def _accept_text(self, operation: PublishedOperation, key: tuple[str, str], text: str) -> None:
        entry = operation.parameters[key]
        schema = {name: value for name, value in entry.items() if name in ("type", "format", "minimum", "maximum")}
        value = int(text) if entry["type"] == "integer" and re.fullmatch(r"-?\d+", text) else text
        self.validate(f"{operation.id} {key[1]}", schema, value)

    def _accept_form(self, operation: PublishedOperation, fields: Json, request: httpx.Request) -> None:
        given = form_fields(request)
        unknown = given.keys() - fields.keys()
        missing = [name for name, entry in fields.items() if entry.get("required") and name not in given]
        if unknown or missing:
            raise NotAccepted(f"{operation.id}: unknown {unknown}, missing {missing}")
        if "definition" in given:
            self.validate(operation.id, {"$ref": "#/definitions/TranscribeDefinition"}, json.loads(given["definition"]))

    def _parameters(self, entry: Json) -> Mapping[tuple[str, str], Json]:
        resolved = (
            self.document["parameters"][parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter
            for parameter in entry.get("parameters", ())
        )
        return {(parameter["in"], parameter["name"]): parameter for parameter in resolved}


def form_fields(request: httpx.Request) -> dict[str, str]:
    """The fields of a multipart/form-data body; of files their content."""
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    message = BytesParser(_class=EmailMessage, policy=policy.HTTP).parsebytes(head + request.content)
    return {
        str(part.get_param("name", header="Content-Disposition")): _text(part)
        for part in message.iter_parts()
        if isinstance(part, EmailMessage)
    }


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


@cache
def published_api(version: str) -> PublishedApi:
    """The published file of a version, strictly read."""
    return PublishedApi(version)


@cache
def as_seen_by(version: str, newer: str) -> PublishedApi:
    """The published file of a version, for answers of a newer one: these may hold more, and newer values."""
    return PublishedApi(version, also=newer, closed=False)


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/:]+)", re.escape(path)))


def _widen(definitions: Json, newer: Json) -> None:
    for name, schema in definitions.items():
        if "enum" in schema and name in newer:
            schema["enum"] = sorted({*schema["enum"], *newer[name]["enum"]})
    definitions["ModelManifest"]["properties"]["properties"]["additionalProperties"] = True


def _close(definitions: Json) -> None:
    inherited = {base["$ref"].rpartition("/")[2] for base in _bases(definitions.values())}
    for name, schema in definitions.items():
        if name not in inherited and "properties" in schema and "additionalProperties" not in schema:
            schema["unevaluatedProperties"] = False


def _bases(schemas: Iterable[Json]) -> Iterable[Json]:
    return (base for schema in schemas for base in schema.get("allOf", ()))
