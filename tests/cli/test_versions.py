"""What is told of the versions of the API."""

from __future__ import annotations

import pytest

from cli.conftest import Cli
from speechtotext._shims.steps import STEPS
from speechtotext.cli._arguments import api_versions
from speechtotext_api.versions import PACKAGES


def test_every_version_is_listed_with_its_state(cli: Cli) -> None:
    records = cli.does("versions", "--json").records

    assert [(record["version"], record["import"]) for record in records] == [
        ("v3.0", "speechtotext.v3_0"),
        ("v3.1", "speechtotext.v3_1"),
        ("v3.2", "speechtotext.v3_2"),
        ("2024-11-15", "speechtotext.v2024_11_15"),
        ("2025-10-15", "speechtotext.v2025_10_15"),
    ]
    assert records[0]["state"] == "Retired on 2026-03-31."
    assert records[-1]["state"] == "Generally available; the latest."


def test_versions_are_listed_in_a_table(cli: Cli) -> None:
    title, *rows = cli.does("versions").lines

    assert title.split() == ["VERSION", "STATE", "TO", "THE", "LATEST"]
    assert [row.split()[0] for row in rows] == ["v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15"]


def test_nothing_has_changed_since_the_latest(cli: Cli) -> None:
    done = cli.does("versions", "2025-10-15")

    assert (done.out, done.errors) == ("", ["It is the latest."])


def test_a_version_that_is_none_is_refused(cli: Cli) -> None:
    done = cli("versions", "v4")

    assert (done.code, done.errors) == (
        2,
        ["Error: There is no API version 'v4': choose one of v3.0, v3.1, v3.2, 2024-11-15, 2025-10-15."],
    )


def test_what_has_changed_since_a_version_is_told(cli: Cli) -> None:
    (last,) = [step for step in STEPS if step.newer == "2025-10-15"]

    records = cli.does("versions", "2024-11-15", "--json").records
    lines = cli.does("versions", "2024-11-15").lines
    listed = {record["version"]: record for record in cli.does("versions", "--json").records}

    assert [record["name"] for record in records] == [change.name for change in last.changes]
    assert [line for line in lines if not line.startswith(" ")] == [change.why for change in last.changes]
    assert listed["2024-11-15"]["changes"] == len(last.changes)
    assert listed["2024-11-15"]["limitedChanges"] == len([change for change in last.changes if change.remedy])
    assert listed["2025-10-15"]["changes"] == 0


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch) -> str:
    """A later version that is a preview, and has no migration steps."""
    name = "2026-05-15-preview"
    monkeypatch.setattr(api_versions, "PACKAGES", {**PACKAGES, name: "v2026_05_15_preview"})
    return name


@pytest.mark.parametrize(
    "written", ["2026-05-15-preview", "v2026_05_15_preview", "2026-5-15-Preview", "2026_05_15_preview"]
)
def test_a_preview_is_found_however_it_is_written(preview: str, written: str) -> None:
    assert api_versions.find_version(written) == preview


def test_a_preview_is_not_the_default(preview: str) -> None:
    assert api_versions.latest_version() == "2025-10-15"
    assert list(api_versions.api_versions())[-1] == preview


def test_a_version_without_migration_steps_says_so(cli: Cli, preview: str) -> None:
    done = cli.does("versions", preview)

    assert (done.out, done.errors) == ("", [f"{preview} has no migration steps."])
