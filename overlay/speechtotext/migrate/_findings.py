"""Findings: what the codemod reports about a file, besides what it rewrites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["request", "link", "address", "route", "property", "name", "generated", "module", "unreadable"]


@dataclass(frozen=True, order=True)
class Finding:
    """Something in a file that a person should know of.

    Attributes:
        line: the line that it begins on, before the file is rewritten; 0 if it is about the whole file. In a notebook, it
            is the line in the cell.
        sentence: what it is.
        remedy: what to do, or what takes its place.
        left: whether it is left for a person. Otherwise it was rewritten, and the program does something else now.
        cell: number of the notebook's cell, from 1; None in other files.
        kind: what it is about: a request, a link that is followed, an address, a route of a server or mock, a property in
            JSON, a name of this package, a client that was generated, a module's name in a text, or a file that cannot be
            read.
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
