"""Lines on standard output, and notes, warnings and errors on standard error."""

from __future__ import annotations

import shutil
import sys

import click

from speechtotext_api.wire import without_signatures

from .redaction import visible


def print_line(text: str) -> None:
    """A line that holds nothing but what can be seen."""
    click.echo(visible(text))


def print_sentences(text: str, *, indent: int = 0) -> None:
    """Text on one line, or on a terminal on as many as it needs."""
    space = " " * indent
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        click.echo(click.wrap_text(visible(text), width, initial_indent=space, subsequent_indent=space))
    else:
        click.echo(space + visible(text))


def note(text: str) -> None:
    """A remark, which goes where it does not mix with results."""
    click.echo(without_signatures(text), err=True)


def warn(text: str) -> None:
    click.echo(f"Warning: {visible(text)}", err=True)


def print_error(text: str) -> None:
    """What went wrong, in a line."""
    click.echo(f"Error: {visible(text)}", err=True)
