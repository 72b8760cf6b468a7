"""What two schemas say under the keywords that hold one fact each: types, formats, limits, enums, defaults, marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from differences.difference import AffectedOperations, Difference, as_optional_text, as_text
from differences.reading.schema_views import Keyword, Location, SchemaView

# Keyword: name in rules, and whether a greater value lets more through.
_BOUNDS = {
    "minimum": ("range", False),
    "maximum": ("range", True),
    "minLength": ("length", False),
    "maxLength": ("length", True),
    "minItems": ("item-count", False),
    "maxItems": ("item-count", True),
    "minProperties": ("property-count", False),
    "maxProperties": ("property-count", True),
}
# Keyword: rule where it was added, dropped and changed.
_PLAIN = {
    "pattern": ("pattern-added", "pattern-removed", "pattern-changed"),
    "multipleOf": ("multiple-of-added", "multiple-of-removed", "multiple-of-changed"),
    "uniqueItems": ("unique-items-added", "unique-items-removed", "unique-items-removed"),
    "nullable": ("became-nullable", "no-longer-nullable", "became-nullable"),
    "default": ("default-changed", "default-changed", "default-changed"),
    "deprecated": ("deprecated", "no-longer-deprecated", "deprecated"),
    "discriminator": ("discriminator-added", "discriminator-removed", "discriminator-changed"),
    "x-published-collection-format": ("serialisation-changed",) * 3,
}
_WIDER_FORMATS = {("int32", "int64"), ("float", "double")}
# Compared with the members that bear them.
_ELSEWHERE = frozenset(("type", "format", "enum", "readOnly", "writeOnly"))


def keyword_differences(old: SchemaView, new: SchemaView, affected: AffectedOperations) -> Iterator[Difference]:
    """The differences between two schemas, what is below them apart. One of type stands for all that follow from it."""

    def found(rule: str, keyword: str, before: str | None, after: str | None, cause: str = "") -> Difference:
        was, now = old.keywords.get(keyword), new.keywords.get(keyword)
        locations = _locations(old.location, new.location, was, now)
        topic = keyword if rule in ("extension-changed", "keyword-changed", "serialisation-changed") else ""
        return Difference(rule, *locations, before, after, affected, topic=topic, cause=cause)

    if _say_the_same(old, new):
        return
    rule = _type_rule(old.type, new.type)
    if rule is not None:
        # The kinds where both bear one name: "V in place of V" says nothing.
        told = (str(old), str(new)) if str(old) != str(new) else (old.kind, new.kind)
        yield found(rule, "type", *told)
        if rule == "type-changed":
            return
    elif (rule := _format_rule(old.value("format"), new.value("format"))) is not None:
        yield found(rule, "format", as_optional_text(old.value("format")), as_optional_text(new.value("format")))
    for enum_rule, before, after in _enum_changes(old, new):
        # Two places with the same list of values changed together.
        lists = [_values(view.value("enum")) if view.value("enum") else "" for view in (old, new)]
        yield found(enum_rule, "enum", before, after, " → ".join(lists))
    for keyword in sorted((old.keywords.keys() | new.keywords.keys()) - _ELSEWHERE):
        was, now = old.value(keyword), new.value(keyword)
        if was != now or isinstance(was, bool) != isinstance(now, bool):
            rule = _keyword_rule(keyword, was, now)
            if rule is not None:
                yield found(rule, keyword, _told(keyword, was), _told(keyword, now))


def _say_the_same(old: SchemaView, new: SchemaView) -> bool:
    """Whether all keywords are plainly equal, as those of most schemas are."""
    was, now = old.keywords, new.keywords
    return (
        len(was) == len(now)
        and old.type == new.type
        and all(
            key in now and type(stated.value) is str and stated.value == now[key].value for key, stated in was.items()
        )
    )


def _locations(old: Location, new: Location, was: Keyword | None, now: Keyword | None) -> tuple[Location, Location]:
    """Where it is stated; what is said of a member and not of the schema that it refers to bears the member's name."""
    if was is None and now is not None and now.location.label and not old.label:
        return Location(old.pointer, now.location.owner, now.location.label), now.location
    if now is None and was is not None and was.location.label and not new.label:
        return was.location, Location(new.pointer, was.location.owner, was.location.label)
    return old if was is None else was.location, new if now is None else now.location


def _type_rule(old: str | None, new: str | None) -> str | None:
    if old == new:
        return None
    if old is None or new is None:
        return "type-narrowed" if old is None else "type-widened"
    if _takes(new, old):
        return "type-widened"
    return "type-narrowed" if _takes(old, new) else "type-changed"


def _takes(wide: str, narrow: str) -> bool:
    """Whether values of the one type, or list of types, are of the other, too."""
    wider, narrower = set(wide.split(" or ")), set(narrow.split(" or "))
    return narrower <= wider | ({"integer"} if "number" in wider else set())


def _format_rule(old: Any, new: Any) -> str | None:
    if old == new:
        return None
    if old is None or (new, old) in _WIDER_FORMATS:
        return "format-narrowed"
    if new is None or (old, new) in _WIDER_FORMATS:
        return "format-widened"
    return "format-changed"


def _enum_changes(old: SchemaView, new: SchemaView) -> Iterator[tuple[str, str | None, str | None]]:
    """Rule, before and after. Values that come are judged by whether the old enum is open, those that go by the new."""
    was, now = old.value("enum"), new.value("enum")
    if was is None and now is None:
        return
    if was is None:
        yield ("open-enum-introduced" if new.is_open else "enum-introduced"), None, _values(now)
    elif now is None:
        yield "enum-dropped", _values(was), None
    else:
        come = [value for value in now if value not in was]
        gone = [value for value in was if value not in now]
        if come:
            yield ("open-enum-values-added" if old.is_open else "enum-values-added"), None, _values(come)
        if gone:
            yield ("open-enum-values-removed" if new.is_open else "enum-values-removed"), _values(gone), None
        if old.is_open != new.is_open:
            yield ("enum-opened", "closed", "open") if new.is_open else ("enum-closed", "open", "closed")


def _keyword_rule(keyword: str, was: Any, now: Any) -> str | None:
    if keyword == "discriminator" and _tells_alike(was, now):
        return None
    if keyword == "x-ms-enum":
        return "extension-changed" if _without_openness(was) != _without_openness(now) else None
    if keyword in _BOUNDS:
        name, upper = _BOUNDS[keyword]
        return f"{name}-{'widened' if _lets_more_through(was, now, upper) else 'narrowed'}"
    if keyword in _PLAIN:
        added, removed, changed = _PLAIN[keyword]
        return added if was is None else removed if now is None else changed
    return "extension-changed" if keyword.startswith("x-") else "keyword-changed"


def _tells_alike(was: Any, now: Any) -> bool:
    """Whether the kinds that both documents have are told apart by the same values; others came or went as variants."""
    if not isinstance(was, dict) or not isinstance(now, dict) or was.get("propertyName") != now.get("propertyName"):
        return False
    before, after = was.get("mapping", {}), now.get("mapping", {})
    if not isinstance(before, dict) or not isinstance(after, dict):
        return bool(before == after)
    if any(before[value] != after[value] for value in before.keys() & after.keys()):
        return False
    left, right = _values_by_kind(before), _values_by_kind(after)
    return all(left[kind] == right[kind] for kind in left.keys() & right.keys())


def _values_by_kind(mapping: dict[str, Any]) -> dict[str, set[str]]:
    """The values of a discriminator that stand for each schema, by the schema's name."""
    found: dict[str, set[str]] = {}
    for value, schema in mapping.items():
        found.setdefault(str(schema).rpartition("/")[2], set()).add(value)
    return found


def _lets_more_through(was: Any, now: Any, upper: bool) -> bool:
    if was is None or now is None:
        return now is None
    (old, old_strict), (new, new_strict) = _bound(was), _bound(now)
    if old == new:
        return old_strict and not new_strict
    return bool(new > old) == upper


def _bound(value: Any) -> tuple[Any, bool]:
    return (value["exclusive"], True) if isinstance(value, dict) else (value, False)


def _without_openness(marks: Any) -> Any:
    """What tools make of an enum; whether it is open is a difference of its own."""
    if not isinstance(marks, dict):
        return None
    return {key: value for key, value in marks.items() if key != "modelAsString"} or None


def _told(keyword: str, value: Any) -> str | None:
    """A limit with its keyword, since one rule is about several; anything else as it is."""
    if value is None or keyword not in _BOUNDS:
        return as_optional_text(value)
    bound, strict = _bound(value)
    return f"{keyword} {as_text(bound)}{' (exclusive)' if strict else ''}"


def _values(values: list[Any]) -> str:
    return ", ".join(sorted(as_text(value) for value in values))
