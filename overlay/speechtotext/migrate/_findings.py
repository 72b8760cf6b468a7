"""Findings: what the codemod reports about a file, besides what it rewrites."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "request", "link", "address", "route", "property", "name", "generated", "module", "unreadable"
]


@dataclass(frozen=True, order=True)
class Finding:
    """Something in a file that a person should know of.

    Attributes:
        line: the line that it begins on, before the file is rewritten; 0 if it is about the whole file. In a notebook,
            it is the line in the cell.
        sentence: what it is.
        remedy: what to do, or what takes its place.
        left: whether it is left to change by hand. Otherwise it was rewritten, and the program does something else now.
        cell: number of the notebook's cell, from 1; None in other files.
        kind: what it is about: a request, a link that is followed, an address, a route of a server or mock, a property
            in JSON, a name of this package, a client that was generated, a module's name in a text, or a file that
            cannot be read.
        operation: for a request, the operation of the target, such as transcriptions.list_files.
        call: the call to type.
    """

    line: int
    sentence: str
    remedy: str = ""
    left: bool = True
    cell: int | None = None
    kind: Kind = field(default="name", compare=False)
    operation: str = field(default="", compare=False)
    call: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = str(self.line) if self.cell is None else f"cell {self.cell}:{self.line}"
        return " ".join(filter(None, [f"{place}:", "" if self.left else "note:", self.sentence, self.remedy]))


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by cell and line, without duplicates."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: (finding.cell or 0, finding.line)))


def in_cell(finding: Finding, cell: int, line: int) -> Finding:
    """Return a finding as one of a notebook's cell."""
    return replace(finding, cell=cell, line=line)


def without_repeats(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings without those that another on the same line says better."""
    listed = list(findings)
    ignored = {_subject(one) for one in listed if _says_ignored(one)}
    requests = {(one.cell, one.line) for one in listed if one.kind in ("request", "link", "route")}
    for one in listed:
        is_weaker = one.kind == "property" and _subject(one) in ignored and not _says_ignored(one)
        if not is_weaker and not (one.kind == "address" and (one.cell, one.line) in requests):
            yield one


def _subject(finding: Finding) -> tuple[int | None, int, str]:
    return (finding.cell, finding.line, finding.sentence.partition(":")[0])


def _says_ignored(finding: Finding) -> bool:
    return finding.kind == "property" and finding.sentence.endswith(("ignores it.", "that has it."))


def as_left(findings: Iterable[Finding], after: str, before: str, lines: set[int]) -> tuple[Finding, ...]:
    """Return the findings of a text; those on lines that are rewritten are not left to change by hand.

    Args:
        findings: the findings.
        after: the text as rewritten.
        before: the text as it was.
        lines: first lines of the requests that are rewritten.
    """
    changed = set(lines)
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    for tag, start, end, _, _ in matcher.get_opcodes() if after != before else ():
        if tag != "equal":
            changed |= set(range(start + 1, end + 1))
    return tuple(replace(one, left=one.left and one.line not in changed) for one in findings)
