"""The log of the package on standard error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import gmtime
from typing import Final

from speechtotext_api.wire import without_signatures

from .messages import json_message, print_warning

_TEXT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_TIME: Final = "%Y-%m-%dT%H:%M:%SZ"
# The loggers, and the level of each, by how often -v was given.
_LEVELS: Final[tuple[dict[str, int], ...]] = (
    {"speechtotext": logging.WARNING},
    {"speechtotext": logging.INFO},
    {"speechtotext": logging.DEBUG, "httpx": logging.INFO},
)


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = {"logger": record.name}
        if record.exc_info:
            fields["error"] = without_signatures(self.formatException(record.exc_info))
        return json_message(record.levelname.lower(), record.getMessage(), fields)


class _WarningPrinter(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        print_warning(record.getMessage())


@contextmanager
def warnings_printed() -> Iterator[None]:
    """Print the warnings of the package's log as warnings meanwhile."""
    handler = _WarningPrinter(logging.WARNING)
    logger = logging.getLogger("speechtotext")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def logged(verbosity: int, *, as_json: bool) -> Iterator[None]:
    """Print the log meanwhile, without secrets.

    Args:
        verbosity: 0 for warnings, 1 for retries and the like, 2 for every request.
        as_json: whether each record is a line of JSON.
    """
    # Imported here because it is slow to import.
    from speechtotext._http.log_redaction import hide_secrets_in_logs

    hide_secrets_in_logs()
    handler = logging.StreamHandler()
    formatter = _JsonFormatter() if as_json else logging.Formatter(_TEXT, _TIME)
    formatter.converter = gmtime
    handler.setFormatter(formatter)
    levels = {logging.getLogger(name): level for name, level in _LEVELS[min(verbosity, 2)].items()}
    before = {logger: (logger.level, logger.propagate) for logger in levels}
    for logger, level in levels.items():
        logger.addHandler(handler)
        logger.setLevel(level)
        # Else warnings are printed once more by the handler of last resort.
        logger.propagate = False
    try:
        yield
    finally:
        for logger, (level, propagate) in before.items():
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate
