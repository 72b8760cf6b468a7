"""What migration does about the differences between versions: for reports, and as a table for people."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from differences.compare import compare_documents
from differences.documents import LoadedDocument
from differences.report import Report
from upstream.sources import ROOT

# Where the project is not installed.
sys.path += [str(ROOT / "overlay"), str(ROOT / "generated")]

from speechtotext._shims.change import Change, NoChangeNeeded, VersionStep
from speechtotext._shims.steps import STEPS, VERSIONS, steps_between

MIGRATION_TABLE = Path("spec/reports/migration.md")

_HEAD = """# What migration does

`Client(…, api_version="2025-10-15")` runs a program of an older version against a newer service. Each change below
translates requests to the next version, and responses back. A request that cannot be translated raises `NotExpressible`
before anything is sent. A harmless loss causes a `MigrationWarning`, once.

Made by `nox -s generate` from `overlay/speechtotext/_shims/`.
"""
_CHANGES = "| change | difference | requests | responses | what to do |"
_NO_CHANGE_NEEDED = "| differences | why no translation is needed | what to do |"


class ChangeCoverage(Mapping[tuple[str, str], tuple[str, str]]):
    """What covers a difference, by its rule and subject: the names of the changes, and what they do.

    Iterated over it gives patterns, in which * stands for any text.
    """

    def __init__(self, steps: tuple[VersionStep, ...]) -> None:
        self._changes = [change for step in steps for change in step.changes]

    def __getitem__(self, difference: tuple[str, str]) -> tuple[str, str]:
        found = [change for change in self._changes if covers(change, *difference)]
        if not found:
            raise KeyError(difference)
        return ", ".join(change.name for change in found), " ".join(_effect(change) for change in found)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for change in self._changes:
            for pattern in change.covers:
                rule, _, subject = pattern.partition(" ")
                yield rule, subject

    def __len__(self) -> int:
        return sum(len(change.covers) for change in self._changes)


def covers(change: Change | NoChangeNeeded, rule: str, subject: str) -> bool:
    """Whether a change answers for a difference."""
    return any(fnmatchcase(f"{rule} {subject}", pattern) for pattern in change.covers)


def coverage_between(old: str, new: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    """What covers the differences between two versions; nothing where migration does not lead from one to the other."""
    if old in VERSIONS and new in VERSIONS[VERSIONS.index(old) + 1 :]:
        return ChangeCoverage(steps_between(old, new))
    return {}


def compare_versions(old: LoadedDocument, new: LoadedDocument) -> Report:
    """The report of two documents, which tells of each difference what migration does about it."""
    return compare_documents(old, new, coverage_between(old.about.version, new.about.version))


def migration_table() -> str:
    """All changes, step by step, as Markdown."""
    return "\n".join([_HEAD, *(line for step in STEPS for line in _section(step))])


def _section(step: VersionStep) -> Iterator[str]:
    yield f"## {step.older} → {step.newer}\n"
    yield _CHANGES
    yield "|---|---|---|---|---|"
    for change in step.changes:
        yield _row(f"`{change.name}`", change.why, change.request, change.response, change.remedy)
    yield f"\n{_NO_CHANGE_NEEDED}"
    yield "|---|---|---|"
    for needless in step.needless:
        yield _row(", ".join(f"`{pattern}`" for pattern in needless.covers), needless.why, needless.remedy)
    yield ""


def _effect(change: Change) -> str:
    return " ".join(filter(None, [change.request, change.response, change.remedy])) or change.why


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
