"""Read normalised documents, and put them in the terms of openapi-python-client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from openapi_python_client.strings import snake_case

from build_error import BuildError
from upstream.sources import Version
from upstream.swagger import Json
from wording.python_terms import in_python_terms


def read_document(file: Path, version: Version) -> Json:
    try:
        document: Json = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BuildError(f"{version.name}: {file} is not there: pull and normalise it first (nox -s build).") from error
    except ValueError as error:
        raise BuildError(f"{version.name}: {file} is not valid JSON: {error}.") from error
    return in_python_terms(document)


def for_generator(document: Json) -> Json:
    """The document in the terms of openapi-python-client.

    Members of enums get names (`NotStarted` becomes NOT_STARTED, not NOTSTARTED). Enums of numbers are plain numbers,
    dates without a time plain text. What may be null is what may be left out. A value of a map that is an object, and
    of which nothing more is said, may be anything: the service gives text and numbers there, too.
    """
    copy: Json = json.loads(json.dumps(document))
    for schema in _schemas_below(copy):
        if schema.get("format") == "date":
            del schema["format"]
        if schema.get("additionalProperties") == {"type": "object"}:
            schema["additionalProperties"] = {}
        nullable = [name for name, entry in _properties(schema) if entry.pop("nullable", False)]
        if nullable:
            schema["required"] = [name for name in schema.get("required", ()) if name not in nullable]
        if all(isinstance(value, str) for value in schema.get("enum", ())):
            schema["x-enum-varnames"] = _member_names(schema.get("enum", []))
        else:
            del schema["enum"]
    return copy


def _schemas_below(node: object) -> Iterator[Json]:
    """Every schema of a document, and other objects that have a type."""
    if isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield node
        for value in node.values():
            yield from _schemas_below(value)
    elif isinstance(node, list):
        for value in node:
            yield from _schemas_below(value)


def _properties(schema: Json) -> list[tuple[str, Json]]:
    properties = schema.get("properties")
    return list(properties.items()) if isinstance(properties, dict) else []


def _member_names(values: list[str]) -> list[str]:
    names: list[str] = []
    for value in values:
        name = snake_case(value).upper()
        name = name if name[:1].isalpha() else f"VALUE_{name}".rstrip("_")
        while name in names:
            name += "_2"
        names.append(name)
    return names


def reached_schemas(node: object, schemas: Json, found: set[str] | None = None) -> set[str]:
    """Names of the schemas that a part of a document refers to, directly or through others."""
    found = set() if found is None else found
    if isinstance(node, dict):
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name in schemas and name not in found:
            found.add(name)
            reached_schemas(schemas[name], schemas, found)
        for value in node.values():
            reached_schemas(value, schemas, found)
    elif isinstance(node, list):
        for value in node:
            reached_schemas(value, schemas, found)
    return found
