"""Groups of commands whose help lists them in sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import NamedTuple

import click


class SectionedGroup(click.Group):
    """A click group whose help lists its commands in sections, each with its first sentence in full.

    Args:
        name: name of the group.
        help: help text.
        sections: commands by section title.
        epilog: text after the sections.
    """

    def __init__(self, name: str, help: str, sections: Mapping[str, Sequence[click.Command]], epilog: str = "") -> None:
        super().__init__(
            name,
            [command for commands in sections.values() for command in commands],
            help=help,
            epilog=epilog,
            context_settings={"help_option_names": ["-h", "--help"]},
        )
        self._sections = sections

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in self._sections.items():
            with formatter.section(title):
                formatter.write_dl([(str(each.name), each.get_short_help_str(limit=200)) for each in commands])


class NamedCommand(NamedTuple):
    """A command that is imported when it is called.

    Args:
        name: its name.
        help: the first sentence of its help.
        load: imports it.
    """

    name: str
    help: str
    load: Callable[[], click.Command]


class _Commands(MutableMapping[str, click.Command]):
    """Commands by name, each imported when it is asked for."""

    def __init__(self, named: Iterable[NamedCommand]) -> None:
        self._named = {each.name: each for each in named}

    def __getitem__(self, name: str) -> click.Command:
        return self._named[name].load()

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._named[name] = NamedCommand(name, command.get_short_help_str(limit=200), lambda: command)

    def __delitem__(self, name: str) -> None:
        del self._named[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)


class NamedCommandGroup(SectionedGroup):
    """A sectioned group whose help imports no command.

    Args:
        named: commands by section title.
    """

    def __init__(self, name: str, help: str, named: Mapping[str, Sequence[NamedCommand]], epilog: str = "") -> None:
        super().__init__(name, help, {}, epilog)
        self.titles = named
        self.commands = _Commands(each for commands in named.values() for each in commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in self.titles.items():
            with formatter.section(title):
                formatter.write_dl([(each.name, each.help) for each in commands])
