"""The report as SARIF 2.1.0: the structure that its specification and code scanning ask for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from differences.report import Report
from reporting.acknowledgements import Acknowledgement, AcknowledgementStatus
from reporting.sarif import render_sarif
from sample import EMPTY, NEW, OLD, RENAMED, REPORT

Json = dict[str, Any]


def _run(report: Report, acknowledged: AcknowledgementStatus | None = None) -> Json:
    log: Json = json.loads(render_sarif(report, acknowledged or AcknowledgementStatus()))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"]
    return dict(run)


def _locations(result: Json) -> list[Json]:
    return [*result["locations"], *result.get("relatedLocations", [])]


def test_each_entry_is_one_result() -> None:
    results = _run(REPORT)["results"]

    assert [result["partialFingerprints"] for result in results] == [
        {"difference/v1": entry.fingerprint} for entry in REPORT.entries
    ]


def test_severities_are_levels() -> None:
    levels = [result["level"] for result in _run(REPORT)["results"]]

    assert levels == ["error", "error", "error", "warning", "note", "note"]


def test_every_result_leads_to_its_rule() -> None:
    run = _run(REPORT)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert len(set(rules)) == len(rules)
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [entry.rule for entry in REPORT.entries]
    assert [result["ruleId"] for result in run["results"]] == [entry.rule for entry in REPORT.entries]


def test_every_result_has_a_message_and_a_location() -> None:
    for result in _run(REPORT)["results"]:
        assert result["message"]["text"].strip()
        for location in _locations(result):
            assert urlsplit(location["physicalLocation"]["artifactLocation"]["uri"]).scheme == "https"
            assert location["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1


def test_the_location_is_the_new_one_and_the_old_one_is_related() -> None:
    changed = _run(REPORT)["results"][3]

    assert [location["physicalLocation"]["region"]["startLine"] for location in _locations(changed)] == [60, 50]


def test_what_is_gone_is_located_where_it_was() -> None:
    (location,) = _locations(_run(REPORT)["results"][1])

    assert f"/blob/{OLD.commit}/" in location["physicalLocation"]["artifactLocation"]["uri"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "/definitions/Thing/properties/duration"}]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("api/new file.json", "api/new%20file.json"),
        ("/data/new file.json", "file:///data/new%20file.json"),
        ("https://example.com/new.json?x=1", "https://example.com/new.json?x=1"),
    ],
)
def test_a_file_elsewhere_is_located_by_its_uri(path: str, uri: str) -> None:
    local = replace(NEW, commit=None, repository=None, path=path)

    location = _locations(_run(replace(REPORT, new=local))["results"][0])[0]

    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_what_is_acknowledged_is_suppressed() -> None:
    given = Acknowledgement(RENAMED.fingerprint, "We do not read it.", date(2027, 3, 31))

    results = _run(REPORT, AcknowledgementStatus({RENAMED.fingerprint: given}))["results"]

    assert [result.get("suppressions") for result in results] == [
        None,
        [{"kind": "external", "status": "accepted", "justification": "We do not read it. (until 2027-03-31)"}],
        None,
        None,
        None,
        None,
    ]


def test_an_empty_report_has_results_that_are_none() -> None:
    assert _run(EMPTY)["results"] == []
