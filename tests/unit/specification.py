"""The committed documents of the API, and JSON as their schemas describe it."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Json = dict[str, Any]

SPEC = Path(__file__).parents[2] / "spec"
MODULES = {
    "v3.0": "v3_0",
    "v3.1": "v3_1",
    "v3.2": "v3_2",
    "2024-11-15": "v2024_11_15",
    "2025-10-15": "v2025_10_15",
}
# Operations whose names the overlay gives to methods of its own.
RENAMED = {("Datasets", "Upload"): "upload_form", ("Models", "CopyTo"): "copy_to_subscription"}
METHODS = ("get", "put", "post", "patch", "delete", "head", "options")


@cache
def document(version: str) -> Json:
    """The OpenAPI document of a version."""
    read: Json = json.loads((SPEC / version / "openapi.json").read_text(encoding="utf-8"))
    return read


def schemas(version: str) -> dict[str, Json]:
    """The schemas of a version by their names."""
    found: dict[str, Json] = document(version)["components"]["schemas"]
    return found


def operations(version: str) -> list[tuple[str, str]]:
    """Group and verb of every operation of a version."""
    ids = [
        item[method]["operationId"]
        for item in document(version)["paths"].values()
        for method in METHODS
        if method in item
    ]
    return [(group, verb) for group, _, verb in (id.partition("_") for id in ids)]


def snake_case(name: str) -> str:
    """`ListSupportedLocales` as list_supported_locales."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def method_name(group: str, verb: str) -> str:
    """The name of the method of an operation."""
    return RENAMED.get((group, verb)) or snake_case(verb)


def client_module(version: str) -> Any:
    """The module that users import for a version."""
    return importlib.import_module(f"speechtotext.{MODULES[version]}")


def model_names(version: str) -> list[str]:
    """The schemas of a version that are classes with properties: all but enums and mere maps."""
    return [name for name, schema in schemas(version).items() if "properties" in schema]


def model(version: str, name: str) -> Any:
    """The class of a model."""
    return getattr(client_module(version).models, name)


def references(version: str, name: str) -> set[str]:
    """The names of the schemas that a schema is made of, itself among them."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _named_in(schemas(version)[name])
    return found


def _named_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for value in node.values():
            yield from _named_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from _named_in(value)


def any_json() -> SearchStrategy[Any]:
    """Any JSON value."""
    scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
        max_leaves=4,
    )


@st.composite
def times(draw: st.DrawFn) -> str:
    """A date and time as RFC 3339 writes it, with up to seven decimals."""
    moment = draw(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2099, 12, 31)))
    text = moment.replace(microsecond=0).isoformat()
    decimals = draw(st.text("0123456789", max_size=7))
    offset = draw(st.sampled_from(["Z", "+00:00", "-00:00", "+05:30", "-08:00"]))
    return text + (f".{decimals}" if decimals else "") + offset


@cache
def valid(version: str, name: str) -> SearchStrategy[Any]:
    """JSON that a schema of a version describes."""
    return st.deferred(lambda: _described(version, schemas(version)[name]))


def _described(version: str, schema: Json) -> SearchStrategy[Any]:
    if "$ref" in schema:
        return valid(version, schema["$ref"].rpartition("/")[2])
    if "allOf" in schema:
        (only,) = schema["allOf"]
        return _described(version, only)
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | st.text(max_size=8)
    kind = schema.get("type")
    if kind == "object":
        return _object(version, schema)
    if kind == "array":
        return st.lists(_described(version, schema["items"]), max_size=2)
    return _SCALARS[kind, schema.get("format") if kind == "string" else None] if kind else any_json()


_SCALARS: dict[tuple[str, str | None], SearchStrategy[Any]] = {
    ("string", None): st.text(max_size=8),
    ("string", "uri"): st.text(max_size=8).map("https://example.com/{}".format),
    ("string", "date-time"): times(),
    ("string", "uuid"): st.uuids().map(str),
    ("integer", None): st.integers(-(2**63), 2**63 - 1) | st.integers(0, 100).map(float),
    ("number", None): st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    ("boolean", None): st.booleans(),
}


def _object(version: str, schema: Json) -> SearchStrategy[Any]:
    properties = {name: _described(version, entry) for name, entry in schema.get("properties", {}).items()}
    required = set(schema.get("required", ()))
    further = schema.get("additionalProperties")
    names = st.text(max_size=6).filter(lambda name: name not in properties)
    values = _described(version, further) if isinstance(further, dict) else any_json()
    described = st.fixed_dictionaries(
        {name: strategy for name, strategy in properties.items() if name in required},
        optional={name: strategy | st.none() for name, strategy in properties.items() if name not in required},
    )
    others = st.dictionaries(names, values, max_size=2)
    return st.builds(lambda first, second: {**first, **second}, described, others)
