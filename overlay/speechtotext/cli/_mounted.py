"""Commands that are programs of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

import click


def _mounted(name: str, module: str, extra: str, help: str) -> click.Command:
    """A command that gives its arguments to the `main` of a module, which knows them.

    Args:
        extra: what has to be installed for it.
    """

    @click.command(name, help=help, add_help_option=False, context_settings={"ignore_unknown_options": True})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def command(arguments: tuple[str, ...]) -> None:
        try:
            main = cast("Callable[[Sequence[str]], int]", import_module(module).main)
        except ModuleNotFoundError as error:
            raise click.ClickException(
                f"{name} needs more ({error.name}): pip install speechtotext-client[{extra}]"
            ) from error
        raise click.exceptions.Exit(main(list(arguments)))

    return command


emulator = _mounted(
    "emulator", "speechtotext.emulator.__main__", "emulator", "Run the service on this machine, without an account."
)
migrate = _mounted("migrate", "speechtotext.migrate", "migrate", "Move programs to a newer version of the API.")
