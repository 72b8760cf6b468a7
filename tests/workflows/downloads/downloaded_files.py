"""The files of a job, and those that a download has written."""

from __future__ import annotations

from pathlib import Path

RESULTS = {"contenturl_0.json": b"zero" * 500, "contenturl_1.json": b"one" * 700, "report.json": b"{}"}


def visible_files(folder: Path) -> dict[str, bytes]:
    """The files that a user sees in a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.startswith(".")}
