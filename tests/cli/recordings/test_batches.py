"""Any number of URLs, with a journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.conftest import Cli
from emulator.recordings import wav
from speechtotext.emulator import Emulator

LOST = "https://nobody.invalid/lost.wav"


@pytest.fixture
def urls(emulator: Emulator) -> list[str]:
    """URLs of three recordings, of which two have the same name."""
    return [emulator.storage.put(name, wav()) for name in ("one.wav", "two.wav", "more/two.wav")]


def test_the_results_of_a_batch_are_saved(cli: Cli, urls: list[str]) -> None:
    Path("urls.txt").write_text("\n".join(urls))

    done = cli.does("transcribe", "--from", "urls.txt", "--journal", "may.journal", "--out", "may")

    assert done.lines == [str(Path("may", name)) for name in ("one.txt", "two.txt", "two (2).txt")]
    assert Path("may/two (2).txt").read_text() == "This is two.\n"


def test_the_same_command_again_submits_nothing_twice(cli: Cli, urls: list[str]) -> None:
    command = ("transcribe", *urls, "--journal", "may.journal", "--out", "may", "--json")

    first, second = cli.does(*command), cli.does(*command)

    assert first.records == second.records
    assert len(cli.does("transcriptions", "list", "--json").records) == 1


def test_a_batch_that_was_submitted_is_resumed(cli: Cli, urls: list[str]) -> None:
    done = cli.does("transcribe", *urls, "--journal", "may.journal", "--out", "may", "--no-wait")
    assert done.errors == [
        "Submitted jobs continue. To wait for them and to get their results:",
        "  speechtotext resume may.journal --out may",
    ]

    resumed = cli.does("resume", "may.journal", "--out", "may", "--json")

    assert {record["job"] for record in resumed.records} == set(done.lines)
    assert [record["text"] for record in resumed.records] == ["This is one.", "This is two.", "This is two."]


def test_the_jobs_that_were_submitted_are_told_in_json(cli: Cli, urls: list[str]) -> None:
    done = cli.does("transcribe", *urls, "--journal", "may.journal", "--out", "may", "--no-wait", "--json")

    (listed,) = cli.does("transcriptions", "list", "--json").records
    assert done.record["job"] in listed["self"]


def test_what_failed_is_told_and_can_be_tried_again(cli: Cli, emulator: Emulator, urls: list[str]) -> None:
    done = cli("transcribe", urls[0], LOST, "--journal", "may.journal", "--out", "may", "--json")
    assert done.code == 1
    assert [(record["source"], record["errorKind"]) for record in done.records if record["status"] == "Failed"] == [
        (LOST, "InvalidUri")
    ]

    again = cli("resume", "may.journal", "--out", "may", "--retry-failed", "--json")

    assert again.code == 1
    first, second = again.records
    assert (first["status"], second["status"]) == ("Succeeded", "Failed")
    assert first["job"] != second["job"]
    assert len(cli.does("transcriptions", "list", "--json").records) == 2


@pytest.mark.parametrize("journal", [(), ("--journal", "may.journal", "--out", "may")])
def test_links_that_end_soon_are_warned_of(cli: Cli, emulator: Emulator, journal: tuple[str, ...]) -> None:
    ends = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:00Z")
    link = f"https://store.blob.core.windows.net/a/call.wav?se={ends}&sig=SECRET"

    done = cli.does("transcribe", link, "--no-wait", *journal)

    (warning,) = [line for line in done.errors if line.startswith("Warning: ")]
    assert warning.startswith("Warning: 1 link expires within 24 hours, the first at ")
