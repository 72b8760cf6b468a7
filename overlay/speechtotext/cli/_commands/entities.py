"""Commands that several groups of entities share: list, get, create, update, delete and others."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

import click

import speechtotext
from speechtotext.cli._arguments.options import ids, json_option, one_id, out_option, timeout_option
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.entities import show, show_all, show_files
from speechtotext.cli._output.exit_codes import ExitCode
from speechtotext.cli._output.messages import print_error, print_line
from speechtotext.cli._output.progress import ended, failures, transfer
from speechtotext.cli._output.records import print_json
from speechtotext.cli._output.tables import Column, print_table
from speechtotext_api.wire import DecodeError


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """A group of entities.

    Attributes:
        name: what it is called on the command line.
        one: what one of them is called.
        model: name of the model that one of them is made of; after a slash what v3.0 calls it.
        update: name of the model that one of them is changed by.
        columns: of the table that lists them.
        attribute: name of the group among the client's.
    """

    name: str
    one: str
    model: str
    update: str
    columns: tuple[Column, ...]
    attribute: str


_FILE_COLUMNS = (
    Column("NAME", ("name",), flexible=True),
    Column("KIND", ("kind",)),
    Column("BYTES", ("properties", "size")),
    Column("ID", ("self",)),
)

_LOCALE_COLUMNS = (Column("LOCALE", ("locale",)), Column("FOR", ("for",), flexible=True, wraps=True))


def one_by_one(identifiers: Iterable[str], act: Callable[[str], None]) -> None:
    """Do something with each entity; where the service refuses it, tell so and go on."""
    refused = False
    for identifier in identifiers:
        try:
            act(identifier)
        except (speechtotext.NotFound, speechtotext.InvalidRequest, speechtotext.Conflict) as error:
            print_error(str(error))
            refused = True
    if refused:
        raise click.exceptions.Exit(ExitCode.REFUSED)


def list_command(
    group: EntityGroup,
    name: str = "list",
    method: str = "list",
    what: str = "",
    columns: tuple[Column, ...] = (),
) -> click.Command:
    @click.command(name, help=f"List {what or group.name}, over all pages.")
    @click.option("--filter", metavar="FILTER", help="Such as \"status eq 'Failed'\"; from v3.1 on.")
    @click.option("--limit", metavar="N", type=click.IntRange(min=1), help="So many at most; by default all.")
    @json_option
    @with_service
    def command(service: Service, filter: str | None, limit: int | None, as_json: bool) -> None:
        listing = service.method(group.attribute, method)
        if filter is not None and "filter" not in inspect.signature(listing).parameters:
            raise click.ClickException(f"API version {service.api_version} has no filters.")
        arguments = {} if filter is None else {"filter": filter}
        show_all(listing(limit=limit, **arguments), columns or group.columns, as_json)

    return command


def get_command(group: EntityGroup, name: str = "get", method: str = "get", one: str = "") -> click.Command:
    @click.command(name, help=f"Show all of {one or group.one}.")
    @ids
    @json_option
    @with_service
    def command(service: Service, ids: tuple[str, ...], as_json: bool) -> None:
        get = service.method(group.attribute, method)
        one_by_one(ids, lambda identifier: show(get(identifier), as_json))

    return command


def create_command(group: EntityGroup) -> click.Command:
    @click.command("create", help=f"Create {group.one} as JSON describes it, in the words of the API.")
    @click.argument("body", metavar="FILE", type=click.File(encoding="utf-8"))
    @json_option
    @with_service
    def command(service: Service, body: IO[str], as_json: bool) -> None:
        create = service.method(group.attribute, "submit", "create")
        show(create(_read(body, _model(service, group))), as_json)

    return command


def update_command(group: EntityGroup) -> click.Command:
    @click.command("update", help=f"Change {group.one} as JSON says, in the words of the API; null removes a member.")
    @one_id
    @click.argument("body", metavar="FILE", type=click.File(encoding="utf-8"))
    @json_option
    @with_service
    def command(service: Service, id: str, body: IO[str], as_json: bool) -> None:
        update = service.method(group.attribute, "update")
        show(update(id, _read(body, getattr(service.models, group.update))), as_json)

    return command


def delete_command(group: EntityGroup) -> click.Command:
    return action_command(group, "delete", f"Delete {group.one}.", "deleted")


def action_command(group: EntityGroup, method: str, help: str, done: str) -> click.Command:
    """A command that does something with entities, of which nothing is given back."""

    @click.command(method, help=help)
    @ids
    @json_option
    @with_service
    def command(service: Service, ids: tuple[str, ...], as_json: bool) -> None:
        call = service.method(group.attribute, method)

        def act(identifier: str) -> None:
            call(identifier)
            shown = speechtotext.id_of(identifier)
            if as_json:
                print_json({"id": shown, done: True})
            else:
                print_line(f"{shown} {done}")

        one_by_one(ids, act)

    return command


def wait_command(group: EntityGroup) -> click.Command:
    @click.command("wait", help=f"Wait until {group.one} has ended.")
    @ids
    @timeout_option
    @json_option
    @with_service
    def command(service: Service, ids: tuple[str, ...], timeout: timedelta, as_json: bool) -> None:
        jobs = service.group(group.attribute)
        entities = ended(jobs, ids, timeout)
        for entity in entities:
            if as_json:
                print_json(entity.to_dict())
            else:
                print_line(f"{speechtotext.id_of(entity)} {entity.status}")
        failed = list(failures(jobs, entities))
        for error in failed:
            print_error(str(error))
        if failed:
            raise click.exceptions.Exit(ExitCode.REFUSED)

    return command


def files_command(group: EntityGroup) -> click.Command:
    @click.command("files", help=f"List the files of {group.one}.")
    @one_id
    @click.option("--kind", metavar="KIND", help="What they hold, such as Transcription; by default all.")
    @json_option
    @with_service
    def command(service: Service, id: str, kind: str | None, as_json: bool) -> None:
        show_all(service.method(group.attribute, "files")(id, kind=kind), _FILE_COLUMNS, as_json)

    return command


def download_command(group: EntityGroup) -> click.Command:
    @click.command("download", help=f"Get the files of {group.one} into a folder; what is there is not fetched again.")
    @one_id
    @out_option("Where they are to be.", required=True)
    @click.option("--kind", metavar="KIND", help="What they hold, such as Transcription; by default all.")
    @json_option
    @with_service
    def command(service: Service, id: str, out: Path, kind: str | None, as_json: bool) -> None:
        fetch = service.method(group.attribute, "download")
        with transfer() as on_progress:
            files = fetch(id, out, kind=kind, on_progress=on_progress)
        show_files(files, as_json)

    return command


def locales_command(group: EntityGroup) -> click.Command:
    @click.command("locales", help=f"List the locales that there can be {group.name} of.")
    @json_option
    @with_service
    def command(service: Service, as_json: bool) -> None:
        uses = _uses_of_locales(service.method(group.attribute, "list_supported_locales")(), group.name)
        records = [{"locale": locale, "for": uses[locale]} for locale in sorted(uses)]
        if as_json:
            for record in records:
                print_json(record)
        else:
            print_table(_LOCALE_COLUMNS, records)

    return command


def _uses_of_locales(found: Any, otherwise: str) -> dict[str, list[str]]:
    """What each locale is for. Some versions tell it, others tell the locales of each use, or the locales alone."""
    if isinstance(found, dict):
        return found
    if isinstance(found, list):
        return {locale: [otherwise] for locale in found}
    uses: dict[str, list[str]] = {}
    for use, locales in found.to_dict().items():
        for locale in locales:
            uses.setdefault(locale, []).append(use)
    return uses


def _model(service: Service, group: EntityGroup) -> Any:
    """What one of a group is made of."""
    name, _, name_in_v3_0 = group.model.partition("/")
    return getattr(service.models, name_in_v3_0 if name_in_v3_0 and service.api_version == "v3.0" else name)


def _read(file: IO[str], model: Any) -> Any:
    """A model, made of the JSON in a file."""
    try:
        return model.from_dict(json.load(file))
    except DecodeError as error:
        raise click.ClickException(f"{file.name}: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise click.ClickException(f"{file.name} is not JSON: {error}.") from error
