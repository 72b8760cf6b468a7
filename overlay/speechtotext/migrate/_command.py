"""The command line of the codemod."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ._codemod import migrate
from ._result import Migrated
from ._versions.api_surface import versions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to an existing parser."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder to look for programs in")
    names = [one.module for one in versions()]
    parser.add_argument("--to", required=True, choices=names[1:], help="the version to move to")
    parser.add_argument("--write", action="store_true", help="rewrite the files; otherwise only show what would change")
    parser.epilog = (
        "Exit status: 0 if nothing is left to do, 1 if a person has something to do or, without --write, files would "
        "change, 2 if the command was given what it cannot take."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command with parsed arguments, and return the exit status."""
    try:
        results = migrate(arguments.paths, arguments.to, write=arguments.write)
    except FileNotFoundError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    changed = left = 0
    for result in results:
        _print_result(result, written=arguments.write)
        changed += result.changed
        left += len(result.left)
    files = "1 file" if changed == 1 else f"{changed} files"
    print(f"{files} {'rewritten' if arguments.write else 'would be rewritten'}; {left} left for a person.")
    return 1 if left or (changed and not arguments.write) else 0


def _print_result(result: Migrated, *, written: bool) -> None:
    if result.changed and not written:
        print(result.diff, end="")
    elif result.changed:
        print(f"{result.path}: rewritten")
    for finding in result.findings:
        print(f"{result.path}:{finding}")


def main(arguments: Sequence[str] | None = None, prog: str = "python -m speechtotext.migrate") -> int:
    """Run the command, and return the exit status.

    Args:
        arguments: those of the command line by default.
        prog: what it is called there.
    """
    parser = argparse.ArgumentParser(
        prog=prog, description="Move programs to a newer version of the Azure Speech to text REST API."
    )
    add_arguments(parser)
    return run(parser.parse_args(arguments))
