"""`delete` and `delete-logs`: entities by id, or all that are old or failed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

import speechtotext
from speechtotext.cli._arguments.options import any_ids, duration, one_id
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.selection import STATUSES, Selection
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.exit_codes import ExitCode
from speechtotext.cli._output.messages import NO_ID, print_error, print_note
from speechtotext.cli._output.records import RecordOutput
from speechtotext.cli._output.tables import Column

if TYPE_CHECKING:
    from speechtotext._core.flows import Flow, Stream

    from .entities import EntityGroup

# The service deletes no job that it works on.
_ENDED: Final = ("Succeeded", "Failed")
# So many deletions run at a time; the client keeps below the service's limit of requests.
_AT_ONCE: Final = 8
_LOG_COLUMNS: Final = (
    Column("NAME", ("name",), flexible=True),
    Column("KIND", ("kind",)),
    Column("CREATED (UTC)", ("createdDateTime",)),
    Column("ID", ("self",)),
)

_older_than = click.option("--older-than", metavar="DURATION", type=duration, help="All that are older, such as 30d.")
_dry_run = click.option("--dry-run", is_flag=True, help="Only list the entities to delete.")
_yes = click.option("--yes", "-y", is_flag=True, help="Do not ask for confirmation.")


class _Deleted(NamedTuple):
    """What became of a deletion.

    Args:
        id: of the entity.
        refusal: why the service refused it; None if it did not.
    """

    id: str
    refusal: speechtotext.SpeechError | None


def select_and_delete_command(group: EntityGroup) -> click.Command:
    """Return a command that deletes entities by id, age or status."""

    @click.command("delete", help=f"Delete {group.singular}, or all old or failed ones.")
    @any_ids
    @_older_than
    @click.option(
        "--status",
        "statuses",
        type=click.Choice(STATUSES),
        multiple=True,
        help="All with this status. Repeatable. Default with --older-than: all that have ended.",
    )
    @_dry_run
    @_yes
    @with_record_output
    @with_service
    def command(
        service: Service,
        ids: tuple[str, ...],
        older_than: timedelta | None,
        statuses: tuple[str, ...],
        dry_run: bool,
        yes: bool,
        output: RecordOutput,
    ) -> None:
        is_selection = older_than is not None or bool(statuses)
        if ids and is_selection:
            raise click.UsageError("Delete which? Give ids, or --older-than and --status")
        if ids and dry_run:
            raise click.UsageError("--dry-run goes with --older-than and --status")
        if not (ids or is_selection):
            print_note(NO_ID)
            return
        methods = service.group(group.client_attribute)
        if ids:
            _delete(methods, methods._api.delete_request, ids, group.name, output, is_selection=False)
            return
        # All are listed before the first is deleted: each deletion would shift the pages after it.
        chosen = list(Selection.of(statuses or _ENDED, older_than).listed(methods.list))
        if _is_confirmed(chosen, group.name, group.columns, output, dry_run=dry_run, yes=yes):
            found = [str(entity["self"]) for entity in chosen]
            _delete(methods, methods._api.delete_request, found, group.name, output, is_selection=True)

    return command


@click.command("delete-logs")
@one_id
@_older_than
@_dry_run
@_yes
@with_record_output
@with_service
def delete_logs(
    service: Service, id: str, older_than: timedelta | None, dry_run: bool, yes: bool, output: RecordOutput
) -> None:
    """Delete all or old logs of an endpoint. Up to v3.2."""
    listing = service.method("endpoints", "list_logs")
    methods = service.group("endpoints")
    selection = Selection.of(older_than=older_than)
    chosen = [log for log in (entry.to_dict() for entry in listing(id)) if selection.has(log)]
    if _is_confirmed(chosen, "logs", _LOG_COLUMNS, output, dry_run=dry_run, yes=yes):

        def request(log: str) -> Any:
            return methods._api.delete_log_request(id, log)

        _delete(methods, request, [str(log["self"]) for log in chosen], "logs", output, is_selection=True)


def _is_confirmed(
    chosen: list[Mapping[str, Any]],
    name: str,
    columns: tuple[Column, ...],
    output: RecordOutput,
    *,
    dry_run: bool,
    yes: bool,
) -> bool:
    """Tell what would be deleted, and return whether to do it."""
    if dry_run:
        output.print_records(chosen, columns)
        print_note(f"{_counted(len(chosen), name)} would be deleted.")
        return False
    if not chosen:
        print_note("There is nothing to delete.")
        return not output.is_text
    if yes or not sys.stdin.isatty():
        return True
    if output.is_text:
        output.print_records(chosen, columns)
    if click.confirm(f"Delete {_counted(len(chosen), name)}?", err=True):
        return True
    print_note("Nothing was deleted.")
    return False


def _delete(
    methods: Any,
    request: Callable[[str], Any],
    ids: Sequence[str],
    name: str,
    output: RecordOutput,
    *,
    is_selection: bool,
) -> None:
    """Delete entities side by side, and print each.

    Args:
        methods: of their group.
        request: makes the request that deletes one.
        ids: of the entities.
        name: what they are called.
        output: how they are printed.
        is_selection: whether they were found in a listing: then one that is gone by now is as good as deleted.

    Raises:
        click.exceptions.Exit: the service refused one.
    """
    count = {"deleted": 0, "refused": 0}

    def records() -> Iterator[Mapping[str, Any]]:
        with closing(methods._http.iterate(_deletions(request, ids, is_selection=is_selection))) as deletions:
            for deleted in deletions:
                if deleted.refusal is None:
                    count["deleted"] += 1
                    yield {"id": deleted.id, "deleted": True}
                else:
                    count["refused"] += 1
                    print_error(str(deleted.refusal))
        if count["refused"]:
            raise click.exceptions.Exit(ExitCode.FAILED)

    try:
        output.print_records(records(), text=lambda record: f"{record['id']} deleted")
    finally:
        if is_selection and ids:
            rest = f"; {count['refused']:,} could not be deleted" if count["refused"] else ""
            print_note(f"{_counted(count['deleted'], name)} deleted{rest}.", **count)


def _deletions(request: Callable[[str], Any], ids: Sequence[str], *, is_selection: bool) -> Stream[_Deleted]:
    """Return the steps that delete entities, some at a time, and give what became of each."""
    # Imported here because the client is slow to import.
    from speechtotext._core.flows import Emit, Gather, Send

    def delete(identifier: str) -> Flow[_Deleted]:
        refusal: speechtotext.SpeechError | None = None
        try:
            yield Send(request(identifier))
        except speechtotext.NotFound as error:
            refusal = None if is_selection else error
        except (speechtotext.InvalidRequest, speechtotext.Conflict) as error:
            refusal = error
        return _Deleted(speechtotext.id_of(identifier), refusal)

    for start in range(0, len(ids), 4 * _AT_ONCE):
        some = ids[start : start + 4 * _AT_ONCE]
        for deleted in (yield Gather(map(delete, some), min(_AT_ONCE, len(some)))):
            yield Emit(deleted)


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name.removesuffix('s') if count == 1 else name}"
