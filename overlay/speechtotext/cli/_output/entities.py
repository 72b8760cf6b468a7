"""Entities and files, printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import speechtotext

from .records import RecordOutput
from .tables import Column


def print_entity(entity: Any, output: RecordOutput, columns: tuple[Column, ...] = ()) -> None:
    """Print all properties of an entity."""
    output.print_record(entity.to_dict(), columns)


def print_entities(entities: Iterable[Any], columns: tuple[Column, ...], output: RecordOutput) -> None:
    """Print a listing of entities."""
    output.print_records((entity.to_dict() for entity in entities), columns)


def print_files(files: Iterable[speechtotext.DownloadedFile], output: RecordOutput) -> None:
    """Print the paths of files."""
    output.print_records(
        ({"path": str(file.path), "name": file.name, "kind": file.kind} for file in files),
        text=lambda record: record["path"],
    )
