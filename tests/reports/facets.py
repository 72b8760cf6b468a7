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
class Facet:
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

FACETS = (
    Facet("type", _TEXT, {"type": "boolean"}, Means("type-changed", B, B), Means("type-changed", B, B)),
    Facet("number", _NUMBER, {"type": "number"}, Means("type-widened", C, B), Means("type-narrowed", B, C)),
    Facet("format", _TEXT, _TEXT | {"format": "uri"}, Means("format-narrowed", B, C), Means("format-widened", C, R)),
    Facet(
        "another format",
        _TEXT | {"format": "date"},
        _TEXT | {"format": "date-time"},
        Means("format-changed", B, B),
        Means("format-changed", B, B),
    ),
    Facet(
        "int64",
        _NUMBER | {"format": "int32"},
        _NUMBER | {"format": "int64"},
        Means("format-widened", C, R),
        Means("format-narrowed", B, C),
    ),
    Facet("minLength", _TEXT, _TEXT | {"minLength": 1}, Means("length-narrowed", B, C), Means("length-widened", C, R)),
    Facet(
        "maxLength",
        _TEXT | {"maxLength": 9},
        _TEXT | {"maxLength": 5},
        Means("length-narrowed", B, C),
        Means("length-widened", C, R),
    ),
    Facet("minimum", _NUMBER, _NUMBER | {"minimum": 0}, Means("range-narrowed", B, C), Means("range-widened", C, R)),
    Facet(
        "maximum",
        _NUMBER | {"maximum": 5},
        _NUMBER | {"maximum": 9},
        Means("range-widened", C, R),
        Means("range-narrowed", B, C),
    ),
    Facet(
        "exclusiveMaximum",
        _NUMBER | {"maximum": 5},
        _NUMBER | {"maximum": 5, "exclusiveMaximum": True},
        Means("range-narrowed", B, C),
        Means("range-widened", C, R),
    ),
    Facet("pattern", _TEXT, _TEXT | {"pattern": "^a"}, Means("pattern-added", B, C), Means("pattern-removed", C, R)),
    Facet(
        "another pattern",
        _TEXT | {"pattern": "^a"},
        _TEXT | {"pattern": "^b"},
        Means("pattern-changed", B, R),
        Means("pattern-changed", B, R),
    ),
    Facet(
        "multipleOf",
        _NUMBER,
        _NUMBER | {"multipleOf": 2},
        Means("multiple-of-added", B, C),
        Means("multiple-of-removed", C, R),
    ),
    Facet(
        "minItems",
        _LIST,
        _LIST | {"minItems": 1},
        Means("item-count-narrowed", B, C),
        Means("item-count-widened", C, R),
    ),
    Facet(
        "maxItems",
        _LIST,
        _LIST | {"maxItems": 1},
        Means("item-count-narrowed", B, C),
        Means("item-count-widened", C, R),
    ),
    Facet(
        "uniqueItems",
        _LIST,
        _LIST | {"uniqueItems": True},
        Means("unique-items-added", B, C),
        Means("unique-items-removed", C, R),
    ),
    Facet(
        "value of a closed enum",
        _CLOSED,
        _CLOSED | {"enum": ["a", "b", "c"]},
        Means("enum-values-added", C, B),
        Means("enum-values-removed", B, C),
    ),
    Facet(
        "value of an open enum",
        _OPEN,
        _OPEN | {"enum": ["a", "b", "c"]},
        Means("open-enum-values-added", C, C),
        Means("open-enum-values-removed", R, C),
    ),
    Facet("openness", _CLOSED, _OPEN, Means("enum-opened", C, R), Means("enum-closed", R, C)),
    Facet("enum", _TEXT, _TEXT | {"enum": ["a"]}, Means("enum-introduced", B, C), Means("enum-dropped", C, R)),
    Facet(
        "default",
        _TEXT | {"default": "a"},
        _TEXT | {"default": "b"},
        Means("default-changed", R, C),
        Means("default-changed", R, C),
    ),
)

# Facets that only schemas of bodies have in Swagger 2.0.
BODY_FACETS = (
    Facet(
        "null", _TEXT, _TEXT | {"x-nullable": True}, Means("became-nullable", C, B), Means("no-longer-nullable", B, C)
    ),
    Facet(
        "maxProperties",
        _MAP,
        _MAP | {"maxProperties": 3},
        Means("property-count-narrowed", B, C),
        Means("property-count-widened", C, R),
    ),
    Facet(
        "further properties",
        {"type": "object"},
        {"type": "object", "additionalProperties": False},
        Means("further-properties-forbidden", B, C),
        Means("further-properties-allowed", C, C),
    ),
    Facet(
        "names of a map",
        _MAP,
        {"type": "object"},
        Means("map-values-removed", B, B),
        Means("map-values-added", C, C),
    ),
)
