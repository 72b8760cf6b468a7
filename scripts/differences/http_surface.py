"""The operations of an OpenAPI 3 document as a program on HTTP meets them, each part with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from build_error import BuildError
from differences.reading.schema_views import Location, Node, SchemaReader, below
from upstream.swagger import METHODS, PATHS, Json, resolve

from .difference import as_text

# Where the requests that a service sends stand: x-webhooks is how documents of OpenAPI 3.0 spell it.
WEBHOOKS = ("webhooks", "x-webhooks")
_ALL_METHODS = (*METHODS, "trace")
_VARIABLE = re.compile(r"\{([^}]*)\}")
_VERSION_OR_VARIABLE = re.compile(r"v\d[\w.-]*|apis?|\{.*\}|")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/]*")
_DEFAULT_PORT = re.compile(r"^(https(?=.*:443$)|http(?=.*:80$))(://.*):\d+$")
_PLACES = {"header": "header", "query": "query parameter", "cookie": "cookie"}
_SCHEMES = {"basic": "HTTP basic authentication", "bearer": "a bearer token"}
_PARAMETER = frozenset(("name", "in", "description", "required", "schema", "content", "example", "examples", "$ref"))
_OPERATION = frozenset(
    ("tags", "summary", "description", "externalDocs", "operationId", "parameters", "requestBody", "responses")
    + ("security", "servers", "callbacks", "x-published-operation-id", "x-ms-examples")
)
_CONTENT = frozenset(("description", "required", "content", "headers", "links", "$ref", "x-published-consumes"))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter or a header of a response; `marks` is what is said of it beside its schema."""

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
    """A response; links are by name, each with the place where it is described."""

    content: Content
    headers: dict[str, Parameter]
    links: dict[str, tuple[Json, Location]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Args:
        parameters: by place and name; those of the path by their position in it.
        security: ways to be let in, each the schemes that it takes together.
        servers: where it is sent to, if that is not where all are sent to.
        marks: what else is said of it, such as that it is deprecated or comes in pages.
        node: all of it as it stands in the document.
        is_inbound: whether the service sends it and the program answers, as with webhooks and callbacks.
        callbacks: what the service sends because of it, by name; their paths are where they are sent to.
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
    servers: str | None
    marks: Json
    node: Json
    is_inbound: bool = False
    callbacks: dict[str, Operation] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return self.location.owner


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
        url = _url(server)
        host = _HOST.match(url)
        assert host is not None  # It can be empty.
        hosts.append(host[0])
        bases.append(url[host.end() :].rstrip("/") or "/")
    return sorted(set(hosts)), list(dict.fromkeys(bases))


def told_servers(servers: list[Json]) -> str:
    """Servers by their URLs."""
    return ", ".join(sorted(map(_url, servers)))


def _url(server: Json) -> str:
    url = str(server.get("url", "/"))
    for name in _VARIABLE.findall(url):
        url = url.replace(f"{{{name}}}", _told_variable(server, name))
    host = _HOST.match(url)
    if host is None or "://" not in host[0]:
        return url
    return _DEFAULT_PORT.sub(r"\1\2", host[0].lower()) + url[host.end() :]


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
                        location = Location(below(at, method), f"{method.upper()} {path}")
                        result.operations[method, path] = self._operation(method, path, item, location)
        for part in WEBHOOKS:
            for name, entry in self._document.get(part, {}).items():
                for method, found in self._inbound(f"webhook {name}", "", name, entry, below(f"/{part}", name)):
                    result.operations[method, found.label] = found
        return result

    def _inbound(self, name: str, of: str, path: str, entry: Json, pointer: str) -> Iterator[tuple[str, Operation]]:
        """The requests that the service sends to one address, by method, which is named where there are several."""
        item, at = self._resolved(entry, pointer)
        methods = [method for method in _ALL_METHODS if method in item]
        for method in methods:
            label = f"{name}{of}" if len(methods) == 1 else f"{name} ({method.upper()}){of}"
            operation = self._operation(method, path, item, Location(below(at, method), label))
            yield method, replace(operation, is_inbound=True)

    def _callbacks(self, node: Json, location: Location) -> dict[str, Operation]:
        found = {}
        of = f" of {location.owner}"
        for name, entry in node.get("callbacks", {}).items():
            addresses, at = self._resolved(entry, location.at("callbacks", name).pointer)
            expressions = [key for key in addresses if not key.startswith("x-")]
            for expression in expressions:
                told = f"callback {name}" if len(expressions) == 1 else f"callback {name} ({expression})"
                item = addresses[expression]
                for _, callback in self._inbound(told, of, expression, item, below(at, expression)):
                    found[callback.label.removesuffix(of)] = callback
        return found

    def _operation(self, method: str, path: str, item: Json, location: Location) -> Operation:
        node = item[method]
        identifier = node.get("operationId")
        servers = node.get("servers") or item.get("servers")
        return Operation(
            method=method,
            path=path,
            id=identifier or location.owner,
            published_id=node.get("x-published-operation-id", identifier),
            group=next(iter(node.get("tags", ())), None) or _first_word(path),
            location=location,
            parameters=self._parameters(item, node, location),
            body=self._body(node["requestBody"], location) if "requestBody" in node else None,
            responses=self._responses(node.get("responses", {}), location),
            security=self._security(node.get("security", self._document.get("security", []))),
            security_spot=self._security_location(node, location),
            servers=None if servers is None else told_servers(servers),
            marks={
                key: value
                for key, value in (_shared(item) | node).items()
                if key not in _OPERATION and value is not False
            },
            node=node,
            callbacks=self._callbacks(node, location),
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
                key = f"{where} {name.lower() if where == 'header' else name}"
                if where == "path" and name in positions:
                    key = f"path {positions[name]}"
                found[key] = self._parameter(node, Location(place, location.owner, f"{where} {name}"), where == "path")
        return found

    def _parameter(self, node: Json, location: Location, always: bool = False) -> Parameter:
        schema, at = node.get("schema", {}), location.at("schema")
        marks = {key: value for key, value in node.items() if key not in _PARAMETER and value is not False}
        if node.get("content"):
            media, entry = min(node["content"].items())
            schema, at = entry.get("schema", {}), location.at("content", media, "schema")
            marks["content type"] = _media_type(media)
        default = "form" if node.get("in") in ("query", "cookie") else "simple"
        marks["style"] = node.get("style", default)
        marks["explode"] = node.get("explode", marks["style"] == "form")
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
        return replace(content, media=dict.fromkeys(map(_media_type, node["x-published-consumes"]), schema))

    def _content(self, node: Json, location: Location) -> Content:
        media: dict[str, Node | None] = {}
        encodings: dict[str, Json] = {}
        for kind, entry in node.get("content", {}).items():
            at = location.at("content", kind, "schema")
            plain = _media_type(kind)
            media[kind if plain in media else plain] = Node(entry["schema"], at) if "schema" in entry else None
            for name, encoding in entry.get("encoding", {}).items():
                if told := _without_defaults(encoding):
                    encodings[name] = told
        marks = {key: value for key, value in node.items() if key not in _CONTENT}
        return Content(location, node.get("required", False), media, encodings, marks)

    def _responses(self, responses: Json, operation: Location) -> dict[str, Response]:
        found = {}
        for status, entry in responses.items():
            if status.startswith("x-"):
                continue
            node, pointer = self._resolved(entry, operation.at("responses", status).pointer)
            location = Location(pointer, operation.owner, f"response {status}")
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


def _first_word(path: str) -> str:
    """The first part of a path that is more than a version or a variable."""
    parts = re.split(r"[/?]", path.strip("/"))
    return next((part for part in parts if not is_version_or_variable(part)), parts[0])


def is_version_or_variable(part: str) -> bool:
    """Return whether a part of a path says nothing of what is below it."""
    return _VERSION_OR_VARIABLE.fullmatch(part) is not None


def _shared(item: Json) -> Json:
    """What a path says for all of its operations, parameters apart, such as other servers."""
    return {key: value for key, value in item.items() if key not in _ALL_METHODS and key != "$ref"}


def _media_type(kind: str) -> str:
    """A media type as all spell it: in lower case, without the charset that JSON and others have anyway."""
    name, *parameters = (part.strip() for part in kind.split(";"))
    told = [part for part in parameters if part.lower().replace('"', "") != "charset=utf-8"]
    return "; ".join([name.lower(), *told])


def _without_defaults(encoding: Json) -> Json:
    """The encoding of a property without what it would be anyway."""
    style = encoding.get("style", "form")
    defaults = {"style": "form", "explode": style == "form", "allowReserved": False}
    return {key: value for key, value in encoding.items() if key not in defaults or value != defaults[key]}


def describe_scheme(scheme: Json) -> str:
    """A security scheme by what it asks for: `the Authorization header`."""
    place = _PLACES.get(scheme.get("in", ""))
    known = ("type", "description", "name", "in", "scheme") if place or "scheme" in scheme else ("type", "description")
    kind = str(scheme.get("type", "unknown"))
    told = f"the {scheme.get('name')} {place}" if place else _SCHEMES.get(str(scheme.get("scheme", "")).lower(), kind)
    rest = {key: _without_scopes(value) for key, value in scheme.items() if key not in (*known, "scopes")}
    more = ", ".join(f"{key} {as_text(value)}" for key, value in sorted(rest.items()))
    return f"{told} ({more})" if more else told


def _without_scopes(flows: Any) -> Any:
    """What OAuth flows are without the scopes that exist: those that an operation takes are told with it."""
    if not isinstance(flows, dict):
        return flows
    return {key: _without_scopes(value) for key, value in flows.items() if key != "scopes"}


def scopes_by_scheme(document: Json) -> dict[str, set[str]]:
    """The OAuth scopes that exist, by the name of their security scheme."""
    schemes: Json = document.get("components", {}).get("securitySchemes", {})
    return {
        name: {
            scope for flow in _object(scheme.get("flows")).values() for scope in _object(_object(flow).get("scopes"))
        }
        for name, scheme in schemes.items()
    }


def _object(node: Any) -> Json:
    return node if isinstance(node, dict) else {}
