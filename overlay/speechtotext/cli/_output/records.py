"""One record: as a line of JSON, or as a list of its properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import click

from .redaction import printable, without_secrets


def print_json(value: object) -> None:
    """Print one line of JSON, with terminal control characters escaped."""
    text = json.dumps(without_secrets(value), ensure_ascii=False)
    click.echo(re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text))


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
            yield from (f"{indent}  - {_format_value(item)}" for item in value)
        else:
            yield f"{indent}{printable(name)}: {_format_value(value)}"


def _format_value(value: object) -> str:
    return printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
