"""How objects are shown: in a line, in a console that rich draws, and as a table in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from enum import Enum
from html import escape
from typing import TYPE_CHECKING, Any, Final

from attrs import Attribute, fields

from .wire import UNSET

if TYPE_CHECKING:
    from rich.table import Table

_LONGEST: Final = 200
_LONGEST_VALUE: Final = 60
_FIRST: Final = ("id", "display_name", "name", "status")
# `id` is the end of the first; the others are links of the same entity.
_LAST: Final = ("self_", "links", "additional_properties")
_COLUMNS: Final = ("id", "display_name", "name", "locale", "kind", "status", "created_date_time")


class Shown:
    """A text that is its own `repr`, without quotes."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


_UNREADABLE: Final = Shown("<unreadable>")


def in_a_line(model: Any) -> str:
    """Return the class, the id, the name, the status and what else is set, as far as 200 characters hold it."""
    name = type(model).__name__
    shown: list[str] = []
    length = len(name) + len("()")
    for attribute, value in _in_order(model):
        if attribute == "links":
            continue
        piece = f"{attribute}={_shortened(value)}"
        length += len(piece) + len(", ")
        if length > _LONGEST - len("…"):
            shown.append("…")
            break
        shown.append(piece)
    return f"{name}({', '.join(shown)})"


def for_rich(model: Any) -> Iterator[tuple[str, object]]:
    """Yield the attributes that are set, for `__rich_repr__`; rich draws the objects among them in turn."""
    yield from ((name, value) for name, value in _attributes(model) if _is_set(model, value))


def as_html(model: Any) -> str:
    """Return a table of the attributes that are set, objects within objects as tables within the table."""
    rows = "".join(
        f"<tr><th style='text-align:left;vertical-align:top'>{escape(name)}</th>"
        f"<td style='text-align:left'>{_cell(value)}</td></tr>"
        for name, value in for_rich(model)
    )
    return f"<table><caption style='text-align:left'>{escape(type(model).__name__)}</caption>{rows}</table>"


def items_as_html(items: Sequence[Any]) -> str:
    """Return a table with a row for each item: what tells the items of a listing apart."""
    head, rows = _table(items)
    cells = "".join(f"<th style='text-align:left'>{escape(name)}</th>" for name in head)
    lines = "".join(
        "<tr>" + "".join(f"<td style='text-align:left'>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"


def items_for_rich(items: Sequence[Any]) -> Table:
    """Return the same as a table of rich, for `__rich__`, which rich alone calls."""
    from rich.table import Table
    from rich.text import Text

    head, rows = _table(items)
    table = Table(*head)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _table(items: Sequence[Any]) -> tuple[list[str], list[list[str]]]:
    found = [{name: _text(value) for name, value in _in_order(item)} for item in items]
    head = [name for name in _COLUMNS if any(name in row for row in found)]
    return head, [[row.get(name, "") for name in head] for row in found]


def _in_order(model: Any) -> Iterator[tuple[str, object]]:
    """Yield the attributes that are set, first those by which an entity is known, then those that cannot be read."""
    values = dict(_attributes(model))
    if isinstance(getattr(type(model), "id", None), property):
        # Not if the URL is odd.
        with suppress(AttributeError, ValueError):
            values = {"id": model.id or None} | values
    others = [name for name in values if name not in (*_FIRST, *_LAST)]
    names = [*_FIRST, *sorted(others, key=lambda name: values[name] is not _UNREADABLE), *_LAST]
    skipped = ("self_",) if values.get("id") else ()
    yield from (
        (name, values[name]) for name in names if name not in skipped and _is_set(model, values.get(name, UNSET))
    )


def _attributes(model: Any) -> Iterator[tuple[str, object]]:
    for field in fields(type(model)):
        try:
            value = getattr(model, field.name)
        except AttributeError:
            yield field.name, _UNREADABLE
        else:
            yield field.name, _without_secrets(field, value)


def _without_secrets(field: Attribute[Any], value: object) -> object:
    """Return a value, or a stand-in where its own `repr` would show a secret."""
    show: bool | Callable[[Any], str] = field.repr
    if not callable(show):
        return value
    text = show(value)
    return value if text == repr(value) else Shown(text)


def _is_set(model: Any, value: object) -> bool:
    """Return whether an attribute says something; null does so in an update, where it deletes."""
    return value is not UNSET and value != {} and (value is not None or model._is_update)


def _shortened(value: object) -> str:
    """Return a value's `repr` if it is short, else its beginning."""
    if isinstance(value, list) and len(value) > 2:
        return f"[{len(value)} items]"
    text = _plain(value)
    if len(text) <= _LONGEST_VALUE:
        return text
    if hasattr(type(value), "__attrs_attrs__"):
        return f"{type(value).__name__}(…)"
    return f"{text[: _LONGEST_VALUE - 1]}…"


def _plain(value: object) -> str:
    if isinstance(value, Enum):
        return repr(value.value)
    if isinstance(value, datetime):
        return repr(_text(value))
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    return repr(value)


def _text(value: object) -> str:
    """Return a value as people write it, without quotes."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value if isinstance(value, str) else repr(value)


def _cell(value: object) -> str:
    if hasattr(type(value), "__attrs_attrs__"):
        return as_html(value)
    if isinstance(value, list):
        return _joined(map(_cell, value))
    return escape(_text(value))


def _joined(cells: Iterable[str]) -> str:
    return "<br>".join(cells)
