"""Records, printed for people or in a format that programs read."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import click

from .messages import print_line, print_note
from .queries import Query
from .redaction import printable, without_secrets
from .tables import Column, cell_value, print_rows, print_table

FORMATS: Final = ("table", "tsv", "json", "jsonl")

_TSV_ESCAPES: Final = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class RecordOutput:
    """How a command prints records.

    Attributes:
        format: one of `FORMATS`; None for text that people read.
        query: selects what is printed.
    """

    format: str | None = None
    query: Query | None = None

    @property
    def is_text(self) -> bool:
        """Whether nothing but text for people is asked for."""
        return self.format is None and self.query is None

    def print_records(
        self,
        records: Iterable[Mapping[str, Any]],
        columns: Sequence[Column] = (),
        *,
        text: Callable[[Mapping[str, Any]], str] | None = None,
    ) -> None:
        """Print records: as they come, or at the end where all of them are needed.

        Args:
            records: JSON objects.
            columns: of a table. Default: one for each property.
            text: the line that people read in place of a table.

        Raises:
            click.exceptions.Exit: raised by the iterable; what came before it is printed.
        """
        if self.query is None and (self.format == "jsonl" or (self.format is None and text is not None)):
            for record in records:
                if self.format == "jsonl" or text is None:
                    print_json(record)
                else:
                    print_line(text(record))
            return
        listed: list[Mapping[str, Any]] = []
        try:
            listed.extend(records)
        except click.exceptions.Exit:
            self._print_all(listed, columns)
            raise
        self._print_all(listed, columns)

    def _print_all(self, records: list[Mapping[str, Any]], columns: Sequence[Column]) -> None:
        if self.query is not None:
            print_value(self.query.search(without_secrets(records)), self.format)
        elif self.format == "json":
            print_json_document(records)
        elif self.format == "tsv":
            _print_tsv(columns or _columns_of(records), records)
        elif records:
            print_table(columns or _columns_of(records), records)
        else:
            print_note("No items found.")

    def print_record(self, record: Mapping[str, Any], columns: Sequence[Column] = ()) -> None:
        """Print all properties of one record.

        Args:
            record: a JSON object.
            columns: of a row of tab-separated values. Default: one for each property.
        """
        if self.query is not None:
            print_value(self.query.search(without_secrets(record)), self.format)
        elif self.format == "json":
            print_json_document(record)
        elif self.format == "jsonl":
            print_json(record)
        elif self.format == "tsv":
            _print_tsv(columns or _columns_of([record]), [record])
        else:
            print_details(record)


def print_value(value: Any, format: str | None) -> None:
    """Print any JSON: what a query has selected.

    Args:
        value: the JSON.
        format: one of `FORMATS`; a table by default.
    """
    items = value if isinstance(value, list) else [value]
    if format == "json":
        print_json_document(value)
    elif format == "jsonl":
        for item in items:
            print_json(item)
    elif value is None or value == []:
        if format != "tsv":
            print_note("No items found.")
    elif all(isinstance(item, Mapping) for item in items):
        if format == "tsv":
            _print_tsv(_columns_of(items), items)
        elif isinstance(value, list):
            print_rows(_columns_of(items), [[_cell(item.get(key)) for key in _keys(items)] for item in items])
        else:
            print_details(value)
    elif isinstance(value, list) and all(isinstance(item, list) for item in items):
        _print_lists(items, format)
    else:
        for item in items:
            click.echo(_tsv_text(item) if format == "tsv" else _plain(item))


def _print_lists(rows: Sequence[Sequence[Any]], format: str | None) -> None:
    """Print lists of values, which have no names: rows without a header."""
    if format == "tsv":
        for row in rows:
            click.echo("\t".join(map(_tsv_text, row)))
        return
    count = max(map(len, rows))
    columns = [Column("", (), flexible=True)] * count
    print_rows(columns, [[_cell(row[at]) if at < len(row) else "" for at in range(count)] for row in rows])


def print_json(value: object) -> None:
    """Print one line of JSON, with terminal control characters escaped."""
    click.echo(_json_text(value, indent=None))


def print_json_document(value: object) -> None:
    """Print JSON on several lines."""
    click.echo(_json_text(value, indent=2))


def _json_text(value: object, *, indent: int | None) -> str:
    text = json.dumps(without_secrets(value), ensure_ascii=False, indent=indent)
    return re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _print_tsv(columns: Sequence[Column], records: Iterable[Mapping[str, Any]]) -> None:
    """Print tab-separated values under a header of names."""
    click.echo("\t".join(_tsv_text(column.name) for column in columns))
    for record in records:
        click.echo("\t".join(_tsv_text(without_secrets(cell_value(record, column))) for column in columns))


def _tsv_text(value: Any) -> str:
    r"""Return a value on one line: text with `\t`, `\n`, `\r`, `\\` and `\uXXXX`, other values as JSON, null as ""."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(map(_tsv_character, text))


def _tsv_character(character: str) -> str:
    if character in _TSV_ESCAPES:
        return _TSV_ESCAPES[character]
    return f"\\u{ord(character):04x}" if unicodedata.category(character) == "Cc" else character


def _keys(records: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for record in records for key in record))


def _columns_of(records: Iterable[Mapping[str, Any]]) -> list[Column]:
    """Return a column for each property of the records."""
    return [Column(printable(key), (key,), flexible=True, key=key) for key in _keys(records)]


def print_details(entity: Mapping[str, Any]) -> None:
    """Print all properties of an entity, one per line."""
    for line in _detail_lines(without_secrets(entity), 0):
        click.echo(line)


def _detail_lines(entity: Mapping[str, Any], depth: int) -> Iterable[str]:
    indent = "  " * depth
    for name, value in entity.items():
        if isinstance(value, Mapping):
            yield f"{indent}{printable(name)}:"
            yield from _detail_lines(value, depth + 1)
        elif isinstance(value, list) and value:
            yield f"{indent}{printable(name)}:"
            yield from (f"{indent}  - {_plain(item)}" for item in value)
        else:
            yield f"{indent}{printable(name)}: {_plain(value)}"


def _cell(value: object) -> str:
    return "-" if value is None else _plain(value)


def _plain(value: object) -> str:
    return printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
