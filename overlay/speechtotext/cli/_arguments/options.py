"""Options and argument types that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST: Final = timedelta(days=36_500)


def entity_id(value: str) -> str:
    """Accept the id of an entity, or its URL."""
    from speechtotext_api.calls import id_of, path_text

    try:
        path_text("ID", id_of(value))
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a valid ID.") from None
    return value


def duration(value: str) -> timedelta:
    """Parse a duration, such as 90d, 48h or 30m."""
    found = re.fullmatch(r"(\d{1,6})([smhdw])", value)
    if found is None:
        raise click.BadParameter(f"{value!r} is not a duration: expected a number and a unit, such as 90d, 48h or 30m.")
    given = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if given > _LONGEST:
        raise click.BadParameter(f"{value!r} is longer than {_LONGEST.days} days.")
    return given


ids = click.argument("ids", metavar="ID...", nargs=-1, required=True, type=entity_id)

# None is as good as any number: lists of other programs may be empty.
any_ids = click.argument("ids", metavar="[ID]...", nargs=-1, type=entity_id)

one_id = click.argument("id", metavar="ID", type=entity_id)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object per line.")

timeout_option = click.option(
    "--timeout",
    metavar="DURATION",
    type=duration,
    default="1d",
    show_default=True,
    help="Maximum time to wait, such as 90m.",
)


def out_option(help: str, *, required: bool = False) -> Callable[[F], F]:
    """Return the option `--out`: a folder."""
    return click.option(
        "--out", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), required=required, help=help
    )
