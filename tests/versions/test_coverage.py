"""Every difference between neighbouring documents is answered for, and every change answers for one."""

from __future__ import annotations

from functools import cache

import pytest

from committed_reports.migration_table import coverage_between, covers
from differences.compare import compare_documents
from differences.documents import load_document
from differences.report import Layer
from speechtotext._shims.change import Change, NoChangeNeeded, VersionStep
from speechtotext._shims.steps import STEPS, VERSIONS

every_step = pytest.mark.parametrize("step", STEPS, ids=[f"{step.older}-to-{step.newer}" for step in STEPS])

# By the newer version, how many differences there are on the wire.
DIFFERENCES = {"v3.1": 35, "v3.2": 36, "2024-11-15": 47, "2025-10-15": 8}


@cache
def differences(older: str, newer: str) -> tuple[tuple[str, str], ...]:
    """Rule and subject of every difference on the wire, derived from the normalised documents."""
    before, after = load_document(older), load_document(newer)
    found = [
        (entry.rule, entry.subject) for entry in compare_documents(before, after).entries if entry.layer is Layer.WIRE
    ]
    # A report takes a version's own name for no difference; on the wire it is one.
    named = before.document["info"]["version"] != after.document["info"]["version"]
    return (*found, *([("version-changed", "info.version")] if named else []))


def answering(step: VersionStep) -> tuple[Change | NoChangeNeeded, ...]:
    return (*step.changes, *step.needless)


@every_step
def test_every_difference_is_answered_for(step: VersionStep) -> None:
    found = differences(step.older, step.newer)
    assert len(found) == DIFFERENCES[step.newer]
    assert [d for d in found if not any(covers(change, *d) for change in answering(step))] == []


@every_step
def test_everything_that_is_said_to_be_covered_is_a_difference(step: VersionStep) -> None:
    found = differences(step.older, step.newer)
    patterns = [pattern for change in answering(step) for pattern in change.covers]
    alone = [NoChangeNeeded("", (pattern,)) for pattern in patterns]
    assert [change.covers for change in alone if not any(covers(change, *d) for d in found)] == []


@every_step
def test_every_change_says_what_it_covers_and_does(step: VersionStep) -> None:
    for change in step.changes:
        assert change.covers
        assert change.why.endswith(".")
        assert change.request or change.response


@every_step
def test_what_breaks_and_is_not_moved_has_a_remedy(step: VersionStep) -> None:
    assert all(change.remedy for change in step.changes if change.gone)


def test_names_are_told_once() -> None:
    names = [change.name for step in STEPS for change in step.changes]
    assert len(set(names)) == len(names)


def test_what_is_restored_was_changed_before() -> None:
    seen: set[str] = set()
    for step in STEPS:
        assert all(set(change.restores) <= seen for change in step.changes)
        seen |= {change.name for change in step.changes}


def test_the_reports_are_told_what_covers_a_difference() -> None:
    name, told = coverage_between("v3.2", "2024-11-15")["property-removed", "*.email"]
    assert name == "no-email"
    assert told == "email is left out, with a warning. Web hooks tell when a job has ended."


def test_the_reports_are_not_told_of_what_migration_does_not_do() -> None:
    assert coverage_between("2025-10-15", "v3.0") == {}
    assert coverage_between("v3.0", "some file") == {}
    assert ("property-removed", "Nothing.ofTheKind") not in coverage_between(VERSIONS[0], VERSIONS[-1])
