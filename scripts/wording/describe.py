"""Our own words for a normalised document: every summary and description of it comes from `spec/wording/`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from upstream.swagger import Json, operations

from .descriptions import Wording


def describe(document: Json, version: str, wording: Wording) -> Json:
    """The document with the words that `wording` has for it, and no others. `wording.missing` tells what it lacks."""
    components = document["components"]
    schemas = {name: _schema(name, schema, version, wording) for name, schema in components["schemas"].items()}
    paths: Json = {}
    for path, method, operation, _ in operations(document):
        paths.setdefault(path, {})[method] = _operation(operation, version, wording)
    return document | {
        "servers": [_server(server, wording) for server in document["servers"]],
        "tags": _all(document["tags"], lambda tag: wording.general("groups", tag["name"])),
        "paths": paths,
        "components": components
        | {
            "securitySchemes": _named(components["securitySchemes"], "security", wording),
            "parameters": {
                key: _with(entry, wording.parameter(None, entry["name"]))
                for key, entry in components["parameters"].items()
            },
            "schemas": schemas,
        },
    }


def _operation(operation: Json, version: str, wording: Wording) -> Json:
    name = operation["operationId"]
    result = _with(operation, wording.operation(name, version))
    result = {"summary": wording.summary(name), **{key: value for key, value in result.items() if key != "summary"}}
    if "parameters" in operation:
        result["parameters"] = _all(operation["parameters"], lambda entry: wording.parameter(name, entry["name"]))
    if "requestBody" in operation:
        body = operation["requestBody"]
        content = {kind: _form(media, name, wording) for kind, media in body["content"].items()}
        # The fields of a form have words of their own.
        has_fields = any("properties" in media["schema"] for media in content.values())
        result["requestBody"] = _with(body, None if has_fields else wording.body(name)) | {"content": content}
    result["responses"] = {
        status: _response(status, response, wording) for status, response in operation["responses"].items()
    }
    return {key: value for key, value in result.items() if value is not None}


def _form(media: Json, operation: str, wording: Wording) -> Json:
    fields = media["schema"].get("properties")
    if fields is None:
        return media
    properties = {name: _with(entry, wording.parameter(operation, name)) for name, entry in fields.items()}
    return media | {"schema": media["schema"] | {"properties": properties}}


def _response(status: str, response: Json, wording: Wording) -> Json:
    described = _with(response, wording.general("responses", status) or "")
    if "headers" in response:
        described["headers"] = _named(response["headers"], "headers", wording)
    return described


def _server(server: Json, wording: Wording) -> Json:
    variables = server.get("variables")
    return server | {"variables": _named(variables, "server", wording)} if variables else server


def _schema(name: str, schema: Json, version: str, wording: Wording) -> Json:
    result = _with(schema, wording.model(name, version))
    if "properties" in schema:
        bases = schema.get("x-published-all-of", [])
        result["properties"] = {
            key: _with(entry, wording.property(name, bases, key, version))
            for key, entry in schema["properties"].items()
        }
    if "enum" in schema:
        result.pop("x-enum-descriptions", None)
        words = wording.values(name, schema["enum"])
        result |= {"x-enum-descriptions": words} if words else {}
    return result


def _named(entries: Json, table: str, wording: Wording) -> Json:
    return {name: _with(entry, wording.general(table, name)) for name, entry in entries.items()}


def _all(entries: list[Json], words: Callable[[Json], str | None]) -> list[Json]:
    return [entry if "$ref" in entry else _with(entry, words(entry)) for entry in entries]


def _with(node: Json, description: str | None) -> dict[str, Any]:
    rest = {key: value for key, value in node.items() if key != "description"}
    return rest if description is None else {"description": description, **rest}
