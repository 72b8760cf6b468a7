"""The operations of an OpenAPI 3 document as a program on HTTP meets them, each part with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from build_error import BuildError
from upstream.swagger import METHODS, PATHS, Json, resolve

from .difference import as_text
from .schema_views import Location, Node, SchemaReader, below

_ALL_METHODS = (*METHODS, "trace")
_VARIABLE = re.compile(r"\{([^}]*)\}")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/]*")
_PARAMETER = frozenset(("name", "in", "description", "required", "schema", "content", "example", "examples", "$ref"))
_OPERATION = frozenset(
    ("tags", "summary", "description", "externalDocs", "operationId", "parameters", "requestBody", "responses")
    + ("security", "x-published-operation-id", "x-ms-examples")
)
_CONTENT = frozenset(("description", "required", "content", "headers", "links", "$ref", "x-published-consumes"))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter or a header of an answer; `marks` is what is said of it beside its schema."""

    location: Location
    required: bool
    node: Node
    marks: Json


@dataclass(frozen=True, slots=True)
class Content:
    """A body: its schema by media type. `required` is for what is sent."""

    location: Location
    required: bool
    media: dict[str, Node | None]
    encodings: dict[str, Json]
    marks: Json


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; links are by name, each with the place where it is described."""

    content: Content
    headers: dict[str, Parameter]
    links: dict[str, tuple[Json, Location]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Args:
        parameters: by place and name; those of the path by their position in it.
        security: ways to be let in, each the schemes that it takes together.
        marks: what else is said of it, such as that it is deprecated or comes in pages.
    """

    method: str
    path: str
    id: str
    published_id: str | None
    group: str
    location: Location
    parameters: dict[str, Parameter]
    body: Content | None
    responses: dict[str, Response]
    security: frozenset[frozenset[str]]
    security_spot: Location
    marks: Json

    @property
    def label(self) -> str:
        return f"{self.method.upper()} {self.path}"


@dataclass(slots=True)
class Surface:
    """All that a program on HTTP can see of one document."""

    document: Json
    name: str
    schemas: SchemaReader
    operations: dict[tuple[str, str], Operation] = field(default_factory=dict)


def read_surface(document: Json, name: str) -> Surface:
    """The operations of `document`, which problems call `name`.

    Raises:
        BuildError: a part of it is not what OpenAPI says it is.
    """
    return _Reader(document, name).surface()


def hosts_and_bases(document: Json) -> tuple[list[str], list[str]]:
    """What stands before the paths of the operations: hosts, names of their variables aside, and base paths."""
    hosts, bases = [], []
    for server in document.get("servers") or [{"url": "/"}]:
        url = server.get("url", "/")
        for name in _VARIABLE.findall(url):
            url = url.replace(f"{{{name}}}", _told_variable(server, name))
        host = _HOST.match(url)
        assert host is not None  # It can be empty.
        hosts.append(host[0])
        bases.append(url[host.end() :].rstrip("/") or "/")
    return sorted(set(hosts)), list(dict.fromkeys(bases))


def _told_variable(server: Json, name: str) -> str:
    """A variable of a server's URL by the values that it can have."""
    values = server.get("variables", {}).get(name, {}).get("enum", ())
    return "{" + "|".join(sorted(map(str, values))) + "}"


class _Reader:
    def __init__(self, document: Json, name: str) -> None:
        self._document = document
        self._name = name
        schemes: Json = document.get("components", {}).get("securitySchemes", {})
        self._schemes = {key: describe_scheme(scheme) for key, scheme in schemes.items()}

    def surface(self) -> Surface:
        result = Surface(self._document, self._name, SchemaReader(self._document, self._name))
        for part in PATHS:
            for path, entry in self._document.get(part, {}).items():
                if path.startswith("x-"):
                    continue
                item, at = self._resolved(entry, below(f"/{part}", path))
                for method in _ALL_METHODS:
                    if method in item:
                        result.operations[method, path] = self._operation(method, path, item, below(at, method))
        return result

    def _operation(self, method: str, path: str, item: Json, pointer: str) -> Operation:
        node = item[method]
        location = Location(pointer, f"{method.upper()} {path}")
        identifier = node.get("operationId")
        return Operation(
            method=method,
            path=path,
            id=identifier or location.owner,
            published_id=node.get("x-published-operation-id", identifier),
            group=next(iter(node.get("tags", ())), re.split(r"[/?]", path.strip("/"))[0]),
            location=location,
            parameters=self._parameters(item, node, location),
            body=self._body(node["requestBody"], location) if "requestBody" in node else None,
            responses=self._responses(node.get("responses", {}), location),
            security=self._security(node.get("security", self._document.get("security", []))),
            security_spot=self._security_location(node, location),
            marks={
                key: value
                for key, value in (_shared(item) | node).items()
                if key not in _OPERATION and value is not False
            },
        )

    def _parameters(self, item: Json, operation: Json, location: Location) -> dict[str, Parameter]:
        found: dict[str, Parameter] = {}
        positions = {name: index for index, name in enumerate(_VARIABLE.findall(location.owner))}
        for owner, at in ((item, location.pointer.rpartition("/")[0]), (operation, location.pointer)):
            for index, entry in enumerate(owner.get("parameters", ())):
                node, place = self._resolved(entry, below(at, "parameters", index))
                if "name" not in node or "in" not in node:
                    raise BuildError(f"{self._name}: #{place} is not a parameter with a name and a place.")
                name, where = node["name"], node["in"]
                key = f"path {positions[name]}" if where == "path" and name in positions else f"{where} {name}"
                found[key] = self._parameter(node, Location(place, location.owner, f"{where} {name}"), where == "path")
        return found

    def _parameter(self, node: Json, location: Location, always: bool = False) -> Parameter:
        schema, at = node.get("schema", {}), location.at("schema")
        if node.get("content"):
            media, entry = min(node["content"].items())
            schema, at = entry.get("schema", {}), location.at("content", media, "schema")
        marks = {key: value for key, value in node.items() if key not in _PARAMETER and value is not False}
        if "explode" in node:
            marks["explode"] = node["explode"]
        if isinstance(schema, dict) and "x-ms-enum" in marks:
            schema = schema | {"x-ms-enum": marks.pop("x-ms-enum")}
        return Parameter(location, always or node.get("required", False), Node(schema, at), marks)

    def _body(self, entry: Json, operation: Location) -> Content:
        node, pointer = self._resolved(entry, operation.at("requestBody").pointer)
        content = self._content(node, Location(pointer, operation.owner, "body"))
        if "x-published-consumes" not in node:
            return content
        # Swagger 2.0 gives one schema for all content types.
        schema = next(iter(content.media.values()), None)
        return replace(content, media=dict.fromkeys(node["x-published-consumes"], schema))

    def _content(self, node: Json, location: Location) -> Content:
        media: dict[str, Node | None] = {}
        encodings: dict[str, Json] = {}
        for kind, entry in node.get("content", {}).items():
            at = location.at("content", kind, "schema")
            media[kind] = Node(entry["schema"], at) if "schema" in entry else None
            encodings |= entry.get("encoding", {})
        marks = {key: value for key, value in node.items() if key not in _CONTENT}
        return Content(location, node.get("required", False), media, encodings, marks)

    def _responses(self, responses: Json, operation: Location) -> dict[str, Response]:
        found = {}
        for status, entry in responses.items():
            if status.startswith("x-"):
                continue
            node, pointer = self._resolved(entry, operation.at("responses", status).pointer)
            location = Location(pointer, operation.owner, f"answer {status}")
            headers = {}
            for name, header in node.get("headers", {}).items():
                if name.lower() != "content-type":
                    told, place = self._resolved(header, location.at("headers", name).pointer)
                    headers[name.lower()] = self._parameter(told, Location(place, location.name, f"header {name}"))
            links = {}
            for name, link in node.get("links", {}).items():
                told, place = self._resolved(link, location.at("links", name).pointer)
                links[name] = (
                    {key: value for key, value in told.items() if key != "description"},
                    Location(place, location.name, f"link {name}"),
                )
            found[status] = Response(self._content(node, location), headers, links)
        return found

    def _security_location(self, operation: Json, location: Location) -> Location:
        """Where it is stated what the operation asks for."""
        if "security" in operation:
            return location.at("security")
        return replace(location, pointer="/security") if "security" in self._document else location

    def _security(self, ways: list[dict[str, list[str]]]) -> frozenset[frozenset[str]]:
        """Each way as the schemes that it takes, told by what they are and not by their names."""
        return frozenset(frozenset(self._told_way(name, scopes) for name, scopes in way.items()) for way in ways)

    def _told_way(self, name: str, scopes: list[str]) -> str:
        scheme = self._schemes.get(name, name)
        return f"{scheme} for {', '.join(sorted(scopes))}" if scopes else scheme

    def _resolved(self, node: Json, pointer: str) -> tuple[Json, str]:
        """What a node that may be a reference stands for, and where that is."""
        seen = set()
        while "$ref" in node:
            reference = node["$ref"]
            if reference in seen:
                raise BuildError(f"{self._name}: #{pointer} refers to itself.")
            seen.add(reference)
            node = resolve(self._document, reference, self._name, f"#{pointer}")
            pointer = unquote(reference.removeprefix("#"))
        return node, pointer


def _shared(item: Json) -> Json:
    """What a path says for all of its operations, parameters apart, such as other servers."""
    return {key: value for key, value in item.items() if key not in _ALL_METHODS and key != "$ref"}


def describe_scheme(scheme: Json) -> str:
    """A security scheme by what it asks for: `apiKey in header Authorization`."""
    place = f" in {scheme['in']} {scheme.get('name')}" if "in" in scheme else ""
    rest = {key: value for key, value in scheme.items() if key not in ("type", "description", "name", "in")}
    more = "".join(f", {key} {as_text(value)}" for key, value in sorted(rest.items()))
    return f"{scheme.get('type', 'unknown')}{place}{more}"
