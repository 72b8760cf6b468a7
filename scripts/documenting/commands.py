"""The reference of the command line, generated from the click commands."""

from __future__ import annotations

import inspect
import io
import os
import re
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from unittest.mock import patch

import click

_LITERAL = "\b"
# As wide as a block of code is on a desktop.
_COLUMNS = 88
_SPECIAL = re.compile(r"([\\<>*_\[\]|])")


def command_pages(root: click.Group) -> Iterator[tuple[str, str]]:
    """Yield the file name and the text of a page for each command of the root command."""
    context = click.Context(root, info_name=root.name)
    names = root.list_commands(context)
    yield "index.md", _index(root, context, names)
    for name in names:
        command = root.get_command(context, name)
        assert command is not None
        yield f"{name}.md", "\n".join(_command(command, click.Context(command, context, name), 1)).rstrip() + "\n"


def _index(root: click.Group, context: click.Context, names: list[str]) -> str:
    lines = ["# Command line", "", *_help(root)]
    lines += ["| command | |", "|---|---|"]
    for name in names:
        command = root.get_command(context, name)
        assert command is not None
        lines.append(f"| [`speechtotext {name}`]({name}.md) | {command.get_short_help_str(200)} |")
    if root.epilog:
        lines += ["", root.epilog]
    return "\n".join([*lines, "", "```{toctree}", ":hidden:", "", *names, "```", ""])


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    path = context.command_path
    yield f"{'#' * level} {path}"
    yield ""
    yield from _help(command)
    if not command.add_help_option:
        yield from ["```text", _help_of_the_program(command, path), "```", ""]
        return
    yield "```text"
    yield f"{path} {' '.join(command.collect_usage_pieces(context))}"
    yield "```"
    yield ""
    options = [record for each in command.get_params(context) if (record := each.get_help_record(context))]
    for names, words in options:
        # The help text describes arguments.
        if words:
            yield from [f"`{names}`", f": {_escaped(words)}", ""]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            sub = command.get_command(context, name)
            assert sub is not None
            yield from _command(sub, click.Context(sub, context, name), level + 1)


def _help_of_the_program(command: click.Command, path: str) -> str:
    """Return what a command prints that passes `--help` on to a program."""
    printed = io.StringIO()
    with patch.dict(os.environ, COLUMNS=str(_COLUMNS)), redirect_stdout(printed), suppress(SystemExit):
        command.main(["--help"], prog_name=path)
    return printed.getvalue().rstrip()


def _help(command: click.Command) -> Iterator[str]:
    """The help text: paragraphs that are not wrapped hold shell lines."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith(_LITERAL):
            yield from ["```sh", *(line.strip() for line in paragraph.splitlines()[1:]), "```", ""]
        elif paragraph:
            yield from [_escaped(" ".join(paragraph.split())), ""]


def _escaped(words: str) -> str:
    """Words of a help text as Markdown: options are code, and nothing else means something there."""
    parts = re.split(r"(?<!\S)(--[a-z][\w-]*)", words)
    return "".join(f"`{part}`" if part.startswith("--") else _SPECIAL.sub(r"\\\1", part) for part in parts)
