"""How a kind of difference is described: whom it hurts in requests and in responses."""

from __future__ import annotations

from dataclasses import dataclass, replace

from differences.report import Layer, Severity

BREAKING, RISKY, COMPATIBLE = Severity.BREAKING, Severity.RISKY, Severity.COMPATIBLE
NO_ACTION = "No action is needed."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a difference means for a program written against the old document, and why, as a sentence."""

    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of difference.

    Args:
        title: the difference as a sentence. Filled in are {name}, the place or places; {place}, the operation or how
            many; the verbs {are}, {have}, {list} and {accept}, fitting these; {count} and {members}, the places of one
            cause; {before} and {after}, and as code {was} and {now}; {sides}, requests or responses; {statuses}, the
            status codes of responses; {note}; {topic}.
        request: what it means in what a program sends, or whichever way it is met if that makes no difference.
        response: what it means in what a program receives.
        remedy: what to do where nothing else covers it.
        layer: who sees it.
        gathers: whether differences are one cause whatever was there before and is there now.
        title_of_many: the title where one cause has several places.
        title_of_any: the title where one side is unconstrained.
    """

    title: str
    request: Verdict
    response: Verdict
    remedy: str
    layer: Layer = Layer.WIRE
    gathers: bool = False
    title_of_many: str | None = None
    title_of_any: str | None = None


def both_directions(
    title: str,
    severity: Severity,
    reason: str,
    remedy: str,
    *,
    layer: Layer = Layer.WIRE,
    gathers: bool = False,
    many: str | None = None,
) -> Rule:
    """Return a rule for what means the same in requests and in responses."""
    verdict = Verdict(severity, reason)
    return Rule(title, verdict, verdict, remedy, layer, gathers, many)


def by_direction(title: str, request: tuple[Severity, str], response: tuple[Severity, str], remedy: str) -> Rule:
    """Return a rule for what means one thing in requests and another in responses."""
    return Rule(title, Verdict(*request), Verdict(*response), remedy)


def with_title_of_any(title: str, rule: Rule) -> Rule:
    """Return the rule with another title for where one side is unconstrained."""
    return replace(rule, title_of_any=title)
