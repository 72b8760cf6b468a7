"""Groups of commands whose help lists them in sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
