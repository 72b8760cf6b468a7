"""Tables that fit the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .redaction import printable

if TYPE_CHECKING:
    from rich.text import Text

_STYLES: Final = {"Succeeded": "green", "Failed": "red", "Running": "yellow", "NotStarted": "dim"}

_MIN_WIDTH: Final = 10

_COLUMN_GAP: Final = 2


class Column(NamedTuple):
    """A column of a table.

    Args:
        title: heading that people read.
        path: names that lead to the value in an entity's JSON.
        flexible: whether the column shrinks on a narrow terminal.
        wraps: whether a shrunk column wraps; otherwise it is truncated.
        key: name of the column for programs. Default: the last name of the path; "id" for the URL of an entity.
        computed: gives the value, in place of the path.
        optional: whether a table leaves it out if no row has a value.
    """

    title: str
    path: tuple[str, ...]
    flexible: bool = False
    wraps: bool = False
    key: str | None = None
    computed: Callable[[Mapping[str, Any]], str] | None = None
    optional: bool = False

    @property
    def is_entity(self) -> bool:
        """Whether it shows the id that the URL of an entity ends with."""
        return self.key is None and self.path[-1:] == ("self",)

    @property
    def name(self) -> str:
        """Name of the column for programs, which stays the same."""
        return self.key or ("id" if self.is_entity else self.path[-1])


def print_table(columns: Sequence[Column], entities: Iterable[Mapping[str, Any]]) -> None:
    """Print a row per entity. A terminal that is too narrow gets fewer or narrower columns."""
    entities = list(entities)
    columns = [
        column
        for column in columns
        if not column.optional or any(cell_value(entity, column) is not None for entity in entities)
    ]
    print_rows(columns, [[cell_text(entity, column) for column in columns] for entity in entities])


def print_rows(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of text under the titles of their columns; without titles, under none."""
    if not rows:
        return
    # Imported here because rich is slow to import, and JSON does not need it.
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    widths = [max(map(cell_len, [column.title, *cells])) for column, *cells in zip(columns, *rows, strict=True)]
    if console.is_terminal:
        widths = fit_widths(columns, widths, console.width)
    else:
        console.width = sum(widths) + _COLUMN_GAP * len(widths)
    is_titled = any(column.title for column in columns)
    table = Table(box=None, pad_edge=False, padding=(0, _COLUMN_GAP, 0, 0), header_style="bold", show_header=is_titled)
    for column, width in zip(columns, widths, strict=False):
        table.add_column(column.title, width=width, no_wrap=not column.wraps, overflow="ellipsis")
    for row in rows:
        table.add_row(*map(_styled, row[: len(widths)]))
    console.print(table)


def fit_widths(columns: Sequence[Column], widths: Sequence[int], available: int) -> list[int]:
    """Return the widths of the columns that fit, from the first one on.

    Args:
        columns: the columns.
        widths: their natural widths.
        available: cells per line.
    """
    each = list(zip(columns, widths, strict=True))
    least = [min(width, _MIN_WIDTH) if column.flexible else width for column, width in each]
    count = len(columns)
    while count > 1 and sum(least[:count]) + _COLUMN_GAP * (count - 1) > available:
        count -= 1
    room = max(available - sum(least[:count]) - _COLUMN_GAP * (count - 1), 0)
    return [
        min(width, smallest + room) if column.flexible else smallest
        for (column, width), smallest in zip(each[:count], least, strict=False)
    ]


def cell_text(entity: Mapping[str, Any], column: Column) -> str:
    """Return the text of an entity in a column."""
    value = cell_value(entity, column)
    if value is None:
        return "-"
    if isinstance(value, list):
        return printable(", ".join(map(str, value)))
    if column.key is None and column.name.endswith("DateTime"):
        return str(value)[:16].replace("T", " ")
    return printable(str(value))


def cell_value(entity: Mapping[str, Any], column: Column) -> Any:
    """Return the value of an entity in a column; None without one."""
    if column.computed is not None:
        return column.computed(entity)
    value: Any = entity
    for name in column.path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return _entity_id(value) if column.is_entity and value is not None else value


def _entity_id(url: str) -> str:
    from speechtotext_api.calls import id_of

    return id_of(url)


def _styled(text: str) -> Text:
    from rich.text import Text

    return Text(text, style=_STYLES.get(text, ""))
