"""Spellings of schemas that mean the same: one variant, variants for named values, null as a variant."""

from __future__ import annotations

from typing import Any

from upstream.swagger import Json

VARIANTS = ("oneOf", "anyOf")
COMPOSITIONS = ("allOf", *VARIANTS)

_PROSE = frozenset(("description", "title", "summary", "example", "examples", "externalDocs", "$comment", "deprecated"))


def is_null(schema: Any) -> bool:
    """Return whether null alone fits a schema."""
    said = _said(schema)
    return bool(said) and said in (
        {"type": "null"},
        {"const": None},
        {"enum": [None]},
        {"type": "null", "const": None},
        {"type": "null", "enum": [None]},
    )


def variants_of_values(schema: Json) -> list[str]:
    """Return the keywords whose variants are more than another spelling of one schema or of an enum."""
    return [key for key in VARIANTS if len(_without_null(schema, key)) > 1 and _named_values(schema, key) is None]


def implied_by_variants(schema: Json) -> Json:
    """Return the keywords that variants stand for: `nullable` for null, `enum` and `type` for values."""
    implied: Json = {}
    for key in VARIANTS:
        variants = schema.get(key)
        rest = _without_null(schema, key)
        if isinstance(variants, list) and 0 < len(rest) < len(variants):
            implied["nullable"] = True
        values = _named_values(schema, key)
        if values is not None:
            implied["enum"] = values
            types = {part["type"] for part in rest if isinstance(part.get("type"), str)}
            if len(types) == 1 and all("type" in part for part in rest):
                implied["type"] = types.pop()
    return implied


def _without_null(schema: Json, key: str) -> list[Any]:
    variants = schema.get(key)
    return [part for part in variants if not is_null(part)] if isinstance(variants, list) else []


def _named_values(schema: Json, key: str) -> list[Any] | None:
    """The values of at least two variants, each of which is for named values alone; else None."""
    rest = _without_null(schema, key)
    if len(rest) < 2 or "enum" in schema or "const" in schema or not all(_names_values(part) for part in rest):
        return None
    return [value for part in rest for value in ([part["const"]] if "const" in part else part["enum"])]


def _names_values(part: Any) -> bool:
    said = _said(part)
    return bool(said) and said.keys() - {"type"} in ({"const"}, {"enum"}) and isinstance(said.get("enum", []), list)


def _said(schema: Any) -> Json:
    return {key: value for key, value in schema.items() if key not in _PROSE} if isinstance(schema, dict) else {}
