"""Lines on standard output, and notes, warnings and errors on standard error."""

from __future__ import annotations

import shutil
import sys

import click

from speechtotext_api.wire import without_signatures

from .redaction import printable


def print_line(text: str) -> None:
    """Print a line without terminal control characters."""
    click.echo(printable(text))


def print_sentences(text: str, *, indent: int = 0) -> None:
    """Print text on one line, or wrapped to the width of the terminal."""
    space = " " * indent
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        click.echo(click.wrap_text(printable(text), width, initial_indent=space, subsequent_indent=space))
    else:
        click.echo(space + printable(text))


def print_note(text: str) -> None:
    """Print a note to standard error, where it does not mix with results."""
    click.echo(without_signatures(text), err=True)


def print_warning(text: str) -> None:
    """Print a warning to standard error."""
    click.echo(f"Warning: {printable(text)}", err=True)


def print_error(text: str) -> None:
    """Print an error to standard error, on one line."""
    click.echo(f"Error: {printable(text)}", err=True)
