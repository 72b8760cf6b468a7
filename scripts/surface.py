"""The operations of an OpenAPI 3 document as a program on HTTP meets them, each part with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from problem import Problem
from schema_views import Node, Schemas, Spot, below
from swagger import METHODS, Json, resolve

_ALL_METHODS = (*METHODS, "trace")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/]*")
_PARAMETER = frozenset(("name", "in", "description", "required", "schema", "content", "example", "examples", "$ref"))
_OPERATION = frozenset(
    ("tags", "summary", "description", "externalDocs", "operationId", "parameters", "requestBody", "responses")
    + ("security", "x-published-operation-id", "x-ms-examples")
)
_BODY = frozenset(("description", "required", "content", "$ref", "x-published-consumes"))
_RESPONSE = frozenset(("description", "headers", "content", "links", "$ref"))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter or a header of an answer; `marks` is what is said of it beside its schema."""

    spot: Spot
    required: bool
    node: Node
    marks: Json


@dataclass(frozen=True, slots=True)
class Content:
    """A body: its schema by media type. `required` is for what is sent."""

    spot: Spot
    required: bool
    media: dict[str, Node | None]
    encodings: dict[str, Json]
    marks: Json


@dataclass(frozen=True, slots=True)
class Response:
    content: Content
    headers: dict[str, Parameter]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Args:
        parameters: by place and name; those of the path by their position in it.
        security: ways to be let in, each the schemes that it takes together; None where nothing is asked for.
        marks: what else is said of it, such as that it is deprecated or comes in pages.
    """

    method: str
    path: str
    id: str
    published_id: str | None
    group: str
    spot: Spot
    parameters: dict[str, Parameter]
    body: Content | None
    responses: dict[str, Response]
    security: frozenset[frozenset[str]]
    marks: Json

    @property
    def label(self) -> str:
        return f"{self.method.upper()} {self.path}"


@dataclass(slots=True)
class Surface:
    """All that a program on HTTP can see of one document."""

    document: Json
    name: str
    schemas: Schemas
    operations: dict[tuple[str, str], Operation] = field(default_factory=dict)


def surface(document: Json, name: str) -> Surface:
    """The operations of `document`, which problems call `name`.

    Raises:
        Problem: a part of it is not what OpenAPI says it is.
    """
    return _Reader(document, name).surface()


def hosts_and_bases(document: Json) -> tuple[list[str], list[str]]:
    """What stands before the paths of the operations: hosts, names of their variables aside, and base paths."""
    hosts, bases = [], []
    for server in document.get("servers") or [{"url": "/"}]:
        url = str(server.get("url", "/")) if isinstance(server, dict) else "/"
        host = _HOST.match(url)
        assert host is not None  # It can be empty.
        hosts.append(re.sub(r"\{[^}]*\}", "{}", host[0]))
        bases.append(url[host.end() :].rstrip("/") or "/")
    return sorted(set(hosts)), list(dict.fromkeys(bases))


class _Reader:
    def __init__(self, document: Json, name: str) -> None:
        self._document = document
        self._name = name
        self._schemes = self._security_schemes()

    def surface(self) -> Surface:
        result = Surface(self._document, self._name, Schemas(self._document, self._name))
        for path, item in self._mapping(self._document, "paths", "").items():
            if path.startswith("x-"):
                continue
            pointer = below("/paths", path)
            item, at = self._resolved(item, pointer)
            for method in _ALL_METHODS:
                if method in item:
                    operation = self._operation(method, path, item, below(at, method))
                    result.operations[method, path] = operation
        return result

    def _operation(self, method: str, path: str, item: Json, pointer: str) -> Operation:
        node = item[method]
        if not isinstance(node, dict):
            raise self._wrong(pointer, "an operation")
        spot = Spot(pointer, f"{method.upper()} {path}")
        identifier = node.get("operationId")
        tags = node.get("tags")
        group = (
            tags[0]
            if isinstance(tags, list) and tags and isinstance(tags[0], str)
            else path.strip("/").partition("/")[0]
        )
        published = node.get("x-published-operation-id")
        return Operation(
            method=method,
            path=path,
            id=identifier if isinstance(identifier, str) else spot.owner,
            published_id=published or identifier if isinstance(identifier, str) else None,
            group=group,
            spot=spot,
            parameters=self._parameters(item, node, pointer, spot),
            body=self._body(node.get("requestBody"), spot),
            responses=self._responses(node, spot),
            security=self._security(node.get("security", self._document.get("security"))),
            marks={key: value for key, value in node.items() if key not in _OPERATION and value is not False},
        )

    def _parameters(self, item: Json, operation: Json, pointer: str, spot: Spot) -> dict[str, Parameter]:
        found: dict[str, Parameter] = {}
        positions = {name: index for index, name in enumerate(re.findall(r"\{([^}]*)\}", spot.owner))}
        for owner, at in ((item, pointer.rpartition("/")[0]), (operation, pointer)):
            for index, entry in enumerate(self._sequence(owner, "parameters", at)):
                node, place = self._resolved(entry, below(at, "parameters", index))
                name, where = node.get("name"), node.get("in")
                if not isinstance(name, str) or not isinstance(where, str):
                    raise self._wrong(place, "a parameter with a name and a place")
                told = f"{where} {name}"
                key = f"path {positions[name]}" if where == "path" and name in positions else told
                found[key] = self._parameter(node, Spot(place, spot.owner, told), where == "path")
        return found

    def _parameter(self, node: Json, spot: Spot, always: bool = False) -> Parameter:
        schema, at = node.get("schema"), spot.at("schema")
        if schema is None and isinstance(node.get("content"), dict) and node["content"]:
            media, entry = min(node["content"].items())
            schema, at = entry.get("schema") if isinstance(entry, dict) else None, spot.at("content", media, "schema")
        marks = {key: value for key, value in node.items() if key not in _PARAMETER and value is not False}
        if isinstance(schema, dict) and "x-ms-enum" in marks:
            schema = schema | {"x-ms-enum": marks.pop("x-ms-enum")}
        style = {"style": marks.pop("style", None), "explode": node.get("explode")}
        marks |= {key: value for key, value in style.items() if value is not None}
        return Parameter(
            spot, always or node.get("required") is True, Node({} if schema is None else schema, at), marks
        )

    def _body(self, node: Any, operation: Spot) -> Content | None:
        if node is None:
            return None
        node, pointer = self._resolved(node, below(operation.pointer, "requestBody"))
        content = self._content(node, Spot(pointer, operation.owner, "body"), "body")
        kinds = node.get("x-published-consumes")
        if isinstance(kinds, list):
            # Swagger 2.0 gives one schema for all.
            first = next(iter(content.media.values()), None)
            content = Content(
                content.spot, content.required, dict.fromkeys(kinds, first), content.encodings, content.marks
            )
        return content

    def _content(self, node: Json, spot: Spot, label: str) -> Content:
        """A body whose schema people call `label`."""
        media: dict[str, Node | None] = {}
        encodings: dict[str, Json] = {}
        for kind, entry in self._mapping(node, "content", spot.pointer).items():
            place = spot.at("content", kind)
            if not isinstance(entry, dict):
                raise self._wrong(place.pointer, "a media type")
            has_schema = isinstance(entry.get("schema"), dict | bool)
            media[kind] = (
                Node(entry["schema"], Spot(below(place.pointer, "schema"), spot.owner, label)) if has_schema else None
            )
            if isinstance(entry.get("encoding"), dict):
                encodings |= entry["encoding"]
        known = _BODY | _RESPONSE
        marks = {key: value for key, value in node.items() if key not in known}
        return Content(spot, node.get("required") is True, media, encodings, marks)

    def _responses(self, operation: Json, spot: Spot) -> dict[str, Response]:
        found = {}
        for status, entry in self._mapping(operation, "responses", spot.pointer).items():
            if status.startswith("x-"):
                continue
            node, pointer = self._resolved(entry, below(spot.pointer, "responses", status))
            at = Spot(pointer, spot.owner, f"answer {status}")
            headers = {}
            for name, header in self._mapping(node, "headers", pointer).items():
                if name.lower() != "content-type":
                    told, place = self._resolved(header, below(pointer, "headers", name))
                    headers[name.lower()] = self._parameter(told, Spot(place, at.name, f"header {name}"))
            found[status] = Response(self._content(node, at, at.label), headers)
        return found

    def _security(self, asked: Any) -> frozenset[frozenset[str]]:
        """Each way as the schemes that it takes, told by what they are and not by their names."""
        ways = asked if isinstance(asked, list) else []
        return frozenset(
            frozenset(self._told_scheme(name, scopes) for name, scopes in way.items())
            for way in ways
            if isinstance(way, dict)
        )

    def _told_scheme(self, name: str, scopes: Any) -> str:
        scheme = self._schemes.get(name, name)
        return f"{scheme} for {', '.join(map(str, scopes))}" if isinstance(scopes, list) and scopes else scheme

    def _security_schemes(self) -> dict[str, str]:
        components = self._mapping(self._document, "components", "")
        schemes = self._mapping(components, "securitySchemes", "/components")
        return {name: told_scheme(scheme) for name, scheme in schemes.items() if isinstance(scheme, dict)}

    def _resolved(self, node: Any, pointer: str) -> tuple[Json, str]:
        """What a node that may be a reference stands for, and where that is."""
        seen = set()
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            reference = node["$ref"]
            if reference in seen:
                raise Problem(f"{self._name}: #{pointer} refers to itself.")
            seen.add(reference)
            node = resolve(self._document, reference, self._name, f"#{pointer}")
            pointer = unquote(reference.removeprefix("#"))
        if not isinstance(node, dict):
            raise self._wrong(pointer, "an object")
        return node, pointer

    def _mapping(self, node: Json, key: str, pointer: str) -> Json:
        value = node.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
            raise self._wrong(below(pointer, key), "an object")
        return value

    def _sequence(self, node: Json, key: str, pointer: str) -> list[Any]:
        value = node.get(key)
        if value is not None and not isinstance(value, list):
            raise self._wrong(below(pointer, key), "a list")
        return value or []

    def _wrong(self, pointer: str, wanted: str) -> Problem:
        return Problem(f"{self._name}: #{pointer} is not {wanted}.")


def told_scheme(scheme: Json) -> str:
    """A security scheme by what it asks for: `apiKey in header Authorization`."""
    kind = scheme.get("type", "unknown")
    rest = {key: value for key, value in scheme.items() if key not in ("type", "description", "name", "in")}
    place = f" in {scheme['in']} {scheme.get('name')}" if "in" in scheme else ""
    more = "".join(f", {key} {value}" for key, value in sorted(rest.items()))
    return f"{kind}{place}{more}"
