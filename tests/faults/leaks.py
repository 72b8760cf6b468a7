"""Looking for planted secrets wherever people read."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from logging import Formatter, LogRecord
from urllib.parse import unquote

from faults.clients import SECRETS


def leaks(error: BaseException | None, records: Iterable[LogRecord]) -> list[str]:
    """Where a planted secret can be read: in an error, its traceback or a log record, whoever wrote it."""
    shown = {f"log: {record.getMessage()}": Formatter().format(record) for record in records}
    if error is not None:
        shown |= {
            "str": str(error),
            "repr": repr(error),
            "traceback": "".join(traceback.format_exception(error)),
        }
    return [where for where, text in shown.items() if any(secret in unquote(text) for secret in SECRETS)]
