"""Entities and files: as JSON lines, tables or details."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import speechtotext

from .messages import note, print_line
from .records import print_details, print_json
from .tables import Column, print_table


def show(entity: Any, as_json: bool) -> None:
    """Print an entity with all that it has."""
    if as_json:
        print_json(entity.to_dict())
    else:
        print_details(entity.to_dict())


def show_all(entities: Iterable[Any], columns: tuple[Column, ...], as_json: bool) -> None:
    """Print entities: in JSON as they come, or all in a table."""
    if as_json:
        for entity in entities:
            print_json(entity.to_dict())
        return
    listed = [entity.to_dict() for entity in entities]
    if not listed:
        note("There are none.")
    print_table(columns, listed)


def show_files(files: Iterable[speechtotext.DownloadedFile], as_json: bool) -> None:
    """Print where files are."""
    for file in files:
        if as_json:
            print_json({"path": str(file.path), "name": file.name, "kind": file.kind})
        else:
            print_line(str(file.path))
