"""What is printed: tables that fit, colours for terminals only, no secrets, nothing that steers a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Cli
from emulator.recordings import wav
from speechtotext import v2025_10_15
from speechtotext.cli._output.redaction import printable, without_secrets
from speechtotext.cli._output.tables import Column, fit_widths
from speechtotext.emulator import Emulator

ID = Column("ID", ("self",))
NAME = Column("NAME", ("displayName",), flexible=True)
STATUS = Column("STATUS", ("status",))
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        (200, [36, 9, 40, 5]),
        (96, [36, 9, 40, 5]),
        (90, [36, 9, 34, 5]),
        (66, [36, 9, 10, 5]),
        (65, [36, 9, 16]),
        (59, [36, 9, 10]),
        (58, [36, 9]),
        (40, [36]),
        (10, [36]),
    ],
)
def test_columns_are_shortened_and_left_out_to_fit(available: int, expected: list[int]) -> None:
    assert fit_widths((ID, STATUS, NAME, Column("LOCALE", ("locale",))), [36, 9, 40, 5], available) == expected


@pytest.fixture
def long_names(emulator: Emulator) -> Emulator:
    """An emulator with projects whose names are long, one of them in wide letters."""
    for name in ("Calls of the support team in the month of May and of June", "会議の録音" * 12):
        emulator.seed("projects", {"displayName": name, "locale": "en-US"})
    return emulator


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.usefixtures("long_names")
def test_a_table_is_no_wider_than_the_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))

    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in cli.does("projects", "list").lines]

    assert len(lines) == 3
    assert max(map(cell_len, lines)) <= width
    assert all(re.match(r"[0-9a-f-]{36}", line) for line in lines[1:])


@pytest.mark.usefixtures("long_names")
def test_what_is_piped_is_whole_and_has_no_colours(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    out = cli.does("projects", "list").out

    assert "会議の録音" * 12 in out
    assert "\x1b" not in out


@pytest.mark.usefixtures("recording")
def test_a_terminal_gets_colours_unless_it_wants_none(
    cli: Cli, recording: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.does("transcribe", recording)
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert "\x1b[32mSucceeded" in cli.does("transcriptions", "list").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[32m" not in cli.does("transcriptions", "list").out


def test_names_cannot_steer_the_terminal(cli: Cli, emulator: Emulator) -> None:
    name = "\x1b]0;title\x07\x9b31mred[bold]x\r\nnext"
    identifier = emulator.seed("projects", {"displayName": name, "locale": "en-US", "customProperties": {name: "x"}})

    table, details = cli.does("projects", "list").out, cli.does("projects", "get", identifier).out
    shown = cli.does("projects", "get", identifier, "--json")

    harmless = "�]0;title��31mred[bold]x next"
    assert harmless in table
    assert f"displayName: {harmless}\n" in details
    assert f"  {harmless}: x\n" in details
    assert not set("\x1b\x07\x9b") & set(table + details + shown.out)
    assert shown.record["displayName"] == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("https://x/a?sv=1&sig=SECRET&se=2", "https://x/a?sv=1&sig=***&se=2"),
        ("\x00\x1b[1m\x9b2J", "��[1m�2J"),
    ],
)
def test_text_is_made_fit_to_be_seen(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_secrets_in_json_are_hidden() -> None:
    value = {"secret": "s", "properties": {"targetSubscriptionKey": "k", "urls": ["https://x/a?sig=SECRET"], "n": 5}}

    assert without_secrets(value) == {
        "secret": "***",
        "properties": {"targetSubscriptionKey": "***", "urls": ["https://x/a?sig=***"], "n": 5},
    }


def test_no_command_shows_a_key_a_signature_or_a_secret(
    cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    audio = emulator.storage.put("call.wav", wav())
    signature = audio.partition("sig=")[2]
    lost = "https://nobody.invalid/lost.wav?sig=ANOTHERSIGNATURE"
    Path("hook.json").write_text(
        json.dumps({"displayName": "x", "webUrl": audio, "events": {}, "properties": {"secret": "THESECRETOFTHEHOOK"}})
    )
    (job,) = cli.does("transcribe", audio, lost, "--no-wait").lines
    key = ("--key", emulator.key)
    commands: list[tuple[object, ...]] = [
        ("transcribe", audio, lost, *key),
        ("transcribe", audio, lost, "--json"),
        ("transcribe", audio, lost, "--out", "texts", "--format", "vtt", "--format", "json"),
        ("transcribe", audio, "--no-wait", *key),
        ("transcribe", audio, lost, "--journal", "may.journal", "--out", "may", "--json"),
        ("transcribe", f"{audio}&x=<"),
        ("transcribe", "https://x.example/a.wav?se=2020-01-01T00:00:00Z&sig=ANOTHERSIGNATURE"),
        ("transcribe", f"htps{audio.removeprefix('http')}"),
        ("results", job, "--json"),
        ("transcriptions", "files", job, "--json"),
        ("transcriptions", "files", job),
        ("transcriptions", "report", job),
        ("transcriptions", "report", job, "--json"),
        ("transcriptions", "get", job, "--json"),
        ("transcriptions", "download", job, "--out", "files"),
        ("transcriptions", "get", NOBODY, *key),
        ("transcriptions", "list", "--key", "THEWRONGKEYOFMINE"),
        ("webhooks", "create", "hook.json", "--json"),
        ("webhooks", "list", "--json"),
        ("config", "--json", *key),
        ("config", *key),
    ]

    shown = [cli(*command) for command in commands]

    text = "\n".join(done.out + done.err for done in shown)
    assert len(text.splitlines()) > 40
    hidden = [emulator.key, signature, "ANOTHERSIGNATURE", "THESECRETOFTHEHOOK", "THEWRONGKEYOFMINE"]
    assert [secret for secret in hidden if secret in text] == []


def test_a_result_that_storage_has_lost_does_not_keep_the_others_from_being_shown(
    cli: Cli, emulator: Emulator, recording: str
) -> None:
    second = emulator.storage.put("second.wav", wav())
    (job,) = cli.does("transcribe", recording, second, "--no-wait").lines
    cli.does("wait", job)
    with v2025_10_15.Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
        file = next(iter(stt.transcriptions.files(job, kind="Transcription")))
    assert file.links is not None
    place = emulator.storage.place(file.links.content_url or "")
    assert place is not None
    emulator.storage.delete(*place[:2])

    done = cli("results", job, "--json")

    assert done.code == 1
    assert sorted(record["status"] for record in done.records) == ["Failed", "Succeeded"]
    (error,) = [line for line in done.errors if line.startswith("Error")]
    assert error.startswith(f"Error: A result of {job} is missing: Fetching {file.name} was answered with HTTP 404")
