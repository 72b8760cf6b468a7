"""Profiles: which settings hold, what is written to the file, and who may read it."""

from __future__ import annotations

import io
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cli.conftest import Cli
from emulator.recordings import wav
from speechtotext.cli._arguments.config_file import read_config_file, write_setting
from speechtotext.emulator import Emulator

KEY = "0123456789abcdef0123456789abcdef"
OTHER = "fedcba9876543210fedcba9876543210"
FILE = f"""\
# Ours.
region = "northeurope"
key = "{KEY}"
locale = "de-DE"

[profiles.night]
endpoint = "https://night.cognitiveservices.azure.com"
auth = "entra"

[profiles.english]
locale = "en-GB"
"""

posix = pytest.mark.skipif(os.name != "posix", reason="files have modes on POSIX only")


@pytest.fixture
def file(config: Path) -> Path:
    """The file, with two profiles."""
    config.write_text(FILE)
    config.chmod(0o600)
    return config


def held(cli: Cli, *flags: str) -> dict[str, str | None]:
    """The settings that hold, but for the default ones."""
    records = cli.does("config", "--json", *flags).records
    return {each["name"]: each["value"] for each in records if each["value"] and each["source"] != "default"}


@pytest.mark.usefixtures("file")
class TestChoice:
    def test_without_a_profile_its_settings_do_not_hold(self, cli: Cli) -> None:
        assert held(cli) == {"region": "northeurope", "key": "***", "locale": "de-DE"}

    def test_a_profile_that_names_a_resource_takes_no_credentials_from_outside(self, cli: Cli) -> None:
        assert held(cli, "--profile", "night") == {
            "endpoint": "https://night.cognitiveservices.azure.com",
            "auth": "entra",
            "locale": "de-DE",
        }

    def test_a_profile_that_names_no_resource_is_laid_over_the_rest(self, cli: Cli) -> None:
        assert held(cli, "--profile", "english") == {"region": "northeurope", "key": "***", "locale": "en-GB"}

    def test_a_profile_of_the_command_line_wins_over_the_environment(
        self, cli: Cli, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SPEECH_LOCALE", "fr-FR")
        monkeypatch.setenv("SPEECH_PROFILE", "night")

        assert held(cli, "--profile", "english")["locale"] == "en-GB"

    def test_a_profile_of_the_environment_does_not(self, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SPEECH_LOCALE", "fr-FR")
        monkeypatch.setenv("SPEECH_PROFILE", "english")

        assert held(cli)["locale"] == "fr-FR"

    def test_flags_win_over_a_profile(self, cli: Cli) -> None:
        assert held(cli, "--profile", "night", "--key", KEY)["auth"] == "key"

    def test_the_source_names_the_profile(self, cli: Cli, file: Path) -> None:
        records = cli.does("config", "--json", "--profile", "night").records

        assert [each["source"] for each in records if each["name"] == "auth"] == [f"profile 'night' of {file}"]

    def test_an_unknown_profile_is_told_with_those_that_there_are(self, cli: Cli, file: Path) -> None:
        done = cli("transcriptions", "list", "--profile", "nights")

        assert (done.code, done.errors) == (
            2,
            [f"Error: There is no profile 'nights' in {file}, which has night, english."],
        )

    def test_the_profiles_are_listed(self, cli: Cli) -> None:
        assert cli.does("config").errors[-1] == "Its profiles: night, english."


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ('profiles = "night"', "profiles are tables, such as [profiles.test]."),
        ('[profiles]\nnight = "entra"', "profile 'night': expected a table of settings, such as [profiles.test]."),
        ('[profiles.night]\nauht = "entra"', "profile 'night': 'auht' is not a setting; expected one of: region, "),
        ('auth = "password"', "There is no way to authenticate called 'password', which "),
    ],
)
def test_what_a_file_may_not_hold_is_refused(cli: Cli, config: Path, content: str, error: str) -> None:
    config.write_text(content)

    done = cli("config")

    assert done.code == 2
    assert error in done.err


def test_a_second_key_of_the_file_is_not_taken_for_a_key_of_the_environment(
    cli: Cli, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(f'key = "{KEY}"\nkey_2 = "{OTHER}"\n')
    config.chmod(0o600)
    assert held(cli) == {"key": "***", "key_2": "***"}
    monkeypatch.setenv("SPEECH_KEY", OTHER)

    assert held(cli) == {"key": "***"}


class TestWriting:
    def test_settings_are_written_into_a_file_that_nobody_else_reads(self, cli: Cli, config: Path) -> None:
        config.parent.rmdir()
        done = cli.does("config", "set", "region", "westeurope")
        cli.does("config", "set", "auth", "entra", "--profile", "night")

        assert done.errors == [f"region is set in {config}."]
        assert config.read_text() == 'region = "westeurope"\n\n[profiles.night]\nauth = "entra"\n'
        if os.name == "posix":
            assert stat.S_IMODE(config.stat().st_mode) == 0o600

    @posix
    def test_a_file_that_others_could_read_is_closed_to_them(self, cli: Cli, file: Path) -> None:
        file.chmod(0o644)

        cli.does("config", "set", "locale", "fr-FR")

        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_comments_and_other_settings_stay(self, cli: Cli, file: Path) -> None:
        cli.does("config", "set", "locale", "fr-FR")
        cli.does("config", "set", "locale", "en-IE", "--profile", "english")

        assert file.read_text() == FILE.replace("de-DE", "fr-FR").replace("en-GB", "en-IE")

    def test_an_endpoint_takes_the_place_of_the_region(self, cli: Cli, file: Path) -> None:
        cli.does("config", "set", "endpoint", "https://mine.cognitiveservices.azure.com")

        assert "region" not in held(cli)

    def test_a_key_is_read_from_standard_input(self, cli: Cli, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{KEY}\n"))

        done = cli.does("config", "set", "key")

        assert config.read_text() == f'key = "{KEY}"\n'
        assert KEY not in done.out + done.err

    def test_a_key_on_the_command_line_is_warned_of(self, cli: Cli, config: Path) -> None:
        done = cli.does("config", "set", "key", KEY)

        assert done.errors[0] == "The key is now in your shell history; leave it out, and the command asks for it."
        assert KEY not in done.out + done.err

    def test_a_setting_is_removed(self, cli: Cli, file: Path) -> None:
        cli.does("config", "unset", "key")
        cli.does("config", "unset", "auth", "--profile", "night")
        cli.does("config", "unset", "auth", "--profile", "nobody")

        assert file.read_text() == FILE.replace(f'key = "{KEY}"\n', "").replace('auth = "entra"\n', "")

    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            (("region", "west/europe"), "'west/europe' is not the name of an Azure region, such as westeurope."),
            (("endpoint", "http://example.com"), "http://example.com would send credentials in clear text"),
            (("auth", "password"), "There is no way to authenticate called 'password', which the command line names"),
            (("api_version", "9.9"), "There is no API version '9.9', which the command line names"),
            (("regoin", "westeurope"), "Invalid value for 'SETTING': 'regoin' is not one of 'region', "),
            (("region",), "Missing argument 'VALUE'. See 'speechtotext config set --help'."),
            (("locale", " "), "locale is empty: give a value, or remove it"),
            (("proxy", "ftp://x"), "proxy: 'ftp://x' is not the URL of a proxy, such as http://proxy.example:3128."),
            (("ca_bundle", "nowhere.pem"), "ca_bundle: no certificates can be read from '"),
        ],
        ids=" ".join,
    )
    def test_an_invalid_value_is_not_written(
        self, cli: Cli, config: Path, arguments: tuple[str, ...], error: str
    ) -> None:
        done = cli("config", "set", *arguments)

        assert done.code == 2
        assert done.err.startswith(f"Error: {error}")
        assert not config.exists()


def test_a_proxy_is_set_for_a_profile_and_shown_without_its_password(cli: Cli, file: Path) -> None:
    cli.does("config", "set", "proxy", "http://user:word@proxy.example:3128", "--profile", "english")

    shown = cli.does("config", "get", "proxy", "--profile", "english")

    assert shown.out == "http://***@proxy.example:3128\n"
    assert held(cli, "--profile", "english")["proxy"] == "http://***@proxy.example:3128"
    assert "proxy" not in held(cli)


@posix
def test_a_password_of_a_proxy_that_others_can_read_is_warned_of(cli: Cli, config: Path) -> None:
    config.write_text('proxy = "http://user:hunter2@proxy.example:3128"\n')
    config.chmod(0o640)

    done = cli.does("config")

    assert f"Warning: others can read the password of the proxy in {config}: chmod 600 {config}" in done.errors
    assert "hunter2" not in done.out + done.err


class TestHomeThatCannotBeWritten:
    """Accounts of services have `/dev/null` for a home, or a folder of the image that nobody may change."""

    @pytest.fixture(autouse=True)
    def home(self, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        config.parent.rmdir()
        config.parent.parent.rmdir()
        config.parent.parent.write_text("no folder")
        return config

    def test_commands_work_with_options_and_environment(
        self, cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("call.wav").write_bytes(wav())

        cli.does("transcribe", "call.wav", "--out", "texts", "--locale", "en-US")

        assert Path("texts/call.txt").exists()
        assert cli.does("login", "--check", "--json").record["key"] == "accepted"
        assert cli.does("config", "get", "endpoint").out == f"{emulator.endpoint}\n"
        assert cli.does("config", "unset", "region").code == 0

    def test_a_setting_that_cannot_be_written_is_told_in_one_line(self, cli: Cli, home: Path) -> None:
        done = cli("config", "set", "region", "westeurope")

        assert (done.code, done.errors) == (
            6,
            [
                f"Error: {home} cannot be written: Not a directory. Set XDG_CONFIG_HOME to a folder that you can "
                "write, or use options and environment variables."
            ],
        )


@pytest.mark.usefixtures("file")
def test_one_setting_is_printed(cli: Cli) -> None:
    assert cli.does("config", "get", "region").out == "northeurope\n"
    assert cli.does("config", "get", "auth", "--profile", "night").out == "entra\n"
    assert cli.does("config", "get", "key").out == "***\n"
    done = cli("config", "get", "key_2")
    assert (done.code, done.errors) == (2, ["Error: key_2 is not set."])


@posix
def test_a_file_that_everybody_can_change_is_refused(cli: Cli, file: Path) -> None:
    file.chmod(0o602)

    done = cli("config")

    assert (done.code, done.errors) == (
        2,
        [f"Error: Everybody can change {file}, and so where keys are sent: chmod 600 {file}"],
    )


@posix
def test_a_key_in_a_profile_that_others_can_read_is_warned_of(cli: Cli, config: Path) -> None:
    config.write_text(f'[profiles.night]\nkey_2 = "{KEY}"\n')
    config.chmod(0o640)

    assert f"Warning: others can read the key in {config}: chmod 600 {config}" in cli.does("config").errors


@pytest.mark.usefixtures("file")
def test_a_follow_up_command_names_the_profile(cli: Cli, recording: str) -> None:
    done = cli.does("transcribe", recording, "--no-wait", "--profile", "english")

    assert done.errors[-1].endswith(" --profile english")


def test_two_that_write_at_once_lose_nothing(cli: Cli, config: Path) -> None:
    names = [f"p{number}" for number in range(8)]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda name: write_setting("region", "westeurope", name), names))

    assert set(read_config_file().profiles) == set(names)


def test_profiles_in_one_line_take_another(cli: Cli, config: Path) -> None:
    config.write_text('profiles = {night = {region = "northeurope"}}\n')
    config.chmod(0o600)

    cli.does("config", "set", "region", "westeurope", "--profile", "day")

    assert {name: table["region"] for name, table in read_config_file().profiles.items()} == {
        "night": "northeurope",
        "day": "westeurope",
    }


@pytest.mark.parametrize("name", ["", " ", "a\nb", "\udcff"])
def test_a_profile_has_a_name_that_can_be_written(cli: Cli, config: Path, name: str) -> None:
    done = cli("config", "set", "region", "westeurope", "--profile", name)

    assert done.code == 2
    assert "Invalid profile name" in done.err
    assert not config.exists()


@pytest.mark.parametrize("key", ["kéy", "a\x00b"])
def test_a_key_that_none_can_be_is_refused_when_it_is_set(cli: Cli, config: Path, key: str) -> None:
    done = cli("config", "set", "key", key)

    assert done.code == 2
    assert not config.exists()


def test_a_file_of_an_editor_that_marks_its_encoding_is_read(cli: Cli, config: Path) -> None:
    config.write_text('region = "northeurope"\n', encoding="utf-8-sig")

    assert cli.does("config", "get", "region").lines == ["northeurope"]


@posix
def test_a_pipe_in_place_of_the_file_is_told(cli: Cli, config: Path) -> None:
    os.mkfifo(config)

    assert cli("config", "get", "region").code == 6
