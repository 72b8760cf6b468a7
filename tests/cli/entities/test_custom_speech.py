"""Datasets from files, copies and ends of models, logs of endpoints."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cli.conftest import Cli
from speechtotext import _clock
from speechtotext.emulator import Emulator

BLOCK = 8 << 20
LOG = "2026-09-20_080000_3b5f4628-e225-439d-bd27-8804f9eed13f.wav"


@pytest.fixture
def text() -> Path:
    """A file of three blocks."""
    file = Path("words.txt")
    file.write_bytes(b"One sentence.\n" * (2 * BLOCK // 14 + 1000))
    return file


@pytest.fixture
def model(emulator: Emulator, cli: Cli) -> str:
    """Id of a model of one's own."""
    base = cli.does("models", "list-base", "--filter", "locale eq 'en-US'", "--json").records[-1]["self"]
    url = emulator.storage.put("text.txt", b"One.\nTwo.")
    dataset = emulator.seed(
        "datasets",
        {"displayName": "Text", "locale": "en-US", "kind": "Language", "contentUrl": url},
        status="Succeeded",
    )
    dataset_url = f"{emulator.endpoint}/speechtotext/datasets/{dataset}"
    made_of = {"baseModel": {"self": base}, "datasets": [{"self": dataset_url}]}
    made = emulator.seed("models", {"displayName": "Support", "locale": "en-US", **made_of})
    cli.does("models", "wait", made)
    return made


@pytest.fixture
def endpoint(emulator: Emulator, model: str) -> str:
    """Id of an endpoint with that model, which keeps logs."""
    body = {
        "displayName": "Live",
        "locale": "en-US",
        "model": {"self": f"{emulator.endpoint}/speechtotext/models/{model}"},
        "properties": {"loggingEnabled": True},
    }
    return emulator.seed("endpoints", body, status="Succeeded")


@pytest.mark.parametrize("version", ["v3.1", "v3.2", "2024-11-15", "2025-10-15"])
def test_a_file_becomes_a_dataset(cli: Cli, emulator: Emulator, text: Path, version: str) -> None:
    flags = ("--api-version", version)

    done = cli.does("datasets", "upload", text, "--kind", "Language", *flags, "--json")

    assert (done.record["displayName"], done.record["locale"]) == ("words.txt", "en-US")
    title, command = done.errors
    assert title == "The file has been sent. To wait until it is imported:"
    cli.does(*command.split()[1:])
    (dataset,) = cli.does("datasets", "list", *flags, "--json").records
    assert dataset["status"] == "Succeeded"
    assert dataset["properties"]["acceptedLineCount"] == 2 * BLOCK // 14 + 1000


def test_what_is_told_of_a_dataset_is_kept(cli: Cli, emulator: Emulator) -> None:
    Path("words.txt").write_text("One.\n")
    Path("project.json").write_text('{"displayName": "Support", "locale": "de-DE"}')
    project = cli.does("projects", "create", "project.json", "--json").record["self"]
    told = ("--locale", "de-DE", "--name", "Words", "--description", "Of May", "--project", project)

    made = cli.does("datasets", "upload", "words.txt", "--kind", "Language", *told, "--json").record

    assert (made["displayName"], made["description"], made["locale"]) == ("Words", "Of May", "de-DE")
    assert made["project"] == {"self": project}


def test_an_upload_that_broke_off_goes_on_as_is_told(cli: Cli, emulator: Emulator, text: Path) -> None:
    emulator.fail_next("Datasets_CommitBlocks", status=500)

    done = cli("datasets", "upload", text, "--kind", "Language")

    assert done.code == 3
    error, title, command = done.errors
    assert error.startswith("Error: Datasets_CommitBlocks was answered with HTTP 500")
    assert title == "To send the rest:"
    assert re.fullmatch(r"  speechtotext datasets resume-upload [0-9a-f-]{36} words\.txt", command)
    cli.does(*command.split()[1:])
    (dataset,) = cli.does("datasets", "list", "--json").records
    cli.does("datasets", "wait", dataset["self"])


@pytest.mark.parametrize("version", ["v3.1", "v3.2", "2025-10-15"])
def test_a_model_is_copied(
    cli: Cli, emulator: Emulator, model: str, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    emulator.add_resource("target", key="key-of-the-target-resource")
    monkeypatch.setenv("SPEECH_TARGET_KEY", "key-of-the-target-resource")
    source = ("--source-resource-id", emulator.snapshot()["resources"][0]["id"]) if version != "v3.1" else ()

    done = cli.does(
        "models", "copy", model, "--target-endpoint", emulator.endpoint, *source, "--api-version", version, "--json"
    )

    assert done.record["displayName"] == "Support"
    theirs = cli.does("models", "list", "--key", "key-of-the-target-resource", "--json").records
    assert [each["displayName"] for each in theirs] == ["Support"]


def test_models_that_end_are_told_with_what_uses_them(
    cli: Cli, model: str, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = cli.does("models", "expiring", "--within", "5000d", "--used", "--json").records
    (used,) = [record for record in found if record["model"]["displayName"] == "Support"]
    assert used["endpoints"] == [cli.does("endpoints", "get", endpoint, "--json").record["self"]]
    assert (used["customModels"], used["transcriptions"]) == ([], [])
    assert used["endsDateTime"] == used["transcriptionDateTime"]

    ends = datetime.fromisoformat(used["endsDateTime"])
    monkeypatch.setattr(_clock, "utc_now", lambda: ends - timedelta(days=91))
    assert model not in cli.does("models", "expiring", "--within", "90d").out
    monkeypatch.setattr(_clock, "utc_now", lambda: ends - timedelta(days=89))
    (row,) = [line for line in cli.does("models", "expiring", "--within", "90d").lines if line.startswith(model)]
    assert row.split()[1:] == [f"{ends:%Y-%m-%d}", f"{ends:%H:%M}", "Support", "1", "endpoints"]


def test_a_manifest_is_downloaded_with_its_files(cli: Cli, emulator: Emulator, model: str) -> None:
    lines = cli.does("models", "manifest", model, "--out", "container").lines

    assert lines[0] == str(Path("container/manifest.json"))
    assert len(lines) > 1
    assert all(Path(line).is_file() for line in lines)


@pytest.mark.parametrize("version", ["v3.0", "v3.1", "v3.2"])
def test_logs_of_endpoints_are_downloaded(cli: Cli, emulator: Emulator, endpoint: str, version: str) -> None:
    emulator.add_log(endpoint, LOG, b"RIFF")

    (record,) = cli.does("endpoints", "logs", endpoint, "--out", "logs", "--api-version", version, "--json").records

    assert record["name"] == LOG
    assert Path(record["path"]).read_bytes() == b"RIFF"
