"""`delete` and `delete-logs`: entities by id, or all that are old or failed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

import speechtotext
from speechtotext.cli._arguments.options import any_ids, duration, one_id
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.selection import STATUSES, Selection
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.exit_codes import ExitCode
from speechtotext.cli._output.messages import NO_ID, print_error, print_note, print_warning
from speechtotext.cli._output.records import RecordOutput
from speechtotext.cli._output.tables import Column

if TYPE_CHECKING:
    from speechtotext._core.steps import Flow

    from .shared_commands import EntityGroup

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

_older_than = click.option(
    "--older-than", metavar="DURATION", type=duration, help="Delete those older than this, such as 30d."
)
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


class _Outcomes:
    """What has become of deletions so far; flows in several threads add to it.

    Attributes:
        ended: the deletions with a response.
        under_way: ids of those without one.
    """

    def __init__(self) -> None:
        self.ended: list[_Deleted] = []
        self.under_way: set[str] = set()
        self._printed = 0

    @property
    def are_left(self) -> bool:
        """Whether some are not printed yet."""
        return self._printed < len(self.ended)

    def unprinted(self, output: RecordOutput) -> Iterator[Mapping[str, Any]]:
        """Return the records that are not printed yet; refusals are printed as errors, too."""
        while self.are_left:
            deleted = self.ended[self._printed]
            if deleted.refusal is not None:
                print_error(f"{deleted.id}: {deleted.refusal}", id=deleted.id)
            if deleted.refusal is None or not output.is_text:
                yield {"id": deleted.id, "deleted": deleted.refusal is None}
            self._printed += 1

    def unknown(self, output: RecordOutput) -> Iterator[Mapping[str, Any]]:
        """Return the records of deletions that were interrupted: null, for the service may have deleted them or not."""
        for id in sorted(self.under_way):
            print_warning(f"{id}: no response to the deletion; it may have been deleted.", id=id)
            if not output.is_text:
                yield {"id": id, "deleted": None}

    def count(self) -> dict[str, int]:
        """Return how many were deleted, refused, or may have been deleted."""
        refused = sum(each.refusal is not None for each in self.ended)
        return {"deleted": len(self.ended) - refused, "refused": refused, "unknown": len(self.under_way)}


def select_and_delete_command(group: EntityGroup) -> click.Command:
    """Return a command that deletes entities by id, age or status."""

    @click.command("delete", help=f"Delete {group.singular}, or all old or failed ones.")
    @any_ids
    @_older_than
    @click.option(
        "--status",
        "statuses",
        type=click.Choice(STATUSES, case_sensitive=False),
        multiple=True,
        help="Delete those with this status. Repeatable. Default with --older-than: all that have ended.",
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
            raise click.UsageError("--dry-run needs --older-than or --status")
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
    """Delete entities side by side, and print what became of each, also when an error or a signal ends the command.

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
    outcomes = _Outcomes()
    failure: BaseException | None = None

    def records() -> Iterator[Mapping[str, Any]]:
        nonlocal failure
        try:
            for start in range(0, len(ids), 4 * _AT_ONCE):
                some = ids[start : start + 4 * _AT_ONCE]
                methods._http.run(_deletions(request, some, outcomes, is_selection=is_selection))
                yield from outcomes.unprinted(output)
        except GeneratorExit:
            raise
        except BaseException as error:
            failure = error
        yield from outcomes.unprinted(output)
        yield from outcomes.unknown(output)

    def print_outcomes(records: Iterator[Mapping[str, Any]]) -> None:
        output.print_records(records, text=lambda record: f"{record['id']} deleted")

    try:
        print_outcomes(records())
    except KeyboardInterrupt as error:
        # It came while something was printed.
        failure = error
        if outcomes.are_left:
            print_outcomes(outcomes.unprinted(output))
    finally:
        if ids and (is_selection or failure is not None):
            count = outcomes.count()
            refused = f"; {count['refused']:,} could not be deleted" if count["refused"] else ""
            unknown = f"; {count['unknown']:,} may have been deleted" if count["unknown"] else ""
            print_note(f"{_counted(count['deleted'], name)} deleted{refused}{unknown}.", **count)
    if failure is not None:
        raise failure
    if outcomes.count()["refused"]:
        raise click.exceptions.Exit(ExitCode.FAILED)


def _deletions(
    request: Callable[[str], Any], ids: Sequence[str], outcomes: _Outcomes, *, is_selection: bool
) -> Flow[None]:
    """Return the steps that delete entities, some at a time, and note at once what became of each."""
    # Imported here because the client is slow to import.
    from speechtotext._core.steps import Gather, Send

    def delete(identifier: str) -> Flow[_Deleted]:
        id = speechtotext.id_of(identifier)
        refusal: speechtotext.SpeechError | None = None
        outcomes.under_way.add(id)
        try:
            yield Send(request(identifier))
        except speechtotext.NotFound as error:
            refusal = None if is_selection else error
        except (speechtotext.InvalidRequest, speechtotext.Conflict) as error:
            refusal = error
        except speechtotext.ApiError as error:
            if error.status_code < 500:
                # The service did not even try.
                outcomes.under_way.discard(id)
            raise
        deleted = _Deleted(id, refusal)
        outcomes.ended.append(deleted)
        outcomes.under_way.discard(id)
        return deleted

    # In the order of the ids, now that all have ended.
    outcomes.ended[-len(ids) :] = yield Gather(map(delete, ids), min(_AT_ONCE, len(ids)))


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name.removesuffix('s') if count == 1 else name}"
