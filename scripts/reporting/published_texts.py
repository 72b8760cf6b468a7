"""The texts that differ, as published, for the terminal only: they belong to others and are never written to a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_error import BuildError
from differences.report import Document, Report, SourceLocation
from upstream.sources import CACHE

from .view import prose_entries

ChangedTexts = Mapping[str, tuple[str, str]]
"""The published texts before and after, by fingerprint of the entry; empty where there is none."""


def changed_texts(report: Report) -> ChangedTexts:
    """The texts behind the entries of the words layer.

    Raises:
        BuildError: one of the published files is not at hand.
    """
    entries = prose_entries(report.entries)
    if not entries:
        return {}
    old, new = _published(report.old), _published(report.new)
    return {entry.fingerprint: (_text(old, entry.old), _text(new, entry.new)) for entry in entries}


def _published(document: Document) -> Any:
    path = document.path or ""
    if document.repository and document.commit:
        file = CACHE / document.repository / document.commit / path
    else:
        file = Path(path)
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BuildError(
            f"{document.name}: its published file is not at hand to quote from; `nox -s pull` fetches it."
        ) from error


def _text(document: Any, place: SourceLocation | None) -> str:
    if place is None:
        return ""
    for step in place.pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
