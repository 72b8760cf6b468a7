"""`delete` by age and status, and `delete-logs`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import click
import pytest

import speechtotext
from cli.conftest import Cli, Done
from emulator.recordings import wav
from speechtotext.emulator import Emulator

Status = Literal["NotStarted", "Running", "Succeeded", "Failed"]
NOBODY = "00000000-0000-0000-0000-000000000000"
BASE = "https://x.example/speechtotext"
MADE: Sequence[tuple[Status, int]] = (
    ("Failed", 40),
    ("Succeeded", 40),
    ("Running", 40),
    ("Failed", 5),
    ("Succeeded", 5),
)
GROUPS = ("transcriptions", "datasets", "evaluations")


def seeded_model(emulator: Emulator) -> dict[str, str]:
    body = {"displayName": "Calls", "locale": "en-US", "text": "Contoso"}
    return {"self": f"{BASE}/models/{emulator.seed('models', body, version='v3.2', status='Succeeded')}"}


def body_of(group: str, emulator: Emulator) -> dict[str, Any]:
    about = {"displayName": "Calls", "locale": "en-US"}
    match group:
        case "transcriptions":
            return about | {"contentUrls": ["https://x.example/a.wav"], "properties": {"timeToLiveHours": 48}}
        case "datasets":
            return about | {"kind": "Acoustic", "contentUrl": "https://x.example/a.zip"}
    model = seeded_model(emulator)
    dataset = emulator.seed("datasets", body_of("datasets", emulator), status="Succeeded")
    return about | {"model1": model, "model2": model, "dataset": {"self": f"{BASE}/datasets/{dataset}"}}


def seed(emulator: Emulator, group: str, version: str = "2025-10-15") -> list[str]:
    """Make an entity for each of `MADE`."""
    body, now = body_of(group, emulator), datetime.now(UTC)
    return [
        emulator.seed(group, body, status=status, created=now - timedelta(days=days), version=version)
        for status, days in MADE
    ]


def ids(done: Done) -> set[str]:
    return set(re.findall(r"^[0-9a-f-]{36}", done.out, re.MULTILINE))


def left(cli: Cli, group: str, *flags: str) -> set[str]:
    return {record["self"].partition("?")[0][-36:] for record in cli.does(group, "list", "--json", *flags).records}


@pytest.mark.parametrize("group", GROUPS)
def test_a_dry_run_lists_and_deletes_nothing(cli: Cli, emulator: Emulator, group: str) -> None:
    made = seed(emulator, group)
    before = left(cli, group)

    done = cli.does(group, "delete", "--older-than", "30d", "--status", "Failed", "--dry-run")

    assert ids(done) == {made[0]}
    assert done.errors == [f"1 {group.removesuffix('s')} would be deleted."]
    assert left(cli, group) == before


@pytest.mark.parametrize("version", ["v3.0", "v3.2", "2025-10-15"])
@pytest.mark.parametrize("group", GROUPS)
def test_what_is_old_and_has_ended_is_deleted(cli: Cli, emulator: Emulator, group: str, version: str) -> None:
    flags = ("--api-version", version)
    made = seed(emulator, group, version)
    before = left(cli, group, *flags)

    done = cli.does(group, "delete", "--older-than", "30d", *flags)

    assert sorted(done.lines) == sorted(f"{each} deleted" for each in made[:2])
    assert done.errors == [f"2 {group} deleted."]
    assert left(cli, group, *flags) == before - set(made[:2])


def test_statuses_alone_select_whatever_the_age(cli: Cli, emulator: Emulator) -> None:
    made = seed(emulator, "transcriptions")

    cli.does("transcriptions", "delete", "--status", "Failed", "--status", "Succeeded")

    assert left(cli, "transcriptions") == {made[2]}


def test_many_are_deleted_side_by_side_below_the_limit(cli: Cli, emulator: Emulator) -> None:
    body = body_of("transcriptions", emulator)
    made = {emulator.seed("transcriptions", body, status="Failed") for _ in range(70)}

    done = cli.does("transcriptions", "delete", "--status", "Failed", "-o", "json")

    assert {record["id"] for record in json.loads(done.out)} == made
    assert done.errors == ["70 transcriptions deleted."]


@pytest.mark.parametrize("flags", [("--older-than", "1d"), ("--status", "Failed")])
def test_deleting_nothing_is_success(cli: Cli, emulator: Emulator, flags: tuple[str, str]) -> None:
    done = cli.does("transcriptions", "delete", *flags)

    assert (done.out, done.errors) == ("", ["There is nothing to delete."])
    assert json.loads(cli.does("transcriptions", "delete", *flags, "-o", "json", "-q").out) == []


def test_what_the_service_refuses_to_delete_is_told(cli: Cli, emulator: Emulator) -> None:
    made = seed(emulator, "transcriptions")

    done = cli("transcriptions", "delete", "--older-than", "30d", "--status", "Failed", "--status", "Running")

    assert (done.code, done.lines) == (1, [f"{made[0]} deleted"])
    error, note = done.errors
    assert re.match(rf"Error: {made[2]}: Transcriptions_Delete was answered with HTTP 4\d\d: .*", error)
    assert note == "1 transcription deleted; 1 could not be deleted."


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_refused_deletions_are_records_too(cli: Cli, emulator: Emulator, format: str) -> None:
    made = seed(emulator, "transcriptions")

    done = cli("transcriptions", "delete", made[0], made[2], "-o", format, "--log-format", "json")

    (error,) = map(json.loads, done.errors)
    assert (done.code, error["id"]) == (1, made[2])
    assert records(done, format) == [{"id": made[0], "deleted": True}, {"id": made[2], "deleted": False}]


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_an_error_among_many_deletions_hides_none_of_them(cli: Cli, emulator: Emulator, format: str) -> None:
    body = body_of("transcriptions", emulator)
    made = {emulator.seed("transcriptions", body, status="Failed") for _ in range(30)}
    emulator.fail_next("Transcriptions_Delete", fault="slow", seconds=0.05, times=12)
    emulator.fail_next("Transcriptions_Delete", status=403)

    done = cli("transcriptions", "delete", "--status", "Failed", "-o", format)

    assert done.code == 5
    check_outcomes(records(done, format), made, left(cli, "transcriptions"))
    count = sum(bool(each["deleted"]) for each in records(done, format))
    assert count >= 8
    assert any(line.startswith(f"{count} transcriptions deleted") for line in done.errors)


def records(done: Done, format: str) -> list[dict[str, Any]]:
    """What was printed as JSON or lines of JSON."""
    return json.loads(done.out) if format == "json" else done.records


def check_outcomes(told: Sequence[dict[str, Any]], made: set[str], left: set[str]) -> None:
    """Check that what was deleted is told, once, and that nothing else is said to be deleted."""
    deleted = {each["id"] for each in told if each["deleted"]}
    unknown = {each["id"] for each in told if each["deleted"] is None}
    assert len(told) == len({each["id"] for each in told})
    assert deleted <= made - left <= deleted | unknown


def test_what_is_gone_by_now_counts_as_deleted(cli: Cli, emulator: Emulator) -> None:
    seed(emulator, "transcriptions")
    emulator.fail_next("Transcriptions_Delete", status=404)

    assert len(cli.does("transcriptions", "delete", "--older-than", "30d").lines) == 2


@pytest.mark.parametrize("arguments", [(NOBODY, "--status", "Failed"), (NOBODY, "--dry-run")])
def test_ids_and_a_selection_exclude_each_other(cli: Cli, emulator: Emulator, arguments: tuple[str, ...]) -> None:
    done = cli("transcriptions", "delete", *arguments)

    assert (done.code, done.out, len(done.errors)) == (2, "", 1)


@pytest.mark.parametrize(("answer", "count"), [("n", 5), ("y", 3)])
def test_a_terminal_is_asked(
    cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, answer: str, count: int
) -> None:
    seed(emulator, "transcriptions")
    asked: list[str] = []

    def confirm(text: str, *, err: bool) -> bool:
        asked.append(text)
        return answer == "y"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", confirm)

    done = cli.does("transcriptions", "delete", "--older-than", "30d")

    assert asked == ["Delete 2 transcriptions?"]
    assert done.lines[0].startswith("ID ")
    assert len(left(cli, "transcriptions")) == count


def test_yes_answers_for_a_terminal(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(emulator, "transcriptions")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    assert len(cli.does("transcriptions", "delete", "--older-than", "30d", "--yes").lines) == 2


def test_old_logs_of_an_endpoint_are_deleted(cli: Cli, emulator: Emulator) -> None:
    about = {"displayName": "Calls", "locale": "en-US"}
    model = seeded_model(emulator)
    body = about | {"model": model, "properties": {"loggingEnabled": True}}
    endpoint = emulator.seed("endpoints", body, status="Succeeded", version="v3.2")
    now = datetime.now(UTC)
    emulator.add_log(endpoint, "old.wav", wav(), created=now - timedelta(days=40))
    emulator.add_log(endpoint, "new.wav", wav(), created=now)
    flags = ("--api-version", "v3.2")

    dry = cli.does("endpoints", "delete-logs", endpoint, "--older-than", "30d", "--dry-run", *flags)
    done = cli.does("endpoints", "delete-logs", endpoint, "--older-than", "30d", *flags)

    assert [line.split()[0] for line in dry.lines[1:]] == ["old.wav"]
    assert (len(done.lines), done.errors) == (1, ["1 log deleted."])
    rest = cli.does("endpoints", "delete-logs", endpoint, *flags)
    assert rest.errors == ["1 log deleted."]
    assert cli.does("endpoints", "delete-logs", endpoint, *flags).errors == ["There is nothing to delete."]


@pytest.mark.parametrize("version", ["v3.0", "2025-10-15"])
@pytest.mark.parametrize(
    ("flags", "chosen"),
    [
        (("--status", "Failed"), {0, 3}),
        (("--status", "Failed", "--status", "Running"), {0, 2, 3}),
        (("--newer-than", "30d"), {3, 4}),
        (("--older-than", "30d", "--status", "Failed"), {0}),
        (("--older-than", "50d"), set()),
    ],
)
def test_a_listing_selects_by_status_and_age(
    cli: Cli, emulator: Emulator, version: str, flags: Sequence[str], chosen: set[int]
) -> None:
    made = seed(emulator, "transcriptions", version)

    listed = cli.does("transcriptions", "list", "--api-version", version, *flags, "--json").records

    assert {speechtotext.id_of(record["self"]) for record in listed} == {made[index] for index in chosen}


def test_a_selection_goes_with_a_filter_and_a_limit(cli: Cli, emulator: Emulator) -> None:
    made = seed(emulator, "datasets")
    failed = ("datasets", "list", "--status", "Failed")

    assert len(ids(cli.does(*failed, "--limit", "1"))) == 1
    assert ids(cli.does(*failed, "--filter", "displayName eq 'Calls'")) == {made[0], made[3]}
    assert ids(cli.does(*failed, "--filter", "displayName eq 'Other'")) == set()


def test_a_listing_says_why_jobs_failed(cli: Cli, emulator: Emulator) -> None:
    emulator.seed("transcriptions", body_of("transcriptions", emulator), status="Succeeded")
    assert "ERROR" not in cli.does("transcriptions", "list").out

    (failed,) = cli.does("transcribe", "https://nobody.invalid/call.wav", "--no-wait").lines
    cli("transcriptions", "wait", failed)

    job = cli.does("transcriptions", "get", failed, "--json").record
    done = cli.does("transcriptions", "list")
    assert "ERROR" in done.lines[0]
    assert job["properties"]["error"]["message"] in done.out
