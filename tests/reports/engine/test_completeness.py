"""Every change that an independent reading of the published files finds is in the report, once; and nothing else is."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from differences.compare import compare_documents
from differences.documents import load_document
from differences.report import Entry, Layer, Report
from published import VERSIONS, requires_published, swagger_document
from published_walk import Change, changes
from upstream.swagger import operations

pytestmark = requires_published

STEPS = list(pairwise(VERSIONS))
MOVED = {
    "POST /models/{id}/copyto": "POST /models/{id}:copyto",
    "POST /webhooks/{id}/ping": "POST /webhooks/{id}:ping",
    "POST /webhooks/{id}/test": "POST /webhooks/{id}:test",
    "POST /transcriptions": "POST /transcriptions:submit",
}
FORM_FIELDS = {"definition": "TranscribeDefinition"}
# Kind of change: the rules that may tell of it.
RULES = {
    "operation removed": ("operation-removed",),
    "operation added": ("operation-added",),
    "operation moved": ("operation-moved",),
    "mark changed": ("operation-deprecated", "paging-added", "paging-removed", "paging-changed", "long-running-added"),
    "security changed": ("security-narrowed", "security-relaxed", "security-changed"),
    "parameter removed": ("parameter-removed",),
    "parameter added": ("parameter-added", "required-parameter-added"),
    "parameter required": ("parameter-became-required", "parameter-became-optional"),
    "body required": ("body-became-required", "body-became-optional"),
    "consumes changed": ("request-content-type-added", "request-content-type-removed"),
    "answer removed": ("success-status-removed", "error-status-removed"),
    "answer added": ("success-status-added", "error-status-added"),
    "header removed": ("header-removed",),
    "header added": ("header-added",),
    "property removed": ("property-removed",),
    "property added": ("property-added", "required-property-added"),
    "property required": ("property-became-required", "property-became-optional"),
    "read-only changed": ("property-became-read-only", "property-no-longer-read-only"),
    "type changed": ("type-changed",),
    "map removed": ("map-values-removed",),
    "map added": ("map-values-added",),
    "enum value added": ("enum-values-added", "open-enum-values-added"),
    "enum value removed": ("enum-values-removed", "open-enum-values-removed"),
    "openness changed": ("enum-opened", "enum-closed"),
}
FACTS = {
    "type": "type-",
    "format": "format-",
    "minLength": "length-",
    "maxLength": "length-",
    "minimum": "range-",
    "default": "default-",
}
# What the walk does not look at: the server, names for tools; whether a form may be left out, which its fields tell.
NOT_WALKED = {"base-path-changed", "body-became-optional", "operation-id-changed", "extension-changed"}


@cache
def wire_entries(old: str, new: str) -> list[Entry]:
    return [entry for entry in step(old, new).entries if entry.layer is Layer.WIRE]


@cache
def step(old: str, new: str) -> Report:
    return compare_documents(load_document(old), load_document(new))


@cache
def walked(old: str, new: str) -> frozenset[Change]:
    moved = {was: now for was, now in MOVED.items() if now in labels(new) and was in labels(old)}
    return frozenset(changes(swagger_document(old), swagger_document(new), moved, FORM_FIELDS))


@cache
def labels(version: str) -> dict[str, str]:
    """The operations of a version and their ids."""
    document = load_document(version).document
    return {f"{method.upper()} {path}": node["operationId"] for path, method, node, _ in operations(document)}


def tells_of(entry: Entry, change: Change, ids: dict[str, str]) -> bool:
    if not is_of_kind(entry.rule, change) or ids[change.operation] not in entry.operations:
        return False
    match change.kind:
        case "enum value added":
            return named(entry, change) and change.detail in (entry.after or "").split(", ")
        case "enum value removed":
            return named(entry, change) and change.detail in (entry.before or "").split(", ")
        case "security changed" | "mark changed" | "consumes changed":
            return True
        case "answer removed" | "answer added":
            return change.name in (entry.before, entry.after)
        case _:
            return named(entry, change)


def is_of_kind(rule: str, change: Change) -> bool:
    if change.kind == "fact changed":
        return rule.startswith(FACTS[change.detail])
    return rule in RULES[change.kind]


def named(entry: Entry, change: Change) -> bool:
    return change.name in (entry.subject, *entry.alike)


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_every_change_is_told_of_by_exactly_one_entry(old: str, new: str) -> None:
    ids = labels(new) | labels(old)

    found = {
        change: [entry.subject for entry in wire_entries(old, new) if tells_of(entry, change, ids)]
        for change in walked(old, new)
    }

    assert {change: subjects for change, subjects in found.items() if len(subjects) != 1} == {}


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_every_entry_tells_of_a_change(old: str, new: str) -> None:
    ids = labels(new) | labels(old)
    told = [entry for entry in wire_entries(old, new) if entry.rule not in NOT_WALKED]

    assert [entry.title for entry in told if not any(tells_of(entry, change, ids) for change in walked(old, new))] == []


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_an_entry_names_no_member_or_operation_that_did_not_change(old: str, new: str) -> None:
    ids = labels(new) | labels(old)
    for entry in wire_entries(old, new):
        if entry.rule in NOT_WALKED:
            continue
        met = [change for change in walked(old, new) if tells_of(entry, change, ids)]
        assert {ids[change.operation] for change in met} == set(entry.operations), entry.title
        if entry.alike and entry.rule.startswith("property"):
            assert {change.name for change in met} == set(entry.alike), entry.title
