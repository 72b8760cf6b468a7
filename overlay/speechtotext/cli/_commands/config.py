"""`speechtotext config`."""

from __future__ import annotations

import click

from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._arguments.settings import SETTING_NAMES, config_file
from speechtotext.cli._output.messages import print_note
from speechtotext.cli._output.records import RecordOutput
from speechtotext.cli._output.tables import Column

_COLUMNS = (
    Column("SETTING", ("name",)),
    Column("VALUE", ("value",), flexible=True, wraps=True),
    Column("FROM", ("source",), flexible=True, wraps=True),
)


@click.command()
@with_record_output
@with_service
def config(service: Service, output: RecordOutput) -> None:
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
    values = {name: getattr(chosen, name) for name in SETTING_NAMES} | {"key": "***" if chosen.key else None}
    records = [{"name": name, "value": values[name], "source": chosen.sources.get(name)} for name in SETTING_NAMES]
    output.print_records(records, _COLUMNS)
    print_note(f"The file is {config_file()}{'' if config_file().exists() else ', which is not there'}.")
