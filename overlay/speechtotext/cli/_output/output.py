"""What is printed, and how: JSON lines, tables, details; warnings and errors in a line each. No secret among it."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from speechtotext_api.wire import without_signatures

if TYPE_CHECKING:
    from rich.text import Text

_SECRETS: Final = ("secret", "targetSubscriptionKey")
_STYLES: Final = {"Succeeded": "green", "Failed": "red", "Running": "yellow", "NotStarted": "dim"}
_NARROWEST: Final = 10
_GAP: Final = 2


class Column(NamedTuple):
    """A column of a table.

    Args:
        title: what stands above it.
        path: the names that lead to it in an entity's JSON.
        flexible: whether it is made narrower where the terminal is narrow.
        wraps: whether it then has more lines; otherwise it is cut.
    """

    title: str
    path: tuple[str, ...]
    flexible: bool = False
    wraps: bool = False


def print_json(value: object) -> None:
    """One line of JSON, in which what would steer a terminal is escaped."""
    text = json.dumps(without_secrets(value), ensure_ascii=False)
    click.echo(re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text))


def print_details(entity: Mapping[str, Any]) -> None:
    """An entity with all that it has, a line for each member."""
    for line in _details(without_secrets(entity), 0):
        click.echo(line)


def print_table(columns: Sequence[Column], entities: Iterable[Mapping[str, Any]]) -> None:
    """A row for each entity. On a terminal it is made to fit: columns at its end are left out, one is shortened."""
    rows = [[cell(entity, column) for column in columns] for entity in entities]
    if not rows:
        return
    # Here, because it is slow to import, and not needed for JSON.
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    widths = [max(map(cell_len, [column.title, *cells])) for column, *cells in zip(columns, *rows, strict=True)]
    if console.is_terminal:
        widths = fitted(columns, widths, console.width)
    else:
        console.width = sum(widths) + _GAP * len(widths)
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for column, width in zip(columns, widths, strict=False):
        table.add_column(column.title, width=width, no_wrap=not column.wraps, overflow="ellipsis")
    for row in rows:
        table.add_row(*map(_styled, row[: len(widths)]))
    console.print(table)


def fitted(columns: Sequence[Column], widths: Sequence[int], available: int) -> list[int]:
    """The widths of the columns that there is room for, from the first one on.

    Args:
        widths: those that the columns would have.
        available: how many cells a line has.
    """
    each = list(zip(columns, widths, strict=True))
    least = [min(width, _NARROWEST) if column.flexible else width for column, width in each]
    count = len(columns)
    while count > 1 and sum(least[:count]) + _GAP * (count - 1) > available:
        count -= 1
    room = max(available - sum(least[:count]) - _GAP * (count - 1), 0)
    return [
        min(width, smallest + room) if column.flexible else smallest
        for (column, width), smallest in zip(each[:count], least, strict=False)
    ]


def print_line(text: str) -> None:
    """A line that holds nothing but what can be seen."""
    click.echo(visible(text))


def print_sentences(text: str, *, indent: int = 0) -> None:
    """Text on one line, or on a terminal on as many as it needs."""
    space = " " * indent
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        click.echo(click.wrap_text(visible(text), width, initial_indent=space, subsequent_indent=space))
    else:
        click.echo(space + visible(text))


def note(text: str) -> None:
    """A remark, which goes where it does not mix with results."""
    click.echo(without_signatures(text), err=True)


def warn(text: str) -> None:
    click.echo(f"Warning: {visible(text)}", err=True)


def print_error(text: str) -> None:
    """What went wrong, in a line."""
    click.echo(f"Error: {visible(text)}", err=True)


def visible(text: str) -> str:
    """Text on one line, without signatures, and without what would steer a terminal."""
    line = " ".join(without_signatures(text).split())
    return "".join("�" if unicodedata.category(character) == "Cc" else character for character in line)


def without_secrets(value: Any) -> Any:
    """JSON in which signatures, keys and secrets are hidden."""
    if isinstance(value, str):
        return without_signatures(value)
    if isinstance(value, Mapping):
        return {name: "***" if name in _SECRETS else without_secrets(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(item) for item in value]
    return value


def cell(entity: Mapping[str, Any], column: Column) -> str:
    """What an entity has in a column."""
    value: Any = entity
    for name in column.path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None:
        return "-"
    if column.path[-1] == "self":
        return visible(_identifier(value))
    if isinstance(value, list):
        return visible(", ".join(map(str, value)))
    if column.path[-1].endswith("DateTime"):
        return str(value)[:16].replace("T", " ")
    return visible(str(value))


def _identifier(url: str) -> str:
    from speechtotext_api.calls import id_of

    return id_of(url)


def _styled(text: str) -> Text:
    from rich.text import Text

    return Text(text, style=_STYLES.get(text, ""))


def _details(entity: Mapping[str, Any], depth: int) -> Iterable[str]:
    indent = "  " * depth
    for name, value in entity.items():
        if isinstance(value, Mapping):
            yield f"{indent}{visible(name)}:"
            yield from _details(value, depth + 1)
        elif isinstance(value, list) and value:
            yield f"{indent}{visible(name)}:"
            yield from (f"{indent}  - {_shown(item)}" for item in value)
        else:
            yield f"{indent}{visible(name)}: {_shown(value)}"


def _shown(value: object) -> str:
    return visible(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
