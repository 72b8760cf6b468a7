"""The report as JSON: what the committed schema says, nothing lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from differences.report import Entry, Layer, Rename, Report, Severity, SourceLocation
from reporting.acknowledgements import Acknowledgement, AcknowledgementStatus
from reporting.json_report import render_json
from sample import EMPTY, NEW, OLD, RENAMED, REPORT
from upstream.sources import SPEC

SCHEMA = json.loads((SPEC / "reports" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _document(report: Report, *given: Acknowledgement) -> dict[str, Any]:
    acknowledged = AcknowledgementStatus(valid={each.fingerprint: each for each in given})
    document: dict[str, Any] = json.loads(render_json(report, acknowledged))
    return document


def _entry(written: dict[str, Any]) -> Entry:
    """The entry that was written."""
    kept = {key: value for key, value in written.items() if key not in ("fingerprint", "acknowledged")}
    for key in ("groups", "operations", "alike"):
        kept[key] = tuple(kept[key])
    for key in ("old", "new"):
        kept[key] = kept[key] and SourceLocation(**kept[key])
    kept["rename"] = kept["rename"] and Rename(**kept["rename"])
    return Entry(**kept | {"layer": Layer(kept["layer"]), "severity": Severity(kept["severity"])})


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_report_is_as_the_schema_says() -> None:
    given = Acknowledgement(RENAMED.fingerprint, "We do not read it.", date(2027, 3, 31))

    VALIDATOR.validate(_document(REPORT, given))
    VALIDATOR.validate(_document(EMPTY))


@pytest.mark.parametrize("key", SCHEMA["$defs"]["entry"]["required"])
def test_the_schema_wants_every_key_of_an_entry(key: str) -> None:
    document = _document(REPORT)
    del document["entries"][0][key]

    assert not VALIDATOR.is_valid(document)


def test_entries_can_be_read_back() -> None:
    document = _document(REPORT)

    assert tuple(_entry(written) for written in document["entries"]) == REPORT.entries
    assert [written["fingerprint"] for written in document["entries"]] == [each.fingerprint for each in REPORT.entries]


def test_counts_are_told_for_every_severity_and_layer() -> None:
    assert _document(REPORT)["counts"] == {
        "breaking": {"wire": 2, "python": 1, "words": 0},
        "risky": {"wire": 1, "python": 0, "words": 0},
        "compatible": {"wire": 1, "python": 0, "words": 1},
    }


def test_the_documents_are_told() -> None:
    document = _document(replace(REPORT, new=replace(NEW, commit=None, repository=None, path="new.json")))

    assert document["old"]["commit"] == OLD.commit
    assert document["new"] == {
        "name": "v2",
        "version": "v2",
        "commit": None,
        "operations": 3,
        "repository": None,
        "path": "new.json",
    }


def test_an_acknowledgement_stands_at_its_entry() -> None:
    given = Acknowledgement(RENAMED.fingerprint, "We do not read it.", date(2027, 3, 31))

    told = {entry["subject"]: entry["acknowledged"] for entry in _document(REPORT, given)["entries"]}

    assert told["Thing.duration"] == {"reason": "We do not read it.", "expires": "2027-03-31"}
    assert [subject for subject, acknowledged in told.items() if acknowledged] == ["Thing.duration"]
