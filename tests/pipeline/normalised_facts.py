"""Every fact of a normalised document, `spec/<version>/openapi.json`, in the words of `published_facts`.

Read apart from the normaliser: what its conventions (`x-published-…`, an `allOf` of one reference) stand for is said
here once more. A keyword that is not known here becomes a fact under its own name, so that nothing is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.published_facts import METHODS, Fact, Json, Location, written
from upstream.sources import SPEC

# The wording, which is ours, and the groups, which stand in the operation's name too.
_NOT_FACTS = frozenset({"description", "summary", "tags", "x-enum-descriptions"})
_SCHEMAS = "#/components/schemas/"


def normalised_document(version: str) -> Json:
    """The normalised document of `version`, read anew at every call."""
    document: Json = json.loads((SPEC / version / "openapi.json").read_text(encoding="utf-8"))
    return document


def normalised_facts(openapi: Json) -> set[Fact]:
    facts = set(_document_facts(openapi))
    for path in openapi.get("paths", ()):
        facts.update(_path_facts(openapi, path))
    for name in _components(openapi).get("schemas", ()):
        facts.update(_definition_facts(openapi, name))
    return facts


def normalised_facts_at(openapi: Json, location: Location) -> set[Fact]:
    """The facts of the part of the document (path, schema or what is neither) that `location` is in."""
    match location:
        case ("paths", str(path), *_):
            return set(_path_facts(openapi, path))
        case ("components", "schemas", str(name), *_):
            return set(_definition_facts(openapi, name))
        case ("paths",) | ("components", "schemas" | "parameters", *_) | ("components",):
            return normalised_facts(openapi)
        case _:
            return set(_document_facts(openapi))


def _components(openapi: Json) -> Json:
    components: Json = openapi.get("components", {})
    return components


def _entries(where: Fact, node: Json, *without: str) -> Iterator[Fact]:
    for key, value in node.items():
        if key not in without and key not in _NOT_FACTS:
            yield (*where, key, written(value))


def _document_facts(openapi: Json) -> Iterator[Fact]:
    yield from _entries(("document",), openapi, "openapi", "info", "servers", "paths", "components")
    yield from _entries(("document", "info"), openapi.get("info", {}), "title", "x-published")
    for server in openapi.get("servers", ()):
        yield from _server_facts(server)
    components = _components(openapi)
    yield from _entries(("components",), components, "securitySchemes", "parameters", "schemas")
    for name, scheme in components.get("securitySchemes", {}).items():
        yield ("security scheme", name)
        yield from _entries(("security scheme", name), scheme)
    used = {entry["$ref"] for entry in _parameters_of_operations(openapi) if "$ref" in entry}
    for key, parameter in components.get("parameters", {}).items():
        if f"#/components/parameters/{key}" not in used:
            yield from _parameter_facts(("unused parameter", key), parameter)


def _parameters_of_operations(openapi: Json) -> Iterator[Json]:
    for item in openapi.get("paths", {}).values():
        for method in METHODS & item.keys():
            yield from item[method].get("parameters", ())


def _server_facts(server: Json) -> Iterator[Fact]:
    template = str(server.get("url"))
    yield from _entries(("server",), {"hostTemplate": template, "useSchemePrefix": "://" in template})
    yield from _entries(("server",), server, "url", "variables")
    url = template
    for name, variable in server.get("variables", {}).items():
        where = ("server variable", name)
        yield where
        # What a server variable is in OpenAPI 3, without saying so.
        yield from _entries(where, {"in": "path", "type": "string", "required": True})
        yield from _entries(where, variable, "default")
        url = url.replace(f"{{{name}}}", variable.get("default", ""))
    yield ("server", "scheme", urlsplit(url).scheme)


def _path_facts(openapi: Json, path: str) -> Iterator[Fact]:
    item = openapi["paths"].get(path)
    if item is None:
        return
    yield ("path", path)
    for method, operation in item.items():
        if method in METHODS:
            yield from _operation_facts(openapi, (method.upper(), path), operation)
        else:
            yield ("path", path, method, written(operation))


def _operation_facts(openapi: Json, of: Fact, operation: Json) -> Iterator[Fact]:
    yield ("operation", *of)
    name = str(operation.get("operationId"))
    yield ("operation name", *of, name)
    yield ("published id", *of, operation.get("x-published-operation-id", name))
    parameters = [_resolved(openapi, entry) for entry in operation.get("parameters", ())]
    yield ("operation", *of, "takes", *(f"{entry.get('in')} {entry.get('name')}" for entry in parameters))
    for parameter in parameters:
        yield from _parameter_facts(("parameter", *of), parameter)
    for key, value in operation.items():
        match key:
            case "x-ms-pageable":
                yield from _entries(("pageable", *of), value)
            case "x-ms-long-running-operation":
                yield ("long running", *of, written(value))
            case "requestBody":
                yield from _request_body_facts(of, value)
            case "responses":
                for status, response in value.items():
                    yield from _response_facts((*of, status), response)
            case "operationId" | "x-published-operation-id" | "parameters":
                pass
            case _:
                yield from _entries(("operation", *of), {key: value})


def _parameter_facts(kind: Fact, parameter: Json) -> Iterator[Fact]:
    where = (*kind, str(parameter.get("in")), str(parameter.get("name")))
    yield where
    yield (*where, "required", written(parameter.get("required", False)))
    yield from _entries(where, parameter, "name", "in", "required", "schema")
    yield from _schema_facts(where, parameter.get("schema", {}))


def _request_body_facts(of: Fact, body: Json) -> Iterator[Fact]:
    """A body with a name was a body parameter; one without was form fields."""
    named = "x-ms-requestBody-name" in body
    where = ("body" if named else "form", *of)
    content: Json = body.get("content", {})
    consumes: list[str] = body.get("x-published-consumes", list(content))
    if named:
        yield (*where, "name", body["x-ms-requestBody-name"])
    yield (*where, "required", written(body.get("required", False)))
    yield (*where, "consumes", *consumes)
    yield (*where, "sent as", *content)
    yield from _entries(where, body, "required", "x-ms-requestBody-name", "x-published-consumes", "content")
    for media in content.values():
        if named:
            yield from _entries(where, media, "schema")
            yield from _schema_facts(where, media.get("schema", {}))
        else:
            yield from _entries(where, media, "schema", "encoding")
            yield from _schema_facts(where, media.get("schema", {}), ("form field", *of))
            for name, encoding in media.get("encoding", {}).items():
                yield from _entries(("form field", *of, name, "encoding"), encoding)


def _response_facts(of: Fact, response: Json) -> Iterator[Fact]:
    yield ("response", *of)
    yield from _entries(("response", *of), response, "headers", "content")
    for content_type, media in response.get("content", {}).items():
        where = ("response", *of, "content", content_type)
        yield where
        yield from _entries(where, media, "schema")
        yield from _schema_facts(where, media.get("schema", {}))
    for name, header in response.get("headers", {}).items():
        where = ("response header", *of, name)
        yield where
        yield from _entries(where, header, "schema")
        yield from _schema_facts(where, header.get("schema", {}))


def _definition_facts(openapi: Json, name: str) -> Iterator[Fact]:
    schema = openapi["components"]["schemas"].get(name)
    if schema is None:
        return
    where = ("enum" if "enum" in schema else "definition", name)
    yield where
    if "x-published-all-of" in schema:
        yield (*where, "inherits from", *schema["x-published-all-of"])
    whole = {key: value for key, value in schema.items() if key != "x-published-all-of"}
    yield from _schema_facts(where, whole, ("property", name))


def _schema_facts(where: Fact, schema: Json, members: Fact = ()) -> Iterator[Fact]:
    """What a schema says; facts on its properties begin with `members`."""
    members = members or (*where, "property")
    for key, value in _as_published(schema).items():
        match key:
            case "$ref":
                yield (*where, "schema", value.removeprefix(_SCHEMAS))
            case "items":
                yield from _schema_facts((*where, "items"), value)
            case "additionalProperties" if isinstance(value, dict):
                yield (*where, "values")
                yield from _schema_facts((*where, "values"), value)
            case "properties":
                for name, member in value.items():
                    yield (*members, name)
                    yield from _schema_facts((*members, name), member)
            case "required":
                for name in value:
                    yield (*members, name, "required")
            case "enum":
                yield (*where, "values in order", *map(written, value))
            case "x-ms-enum":
                yield from _entries((*where, key), value, "values")
                yield (*where, key, "values in order", *map(written, value.get("values", ())))
            case _:
                yield from _entries(where, {key: value})


def _as_published(schema: Json) -> Json:
    """The schema with the conventions of the normalised document undone."""
    result = dict(schema)
    match result.get("allOf"):
        case [{"$ref": reference, **others}] if not others:
            del result["allOf"]
            result["$ref"] = reference
    match result:
        case {"x-published-type": "file", "type": "string"} | {"x-published-type": "string", "$ref": _}:
            result["type"] = result.pop("x-published-type")
    return result


def _resolved(openapi: Json, entry: Json) -> Json:
    """The parameter that an entry refers to, with whatever stands beside the reference."""
    shared = _components(openapi).get("parameters", {})
    match entry:
        case {"$ref": str(reference), **beside} if reference.removeprefix("#/components/parameters/") in shared:
            return {**shared[reference.removeprefix("#/components/parameters/")], **beside}
    return entry
