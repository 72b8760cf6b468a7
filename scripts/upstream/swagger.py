"""Reading a published Swagger 2.0 file and making sure that it is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from build_error import BuildError

from .structure import SWAGGER_2, structure_errors

Json = dict[str, Any]

# What the parts of a Swagger 2.0 document may hold; something else would be lost without a word.
_DOCUMENT = frozenset(
    ("swagger", "info", "host", "basePath", "schemes", "consumes", "produces", "paths", "definitions", "parameters")
    + ("responses", "securityDefinitions", "security", "tags", "externalDocs")
)
_OPERATION = frozenset(
    ("tags", "summary", "description", "externalDocs", "operationId", "consumes", "produces", "parameters")
    + ("responses", "schemes", "deprecated", "security")
)
_RESPONSE = frozenset(("description", "schema", "headers", "examples"))

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
# Where operations stand: paths that differ in their query only, in an extension of their own.
PATHS = ("paths", "x-ms-paths")


def read_swagger(file: Path, name: str) -> Json:
    """The document in `file`; `name` is what problems call it.

    Raises:
        BuildError: it cannot be read, is not JSON, not Swagger 2.0, or refers to something that it does not have.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BuildError(f"{name}: {file} cannot be read: {error}.") from error
    try:
        document = json.loads(text, object_pairs_hook=_unique_keys)
    except ValueError as error:
        raise BuildError(f"{name}: {file} is not valid JSON: {error}.") from error
    return check_swagger(document, name)


def check_swagger(document: object, name: str) -> Json:
    """The document, if it has the outline of a Swagger 2.0 document and every `$ref` leads somewhere.

    Raises:
        BuildError: it has not, or holds something that Swagger 2.0 does not know.
    """
    if not isinstance(document, dict) or document.get("swagger") != "2.0":
        found = document.get("openapi", document.get("swagger")) if isinstance(document, dict) else None
        says = f"says version {found}" if found else "names no version"
        raise BuildError(f"{name}: not a Swagger 2.0 document (it {says}); only Swagger 2.0 files are normalised.")
    for part in ("info", "paths"):
        if not isinstance(document.get(part), dict):
            raise BuildError(f"{name}: the Swagger document has no object {part!r}.")
    for fault in structure_errors(document, SWAGGER_2):
        raise BuildError(f"{name}: {fault}.")
    _require_known(document, _DOCUMENT, f"{name}: the document")
    for where, reference in references(document):
        if "x-ms-examples" not in where:
            resolve(document, reference, name, where)
    for part in PATHS:
        for path, item in document.get(part, {}).items():
            if not path.startswith("x-"):
                _check_path(document, path, item, name)
    return document


def references(node: object, where: str = "#") -> Iterator[tuple[str, str]]:
    """Every `$ref` below `node`, with the place where it stands."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield where, reference
        for key, value in node.items():
            yield from references(value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from references(value, f"{where}/{index}")


def resolve(document: Json, reference: str, name: str, where: str) -> Json:
    """The object that `reference` refers to.

    Raises:
        BuildError: it refers to nothing, or out of the document.
    """
    target = lookup_reference(document, reference)
    if isinstance(target, dict):
        return target
    raise BuildError(f"{name}: {where} refers to {reference!r}, which the document does not have.")


def lookup_reference(document: Json, reference: str) -> object:
    """What `reference` refers to; None if that is nothing, or is not in the document."""
    return lookup_pointer(document, unquote(reference[1:])) if reference.startswith("#/") else None


def lookup_pointer(document: object, pointer: str) -> object:
    """What stands at a JSON pointer; None if nothing does."""
    node = document
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~") if "~" in step else step
        if isinstance(node, dict):
            node = node.get(key)
        elif isinstance(node, list) and key.isdecimal() and int(key) < len(node):
            node = node[int(key)]
        else:
            return None
    return node


def dereference(document: Json, node: Json, name: str) -> Json:
    """What a node that may be a reference stands for."""
    return resolve(document, node["$ref"], name, "a reference") if "$ref" in node else node


def operations(document: Json, part: str = "paths") -> Iterator[tuple[str, str, Json, Json]]:
    """Path, method, operation and path item of every operation below one of `PATHS`."""
    for path, item in document.get(part, {}).items():
        for method in METHODS:
            if method in item and not path.startswith("x-"):
                yield path, method, item[method], item


def responses(operation: Json) -> Iterator[tuple[str, Json]]:
    """Status and response, extensions apart."""
    yield from ((status, entry) for status, entry in operation["responses"].items() if not status.startswith("x-"))


def _check_path(document: Json, path: str, item: object, name: str) -> None:
    if not path.startswith("/") or not isinstance(item, dict):
        raise BuildError(f"{name}: path {path!r} is invalid: expected an object, under a path that begins with '/'.")
    _require_known(item, frozenset((*METHODS, "parameters")), f"{name}: path {path}")
    _check_parameters(document, item, f"{name}: path {path}")
    for method in METHODS:
        if method not in item:
            continue
        label = f"{name}: {method.upper()} {path}"
        operation = item[method]
        if not isinstance(operation, dict) or not isinstance(operation.get("responses"), dict):
            raise BuildError(f"{label} is not an operation with responses.")
        _require_known(operation, _OPERATION, label)
        _check_parameters(document, operation, label)
        for status, response in responses(operation):
            if not isinstance(response, dict):
                raise BuildError(f"{label}: response {status} is not an object.")
            _require_known(dereference(document, response, label), _RESPONSE, f"{label}, response {status}")


def _check_parameters(document: Json, owner: Json, label: str) -> None:
    for entry in owner.get("parameters", ()):
        parameter = dereference(document, entry, label) if isinstance(entry, dict) else {}
        kind = "schema" if parameter.get("in") == "body" else "type"
        lacking = [key for key in ("name", "in", kind) if key not in parameter]
        if lacking:
            raise BuildError(f"{label}: a parameter ({parameter.get('name', 'nameless')}) has no {lacking[0]!r}.")


def _require_known(node: Json, known: frozenset[str], label: str) -> None:
    unknown = [key for key in node if key not in known and not key.startswith("x-")]
    if unknown:
        raise BuildError(f"{label} has the key {unknown[0]!r}, which Swagger 2.0 does not know.")


def _unique_keys(pairs: list[tuple[str, Any]]) -> Json:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return result
