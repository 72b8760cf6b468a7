"""`speechtotext config`: the settings that hold, and the file that they are written to."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from speechtotext.cli._arguments.config_file import SECRETS, SETTING_NAMES, config_file, read_config_file, write_setting
from speechtotext.cli._arguments.network import checked_ca_bundle, checked_proxy, without_password
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.service import Service, profile_option, with_service
from speechtotext.cli._arguments.settings import FROM_ENVIRONMENT, Settings, checked_auth, checked_version
from speechtotext.cli._output.help_sections import SectionedGroup
from speechtotext.cli._output.messages import print_line, print_note
from speechtotext.cli._output.records import RecordOutput
from speechtotext.cli._output.tables import Column

_COLUMNS = (
    Column("SETTING", ("name",)),
    Column("VALUE", ("value",), flexible=True, wraps=True),
    Column("FROM", ("source",), flexible=True, wraps=True),
)

_HELP = """Show the settings and their sources, or save them in a file.

    A flag wins over the environment (SPEECH_REGION, SPEECH_ENDPOINT, SPEECH_AUTH, SPEECH_KEY, SPEECH_KEY_2,
    SPEECH_API_VERSION, SPEECH_LOCALE, SPEECH_PROXY, SPEECH_CA_BUNDLE), the environment over the file, which is TOML:

    \b
    region = "westeurope"
    key = "…"
    api_version = "2025-10-15"
    locale = "de-DE"

    \b
    [profiles.night]
    endpoint = "https://NAME.cognitiveservices.azure.com"
    auth = "entra"

    Choose a profile by --profile, which then wins over the environment, or by SPEECH_PROFILE. A profile that names a
    resource takes no credentials from outside it.
    """


class _ListedByDefault(SectionedGroup):
    """A group whose command is `list` unless another one is given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.command("list")
@with_record_output
@with_service
def list_settings(service: Service, output: RecordOutput) -> None:
    """Show the settings and their sources."""
    chosen = service.settings
    records = [
        {"name": name, "value": _shown(name, service), "source": chosen.sources.get(name)} for name in SETTING_NAMES
    ]
    if _has_unused_region(chosen):
        unused = {"value": os.environ["SPEECH_REGION"], "source": f"{FROM_ENVIRONMENT}; not used: the endpoint wins"}
        records = [{**record, **unused} if record["name"] == "region" else record for record in records]
    output.print_records(records, _COLUMNS)
    print_note(f"The file is {config_file()}{'' if config_file().exists() else ', which does not exist'}.")
    profiles = read_config_file().profiles
    if profiles:
        print_note(f"Its profiles: {', '.join(profiles)}.")


@click.command("get")
@click.argument("name", metavar="SETTING", type=click.Choice(SETTING_NAMES))
@with_service
def get_setting(service: Service, name: str) -> None:
    """Print the value of a setting; a key as ***."""
    value = _shown(name, service)
    if value is None:
        raise click.ClickException(f"{name} is not set.")
    print_line(value)


@click.command("set")
@click.argument("name", metavar="SETTING", type=click.Choice(SETTING_NAMES))
@click.argument("value", required=False)
@profile_option
def set_setting(name: str, value: str | None, profile: str | None) -> None:
    """Write a setting into the file, which only you can read.

    \b
    speechtotext config set region westeurope
    speechtotext config set key
    speechtotext config set auth entra --profile night

    Leave the value of a key out: you are asked for it, or it is read from standard input, and it is not in the history
    of your shell.
    """
    if value is None:
        value = _asked(name)
    elif name in SECRETS:
        print_note("The key is now in your shell history; leave it out, and the command asks for it.")
    value = value.strip()
    if not value:
        raise click.ClickException(f"{name} is empty: give a value, or remove it by config unset {name}.")
    if name == "api_version":
        checked_version(value, "the command line")
    elif name == "auth":
        checked_auth(value, "the command line")
    elif name in SECRETS:
        # Imported here because the client is slow to import.
        from speechtotext._auth.keys import checked_keys
        from speechtotext._redaction import Secret

        checked_keys((Secret(value),))
    elif name == "proxy":
        checked_proxy(value, name)
    elif name == "ca_bundle":
        # Commands run in any folder.
        value = str(checked_ca_bundle(Path(value).expanduser().absolute(), name))
    elif name in ("region", "endpoint"):
        # Imported here because the client is slow to import.
        from speechtotext._auth.endpoint import service_url

        service_url(**{"region": None, "endpoint": None, name: value})
    write_setting(name, value, profile)
    print_note(f"{name} is set in {_place(profile)}.")


@click.command("unset")
@click.argument("name", metavar="SETTING", type=click.Choice(SETTING_NAMES))
@profile_option
def unset_setting(name: str, profile: str | None) -> None:
    """Remove a setting from the file."""
    content = read_config_file()
    if name in (content.settings if profile is None else content.profiles.get(profile, {})):
        write_setting(name, None, profile)
    print_note(f"{name} is not set in {_place(profile)}.")


config = _ListedByDefault("config", _HELP, {"Commands": (list_settings, get_setting, set_setting, unset_setting)})


def _has_unused_region(settings: Settings) -> bool:
    """Whether the environment names a region beside its endpoint."""
    is_endpoint_used = settings.sources.get("endpoint") == FROM_ENVIRONMENT and settings.region is None
    return is_endpoint_used and bool(os.environ.get("SPEECH_REGION"))


def _shown(name: str, service: Service) -> str | None:
    """Return a setting for printing."""
    value: Any = getattr(service.settings, name)
    if value and name == "proxy":
        return without_password(value)
    return "***" if value and name in SECRETS else value


def _asked(name: str) -> str:
    """Return the value of a setting from standard input.

    Raises:
        click.UsageError: it is no secret, and belongs on the command line.
    """
    if name not in SECRETS:
        raise click.UsageError("Missing argument 'VALUE'")
    if sys.stdin is None:
        raise click.UsageError("Standard input is closed: give the value as an argument")
    if sys.stdin.isatty():
        return str(click.prompt(name, hide_input=True, err=True))
    return sys.stdin.readline()


def _place(profile: str | None) -> str:
    return f"{config_file()}" if profile is None else f"profile {profile!r} of {config_file()}"
