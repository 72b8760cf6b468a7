"""`speechtotext config`."""

from __future__ import annotations

import click

from ._options import json_option
from ._output import note, print_json, print_line
from ._service import Service, with_service
from ._settings import NAMES, config_file


@click.command()
@json_option
@with_service
def config(service: Service, as_json: bool) -> None:
    """Show the settings that hold, and where each comes from.

    A flag wins over the environment (SPEECH_REGION, SPEECH_ENDPOINT, SPEECH_KEY, SPEECH_API_VERSION, SPEECH_LOCALE),
    the environment over the file, which is TOML:

    \b
    region = "westeurope"
    key = "…"
    api_version = "2025-10-15"
    locale = "en-US"
    """
    chosen = service.settings
    for name in NAMES:
        value, source = getattr(chosen, name), chosen.sources.get(name)
        shown = "***" if name == "key" and value else value
        if as_json:
            print_json({"name": name, "value": shown, "source": source})
        else:
            print_line(f"{name} = {shown}  ({source})" if value else f"{name} is not set")
    note(f"The file is {config_file()}{'' if config_file().exists() else ', which is not there'}.")
