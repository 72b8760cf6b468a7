"""Differences that have one cause, made one entry of a report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from differences.reading.schema_views import ANYTHING, DOCUMENT, Location
from differences.rules.all_rules import RULES
from differences.rules.rule import Rule, Verdict

from .difference import Difference
from .operation_pairs import OperationPair
from .renames import likely_rename
from .report import Entry, Layer, Rename, Severity, SourceLocation
from .titles import (
    capitalised,
    code,
    code_or_none,
    common_name,
    flattened,
    listed,
    operations_phrase,
)

Locate = Callable[[str], SourceLocation]

_SEVERITY_ORDER = {Severity.BREAKING: 0, Severity.RISKY: 1, Severity.COMPATIBLE: 2}
_LAYERS = list(Layer)
# Parameters and headers are known by their names, whichever operation has them.
_BY_NAME = ("path ", "query ", "header ", "cookie ", "argument ")
_LONGEST = 120
_MOST_VALUES = 12
_UNREACHED = Verdict(Severity.COMPATIBLE, "No operation leads to it.")


def group_differences(
    differences: Iterable[Difference], pairs: Sequence[OperationPair], old: Locate, new: Locate
) -> list[Entry]:
    """The differences as entries, one for each cause: the same change of what bears the same name.

    Args:
        pairs: the operations, in the order of their bits.
        old: finds the place of a pointer in the old document; likewise `new`.
    """
    causes = _causes(differences)
    for cause in causes:
        # Which one stands for all does not depend on the order of the documents.
        cause.sort(key=lambda difference: (difference.location.name, difference.before or "", difference.after or ""))
    come = _added_names(causes)
    inbound = sum(1 << index for index, pair in enumerate(pairs) if pair.either.is_inbound)
    found = [with_rename(_entry(cause, pairs, inbound, old, new), _rename(cause, come)) for cause in causes]
    return sorted(_with_unique_subjects(found), key=_order)


def with_rename(entry: Entry, rename: Rename | None) -> Entry:
    """The entry with the likely new name of what it is about, if there is one."""
    return (
        entry
        if rename is None
        else replace(entry, rename=rename, remedy=f"Use {rename.to}, if that is what it became.")
    )


def _causes(differences: Iterable[Difference]) -> list[list[Difference]]:
    causes: dict[tuple[str | None, ...], list[Difference]] = defaultdict(list)
    for difference in differences:
        causes[_grouping_key(difference)].append(difference)
    together: dict[tuple[object, ...], list[Difference]] = {}
    for key, cause in causes.items():
        together.setdefault(_common_key(cause) or key, []).extend(cause)
    return list(together.values())


def _common_key(cause: list[Difference]) -> tuple[object, ...] | None:
    """What causes of several names have in common if they are one."""
    first = cause[0]
    if first.cause:
        # What came or went at just the same places did so together.
        return first.rule, frozenset(each.location.name for each in cause)
    siblings = {each.siblings for each in cause}
    if first.siblings and len(siblings) == 1:
        # The same member of copies of one schema.
        return first.rule, _last(first.location.label), first.before, first.after, first.siblings
    return None


def _grouping_key(difference: Difference) -> tuple[str | None, ...]:
    """Differences of one cause have this in common."""
    name = difference.topic or difference.location.label or difference.location.owner
    rule = RULES[difference.rule]
    if rule.layer is Layer.WORDS:
        name = f"{difference.location.label or difference.location.owner} {difference.topic}"
    if difference.cause:
        return difference.rule, "", difference.cause
    if rule.gathers or (rule.title_of_many and difference.topic):
        return difference.rule, name
    return difference.rule, name, difference.before, difference.after


def _entry(cause: list[Difference], pairs: Sequence[OperationPair], inbound: int, old: Locate, new: Locate) -> Entry:
    first = cause[0]
    rule = RULES[first.rule]
    requests, responses = _reached(cause)
    reached = [pairs[index].either for index in _indices(requests | responses)]
    verdict = _verdict(rule, requests, responses, first.location)
    members = sorted({difference.location.name for difference in cause})
    before, after = _values(cause, "before"), _values(cause, "after")
    quotes = rule.layer is not Layer.WORDS
    return Entry(
        rule=first.rule,
        subject=_subject(cause, members),
        layer=rule.layer,
        severity=verdict.severity,
        title=_title(cause, _sides(requests, responses, inbound)),
        reason=verdict.reason,
        groups=tuple(sorted({operation.group for operation in reached})),
        operations=tuple(sorted({operation.id for operation in reached})),
        old=None if first.old is None else old(first.old.pointer),
        new=None if first.new is None else new(first.new.pointer),
        before=before if quotes else None,
        after=after if quotes else None,
        remedy=rule.remedy,
        alike=tuple(members) if len(members) > 1 else (),
    )


def _title(cause: list[Difference], sides: str) -> str:
    """The difference as a sentence."""
    first, rule = cause[0], RULES[cause[0].rule]
    locations = list({difference.location.name: difference.location for difference in cause}.values())
    before, after = _values(cause, "before"), _values(cause, "after")
    labels = {location.label for location in locations}
    template = rule.title
    if rule.title_of_many is not None and len(locations) > 1:
        template = rule.title_of_many
    elif rule.title_of_any is not None and ANYTHING in (before, after):
        template = rule.title_of_any
    name, owners = common_name(locations)
    place = operations_phrase(sorted({location.owner.partition(" response ")[0] for location in locations}))
    topic = first.topic if " " in first.topic or rule.layer is Layer.WORDS else code(first.topic)
    several = len(labels) > 1 or place.endswith(" operations")
    verbs = {"are": "are", "have": "have", "list": "list", "accept": "accept"}
    if not several:
        verbs = {"are": "is", "have": "has", "list": "lists", "accept": "accepts"}
    title = template.format(
        name=name,
        place=place,
        count=len(locations),
        members=listed([code(location.label or location.owner) for location in locations], most=8),
        topic=topic,
        before=before or "none",
        after=after or "none",
        was=code_or_none(before),
        now=code_or_none(after),
        sides=sides,
        statuses=_statuses(cause),
        note=_note(cause),
        **verbs,
    )
    return capitalised(flattened(f"{title.removesuffix('.')}{owners}."))


def _note(cause: list[Difference]) -> str:
    notes = sorted({difference.note for difference in cause} - {""})
    return f" {' and '.join(notes)}" if notes else ""


def _statuses(cause: list[Difference]) -> str:
    statuses = sorted({difference.note for difference in cause} - {""})
    preposition = "to" if cause[0].old is None else "from"
    return f" {preposition} {listed(statuses)} responses" if statuses else ""


def _indices(bits: int) -> Iterator[int]:
    """Which bits are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _reached(cause: list[Difference]) -> tuple[int, int]:
    requests = responses = 0
    for difference in cause:
        requests |= difference.affected.requests if difference.in_requests else 0
        responses |= difference.affected.responses if difference.in_responses else 0
    return requests, responses


def _verdict(rule: Rule, requests: int, responses: int, location: Location) -> Verdict:
    """The gravest of what it means in the directions in which operations meet it."""
    if rule.layer is not Layer.WIRE or location.owner == DOCUMENT:
        return rule.request
    verdicts = [verdict for verdict, affected in ((rule.request, requests), (rule.response, responses)) if affected]
    gravest = min((verdict.severity for verdict in verdicts), key=_SEVERITY_ORDER.__getitem__, default=None)
    if gravest is None:
        return _UNREACHED
    reasons = dict.fromkeys(verdict.reason for verdict in verdicts if verdict.severity is gravest)
    return Verdict(gravest, " ".join(reasons))


def _sides(requests: int, responses: int, inbound: int) -> str:
    """Where a program meets it; `inbound` has the bits of webhooks and callbacks."""
    met = (
        ("requests", requests & ~inbound),
        ("responses", responses & ~inbound),
        ("webhook payloads", responses & inbound),
        ("webhook responses", requests & inbound),
    )
    return listed([side for side, bits in met if bits] or ["schemas that no operation uses"])


def _subject(cause: list[Difference], members: list[str]) -> str:
    """The one place, or what several have in common."""
    location, topic = cause[0].location, cause[0].topic
    rule = RULES[cause[0].rule]
    if rule.title_of_many is not None and topic:
        alone = f"{members[0]} {topic}" if cause[0].rule == "extension-changed" else members[0]
        return topic if len(members) > 1 else alone
    if rule.gathers:
        return topic
    if location.label.startswith(_BY_NAME) and not topic:
        return location.label
    if len(members) == 1:
        return f"{members[0]} {topic}".rstrip()
    labels = {difference.location.label for difference in cause}
    if location.label and cause[0].siblings and len(labels) > 1:
        return f"*.{_last(location.label)}"
    if len(labels) > 1 or labels == {""}:
        return topic or members[0]
    of_operations = all(" " in difference.location.owner for difference in cause)
    return f"{location.label if of_operations else f'*.{location.label}'} {topic}".rstrip()


def _values(cause: list[Difference], which: str) -> str | None:
    values = dict.fromkeys(getattr(difference, which) for difference in cause)
    told = [_shortened(value) for value in values if value is not None]
    return ", ".join([*told[:_MOST_VALUES], *(["…"] if len(told) > _MOST_VALUES else [])]) or None


def _shortened(value: str) -> str:
    """A value as it is, but the start of a long object or list."""
    return value if len(value) <= _LONGEST or value[0] not in "{[" else f"{value[: _LONGEST - 1]}…"


def _added_names(causes: Iterable[list[Difference]]) -> dict[tuple[str, object], dict[str, str]]:
    """Kind and context: names that are new there, and their types."""
    come: dict[tuple[str, object], dict[str, str]] = defaultdict(dict)
    for cause in causes:
        kind = cause[0].rule.removeprefix("required-")
        if kind in _RENAMED.values():
            for difference in cause:
                for context in _contexts(difference):
                    come[kind, context][_last(difference.location.label)] = difference.after or ""
    return come


def _rename(cause: list[Difference], come: dict[tuple[str, object], dict[str, str]]) -> Rename | None:
    first = cause[0]
    if first.rule not in _RENAMED:
        return None
    names: dict[str, str] = {}
    for difference in cause:
        for context in _contexts(difference):
            names |= come.get((_RENAMED[first.rule], context), {})
    return likely_rename(_last(first.location.label), first.before or "", sorted(names.items()))


# What is gone by one rule may be what came by the other.
_RENAMED = {
    "property-removed": "property-added",
    "parameter-removed": "parameter-added",
    "python-attribute-removed": "python-attribute-added",
    "python-argument-removed": "python-argument-added",
}


def _contexts(difference: Difference) -> list[object]:
    """What two names have to share so that one can have taken the place of the other."""
    if RULES[difference.rule].layer is Layer.PYTHON:
        return [difference.location.owner]
    if difference.rule.endswith(("parameter-removed", "parameter-added")):
        return [(difference.affected.requests, difference.location.label.partition(" ")[0])]
    return [difference.affected]


def _last(label: str) -> str:
    """The name alone: `maxCount` of `speakers.maxCount`, `skip` of `query skip`."""
    return label.rpartition(" ")[2].rpartition(".")[2]


def _with_unique_subjects(found: list[Entry]) -> list[Entry]:
    """With subjects that are unique under their rules: a name with several changes is told by these."""
    counts = Counter((entry.rule, entry.subject) for entry in found)
    return [
        entry
        if counts[entry.rule, entry.subject] == 1
        else replace(entry, subject=f"{entry.subject} ({_distinct_subject(entry)})")
        for entry in found
    ]


def _distinct_subject(entry: Entry) -> str:
    if entry.before is None and entry.after is None:
        return " → ".join(place.pointer for place in (entry.old, entry.new) if place is not None)
    return " → ".join(value or "nothing" for value in (entry.before, entry.after))


def _order(entry: Entry) -> tuple[object, ...]:
    return (
        _LAYERS.index(entry.layer),
        _SEVERITY_ORDER[entry.severity],
        entry.groups,
        entry.subject,
        entry.rule,
        entry.before or "",
        entry.after or "",
    )
