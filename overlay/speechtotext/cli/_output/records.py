"""One record: as a line of JSON, or as a list of its properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import click

from .redaction import visible, without_secrets


def print_json(value: object) -> None:
    """One line of JSON, in which what would steer a terminal is escaped."""
    text = json.dumps(without_secrets(value), ensure_ascii=False)
    click.echo(re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text))


def print_details(entity: Mapping[str, Any]) -> None:
    """An entity with all that it has, a line for each member."""
    for line in _details(without_secrets(entity), 0):
        click.echo(line)


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
