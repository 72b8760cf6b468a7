"""Write the pages that the code determines into `docs/generated/`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from speechtotext.cli._main import root_command
from speechtotext_api.versions import PACKAGES

from .commands import command_pages
from .reference import reference_pages
from .reports import report_pages

ROOT = Path(__file__).resolve().parents[2]


def write_generated_pages(docs: Path) -> None:
    """Write the API reference, the command line and the reports about versions below `docs`, replacing earlier ones."""
    generated = docs / "generated"
    shutil.rmtree(generated, ignore_errors=True)
    _write(generated / "api", reference_pages())
    _write(generated / "command-line", command_pages(root_command))
    _write(generated / "changes", report_pages(list(PACKAGES), ROOT))


def _write(folder: Path, pages: Iterable[tuple[str, str]]) -> None:
    folder.mkdir(parents=True)
    for name, text in pages:
        (folder / name).write_text(text, encoding="utf-8")
