"""Findings: what the codemod reports about a file, besides what it rewrites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """Something in a file that a person should know of.

    Attributes:
        line: the line that it begins on, before the file is rewritten; 0 if it is about the whole file.
        sentence: what it is.
        remedy: what to do, or what takes its place.
        left: whether it is left for a person. Otherwise it was rewritten, and the program does something else now.
    """

    line: int
    sentence: str
    remedy: str = ""
    left: bool = True

    def __str__(self) -> str:
        return " ".join(filter(None, [f"{self.line}:", "" if self.left else "note:", self.sentence, self.remedy]))


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by line, without duplicates."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.line))
