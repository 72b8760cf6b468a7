"""The start of the command line: what is imported before the first line is printed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from speechtotext.cli._main import root_command
from speechtotext.cli._output.help_sections import NamedCommandGroup


def imported_by(*arguments: str) -> set[str]:
    """The modules that a process has imported that ran the command line with some arguments."""
    program = f"import sys; from speechtotext.cli import main; main({list(arguments)!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_version_is_told_before_anything_is_imported() -> None:
    assert not imported_by("--version") & {"click", "rich", "httpx", "msgspec", "speechtotext.cli._main"}


def test_help_imports_no_command() -> None:
    imported = imported_by("--help")

    assert not imported & {"rich", "httpx", "msgspec", "attrs", "logging", "pathlib", "urllib.parse"}
    assert not [name for name in imported if name.startswith("speechtotext.cli._commands.")]


@pytest.mark.parametrize("name", sorted(root_command.commands))
def test_help_says_of_a_command_what_it_says_itself(name: str) -> None:
    assert isinstance(root_command, NamedCommandGroup)
    told = {each.name: each.help for commands in root_command.titles.values() for each in commands}

    assert told[name] == root_command.commands[name].get_short_help_str(limit=200)
    assert root_command.commands[name].name == name
