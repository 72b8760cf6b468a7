"""What the reports between the published versions say, checked by hand against the files."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from differences.compare import compare_documents
from differences.documents import load_document
from differences.report import Entry, Layer, Severity

LOGS = "/endpoints/{id}/files/logs"
BASE_LOGS = "/endpoints/base/{locale}/files/logs"
PROJECTS = {
    "GET /projects",
    "POST /projects",
    "GET /projects/locales",
    "GET /projects/{id}",
    "PATCH /projects/{id}",
    "DELETE /projects/{id}",
    "GET /projects/{id}/datasets",
    "GET /projects/{id}/endpoints",
    "GET /projects/{id}/evaluations",
    "GET /projects/{id}/models",
    "GET /projects/{id}/transcriptions",
}


@cache
def wire(old: str, new: str) -> list[Entry]:
    return [
        entry
        for entry in compare_documents(load_document(old), load_document(new)).entries
        if entry.layer is Layer.WIRE
    ]


def subjects(old: str, new: str, rule: str) -> set[str]:
    return {entry.subject for entry in wire(old, new) if entry.rule == rule}


def operations(old: str, new: str, rule: str) -> set[str]:
    """The operations that entries are about, each by itself or one of a group."""
    return {label for entry in wire(old, new) if entry.rule == rule for label in entry.alike or (entry.subject,)}


def the(old: str, new: str, rule: str, subject: str) -> Entry:
    (entry,) = [entry for entry in wire(old, new) if (entry.rule, entry.subject) == (rule, subject)]
    return entry


def renames(old: str, new: str) -> dict[str, str]:
    return {entry.subject: entry.rename.to for entry in wire(old, new) if entry.rename is not None}


def test_v3_0_to_v3_1() -> None:
    step = ("v3.0", "v3.1")
    moved = {entry.before: entry.after for entry in wire(*step) if entry.rule == "operation-moved"}

    assert moved == {
        "POST /models/{id}/copyto": "POST /models/{id}:copyto",
        "POST /webhooks/{id}/ping": "POST /webhooks/{id}:ping",
        "POST /webhooks/{id}/test": "POST /webhooks/{id}:test",
    }
    assert operations(*step, "operation-added") == {
        "GET /datasets/{id}/blocks",
        "PUT /datasets/{id}/blocks",
        "POST /datasets/{id}/blocks:commit",
        "GET /models/{id}/files",
        "GET /models/{id}/files/{fileId}",
    }
    assert operations(*step, "operation-removed") == set()
    assert len(the(*step, "operation-id-changed", "operation ids").operations) == 69
    assert len(the(*step, "parameter-added", "query filter").operations) == 16


def test_v3_1_to_v3_2() -> None:
    step = ("v3.1", "v3.2")

    assert operations(*step, "operation-removed") == {"GET /healthstatus", "POST /models/{id}:copyto"}
    assert operations(*step, "operation-added") == {
        "POST /models/{id}:copy",
        "POST /models:authorizecopy",
        "GET /operations/models/copy/{id}",
    }
    assert subjects(*step, "operation-moved") == set()
    assert renames(*step) == {"CustomModelLinks.copyTo": "copy"}


def test_v3_2_to_2024_11_15() -> None:
    step = ("v3.2", "2024-11-15")
    (moved,) = [entry for entry in wire(*step) if entry.rule == "operation-moved"]

    assert (moved.before, moved.after) == ("POST /transcriptions", "POST /transcriptions:submit")
    assert operations(*step, "operation-removed") == PROJECTS | {
        "POST /datasets/upload",
        *(
            f"{method} {path}{log}"
            for method in ("GET", "DELETE")
            for path in (LOGS, BASE_LOGS)
            for log in ("", "/{logId}")
        ),
    }
    assert operations(*step, "operation-added") == {"POST /transcriptions:transcribe"}
    base_path = the(*step, "base-path-changed", "servers")
    assert (base_path.before, base_path.after) == ("/speechtotext/v3.2", "/speechtotext")
    api_version = the(*step, "required-parameter-added", "query api-version")
    assert (api_version.severity, len(api_version.operations)) == (Severity.BREAKING, 55)
    assert (
        the(*step, "required-property-added", "TranscriptionProperties.timeToLiveHours").severity == Severity.BREAKING
    )
    assert len(the(*step, "property-removed", "*.project").alike) == 10


def test_v3_2_to_2024_11_15_likely_new_names() -> None:
    assert renames("v3.2", "2024-11-15") == {
        "*.duration": "durationMilliseconds",
        "*.timeToLive": "timeToLiveHours",
        "query sasValidityInSeconds": "sasLifetimeMinutes",
        "SharedModelFeatures.supportsTranscriptions": (
            "supportsTranscriptionsSubmit or supportsTranscriptionsTranscribe"
        ),
        "EndpointLinks.webSocketConversation": "webSocket",
        "EndpointLinks.webSocketDictation": "webSocket",
        "EndpointLinks.webSocketInteractive": "webSocket",
    }


def test_2024_11_15_to_2025_10_15() -> None:
    step = ("2024-11-15", "2025-10-15")

    assert operations(*step, "operation-added") == PROJECTS
    assert operations(*step, "operation-removed") == subjects(*step, "operation-moved") == set()
    assert {
        "TranscribeDefinition.enhancedMode",
        "TranscribeDefinition.phraseList",
        "TranscribeDefinition.audioUrl",
    } <= (subjects(*step, "property-added"))
    assert subjects(*step, "property-removed") == set()


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("v3.0", "v3.1", {"breaking": 17, "risky": 1, "compatible": 16}),
        ("v3.1", "v3.2", {"breaking": 5, "risky": 5, "compatible": 25}),
        ("v3.2", "2024-11-15", {"breaking": 29, "compatible": 17}),
        ("2024-11-15", "2025-10-15", {"compatible": 7}),
    ],
)
def test_a_report_is_as_short_as_the_causes_are_few(old: str, new: str, counts: dict[str, int]) -> None:
    assert Counter(entry.severity.value for entry in wire(old, new)) == counts


@pytest.mark.parametrize(
    ("old", "new"),
    [("v3.0", "v3.1"), ("v3.1", "v3.2"), ("v3.2", "2024-11-15"), ("2024-11-15", "2025-10-15"), ("v3.0", "2025-10-15")],
)
def test_rule_and_subject_name_one_entry(old: str, new: str) -> None:
    entries = compare_documents(load_document(old), load_document(new)).entries

    assert max(Counter((entry.rule, entry.subject) for entry in entries).values()) == 1
    assert max(Counter(entry.fingerprint for entry in entries).values()) == 1


@pytest.mark.parametrize("version", ["v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15"])
def test_a_version_does_not_differ_from_itself(version: str) -> None:
    assert compare_documents(load_document(version), load_document(version)).entries == ()


def test_a_known_change_is_named_and_says_what_to_do() -> None:
    changes = {("required-parameter-added", "query api-version"): ("version_in_query", "The client sends it.")}

    entries = compare_documents(load_document("v3.2"), load_document("2024-11-15"), changes).entries

    (covered,) = [entry for entry in entries if entry.change is not None]
    assert (covered.subject, covered.change, covered.remedy) == (
        "query api-version",
        "version_in_query",
        "The client sends it.",
    )
