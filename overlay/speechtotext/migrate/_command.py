"""The command line of the codemod."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ._codemod import migrate
from ._output.formats import FORMATS, Report
from ._output.suggestions import write_suggestion
from ._versions.api_surface import versions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to an existing parser."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder to look for programs in")
    names = [one.module for one in versions()]
    parser.add_argument("--to", required=True, choices=names[1:], help="the version to move to")
    parser.add_argument("--write", action="store_true", help="rewrite the files; otherwise only show what would change")
    parser.add_argument(
        "--suggest",
        action="store_true",
        help="write NAME.speechtotext.py beside each file that transcribes by hand: a program that uses this package",
    )
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="text",
        help="text for people (the default), json, sarif for code scanning, or github for annotations",
    )
    parser.epilog = (
        "Exit status: 0 if nothing is left to do, 1 if something is left to change by hand or, without --write, files "
        "would change, 2 if an argument is not valid."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command with parsed arguments, and return the exit status."""
    skipped: Counter[tuple[str, str]] = Counter()

    def on_skipped(path: Path, reason: str) -> None:
        skipped[reason, path.suffix or path.name] += 1

    try:
        results = migrate(arguments.paths, arguments.to, write=arguments.write, on_skipped=on_skipped)
    except FileNotFoundError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    report = Report(written=arguments.write, skipped=skipped)
    form = FORMATS[arguments.format]
    for result in results:
        report.add(result)
        form.show(result, report)
        if arguments.suggest and result.suggestion:
            report.suggested.append(write_suggestion(result))
    form.finish(report)
    return 1 if report.left or (report.changed and not arguments.write) else 0


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
