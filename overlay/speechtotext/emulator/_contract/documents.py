"""The normalised OpenAPI document of each API version, the emulator's only source of version differences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast
from urllib.parse import quote, unquote, urlencode

Json: TypeAlias = dict[str, Any]

# In the wheel they lie beside this module, in a checkout in the repository's spec/.
_PACKAGED = Path(__file__).parents[1] / "spec"
_CHECKOUT = Path(__file__).parents[4] / "spec"

_API_VERSION = "api-version"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A path or query parameter of an operation."""

    name: str
    place: Literal["path", "query"]
    required: bool
    schema: Json


@dataclass(frozen=True, slots=True)
class RequestBody:
    """The request body of an operation: its schema and accepted media types."""

    media_types: tuple[str, ...]
    schema: Json


@dataclass(frozen=True, slots=True)
class ResponseSchema:
    """A declared response: the schema of its body (None: no body) and the names of its headers."""

    schema: Json | None
    headers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation in one API version.

    Args:
        id: `Group_Verb`, the same in every version.
        path: path template below the version's base path.
        answers: what it answers when all is well, by status.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: Mapping[int, ResponseSchema]


class Document:
    """One API version.

    Args:
        version: its name, such as v3.2 or 2025-10-15.
        content: the OpenAPI 3.0 document.
    """

    def __init__(self, version: str, content: Json) -> None:
        self.version = version
        self.content = content
        self.base_path: str = content["servers"][0]["url"].partition("}")[2]
        self.operations = {operation.id: operation for operation in _operations(content)}
        self.has_version_in_query = any(
            each.name == _API_VERSION for operation in self.operations.values() for each in operation.parameters
        )
        self.detailed_error_codes = frozenset(
            content["components"]["schemas"].get("DetailedErrorCode", {}).get("enum", ())
        )
        self._routes = _path_patterns(self.operations.values())

    def schema(self, name: str) -> Json:
        """Return a schema by name."""
        return cast("Json", self.content["components"]["schemas"][name])

    def resolve(self, schema: Json) -> Json:
        """Resolve a `$ref` or an `allOf` of one schema; return any other schema unchanged."""
        while True:
            if "$ref" in schema:
                schema = self.schema(schema_name(schema))
            elif "allOf" in schema:
                (schema,) = schema["allOf"]
            else:
                return schema

    def drop_undeclared(self, schema: Json, value: Any) -> Any:
        """Return a value without the properties that its schema does not declare."""
        schema = self.resolve(schema)
        if isinstance(value, dict) and "properties" in schema:
            members = schema["properties"]
            return {name: self.drop_undeclared(members[name], each) for name, each in value.items() if name in members}
        if isinstance(value, dict) and schema.get("additionalProperties"):
            return {name: self.drop_undeclared(schema["additionalProperties"], each) for name, each in value.items()}
        if isinstance(value, list) and "items" in schema:
            return [self.drop_undeclared(schema["items"], each) for each in value]
        return value

    def match_path(self, path: str) -> tuple[Mapping[str, Operation], dict[str, str]] | None:
        """Return the operations at a path, by method, and its path parameters; None for an unknown path.

        Args:
            path: percent-encoded, so that an encoded colon or slash is part of a value.
        """
        for pattern, by_method in self._routes:
            found = pattern.fullmatch(path)
            if found is not None:
                return by_method, {name: unquote(value) for name, value in found.groupdict().items()}
        return None

    def url(self, site: str, operation_id: str, values: Mapping[str, str], query: Mapping[str, str] = {}) -> str | None:
        """Build the URL of an operation; None if this version lacks the operation."""
        operation = self.operations.get(operation_id)
        if operation is None:
            return None
        path = re.sub(r"{(\w+)}", lambda name: quote(values[name[1]], safe=""), operation.path)
        told = {**query, _API_VERSION: self.version} if self.has_version_in_query else query
        return f"{site}{self.base_path}{path}" + (f"?{urlencode(told, quote_via=quote)}" if told else "")


@cache
def documents() -> Mapping[str, Document]:
    """Return the documents of all versions, oldest first."""
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    names = sorted((file.parent.name for file in folder.glob("*/openapi.json")), key=_release_order)
    return {name: Document(name, json.loads((folder / name / "openapi.json").read_bytes())) for name in names}


def schema_name(schema: Json) -> str:
    """Return the name of the schema that a `$ref` points to."""
    return cast("str", schema["$ref"]).rpartition("/")[2]


def _release_order(version: str) -> tuple[bool, list[int], bool, list[int]]:
    """Return a sort key: dated versions are newer than numbered ones, and a preview is older than its version."""
    release, _, preview = version.partition("-preview")
    numbers = [[int(number) for number in re.findall(r"\d+", part)] for part in (release, preview)]
    return not version.startswith("v"), numbers[0], release == version, numbers[1]


def _operations(content: Json) -> Iterator[Operation]:
    shared = content["components"].get("parameters", {})
    for path, item in content["paths"].items():
        for method, entry in item.items():
            declared = [shared[schema_name(each)] if "$ref" in each else each for each in entry.get("parameters", ())]
            yield Operation(
                id=entry["operationId"],
                method=method.upper(),
                path=path,
                parameters=tuple(
                    Parameter(each["name"], each["in"], each.get("required", False), each["schema"])
                    for each in declared
                ),
                body=_request_body(entry.get("requestBody")),
                responses={
                    int(status): _response(answer)
                    for status, answer in entry["responses"].items()
                    if status != "default"
                },
            )


def _request_body(entry: Json | None) -> RequestBody | None:
    if entry is None:
        return None
    ((media_type, content),) = entry["content"].items()
    return RequestBody(tuple(entry.get("x-published-consumes", (media_type,))), content["schema"])


def _response(answer: Json) -> ResponseSchema:
    schema = next((content["schema"] for content in answer.get("content", {}).values()), None)
    return ResponseSchema(schema, frozenset(answer.get("headers", ())))


def _path_patterns(operations: Iterable[Operation]) -> list[tuple[re.Pattern[str], dict[str, Operation]]]:
    """Return a pattern for each path, those with the fewest path parameters first."""
    by_path: dict[str, dict[str, Operation]] = {}
    for operation in operations:
        by_path.setdefault(operation.path, {})[operation.method] = operation
    paths = sorted(by_path, key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/:]+)", path)), by_path[path]) for path in paths]
