"""What is told by flags, the environment and a file, and which of it holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Cli
from emulator.recordings import wav
from speechtotext._recordings.settings import TranscriptionSettings, fast_definition
from speechtotext.cli._arguments.api_versions import api_versions, find_version
from speechtotext.emulator import Emulator

KEY = "0123456789abcdef0123456789abcdef"


def settings(cli: Cli, *flags: str) -> dict[str, tuple[str | None, str | None]]:
    """The settings that hold, and where each was told."""
    records = cli.does("config", "--json", *flags).records
    return {record["name"]: (record["value"], record["source"]) for record in records}


def test_without_anything_told_there_are_defaults(cli: Cli) -> None:
    assert settings(cli) == {
        "region": (None, None),
        "endpoint": (None, None),
        "auth": ("key", "default"),
        "key": (None, None),
        "key_2": (None, None),
        "api_version": ("2025-10-15", "default"),
        "locale": (None, None),
        "proxy": (None, None),
        "ca_bundle": (None, None),
    }


def test_flags_win_over_the_environment_and_that_over_the_file(
    cli: Cli, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('region = "northeurope"\nkey = "of the file"\napi_version = "v3.0"\nlocale = "de-DE"\n')
    config.chmod(0o600)
    monkeypatch.setenv("SPEECH_KEY", KEY)
    monkeypatch.setenv("SPEECH_API_VERSION", "v3.1")

    assert settings(cli, "--api-version", "v3.2") == {
        "region": ("northeurope", str(config)),
        "endpoint": (None, None),
        "auth": ("key", "default"),
        "key": ("***", "the environment"),
        "key_2": (None, None),
        "api_version": ("v3.2", "the command line"),
        "locale": ("de-DE", str(config)),
        "proxy": (None, None),
        "ca_bundle": (None, None),
    }


@pytest.mark.parametrize("name", ["region", "endpoint", "key", "key_2", "api_version", "locale"])
def test_the_environment_tells_every_setting(cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"SPEECH_{name.upper()}", "v3.1")

    assert settings(cli)[name] == ("***" if name.startswith("key") else "v3.1", "the environment")


def test_a_region_takes_the_place_of_an_endpoint_that_was_told_with_less_weight(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_ENDPOINT", "https://mine.cognitiveservices.azure.com")

    held = settings(cli, "--region", "westeurope")

    assert held["region"] == ("westeurope", "the command line")
    assert held["endpoint"] == (None, None)


def test_of_the_environment_the_endpoint_holds_as_for_programs(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_ENDPOINT", "https://mine.cognitiveservices.azure.com")
    monkeypatch.setenv("SPEECH_REGION", "westeurope")

    assert settings(cli)["region"] == ("westeurope", "the environment; not used: the endpoint wins")
    assert settings(cli)["endpoint"] == ("https://mine.cognitiveservices.azure.com", "the environment")


def test_what_is_empty_is_not_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_REGION", "")

    assert settings(cli)["region"] == (None, None)


def test_the_settings_are_shown_without_the_key(cli: Cli, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_KEY", KEY)

    done = cli.does("config", "--region", "westeurope")

    assert [line.strip().split(maxsplit=2) for line in done.lines] == [
        ["SETTING", "VALUE", "FROM"],
        ["region", "westeurope", "the command line"],
        ["endpoint", "-", "-"],
        ["auth", "key", "default"],
        ["key", "***", "the environment"],
        ["key_2", "-", "-"],
        ["api_version", "2025-10-15", "default"],
        ["locale", "-", "-"],
        ["proxy", "-", "-"],
        ["ca_bundle", "-", "-"],
    ]
    assert done.errors == [f"The file is {config}, which does not exist."]


@pytest.mark.skipif(os.name != "posix", reason="files have modes on POSIX only")
@pytest.mark.parametrize(("mode", "is_warned"), [(0o600, False), (0o400, False), (0o640, True), (0o644, True)])
def test_a_key_that_others_can_read_is_warned_of(cli: Cli, config: Path, mode: int, is_warned: bool) -> None:
    config.write_text(f'key = "{KEY}"\n')
    config.chmod(mode)

    done = cli.does("config")

    warning = f"Warning: others can read the key in {config}: chmod 600 {config}"
    assert (warning in done.errors) == is_warned
    assert KEY not in done.out + done.err


def test_a_file_without_a_key_may_be_read_by_all(cli: Cli, config: Path) -> None:
    config.write_text('region = "westeurope"\n')
    config.chmod(0o644)

    assert cli.does("config").errors == [f"The file is {config}."]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (
            b'regoin = "westeurope"',
            "'regoin' is not a setting; expected one of: region, endpoint, auth, key, key_2, ",
        ),
        (b"region = 5", "'region' is not a setting; expected one of: "),
        (b"region = westeurope", "is not TOML: Invalid value (at line 1, column 10)."),
        (b"\xff", "is not TOML: "),
    ],
)
def test_a_file_that_holds_something_else_is_refused(cli: Cli, config: Path, content: bytes, error: str) -> None:
    config.write_bytes(content)

    done = cli("config")

    assert done.code == 2
    (line,) = done.errors
    assert line.startswith(f"Error: {config}")
    assert error in line


def test_a_file_that_cannot_be_read_is_refused(cli: Cli, config: Path) -> None:
    config.mkdir()

    done = cli("config")

    assert (done.code, done.errors) == (6, [f"Error: {config} cannot be read: Is a directory."])


def test_the_locale_that_is_set_is_asked_for(cli: Cli, recording: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_LOCALE", "de-DE")

    assert cli.does("transcribe", recording, "--no-wait", "--json").record["locale"] == "de-DE"
    assert cli.does("transcribe", recording, "--no-wait", "--json", "--locale", "fr-FR").record["locale"] == "fr-FR"


def test_without_a_locale_fast_transcription_detects_the_language(
    cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPEECH_LOCALE")
    Path("call.wav").write_bytes(wav())
    definitions: list[dict[str, Any]] = []

    def recorded(version: str, settings: TranscriptionSettings) -> dict[str, Any]:
        definitions.append(fast_definition(version, settings))
        return definitions[-1]

    monkeypatch.setattr("speechtotext._recordings.requests.fast_definition", recorded)
    cli.does("transcribe", "call.wav")
    assert {"locales" in definition for definition in definitions} == {False}

    definitions.clear()
    cli.does("transcribe", "call.wav", "--locale", "de-DE")
    assert [definition["locales"] for definition in definitions] == [["de-DE"]] * len(definitions)


@pytest.mark.parametrize("flags", [(), ("--no-wait",), ("--journal", "may.journal", "--out", "may")])
def test_without_a_locale_no_job_is_submitted(
    cli: Cli, recording: str, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...]
) -> None:
    monkeypatch.delenv("SPEECH_LOCALE")

    done = cli("transcribe", recording, *flags)

    assert done.code == 2
    assert "give a locale, such as en-US, or 2 to 10 candidates" in done.err
    assert cli.does("transcriptions", "list", "--json").records == []


def test_without_a_locale_no_dataset_is_uploaded(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPEECH_LOCALE")
    Path("words.txt").write_text("Contoso\n")

    done = cli("datasets", "upload", "words.txt", "--kind", "Language")

    assert (done.code, "Give --locale" in done.err) == (2, True)
    assert cli.does("datasets", "list", "--json").records == []


def test_the_versions_are_those_that_there_are_packages_for_oldest_first() -> None:
    assert list(api_versions().items()) == [
        ("v3.0", "v3_0"),
        ("v3.1", "v3_1"),
        ("v3.2", "v3_2"),
        ("2024-11-15", "v2024_11_15"),
        ("2025-10-15", "v2025_10_15"),
    ]


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("v3.2", "v3.2"),
        ("3.2", "v3.2"),
        ("v3_2", "v3.2"),
        ("2025-10-15", "2025-10-15"),
        ("v2025_10_15", "2025-10-15"),
        ("2025", None),
        ("latest", None),
        ("", None),
    ],
)
def test_a_version_is_known_by_all_its_spellings(text: str, version: str | None) -> None:
    assert find_version(text) == version
