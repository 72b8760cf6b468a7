"""Reading a published Swagger 2.0 file and making sure that it is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from problem import Problem

Json = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")


def read_swagger(file: Path, name: str) -> Json:
    """The document in `file`; `name` is what problems call it.

    Raises:
        Problem: it cannot be read, is not JSON, not Swagger 2.0, or refers to something that it does not have.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{name}: {file} cannot be read: {error}.") from error
    try:
        document = json.loads(text, object_pairs_hook=_unique_keys)
    except ValueError as error:
        raise Problem(f"{name}: {file} is not valid JSON: {error}.") from error
    check_swagger(document, name)
    return document


def check_swagger(document: object, name: str) -> None:
    """Raise a Problem unless `document` has the outline of a Swagger 2.0 document and every `$ref` leads somewhere."""
    if not isinstance(document, dict) or document.get("swagger") != "2.0":
        found = document.get("openapi", document.get("swagger")) if isinstance(document, dict) else None
        says = f"says version {found}" if found else "says nothing of the kind"
        raise Problem(f"{name}: not a Swagger 2.0 document (it {says}); only Swagger 2.0 files are normalised.")
    for part in ("info", "paths"):
        if not isinstance(document.get(part), dict):
            raise Problem(f"{name}: the Swagger document has no object {part!r}.")
    for part in ("definitions", "parameters", "securityDefinitions"):
        if not isinstance(document.get(part, {}), dict):
            raise Problem(f"{name}: {part!r} of the Swagger document is not an object.")
    for path, item in document["paths"].items():
        _check_path(path, item, name)
    for where, reference in references(document):
        if "x-ms-examples" not in where:
            resolve(document, reference, name, where)


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
    """What `reference` refers to.

    Raises:
        Problem: it refers to nothing, or out of the document.
    """
    target: object = document
    if reference.startswith("#/"):
        for step in reference[2:].split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            target = target.get(key) if isinstance(target, dict) else None
        if isinstance(target, dict):
            return target
    raise Problem(f"{name}: {where} refers to {reference!r}, which the document does not have.")


def operations(document: Json) -> Iterator[tuple[str, str, Json, Json]]:
    """Path, method, operation and path item of every operation."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method], item


def _check_path(path: str, item: object, name: str) -> None:
    if not path.startswith("/") or not isinstance(item, dict):
        raise Problem(f"{name}: path {path!r} is not an object under a path that begins with a slash.")
    for method in METHODS:
        operation = item.get(method, {"responses": {}})
        if not isinstance(operation, dict) or not isinstance(operation.get("responses"), dict):
            raise Problem(f"{name}: {method.upper()} {path} is not an operation with responses.")


def _unique_keys(pairs: list[tuple[str, Any]]) -> Json:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return result
