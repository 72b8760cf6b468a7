"""Commands that pass their arguments on to a program of this package."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

import click


def _passthrough_command(name: str, module: str, help: str) -> click.Command:
    """Return a command that calls the `main` of a module, which the extra of the same name installs."""
    every_argument = {"ignore_unknown_options": True}

    @click.command(name, help=help, add_help_option=False, context_settings=every_argument)
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def command(arguments: tuple[str, ...]) -> None:
        try:
            main = cast("Callable[[list[str], str], int]", import_module(module).main)
        except ModuleNotFoundError as error:
            raise click.ClickException(f'{name} needs more: pip install "speechtotext-client[{name}]"') from error
        raise click.exceptions.Exit(main(list(arguments), f"speechtotext {name}"))

    return command


emulator = _passthrough_command(
    "emulator", "speechtotext.emulator.__main__", "Run the service on this machine, without an account."
)

migrate = _passthrough_command("migrate", "speechtotext.migrate", "Move programs to a newer version of the API.")
