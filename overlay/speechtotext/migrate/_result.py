"""The result of migrating one file."""

from __future__ import annotations

import difflib
import io
from dataclasses import dataclass
from pathlib import Path

from ._findings import Finding


@dataclass(frozen=True)
class Migrated:
    """A file, with its new content and what is left to change.

    Attributes:
        path: where it is.
        before: what it holds.
        after: what it is to hold.
        findings: what a person should know of, by line.
        suggestion: a program that does with this package what the requests of the file do; empty if there is none.
    """

    path: Path
    before: str
    after: str
    findings: tuple[Finding, ...] = ()
    suggestion: str = ""

    @property
    def changed(self) -> bool:
        """Whether it is rewritten."""
        return self.before != self.after

    @property
    def left(self) -> tuple[Finding, ...]:
        """What a person is to do."""
        return tuple(finding for finding in self.findings if finding.left)

    @property
    def diff(self) -> str:
        """How it is rewritten, as a unified diff; empty if it is not."""
        before, after = (list(io.StringIO(text, newline="\n")) for text in (self.before, self.after))
        name = self.path.as_posix().lstrip("/")
        lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
