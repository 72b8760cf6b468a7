"""Tables that fit the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .redaction import visible

if TYPE_CHECKING:
    from rich.text import Text

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
