"""Lines on standard output; notes, warnings, errors and hints on standard error, as text or as JSON."""

from __future__ import annotations

import io
import sys
from typing import Any, Final, NamedTuple

import click

from speechtotext_api.wire import without_signatures

from .redaction import printable


class MessageStyle(NamedTuple):
    """How messages are printed.

    Args:
        is_quiet: whether notes are left out.
        is_json: whether each message is a line of JSON.
        is_logged: whether the log of the package is printed as well.
    """

    is_quiet: bool = False
    is_json: bool = False
    is_logged: bool = False

    @property
    def allows_live_progress(self) -> bool:
        """Whether lines on a terminal may change: nothing else is printed between them."""
        return self == MessageStyle()


NO_ID: Final = "Nothing to do: no ID was given."

_style = MessageStyle()


def message_style() -> MessageStyle:
    """Return how messages are printed."""
    return _style


def set_message_style(style: MessageStyle) -> None:
    """Print messages in a style from now on, in all threads."""
    global _style
    _style = style


def print_line(text: str) -> None:
    """Print a line without terminal control characters."""
    click.echo(printable(text))


def print_sentences(text: str, *, indent: int = 0) -> None:
    """Print text on one line, or wrapped to the width of the terminal."""
    space = " " * indent
    if sys.stdout.isatty():
        # Here, because help does without.
        import shutil

        width = shutil.get_terminal_size().columns
        click.echo(click.wrap_text(printable(text), width, initial_indent=space, subsequent_indent=space))
    else:
        click.echo(space + printable(text))


def print_note(text: str, **fields: object) -> None:
    """Print a note to standard error, where it does not mix with results.

    Args:
        text: the note.
        fields: further members of the JSON.
    """
    if not _style.is_quiet:
        _print("info", "", without_signatures(text), fields)


def print_hint(text: str) -> None:
    """Print what to do about an error, also where notes are left out."""
    _print("info", "", without_signatures(text), {})


def print_warning(text: str, **fields: object) -> None:
    """Print a warning to standard error, with further members of the JSON."""
    _print("warning", "Warning: ", printable(text), fields)


def print_error(text: str, **fields: object) -> None:
    """Print an error to standard error, on one line, with further members of the JSON."""
    _print("error", "Error: ", printable(text), fields)


def _print(level: str, title: str, text: str, fields: dict[str, Any]) -> None:
    try:
        click.echo(json_message(level, text, fields) if _style.is_json else f"{title}{text}", err=True)
    except OSError:
        # What cannot be told does not change what the command does, nor its exit code.
        sys.stderr = io.StringIO()


def json_message(level: str, text: str, fields: dict[str, Any]) -> str:
    """Return a message as a line of JSON."""
    # Here, because help does without.
    import json

    from speechtotext import _clock
    from speechtotext_api.wire import format_date_time

    return json.dumps({"time": format_date_time(_clock.utc_now()), "level": level, "message": text, **fields})
