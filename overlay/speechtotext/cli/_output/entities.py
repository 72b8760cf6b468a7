"""Entities and files: as JSON lines, tables or details."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import speechtotext

from .messages import print_line, print_note
from .records import print_details, print_json
from .tables import Column, print_table


def print_entity(entity: Any, as_json: bool) -> None:
    """Print all properties of an entity."""
    if as_json:
        print_json(entity.to_dict())
    else:
        print_details(entity.to_dict())


def print_entities(entities: Iterable[Any], columns: tuple[Column, ...], as_json: bool) -> None:
    """Print entities: as JSON lines while they arrive, or in one table."""
    if as_json:
        for entity in entities:
            print_json(entity.to_dict())
        return
    listed = [entity.to_dict() for entity in entities]
    if not listed:
        print_note("There are none.")
    print_table(columns, listed)


def print_files(files: Iterable[speechtotext.DownloadedFile], as_json: bool) -> None:
    """Print the paths of files."""
    for file in files:
        if as_json:
            print_json({"path": str(file.path), "name": file.name, "kind": file.kind})
        else:
            print_line(str(file.path))
