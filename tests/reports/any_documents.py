"""Documents of every shape, for what holds of all of them."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

NAMES = ("Alpha", "Beta", "Gamma")
MEMBERS = ("id", "name", "size", "sizeBytes", "a/b", "")
_REFERENCES = st.sampled_from([{"$ref": f"#/components/schemas/{name}"} for name in NAMES])
_LIMITS: Any = st.fixed_dictionaries(
    {},
    optional={
        "format": st.sampled_from(["int32", "int64", "date", "uri"]),
        "minimum": st.integers(0, 3),
        "maxLength": st.integers(0, 3),
        "pattern": st.sampled_from(["^a", "b$"]),
        "readOnly": st.booleans(),
        "nullable": st.booleans(),
        "deprecated": st.booleans(),
        "default": st.sampled_from([None, 0, "a", [], {}]),
        "x-tool": st.integers(0, 1),
        "description": st.sampled_from(["one", "two"]),
        "unheard-of": st.integers(0, 1),
    },
)
_LEAVES = st.one_of(
    _REFERENCES,
    st.booleans(),
    st.builds(lambda kind, limits: {"type": kind, **limits}, st.sampled_from(["string", "integer", "number"]), _LIMITS),
    st.builds(
        lambda values, is_open: {"type": "string", "enum": values, "x-ms-enum": {"modelAsString": is_open}},
        st.lists(st.sampled_from("abc"), min_size=1, unique=True),
        st.booleans(),
    ),
)


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    members = st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=3)
    return st.one_of(
        st.builds(
            lambda properties, required, more: {
                "type": "object",
                "properties": properties,
                "required": required,
                **more,
            },
            members,
            st.lists(st.sampled_from(MEMBERS), unique=True, max_size=2),
            st.one_of(st.just({}), st.builds(lambda values: {"additionalProperties": values}, inner)),
        ),
        st.builds(lambda items: {"type": "array", "items": items}, inner),
        st.builds(
            lambda key, parts: {key: parts}, st.sampled_from(["allOf", "oneOf", "anyOf"]), st.lists(inner, max_size=2)
        ),
        st.builds(lambda reference, limits: {"allOf": [reference], **limits}, _REFERENCES, _LIMITS),
    )


SCHEMAS = st.recursive(_LEAVES, _nested, max_leaves=6)
_PARAMETERS = st.lists(
    st.builds(
        lambda name, required, schema: {"name": name, "in": "query", "required": required, "schema": schema},
        st.sampled_from(["top", "skip"]),
        st.booleans(),
        SCHEMAS,
    ),
    max_size=2,
    unique_by=lambda parameter: parameter["name"],
)
_CONTENT = st.dictionaries(
    st.sampled_from(["application/json", "text/plain"]),
    st.builds(lambda schema: {"schema": schema}, SCHEMAS),
    max_size=2,
)
_OPERATIONS = st.builds(
    lambda parameters, body, answers, security: {
        "parameters": parameters,
        **({"requestBody": {"content": body}} if body else {}),
        "responses": {status: {"description": "", "content": content} for status, content in answers.items()},
        **({"security": security} if security is not None else {}),
    },
    _PARAMETERS,
    _CONTENT,
    st.dictionaries(st.sampled_from(["200", "201", "404", "default"]), _CONTENT, max_size=3),
    st.one_of(st.none(), st.lists(st.sampled_from([{}, {"key": []}, {"token": ["read"]}]), max_size=2)),
)
PATHS = ("/things", "/things/{id}", "/things/{id}/copy", "/things/{id}:copy")

DOCUMENTS: st.SearchStrategy[Json] = st.builds(
    lambda schemas, paths: {
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "Key"}, "token": {"type": "oauth2"}},
        },
    },
    st.fixed_dictionaries(dict.fromkeys(NAMES, SCHEMAS)),
    st.dictionaries(
        st.sampled_from(PATHS), st.dictionaries(st.sampled_from(["get", "post"]), _OPERATIONS, max_size=2), max_size=3
    ),
)


def reordered(node: Any, order: random.Random, key: str = "") -> Any:
    """The same document: keys, and lists whose order means nothing, in another order."""
    if isinstance(node, dict):
        keys = list(node)
        order.shuffle(keys)
        return {name: reordered(node[name], order, name) for name in keys}
    if isinstance(node, list):
        items = [reordered(item, order) for item in node]
        if key in ("required", "enum", "parameters", "security"):
            order.shuffle(items)
        return items
    return node
