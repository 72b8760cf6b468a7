"""Spellings of schemas that mean the same: one variant, variants for named values, null as a variant."""

from __future__ import annotations

from typing import Any

from upstream.swagger import Json

VARIANTS = ("oneOf", "anyOf")
COMPOSITIONS = ("allOf", *VARIANTS)

# Keywords that say something of values of one type alone.
_OF_TYPE = {"array": ("items",), "object": ("properties", "required", "additionalProperties")}
_JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}

# Prose, and what this project's normaliser notes for others.
PROSE = frozenset(("description", "title", "summary", "example", "examples", "externalDocs", "$comment"))
NOTES = frozenset(("x-enum-descriptions", "x-published-all-of", "x-published-type", "x-ms-examples"))
_STRUCTURE = frozenset(
    ("$ref", "allOf", "properties", "required", "items", "additionalProperties", "oneOf", "anyOf")
    + ("$schema", "$id", "$defs", "definitions")
)
_FALSE_BY_DEFAULT = frozenset(("readOnly", "writeOnly", "deprecated", "nullable", "uniqueItems"))
_ZERO_BY_DEFAULT = frozenset(("minLength", "minItems", "minProperties"))


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


def split_types(schema: Json) -> tuple[Json, list[Json]]:
    """Return a schema without its list of types, and a variant for each of them."""
    kinds = schema.get("type")
    if not isinstance(kinds, list) or any(key in schema for key in COMPOSITIONS):
        return schema, []
    types = [kind for kind in kinds if kind != "null"]
    if len(types) < 2 or not all(isinstance(kind, str) for kind in types):
        return schema, []
    theirs = {key for kind in types for key in _OF_TYPE.get(kind, ())}
    rest = {key: value for key, value in schema.items() if key != "type" and key not in theirs}
    if "null" in kinds:
        rest["nullable"] = True
    variants = [
        {"type": kind} | {key: schema[key] for key in _OF_TYPE.get(kind, ()) if key in schema} for kind in types
    ]
    return rest, variants


def implied_type(values: list[Any]) -> str | None:
    """Return the type that all values but null have."""
    types = {_JSON_TYPES.get(type(value)) for value in values if value is not None}
    return types.pop() if len(types) == 1 else None


def variants_of_values(schema: Json) -> list[str]:
    """Return the keywords whose variants are more than another spelling of one schema or of an enum."""
    return [
        key
        for key in VARIANTS
        if key in schema and len(_without_null(schema, key)) > 1 and _named_values(schema, key) is None
    ]


def flat_variants(schema: Json, keyword: str) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return the variants of a schema and the steps to each; those of an anyOf in an anyOf are its own."""
    found: list[tuple[tuple[str | int, ...], Any]] = []
    for index, part in enumerate(schema[keyword]):
        nested = part.get("anyOf") if keyword == "anyOf" and _said(part).keys() == {"anyOf"} else None
        if isinstance(nested, list) and not any(map(is_null, nested)):
            found += [((keyword, index, *steps), inner) for steps, inner in flat_variants(part, keyword)]
        else:
            found.append(((keyword, index), part))
    return found


def implied_by_variants(schema: Json) -> Json:
    """Return the keywords that variants stand for: `nullable` for null, `enum` for values."""
    implied: Json = {}
    for key in VARIANTS:
        if key not in schema:
            continue
        variants = schema[key]
        rest = _without_null(schema, key)
        if isinstance(variants, list) and 0 < len(rest) < len(variants):
            implied["nullable"] = True
        values = _named_values(schema, key)
        if values is not None:
            implied["enum"] = values
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
    return (
        {key: value for key, value in schema.items() if key not in PROSE and key != "deprecated"}
        if isinstance(schema, dict)
        else {}
    )


def canonical(schema: Json) -> Json:
    """Return the keywords that hold one fact each, in one spelling for OpenAPI 3.0 and 3.1."""
    facts = {key: value for key, value in schema.items() if key not in _STRUCTURE and key not in PROSE | NOTES}
    kinds = facts.get("type")
    if isinstance(kinds, list):
        if "null" in kinds:
            facts["nullable"] = True
        others = sorted(str(kind) for kind in kinds if kind != "null")
        facts["type"] = " or ".join(others)
    if "const" in facts:
        facts["enum"] = [facts.pop("const")]
    facts |= implied_by_variants(schema)
    if facts.get("nullable") and isinstance(facts.get("enum"), list) and len(facts["enum"]) > 1:
        facts["enum"] = [value for value in facts["enum"] if value is not None]
    if "type" not in facts and isinstance(facts.get("enum"), list):
        kind = implied_type(facts["enum"])
        facts |= {} if kind is None else {"type": kind}
    for bound, strict in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        exclusive = facts.pop(strict, False)
        if isinstance(exclusive, bool):
            if exclusive and bound in facts:
                facts[bound] = {"exclusive": facts[bound]}
        else:
            facts[bound] = {"exclusive": exclusive}
    if isinstance(facts.get("x-ms-enum"), dict):
        facts["x-ms-enum"] = _enum_marks(facts["x-ms-enum"])
    return {key: value for key, value in facts.items() if not _is_default(key, value)}


def _is_default(keyword: str, value: Any) -> bool:
    """Whether a schema that leaves the keyword out says the same."""
    return (value is False and keyword in _FALSE_BY_DEFAULT) or (value == 0 and keyword in _ZERO_BY_DEFAULT)


def _enum_marks(marks: Json) -> Json:
    """Names that tools give to the values stay; a list that only repeats the values goes."""
    values = [
        {key: text for key, text in value.items() if key != "description"}
        for value in (marks["values"] if isinstance(marks.get("values"), list) else [])
        if isinstance(value, dict)
    ]
    told = {"values": values} if any(value.keys() - {"value"} for value in values) else {}
    return {key: value for key, value in marks.items() if key != "values"} | told
