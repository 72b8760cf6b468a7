"""`speechtotext models expiring`, `copy` and `manifest`."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import click

import speechtotext
from speechtotext.cli._arguments.options import duration, one_id, out_option, timeout_option
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.entities import print_entity, print_files
from speechtotext.cli._output.progress import transfer_progress
from speechtotext.cli._output.records import RecordOutput
from speechtotext.cli._output.tables import Column
from speechtotext_api.wire import format_date_time


@click.command()
@click.option(
    "--within",
    metavar="DURATION",
    type=duration,
    required=True,
    help="List models that expire within this time, such as 90d, and expired ones.",
)
@click.option("--used", is_flag=True, help="Only models in use.")
@with_record_output
@with_service
def expiring(service: Service, within: timedelta, used: bool, output: RecordOutput) -> None:
    """List models that expire soon, the earliest first, and how many models, endpoints and running transcriptions use
    each."""
    found = service.group("models").expiring(within=within)
    records = [_record(entry) for entry in found if entry.is_used or not used]
    output.print_records(records, _EXPIRING)


def _record(entry: speechtotext.ExpiringModel[Any, Any, Any, Any]) -> dict[str, Any]:
    def links(entities: Iterable[Any]) -> list[str]:
        return [entity.self_ for entity in entities]

    ends = entry.adaptation_ends, entry.transcription_ends
    adaptation, transcription = (None if end is None else format_date_time(end) for end in ends)
    return {
        "model": entry.model.to_dict(),
        "endsDateTime": format_date_time(entry.ends),
        "adaptationDateTime": adaptation,
        "transcriptionDateTime": transcription,
        "customModels": links(entry.custom_models),
        "endpoints": links(entry.endpoints),
        "transcriptions": links(entry.transcriptions),
    }


def _usage_text(record: Mapping[str, Any]) -> str:
    counted = {"models": "customModels", "endpoints": "endpoints", "jobs": "transcriptions"}
    return ", ".join(f"{len(record[name])} {what}" for what, name in counted.items() if record[name]) or "nothing"


_EXPIRING: Final = (
    Column("ID", ("model", "self")),
    Column("ENDS (UTC)", ("endsDateTime",)),
    Column("NAME", ("model", "displayName"), flexible=True),
    Column("USED BY", (), key="usedBy", computed=_usage_text),
)


@click.command()
@one_id
@click.option("--target-region", envvar="SPEECH_TARGET_REGION", metavar="NAME", help="Region of the other resource.")
@click.option(
    "--target-endpoint",
    envvar="SPEECH_TARGET_ENDPOINT",
    metavar="URL",
    help="Endpoint of the other resource, instead of its region.",
)
@click.option(
    "--target-key",
    envvar="SPEECH_TARGET_KEY",
    metavar="KEY",
    help="Key of the other resource; SPEECH_TARGET_KEY leaves no trace in the shell history.",
)
@click.option(
    "--source-resource-id",
    metavar="ID",
    help="Azure resource id of this resource: /subscriptions/…. Required from v3.2 on.",
)
@timeout_option
@with_record_output
@with_service
def copy(
    service: Service,
    id: str,
    target_region: str | None,
    target_endpoint: str | None,
    target_key: str | None,
    source_resource_id: str | None,
    timeout: timedelta,
    output: RecordOutput,
) -> None:
    """Copy a model to another resource, and wait for it."""
    if not (target_region or target_endpoint) or not target_key:
        raise click.ClickException(
            "The target resource is missing: give --target-region or --target-endpoint, and --target-key."
        )
    copy_to = service.group("models").copy_to
    arguments: dict[str, Any] = {"timeout": timeout.total_seconds()}
    if "source_resource_id" in inspect.signature(copy_to).parameters:
        if not source_resource_id:
            raise click.ClickException(f"API version {service.api_version} requires --source-resource-id.")
        arguments["source_resource_id"] = source_resource_id
    target = service.client_for(target_region, target_endpoint, target_key)
    print_entity(copy_to(id, target, **arguments), output)


@click.command()
@one_id
@out_option("Folder for the files.", required=True)
@with_record_output
@with_service
def manifest(service: Service, id: str, out: Path, output: RecordOutput) -> None:
    """Download the files that a container needs to run a model. Name a base model by its URL."""
    with transfer_progress() as on_progress:
        files = service.group("models").download_manifest(id, out, on_progress=on_progress)
    print_files(files, output)
