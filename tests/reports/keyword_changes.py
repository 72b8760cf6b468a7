"""One change of each kind to what a schema says, and what it means where it is sent and where it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from differences.report import Severity

Json = dict[str, Any]
B, R, C = Severity.BREAKING, Severity.RISKY, Severity.COMPATIBLE


class Means(NamedTuple):
    """The rule that tells of it, and its severity where it is sent and where it is answered."""

    rule: str
    sent: Severity
    answered: Severity


@dataclass(frozen=True)
class KeywordChange:
    """A change of what a schema says, and what it means to make it and to take it back."""

    name: str
    before: Json
    after: Json
    there: Means
    back: Means


_TEXT, _NUMBER, _LIST = {"type": "string"}, {"type": "integer"}, {"type": "array", "items": {"type": "string"}}
_CLOSED = {"type": "string", "enum": ["a", "b"], "x-ms-enum": {"modelAsString": False}}
_OPEN = {"type": "string", "enum": ["a", "b"], "x-ms-enum": {"modelAsString": True}}
_MAP = {"type": "object", "additionalProperties": {"type": "string"}}

KEYWORD_CHANGES = (
    KeywordChange("type", _TEXT, {"type": "boolean"}, Means("type-changed", B, B), Means("type-changed", B, B)),
    KeywordChange("number", _NUMBER, {"type": "number"}, Means("type-widened", C, B), Means("type-narrowed", B, C)),
    KeywordChange(
        "format", _TEXT, _TEXT | {"format": "uri"}, Means("format-narrowed", B, C), Means("format-widened", C, R)
    ),
    KeywordChange(
        "another format",
        _TEXT | {"format": "date"},
        _TEXT | {"format": "date-time"},
        Means("format-changed", B, B),
        Means("format-changed", B, B),
    ),
    KeywordChange(
        "int64",
        _NUMBER | {"format": "int32"},
        _NUMBER | {"format": "int64"},
        Means("format-widened", C, R),
        Means("format-narrowed", B, C),
    ),
    KeywordChange(
        "minLength", _TEXT, _TEXT | {"minLength": 1}, Means("length-narrowed", B, C), Means("length-widened", C, R)
    ),
    KeywordChange(
        "maxLength",
        _TEXT | {"maxLength": 9},
        _TEXT | {"maxLength": 5},
        Means("length-narrowed", B, C),
        Means("length-widened", C, R),
    ),
    KeywordChange(
        "minimum", _NUMBER, _NUMBER | {"minimum": 0}, Means("range-narrowed", B, C), Means("range-widened", C, R)
    ),
    KeywordChange(
        "maximum",
        _NUMBER | {"maximum": 5},
        _NUMBER | {"maximum": 9},
        Means("range-widened", C, R),
        Means("range-narrowed", B, C),
    ),
    KeywordChange(
        "exclusiveMaximum",
        _NUMBER | {"maximum": 5},
        _NUMBER | {"maximum": 5, "exclusiveMaximum": True},
        Means("range-narrowed", B, C),
        Means("range-widened", C, R),
    ),
    KeywordChange(
        "pattern", _TEXT, _TEXT | {"pattern": "^a"}, Means("pattern-added", B, C), Means("pattern-removed", C, R)
    ),
    KeywordChange(
        "another pattern",
        _TEXT | {"pattern": "^a"},
        _TEXT | {"pattern": "^b"},
        Means("pattern-changed", B, R),
        Means("pattern-changed", B, R),
    ),
    KeywordChange(
        "multipleOf",
        _NUMBER,
        _NUMBER | {"multipleOf": 2},
        Means("multiple-of-added", B, C),
        Means("multiple-of-removed", C, R),
    ),
    KeywordChange(
        "minItems",
        _LIST,
        _LIST | {"minItems": 1},
        Means("item-count-narrowed", B, C),
        Means("item-count-widened", C, R),
    ),
    KeywordChange(
        "maxItems",
        _LIST,
        _LIST | {"maxItems": 1},
        Means("item-count-narrowed", B, C),
        Means("item-count-widened", C, R),
    ),
    KeywordChange(
        "uniqueItems",
        _LIST,
        _LIST | {"uniqueItems": True},
        Means("unique-items-added", B, C),
        Means("unique-items-removed", C, R),
    ),
    KeywordChange(
        "value of a closed enum",
        _CLOSED,
        _CLOSED | {"enum": ["a", "b", "c"]},
        Means("enum-values-added", C, B),
        Means("enum-values-removed", B, C),
    ),
    KeywordChange(
        "value of an open enum",
        _OPEN,
        _OPEN | {"enum": ["a", "b", "c"]},
        Means("open-enum-values-added", C, C),
        Means("open-enum-values-removed", R, C),
    ),
    KeywordChange("openness", _CLOSED, _OPEN, Means("enum-opened", C, R), Means("enum-closed", R, C)),
    KeywordChange("enum", _TEXT, _TEXT | {"enum": ["a"]}, Means("enum-introduced", B, C), Means("enum-dropped", C, R)),
    KeywordChange(
        "default",
        _TEXT | {"default": "a"},
        _TEXT | {"default": "b"},
        Means("default-changed", R, C),
        Means("default-changed", R, C),
    ),
)

# Facets that only schemas of bodies have in Swagger 2.0.
BODY_KEYWORD_CHANGES = (
    KeywordChange(
        "null", _TEXT, _TEXT | {"x-nullable": True}, Means("became-nullable", C, B), Means("no-longer-nullable", B, C)
    ),
    KeywordChange(
        "maxProperties",
        _MAP,
        _MAP | {"maxProperties": 3},
        Means("property-count-narrowed", B, C),
        Means("property-count-widened", C, R),
    ),
    KeywordChange(
        "further properties",
        {"type": "object"},
        {"type": "object", "additionalProperties": False},
        Means("further-properties-forbidden", B, C),
        Means("further-properties-allowed", C, C),
    ),
    KeywordChange(
        "names of a map",
        _MAP,
        {"type": "object"},
        Means("map-values-removed", B, B),
        Means("map-values-added", C, C),
    ),
)
