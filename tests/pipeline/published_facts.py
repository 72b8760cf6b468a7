"""Every fact of a published Swagger 2.0 file, read from the file itself and not through the normaliser.

A keyword that is not known here becomes a fact under its own name, so that nothing is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
Fact = tuple[str, ...]
Location = tuple[str | int, ...]

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch"})

# Prose, headings that group operations on a page, and examples.
_NOT_FACTS = frozenset({"description", "summary", "title", "tags", "x-ms-examples"})
# What a parameter has beside its schema.
_NOT_OF_A_SCHEMA = ("name", "in", "required")
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
_READS_LIKE_JSON = re.compile(r'true$|false$|null$|-?[0-9.]+$|["\[{]')


def written(value: object) -> str:
    """A text as it is, anything else as JSON: `1` is the number, `"1"` the text."""
    if isinstance(value, str) and not _READS_LIKE_JSON.match(value):
        return value
    return _encode(value)


def published_facts(swagger: Json) -> set[Fact]:
    facts = set(_document_facts(swagger))
    for path in swagger.get("paths", ()):
        facts.update(_path_facts(swagger, path))
    for name in swagger.get("definitions", ()):
        facts.update(_definition_facts(swagger, name))
    return facts


def published_facts_at(swagger: Json, location: Location) -> set[Fact]:
    """The facts of the part of the document (path, definition or what is neither) that `location` is in."""
    match location:
        case ("paths", str(path), *_):
            return set(_path_facts(swagger, path))
        case ("definitions", str(name), *_):
            return set(_definition_facts(swagger, name))
        case ("paths" | "definitions" | "parameters", *_):
            return published_facts(swagger)
        case _:
            return set(_document_facts(swagger))


def amended(facts: set[Fact], amendments: Json) -> set[Fact]:
    """The facts with what `spec/amendments.toml` adds to them: names of operations and schemas of form fields."""
    result = set(facts)
    for fact in facts:
        match fact:
            case ("published id", method, path, published):
                name = amendments["operation_ids"].get(published, published)
                result.add(("operation name", method, path, name))
    for entry in amendments["form_fields"]:
        operations = [fact[1:3] for fact in result if fact[0] == "operation name" and fact[3] == entry["operation"]]
        for operation in operations:
            field = ("form field", *operation, entry["field"])
            if (*field, "type", "string") in facts and ("definition", entry["schema"]) in facts:
                result.add((*field, "schema", entry["schema"]))
                result.add((*field, "encoding", "contentType", "application/json"))
    return result


def _entries(where: Fact, node: Json, *without: str) -> Iterator[Fact]:
    for key, value in node.items():
        if key not in without and key not in _NOT_FACTS:
            yield (*where, key, written(value))


def _document_facts(swagger: Json) -> Iterator[Fact]:
    read = ("swagger", "info", "schemes", "securityDefinitions", "parameters", "x-ms-parameterized-host")
    yield from _entries(("document",), swagger, *read, "paths", "definitions")
    yield from _entries(("document", "info"), swagger.get("info", {}), "contact")
    for scheme in swagger.get("schemes", ()):
        yield ("server", "scheme", scheme)
    host = swagger.get("x-ms-parameterized-host", {})
    yield from _entries(("server",), host, "parameters")
    host_parameters = [_resolved(swagger, entry) for entry in host.get("parameters", ())]
    for parameter in host_parameters:
        where = ("server variable", str(parameter.get("name")))
        yield where
        yield from _entries(where, parameter, "name")
    for name, scheme in swagger.get("securityDefinitions", {}).items():
        yield ("security scheme", name)
        yield from _entries(("security scheme", name), scheme)
    used = {entry["$ref"] for entry in _parameters_of_operations(swagger) if "$ref" in entry}
    for key, parameter in swagger.get("parameters", {}).items():
        # A shared parameter is a fact wherever it is used; how the files share it is their own affair.
        if parameter not in host_parameters and f"#/parameters/{key}" not in used:
            yield from _parameter_facts(("unused parameter", key), parameter)


def _parameters_of_operations(swagger: Json) -> Iterator[Json]:
    for item in swagger.get("paths", {}).values():
        yield from item.get("parameters", ())
        for method in METHODS & item.keys():
            yield from item[method].get("parameters", ())


def _path_facts(swagger: Json, path: str) -> Iterator[Fact]:
    item = swagger["paths"].get(path)
    if item is None:
        return
    yield ("path", path)
    for method, operation in item.items():
        if method in METHODS:
            parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
            resolved = [_resolved(swagger, entry) for entry in parameters]
            yield from _operation_facts((method.upper(), path), operation, resolved)
        elif method != "parameters":
            yield ("path", path, method, written(operation))


def _operation_facts(of: Fact, operation: Json, parameters: list[Json]) -> Iterator[Fact]:
    yield ("operation", *of)
    for key, value in operation.items():
        match key:
            case "operationId":
                yield ("published id", *of, value)
            case "x-ms-pageable":
                yield from _entries(("pageable", *of), value)
            case "x-ms-long-running-operation":
                yield ("long running", *of, written(value))
            case "parameters" | "consumes" | "produces" | "responses":
                pass
            case _:
                yield from _entries(("operation", *of), {key: value})
    plain = [parameter for parameter in parameters if parameter.get("in") not in ("body", "formData")]
    fields = [parameter for parameter in parameters if parameter.get("in") == "formData"]
    yield ("operation", *of, "takes", *(f"{entry.get('in')} {entry.get('name')}" for entry in plain))
    for parameter in plain:
        yield from _parameter_facts(("parameter", *of), parameter)
    consumes = operation.get("consumes", ())
    for parameter in parameters:
        if parameter.get("in") == "body":
            where = ("body", *of)
            yield (*where, "name", str(parameter.get("name")))
            yield (*where, "required", written(parameter.get("required", False)))
            yield (*where, "consumes", *consumes)
            yield (*where, "sent as", *consumes[:1])
            yield from _schema_facts(where, parameter.get("schema", {}))
            yield from _entries(where, parameter, "name", "in", "required", "schema")
    if fields:
        yield ("form", *of, "type", "object")
        yield ("form", *of, "required", written(any(field.get("required") for field in fields)))
        yield ("form", *of, "consumes", *consumes)
        yield ("form", *of, "sent as", *consumes[:1])
    for field in fields:
        where = ("form field", *of, str(field.get("name")))
        yield where
        if field.get("required"):
            yield (*where, "required")
        yield from _schema_facts(where, {key: value for key, value in field.items() if key not in _NOT_OF_A_SCHEMA})
    for status, response in operation.get("responses", {}).items():
        yield from _response_facts((*of, status), response, operation.get("produces", ()))


def _parameter_facts(kind: Fact, parameter: Json) -> Iterator[Fact]:
    where = (*kind, str(parameter.get("in")), str(parameter.get("name")))
    yield where
    yield (*where, "required", written(parameter.get("required", False)))
    yield from _schema_facts(where, {key: value for key, value in parameter.items() if key not in _NOT_OF_A_SCHEMA})


def _response_facts(of: Fact, response: Json, produces: list[str]) -> Iterator[Fact]:
    yield ("response", *of)
    yield from _entries(("response", *of), response, "schema", "headers")
    if "schema" in response:
        for content_type in produces:
            yield ("response", *of, "content", content_type)
            yield from _schema_facts(("response", *of, "content", content_type), response["schema"])
    for name, header in response.get("headers", {}).items():
        yield ("response header", *of, name)
        yield from _schema_facts(("response header", *of, name), header)


def _definition_facts(swagger: Json, name: str) -> Iterator[Fact]:
    schema = swagger["definitions"].get(name)
    if schema is None:
        return
    where = ("enum" if "enum" in schema else "definition", name)
    yield where
    bases = _bases(swagger, schema)
    if bases:
        yield (*where, "inherits from", *bases)
    inherited = [swagger.get("definitions", {}).get(base, {}) for base in reversed(bases)]
    whole = {key: value for key, value in schema.items() if key != "allOf"}
    for part in ("properties", "required"):
        values = [base[part] for base in [*inherited, schema] if part in base]
        if values and part == "properties":
            whole[part] = {key: value for properties in values for key, value in properties.items()}
        elif values:
            whole[part] = [key for required in values for key in required]
    yield from _schema_facts(where, whole, ("property", name))


def _bases(swagger: Json, schema: Json) -> list[str]:
    """Names of the definitions that a definition inherits from, each before what it inherits from itself."""
    names: list[str] = []
    for part in schema.get("allOf", ()):
        base = str(part["$ref"]).removeprefix("#/definitions/") if part.keys() == {"$ref"} else written(part)
        names += [base, *_bases(swagger, swagger.get("definitions", {}).get(base, {}))]
    return names


def _schema_facts(where: Fact, schema: Json, members: Fact = ()) -> Iterator[Fact]:
    """What a schema says; facts on its properties begin with `members`."""
    members = members or (*where, "property")
    for key, value in schema.items():
        match key:
            case "$ref":
                yield (*where, "schema", value.removeprefix("#/definitions/"))
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
            case "format" if schema.get("type") == "file":
                pass
            case "type" if value == "file":
                # Binary, whether the file says so or not: Swagger 2.0 knows no other.
                yield from _entries(where, {"type": "file", "format": schema.get("format", "binary")})
            case "x-ms-enum":
                yield from _entries((*where, key), value, "values")
                named = [{k: v for k, v in entry.items() if k != "description"} for entry in value.get("values", ())]
                yield (*where, key, "values in order", *map(written, named))
            case _:
                yield from _entries(where, {key: value})


def _resolved(swagger: Json, entry: Json) -> Json:
    """The parameter that an entry refers to, with whatever stands beside the reference."""
    shared = swagger.get("parameters", {})
    match entry:
        case {"$ref": str(reference), **beside} if reference.removeprefix("#/parameters/") in shared:
            return {**shared[reference.removeprefix("#/parameters/")], **beside}
    return entry
