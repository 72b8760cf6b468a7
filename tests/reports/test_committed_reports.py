"""The reports between the real versions: committed for each step, and sound in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from committed_reports.migration_table import compare_versions
from diff import FORMATS
from differences.documents import load_document
from differences.report import Layer, Report
from html_page import parse_page
from outputs.test_output_json import VALIDATOR
from pipeline.projects import AWKWARD, Project
from published import VERSIONS, requires_published, swagger_document
from reporting.acknowledgements import AcknowledgementStatus
from upstream.sources import SPEC

PAIRS = [*pairwise(VERSIONS), (VERSIONS[0], VERSIONS[-1])]
LARGEST = 512 * 1024
"""GitHub shows no larger Markdown file."""

pairs = pytest.mark.parametrize(("old", "new"), PAIRS, ids=lambda name: str(name))


@cache
def _report(old: str, new: str) -> Report:
    return compare_versions(load_document(old), load_document(new))


def _written(old: str, new: str, format: str) -> str:
    return FORMATS[format](_report(old, new), AcknowledgementStatus())


@pairs
def test_the_report_is_committed_and_can_be_read_on_github(old: str, new: str) -> None:
    committed = SPEC / "reports" / f"{old}-to-{new}.md"

    assert committed.read_text(encoding="utf-8") == _written(old, new, "md")
    assert committed.stat().st_size < LARGEST


@pairs
def test_fingerprints_tell_all_entries_apart(old: str, new: str) -> None:
    fingerprints = [entry.fingerprint for entry in _report(old, new).entries]

    assert len(set(fingerprints)) == len(fingerprints)


@pairs
def test_every_fact_has_a_line_of_a_published_file(old: str, new: str) -> None:
    wire = [entry for entry in _report(old, new).entries if entry.layer is Layer.WIRE]

    assert [entry.subject for entry in wire if not any(place and place.line for place in (entry.old, entry.new))] == []


@pairs
def test_the_json_is_as_the_schema_says(old: str, new: str) -> None:
    VALIDATOR.validate(json.loads(_written(old, new, "json")))


@pairs
def test_the_page_is_well_formed_and_has_every_entry_once(old: str, new: str) -> None:
    shown = [element.attributes["id"] for element in parse_page(_written(old, new, "html")).of_class("entry")]

    assert sorted(filter(None, shown)) == sorted(entry.fingerprint for entry in _report(old, new).entries)


def _prose(node: Any, key: str = "") -> Iterator[str]:
    """Every text of a published file that is longer than a name."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _prose(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _prose(value)
    elif isinstance(node, str) and key in ("description", "summary") and node.count(" ") > 3:
        yield " ".join(node.split())


@requires_published
@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_is_written_quotes_a_published_text(format: str) -> None:
    published = {text for version in VERSIONS for text in _prose(swagger_document(version))}
    assert len(published) > 400

    for old, new in PAIRS:
        written = " ".join(_written(old, new, format).split())
        assert [text for text in published if text in written] == []


def test_two_versions_have_one_report(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish("v1", AWKWARD)
    project.publish("v2", AWKWARD | {"paths": {"/things": AWKWARD["paths"]["/things"]}})

    project.regenerate()

    (report,) = (tmp_path / "spec" / "reports").iterdir()
    assert report.name == "v1-to-v2.md"
    assert "- `GET /things/{thing-id}` was removed." in report.read_text(encoding="utf-8")


def test_a_report_between_versions_that_are_no_neighbours_any_more_is_removed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for version in ("v1", "v3"):
        project.publish(version, AWKWARD)
    project.regenerate()
    sources = tmp_path / "spec" / "sources.toml"
    first, _, last = sources.read_text().partition('[versions."v3"]')
    sources.write_text(first)
    project.publish("v2", AWKWARD)
    with sources.open("a") as file:
        file.write(f'[versions."v3"]{last}')

    project.regenerate()

    reports = sorted(report.name for report in (tmp_path / "spec" / "reports").iterdir())
    assert reports == ["v1-to-v2.md", "v1-to-v3.md", "v2-to-v3.md"]
