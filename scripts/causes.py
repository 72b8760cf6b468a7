"""Differences that have one cause, made one entry of a report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from differences import Difference
from operation_pairs import OperationPair
from report import Entry, Layer, Place, Severity
from rules import RULES, Rule, Verdict

Locate = Callable[[str], Place]

_GRAVITY = {Severity.BREAKING: 0, Severity.RISKY: 1, Severity.COMPATIBLE: 2}
# Parameters and headers are known by their names, whichever operation has them.
_BY_NAME = ("path ", "query ", "header ", "cookie ")
_UNREACHED = Verdict(Severity.COMPATIBLE, "No operation leads to it.")


def entries(differences: Iterable[Difference], pairs: Sequence[OperationPair], old: Locate, new: Locate) -> list[Entry]:
    """The differences as entries, one for each cause: the same change of what bears the same name.

    Args:
        pairs: the operations, in the order of their bits.
        old: finds a place in the old published file; likewise `new`.
    """
    causes: dict[tuple[str | None, ...], list[Difference]] = defaultdict(list)
    for difference in differences:
        causes[_cause(difference)].append(difference)
    found = [_entry(cause, pairs, old, new) for cause in causes.values()]
    return sorted(_told_apart(found), key=_order)


def _cause(difference: Difference) -> tuple[str | None, ...]:
    """Differences of one cause have this in common."""
    name = difference.topic or difference.spot.label or difference.spot.owner
    if RULES[difference.rule].gathers:
        return difference.rule, name
    return difference.rule, name, difference.before, difference.after


def _entry(cause: list[Difference], pairs: Sequence[OperationPair], old: Locate, new: Locate) -> Entry:
    first = cause[0]
    rule = RULES[first.rule]
    requests, responses = _reached(cause)
    reached = [pair.either for index, pair in enumerate(pairs) if (requests | responses) >> index & 1]
    verdict = _verdict(rule, requests, responses)
    members = sorted({difference.spot.name for difference in cause})
    name = _subject(cause, members)
    before, after = _values(cause, "before"), _values(cause, "after")
    title = rule.title.format(
        name=name,
        before=before or "nothing",
        after=after or "nothing",
        where=_where(bool(requests), bool(responses), {difference.note for difference in cause} - {""}),
    )
    return Entry(
        rule=first.rule,
        subject=name,
        layer=Layer.WIRE,
        severity=verdict.severity,
        title=title[:1].upper() + title[1:],
        reason=verdict.reason,
        groups=tuple(sorted({operation.group for operation in reached})),
        operations=tuple(sorted({operation.id for operation in reached})),
        old=None if first.old is None else old(first.old.pointer),
        new=None if first.new is None else new(first.new.pointer),
        before=before,
        after=after,
        remedy=rule.remedy,
        alike=tuple(members) if len(members) > 1 else (),
    )


def _reached(cause: list[Difference]) -> tuple[int, int]:
    requests = responses = 0
    for difference in cause:
        requests |= difference.reach.requests if difference.in_requests else 0
        responses |= difference.reach.responses if difference.in_responses else 0
    return requests, responses


def _verdict(rule: Rule, requests: int, responses: int) -> Verdict:
    verdicts = [verdict for verdict, reach in ((rule.request, requests), (rule.response, responses)) if reach]
    return min(verdicts, key=lambda verdict: _GRAVITY[verdict.severity], default=_UNREACHED)


def _where(in_requests: bool, in_responses: bool, notes: set[str]) -> str:
    sides = [side for side, holds in (("requests", in_requests), ("answers", in_responses)) if holds]
    told = f"in {' and '.join(sides)}" if sides else "where no operation leads"
    return f"{told} ({', '.join(sorted(notes))})" if notes else told


def _subject(cause: list[Difference], members: list[str]) -> str:
    """The one place, or what several have in common."""
    spot, topic = cause[0].spot, cause[0].topic
    if RULES[cause[0].rule].gathers:
        return topic
    if spot.label.startswith(_BY_NAME) and not topic:
        return spot.label
    if len(members) == 1:
        return f"{members[0]} {topic}".rstrip()
    if topic:
        return topic
    return spot.label if all(" " in difference.spot.owner for difference in cause) else f"*.{spot.label}"


def _values(cause: list[Difference], which: str) -> str | None:
    values = dict.fromkeys(getattr(difference, which) for difference in cause)
    return ", ".join(value for value in values if value is not None) or None


def _told_apart(found: list[Entry]) -> list[Entry]:
    """With subjects that are unique under their rules: same names with unlike changes are told by these."""
    counts = Counter((entry.rule, entry.subject) for entry in found)
    return [
        entry
        if counts[entry.rule, entry.subject] == 1
        else replace(entry, subject=f"{entry.subject} ({_change(entry)})")
        for entry in found
    ]


def _change(entry: Entry) -> str:
    return " → ".join(value for value in (entry.before, entry.after) if value is not None)


def _order(entry: Entry) -> tuple[object, ...]:
    return _GRAVITY[entry.severity], entry.groups, entry.subject, entry.rule, entry.before or "", entry.after or ""
