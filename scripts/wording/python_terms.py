"""Our words name things as they are on the wire; docstrings name them as they are in Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from openapi_python_client.strings import snake_case

from upstream.swagger import Json, operations

_OPERATION = re.compile(r"\b([A-Z][A-Za-z]+)_([A-Z][A-Za-z]+)\b")
_WORD = re.compile(r"\b[a-z]\w*\b")
_PROSE = ("description", "summary", "x-enum-descriptions")


def in_python_terms(document: Json) -> Json:
    """The document with `displayName` written display_name and `Datasets_Get` written datasets.get in its prose.

    The words for `filter` stay as they are: a filter is written in terms of the wire.
    """
    names = {name for name in _property_names(document) if name != snake_case(name)}
    groups = {operation["operationId"].partition("_")[0] for _, _, operation, _ in operations(document)}

    def rewrite(text: str) -> str:
        text = _WORD.sub(lambda word: snake_case(word[0]) if word[0] in names else word[0], text)
        return _OPERATION.sub(lambda id_: _method(id_) if id_[1] in groups else id_[0], text)

    rewritten: Json = _rewritten(document, rewrite)
    return rewritten


def _method(operation: re.Match[str]) -> str:
    return f"{snake_case(operation[1])}.{snake_case(operation[2])}"


def _rewritten(node: Any, rewrite: Callable[[str], str]) -> Any:
    if isinstance(node, dict):
        if node.get("name") == "filter" and "in" in node:
            return node
        return {
            key: _texts(value, rewrite) if key in _PROSE and not isinstance(value, dict) else _rewritten(value, rewrite)
            for key, value in node.items()
        }
    return [_rewritten(value, rewrite) for value in node] if isinstance(node, list) else node


def _texts(value: Any, rewrite: Callable[[str], str]) -> Any:
    return [rewrite(text) for text in value] if isinstance(value, list) else rewrite(value)


def _property_names(node: object) -> set[str]:
    """Names of properties and parameters."""
    found: set[str] = set()
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            found |= set(node["properties"])
        if isinstance(node.get("name"), str) and "in" in node:
            found.add(node["name"])
        for value in node.values():
            found |= _property_names(value)
    elif isinstance(node, list):
        for value in node:
            found |= _property_names(value)
    return found
