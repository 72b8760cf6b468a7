"""How a kind of difference is described: whom it hurts when it is about what is sent or what is answered."""

from __future__ import annotations

from dataclasses import dataclass

from differences.report import Layer, Severity

BREAKING, RISKY, COMPATIBLE = Severity.BREAKING, Severity.RISKY, Severity.COMPATIBLE
NO_ACTION = "Nothing has to be done."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a difference means for a program written against the old document, and why, as a sentence."""

    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of difference.

    Args:
        title: the difference as a sentence. Filled in are {name}, the subject of the entry; {place}, where it is or in
            how many places; {before} and {after}; {where}, in requests or answers.
        request: what it means in what a program sends, or whichever way it is met if that makes no difference.
        response: what it means in what a program is answered with.
        remedy: what to do where nothing else covers it.
        layer: who sees it.
        gathers: whether differences are one cause whatever was there before and is there now.
    """

    title: str
    request: Verdict
    response: Verdict
    remedy: str
    layer: Layer = Layer.WIRE
    gathers: bool = False


def both_directions(
    title: str, severity: Severity, reason: str, remedy: str, *, layer: Layer = Layer.WIRE, gathers: bool = False
) -> Rule:
    """A rule for what means the same in what is sent and in what is answered."""
    verdict = Verdict(severity, reason)
    return Rule(title, verdict, verdict, remedy, layer, gathers)


def by_direction(title: str, request: tuple[Severity, str], response: tuple[Severity, str], remedy: str) -> Rule:
    """A rule for what means one thing in what is sent and another in what is answered."""
    return Rule(title, Verdict(*request), Verdict(*response), remedy)
