"""Commands that several groups of entities share: list, get, create, update, delete and others."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import IO, Any

import click

import speechtotext
from speechtotext.cli._arguments.options import any_ids, duration, ids, one_id, out_option, timeout_option
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.selection import STATUSES, Selection
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.entities import print_entities, print_entity, print_files
from speechtotext.cli._output.exit_codes import ExitCode
from speechtotext.cli._output.messages import NO_ID, print_error, print_note
from speechtotext.cli._output.progress import job_failures, transfer_progress, wait_for_jobs
from speechtotext.cli._output.records import RecordOutput
from speechtotext.cli._output.tables import Column
from speechtotext_api.wire import DecodeError


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """A group of entities.

    Attributes:
        name: name on the command line.
        singular: one of the entities, with its article.
        model: model class of create requests; after a slash, its name in v3.0.
        update_model: model class of update requests.
        columns: table columns of a listing.
        client_attribute: the group's attribute on a client.
    """

    name: str
    singular: str
    model: str
    update_model: str
    columns: tuple[Column, ...]
    client_attribute: str


_FILE_COLUMNS = (
    Column("NAME", ("name",), flexible=True),
    Column("KIND", ("kind",)),
    Column("BYTES", ("properties", "size")),
    Column("ID", ("self",)),
)

_LOCALE_COLUMNS = (Column("LOCALE", ("locale",)), Column("FOR", ("for",), flexible=True, wraps=True))


def for_each_id(identifiers: Iterable[str], act: Callable[[str], Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the records of an action for each entity; report entities that the service refuses, and continue.

    Raises:
        click.exceptions.Exit: it refused one; raised at the end.
    """
    refused = False
    for identifier in identifiers:
        try:
            yield act(identifier)
        except (speechtotext.NotFound, speechtotext.InvalidRequest, speechtotext.Conflict) as error:
            print_error(str(error))
            refused = True
    if refused:
        raise click.exceptions.Exit(ExitCode.FAILED)


def list_command(
    group: EntityGroup,
    name: str = "list",
    method: str = "list",
    plural: str = "",
    columns: tuple[Column, ...] = (),
) -> click.Command:
    columns = columns or group.columns

    @click.command(name, help=f"List {(plural or group.name).replace('webhooks', 'web hooks')}.")
    @click.option("--filter", metavar="FILTER", help="Filter expression, such as \"status eq 'Failed'\"; from v3.1 on.")
    @_with_selection(has_status=any(column.name == "status" for column in columns))
    @click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Maximum number of items. Default: all.")
    @with_record_output
    @with_service
    def command(
        service: Service, filter: str | None, selection: Selection, limit: int | None, output: RecordOutput
    ) -> None:
        listing = service.method(group.client_attribute, method)
        if filter is not None and "filter" not in inspect.signature(listing).parameters:
            raise click.ClickException(f"API version {service.api_version} has no filters.")
        if selection:
            output.print_records(islice(selection.listed(listing, filter), limit), columns)
            return
        arguments = {} if filter is None else {"filter": filter}
        print_entities(listing(limit=limit, **arguments), columns, output)

    return command


def _with_selection(*, has_status: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that adds the options that select entities, and passes a `selection` to the command."""

    def decorated(function: Callable[..., None]) -> Callable[..., None]:
        @click.option("--newer-than", metavar="DURATION", type=duration, help="Only newer ones, such as 12h.")
        @click.option("--older-than", metavar="DURATION", type=duration, help="Only older ones, such as 30d.")
        @wraps(function)
        def command(
            *,
            newer_than: timedelta | None,
            older_than: timedelta | None,
            statuses: tuple[str, ...] = (),
            **arguments: Any,
        ) -> None:
            function(selection=Selection.of(statuses, older_than, newer_than), **arguments)

        if not has_status:
            return command
        kind = click.Choice(STATUSES, case_sensitive=False)
        help = "Only those with this status. Repeatable."
        return click.option("--status", "statuses", type=kind, multiple=True, help=help)(command)

    return decorated


def get_command(group: EntityGroup, name: str = "get", method: str = "get", singular: str = "") -> click.Command:
    @click.command(name, help=f"Show {singular or group.singular}.")
    @ids
    @with_record_output
    @with_service
    def command(service: Service, ids: tuple[str, ...], output: RecordOutput) -> None:
        get = service.method(group.client_attribute, method)
        records = for_each_id(ids, lambda identifier: get(identifier).to_dict())
        if len(ids) > 1 and not output.is_text:
            output.print_records(records, group.columns)
            return
        for record in records:
            output.print_record(record, group.columns)

    return command


def create_command(group: EntityGroup) -> click.Command:
    @click.command("create", help=f"Create {group.singular} from JSON, with the property names of the API.")
    @click.argument("body", metavar="FILE", type=click.File(encoding="utf-8"))
    @with_record_output
    @with_service
    def command(service: Service, body: IO[str], output: RecordOutput) -> None:
        create = service.method(group.client_attribute, "submit", "create")
        print_entity(create(_load_model(body, _create_model(service, group))), output, group.columns)

    return command


def update_command(group: EntityGroup) -> click.Command:
    @click.command(
        "update",
        help=f"Change {group.singular} from JSON, with the property names of the API; null removes a property.",
    )
    @one_id
    @click.argument("body", metavar="FILE", type=click.File(encoding="utf-8"))
    @with_record_output
    @with_service
    def command(service: Service, id: str, body: IO[str], output: RecordOutput) -> None:
        update = service.method(group.client_attribute, "update")
        print_entity(update(id, _load_model(body, getattr(service.models, group.update_model))), output, group.columns)

    return command


def delete_command(group: EntityGroup) -> click.Command:
    return action_command(group, "delete", f"Delete {group.singular}.", "deleted")


def action_command(group: EntityGroup, method: str, help: str, done: str) -> click.Command:
    """Return a command for an operation that returns no entity."""

    @click.command(method, help=help)
    @any_ids
    @with_record_output
    @with_service
    def command(service: Service, ids: tuple[str, ...], output: RecordOutput) -> None:
        call = service.method(group.client_attribute, method)

        def act(identifier: str) -> Mapping[str, Any]:
            call(identifier)
            return {"id": speechtotext.id_of(identifier), done: True}

        output.print_records(for_each_id(ids, act), text=lambda record: f"{record['id']} {done}")
        if not ids:
            print_note(NO_ID)

    return command


def wait_command(group: EntityGroup) -> click.Command:
    @click.command("wait", help=f"Wait until {group.singular} has ended.")
    @ids
    @timeout_option
    @with_record_output
    @with_service
    def command(service: Service, ids: tuple[str, ...], timeout: timedelta, output: RecordOutput) -> None:
        jobs = service.group(group.client_attribute)
        entities = wait_for_jobs(jobs, ids, timeout)
        output.print_records(
            (entity.to_dict() for entity in entities),
            group.columns,
            text=lambda record: f"{speechtotext.id_of(record['self'])} {record['status']}",
        )
        failed = list(job_failures(jobs, entities))
        for error in failed:
            print_error(str(error))
        if failed:
            raise click.exceptions.Exit(ExitCode.FAILED)

    return command


def files_command(group: EntityGroup) -> click.Command:
    @click.command("files", help=f"List the files of {group.singular}.")
    @one_id
    @click.option("--kind", metavar="KIND", help="Kind of the files, such as Transcription. Default: all.")
    @with_record_output
    @with_service
    def command(service: Service, id: str, kind: str | None, output: RecordOutput) -> None:
        print_entities(service.method(group.client_attribute, "files")(id, kind=kind), _FILE_COLUMNS, output)

    return command


def download_command(group: EntityGroup) -> click.Command:
    @click.command(
        "download",
        help=f"Download the files of {group.singular} into a folder. Complete files are not downloaded again.",
    )
    @one_id
    @out_option("Folder for the files.", required=True)
    @click.option("--kind", metavar="KIND", help="Kind of the files, such as Transcription. Default: all.")
    @with_record_output
    @with_service
    def command(service: Service, id: str, out: Path, kind: str | None, output: RecordOutput) -> None:
        fetch = service.method(group.client_attribute, "download")
        with transfer_progress() as on_progress:
            files = fetch(id, out, kind=kind, on_progress=on_progress)
        print_files(files, output)

    return command


def locales_command(group: EntityGroup) -> click.Command:
    @click.command("locales", help=f"List the locales that {group.name} support.")
    @with_record_output
    @with_service
    def command(service: Service, output: RecordOutput) -> None:
        uses = _locale_purposes(service.method(group.client_attribute, "list_supported_locales")(), group.name)
        output.print_records([{"locale": locale, "for": uses[locale]} for locale in sorted(uses)], _LOCALE_COLUMNS)

    return command


def _locale_purposes(found: Any, otherwise: str) -> dict[str, list[str]]:
    """Return what each locale is for. API versions list purposes by locale, locales by purpose, or locales only."""
    if isinstance(found, dict):
        return found
    if isinstance(found, list):
        return {locale: [otherwise] for locale in found}
    uses: dict[str, list[str]] = {}
    for use, locales in found.to_dict().items():
        for locale in locales:
            uses.setdefault(locale, []).append(use)
    return uses


def _create_model(service: Service, group: EntityGroup) -> Any:
    """Return the model class that a create request takes."""
    name, _, name_in_v3_0 = group.model.partition("/")
    return getattr(service.models, name_in_v3_0 if name_in_v3_0 and service.api_version == "v3.0" else name)


def _load_model(file: IO[str], model: Any) -> Any:
    """Return a model, read from a JSON file."""
    try:
        return model.from_dict(json.load(file))
    except DecodeError as error:
        raise click.ClickException(f"{file.name}: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise click.ClickException(f"{file.name} is not JSON: {error}.") from error
