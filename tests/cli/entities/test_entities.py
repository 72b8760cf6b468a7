"""The commands of all groups."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import click
import pytest

from cli.conftest import Cli
from emulator.receiver import Receiver
from emulator.recordings import archive, wav
from speechtotext.cli._main import root_command
from speechtotext.emulator import Emulator

GROUPS = ("transcriptions", "datasets", "models", "endpoints", "evaluations", "projects", "webhooks")
VERSIONS = ("v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15")
SECRET = "the-secret-of-a-web-hook"


class Made:
    """Makes entities by the command line."""

    def __init__(self, cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, hook: str) -> None:
        self._cli = cli
        self._emulator = emulator
        self._monkeypatch = monkeypatch
        self._hook = hook

    def __call__(self, group: str, version: str = "2025-10-15") -> str:
        """Make an entity as JSON describes it, wait until it has ended, and give its URL."""
        body = {"displayName": "Calls", **self._body(group, version)}
        self._monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(body)))
        made = self._cli.does(group, "create", "-", "--api-version", version, "--json").record
        assert made["displayName"] == "Calls"
        if group != "projects":
            self._cli.does(group, "wait", made["self"], "--api-version", version)
        return str(made["self"])

    def _body(self, group: str, version: str) -> dict[str, Any]:
        storage = self._emulator.storage
        spoken = {"one.wav": wav(), "trans.txt": b"one.wav\tThis is one."}
        match group:
            case "transcriptions":
                kept = {} if version.startswith("v") else {"timeToLiveHours": 48}
                return {"locale": "en-US", "contentUrls": [storage.put("call.wav", wav())], "properties": kept}
            case "datasets":
                return {"locale": "en-US", "kind": "Language", "contentUrl": storage.put("text.txt", b"One.\nTwo.")}
            case "models":
                return {"locale": "en-US", "datasets": [{"self": self("datasets", version)}], **self._base(version)}
            case "endpoints":
                return {"locale": "en-US", "model": self._base(version)["baseModel"]}
            case "evaluations":
                kind = {"kind": "Acoustic", "contentUrl": storage.put("spoken.zip", archive(spoken))}
                body = {"displayName": "Spoken", "locale": "en-US", **kind}
                self._monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(body)))
                dataset = self._cli.does("datasets", "create", "-", "--api-version", version, "--json").record["self"]
                self._cli.does("datasets", "wait", dataset, "--api-version", version)
                model = self._base(version)["baseModel"]
                return {"locale": "en-US", "model1": model, "model2": model, "dataset": {"self": dataset}}
            case "projects":
                return {"locale": "en-US"}
        events = {"transcriptionCompletion": True}
        return {"webUrl": self._hook, "events": events, "properties": {"secret": SECRET}}

    def _base(self, version: str) -> dict[str, Any]:
        filter = () if version == "v3.0" else ("--filter", "locale eq 'en-US'")
        models = self._cli.does("models", "list-base", *filter, "--api-version", version, "--json").records
        newest = [model for model in models if model["locale"] == "en-US"][-1]
        return {"baseModel": {"self": newest["self"]}}


@pytest.fixture
def made(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Any:
    with Receiver() as receiver:
        yield Made(cli, emulator, monkeypatch, receiver.url)


def id_in(url: str) -> str:
    found = re.search(r"[0-9a-f-]{36}", url)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("group", GROUPS)
def test_entities_are_made_listed_shown_changed_and_deleted(
    cli: Cli, made: Made, group: str, version: str, tmp_path: Path
) -> None:
    if (group, version) == ("projects", "2024-11-15"):
        assert cli(group, "list", "--api-version", version).code == 2
        return
    flags = ("--api-version", version, "--json")
    url = made(group, version)
    shown = cli.does(group, "get", url, *flags).record
    assert shown in cli.does(group, "list", *flags).records
    assert shown["displayName"] == "Calls"

    Path("change.json").write_text('{"displayName": "Renamed"}')
    assert cli.does(group, "update", url, "change.json", *flags).record["displayName"] == "Renamed"

    assert cli.does(group, "delete", url, *flags).records == [{"id": id_in(url), "deleted": True}]
    gone = cli(group, "get", url, *flags)
    assert (gone.code, gone.out, len(gone.errors)) == (1, "", 1)


@pytest.mark.parametrize("group", GROUPS)
def test_entities_are_listed_in_a_table(cli: Cli, made: Made, group: str) -> None:
    url = made(group)

    title, *rows = cli.does(group, "list").lines

    assert title.split()[0] == "ID"
    (row,) = [row for row in rows if row.startswith(id_in(url))]
    assert " Calls " in row


def test_an_entity_is_shown_with_all_that_it_has(cli: Cli, made: Made) -> None:
    lines = cli.does("transcriptions", "get", made("transcriptions")).lines

    assert "displayName: Calls" in lines
    assert "properties:" in lines
    assert "  timeToLiveHours: 48" in lines
    assert lines[lines.index("  channels:") :][:3] == ["  channels:", "    - 0", "    - 1"]


def test_several_entities_are_shown_and_of_one_that_is_not_there_is_told(cli: Cli, made: Made) -> None:
    first, second = made("projects"), made("projects")
    nobody = "00000000-0000-0000-0000-000000000000"

    done = cli("projects", "get", first, nobody, second, "--json")

    assert done.code == 1
    assert [record["self"] for record in done.records] == [first, second]
    (error,) = done.errors
    assert re.fullmatch(
        rf"Error: Projects_Get was answered with HTTP 404: .*{nobody} \(NotFound, request id .*\)\.", error
    )


def test_a_listing_is_filtered_and_limited(cli: Cli, made: Made, emulator: Emulator) -> None:
    for number in range(3):
        emulator.seed("projects", {"displayName": f"Project {number}", "locale": "en-US"})

    filtered = cli.does("projects", "list", "--filter", "displayName eq 'Project 1'", "--json").records
    assert [record["displayName"] for record in filtered] == ["Project 1"]
    assert len(cli.does("projects", "list", "--limit", 2, "--json").records) == 2


def test_a_listing_goes_over_all_pages(cli: Cli, emulator: Emulator) -> None:
    for number in range(230):
        emulator.seed("projects", {"displayName": f"Project {number}", "locale": "en-US"})

    assert len(cli.does("projects", "list", "--json").records) == 230


def test_an_empty_listing_says_so_beside_the_results(cli: Cli, emulator: Emulator) -> None:
    done = cli.does("projects", "list")
    assert (done.out, done.errors) == ("", ["No items found."])
    assert cli.does("projects", "list", "--json").out == ""


def test_files_are_listed_and_downloaded(cli: Cli, made: Made) -> None:
    url = made("transcriptions")

    kinds = [record["kind"] for record in cli.does("transcriptions", "files", url, "--json").records]
    assert kinds == ["Transcription", "TranscriptionReport"]
    (only,) = cli.does("transcriptions", "files", url, "--kind", "TranscriptionReport", "--json").records
    assert only["name"] == "report.json"

    done = cli.does("transcriptions", "download", url, "--out", "files", "--json")
    assert [(record["name"], record["kind"]) for record in done.records] == [
        ("contenturl_0.json", "Transcription"),
        ("report.json", "TranscriptionReport"),
    ]
    assert all(Path(record["path"]).is_file() for record in done.records)
    assert cli.does("transcriptions", "download", url, "--out", "files").lines == [
        record["path"] for record in done.records
    ]


def test_a_report_tells_what_became_of_each_input(cli: Cli, recording: str) -> None:
    lost = "https://nobody.invalid/lost.wav"
    (job,) = cli.does("transcribe", recording, lost, "--no-wait").lines
    cli.does("wait", job)

    first, second = cli.does("transcriptions", "report", job, "--json").records
    assert first["status"] == "Succeeded"
    assert second == {
        "source": lost,
        "status": "Failed",
        "errorKind": "InvalidUri",
        "errorMessage": (
            "The data cannot be downloaded: the host 'nobody.invalid' is not allowed; start the emulator with "
            "--allow-host nobody.invalid, or Emulator(allow_hosts=['nobody.invalid'])."
        ),
    }
    assert cli.does("transcriptions", "report", job).lines[1] == (
        f"{lost} failed (InvalidUri: The data cannot be downloaded: the host 'nobody.invalid' is not allowed; "
        "start the emulator with --allow-host nobody.invalid, or Emulator(allow_hosts=['nobody.invalid']).)"
    )


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("group", ["transcriptions", "datasets", "models", "endpoints", "evaluations", "projects"])
def test_locales_are_listed(cli: Cli, emulator: Emulator, group: str, version: str) -> None:
    if (group, version) == ("projects", "2024-11-15"):
        return
    records = cli.does(group, "locales", "--api-version", version, "--json").records

    assert "en-US" in [record["locale"] for record in records]
    assert all(record["for"] for record in records)


def test_a_status_is_taken_in_any_case(cli: Cli, emulator: Emulator) -> None:
    body = {"displayName": "Calls", "locale": "en-US", "kind": "Language"}
    for status in ("Failed", "Succeeded"):
        emulator.seed("datasets", body, status=status)

    records = cli.does("datasets", "list", "--status", "failed", "--json").records

    assert [record["status"] for record in records] == ["Failed"]


def test_several_jobs_are_waited_for_and_what_failed_is_told(cli: Cli, emulator: Emulator) -> None:
    url = emulator.storage.put("text.txt", b"One.\nTwo.")
    body = {"displayName": "Calls", "locale": "en-US", "kind": "Language", "contentUrl": url}
    jobs = [emulator.seed("datasets", body) for _ in range(2)]
    emulator.fail_next_job("datasets", "InvalidData", "Not a text.")

    done = cli("datasets", "wait", *jobs, "--json")

    assert done.code == 1
    assert sorted(record["status"] for record in done.records) == ["Failed", "Succeeded"]
    (error,) = [line for line in done.errors if line.startswith("Error")]
    assert error.endswith("has failed (InvalidData: Not a text).")


@pytest.mark.parametrize("action", ["ping", "test"])
def test_a_web_hook_is_called(cli: Cli, made: Made, action: str) -> None:
    url = made("webhooks")

    assert cli.does("webhooks", action, url).lines == [f"{id_in(url)} called"]
    assert cli.does("webhooks", action, url, "--json").records == [{"id": id_in(url), "called": True}]


PRINT_NO_RECORDS = {("completion",), ("config", "get"), ("config", "set"), ("config", "unset")}


def commands() -> list[tuple[str, ...]]:
    """The paths of all commands."""
    found: list[tuple[str, ...]] = []
    for name, each in root_command.commands.items():
        within = each.commands if isinstance(each, click.Group) else {}
        found += [(name, inner) for inner in within] or [(name,)]
    return found


@pytest.mark.parametrize("path", [path for path in commands() if path[0] not in ("emulator", "migrate")], ids=" ".join)
def test_every_command_has_help_and_takes_json_if_it_prints_results(cli: Cli, path: tuple[str, ...]) -> None:
    done = cli.does(*path, "--help")

    assert done.out.startswith(f"Usage: speechtotext {' '.join(path)} ")
    assert ("--json" in done.out) == (path not in PRINT_NO_RECORDS)
