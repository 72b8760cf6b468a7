"""What changed between two API documents, and what it means for a program written against the old one.

- `python scripts/diff.py OLD NEW` shows the counts and what breaks;
- `python scripts/diff.py OLD NEW --format md|html|json|sarif|github [--output FILE]` writes all of it;
- `python scripts/diff.py OLD NEW --fail-on breaking|risky|any [--acknowledged FILE]` is for CI.

OLD and NEW are each a version (`v3.0`), a version at a commit (`v3.0@3ffc36f7`), a file or a URL of Swagger 2.0 or
OpenAPI 3. Exit codes: 0 if nothing that is not acknowledged is at or above the level of --fail-on, 1 if something is,
2 for wrong use or input.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console

from build_error import BuildError
from committed_reports.migration_table import compare_versions
from differences.documents import load_document
from differences.report import Report, Severity
from reporting.acknowledgements import AcknowledgementStatus, load_acknowledgements, match_acknowledgements
from reporting.github import render_github
from reporting.html import render_html
from reporting.json_report import render_json
from reporting.markdown import render_markdown
from reporting.published_texts import changed_texts
from reporting.sarif import render_sarif
from reporting.terminal import print_report
from reporting.view import plain_title

FORMATS: dict[str, Callable[[Report, AcknowledgementStatus], str]] = {
    "md": render_markdown,
    "html": render_html,
    "json": render_json,
    "sarif": render_sarif,
    "github": render_github,
}
LEVELS = {
    "breaking": frozenset((Severity.BREAKING,)),
    "risky": frozenset((Severity.BREAKING, Severity.RISKY)),
    "any": frozenset(Severity),
}


class _Arguments(argparse.Namespace):
    old: str
    new: str
    format: str | None
    output: Path | None
    words: bool
    fail_on: str | None
    acknowledged: Path | None


def main(argv: Sequence[str] | None = None, *, today: date | None = None) -> int:
    """Run the command; `today` decides which acknowledgements have expired."""
    arguments = _parsed(argv)
    try:
        return _run(arguments, today or date.today())
    except BuildError as problem:
        print(problem, file=sys.stderr)
        return 2


def _parsed(argv: Sequence[str] | None) -> _Arguments:
    parser = argparse.ArgumentParser(
        description="What changed between two API documents, and what it means for a program.",
        epilog="Exit codes: 0 nothing at or above the level of --fail-on, 1 there is something, 2 wrong use or input.",
    )
    kinds = "a version (v3.0), a version at a commit (v3.0@3ffc36f7), a file or a URL"
    parser.add_argument("old", metavar="OLD", help=kinds)
    parser.add_argument("new", metavar="NEW", help="likewise")
    parser.add_argument("--format", choices=FORMATS, help="write the whole report in this format")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write it to this file (by default, print it)")
    parser.add_argument("--words", action="store_true", help="on the terminal, quote the texts that differ, too")
    parser.add_argument("--fail-on", choices=LEVELS, help="exit with 1 if there is a difference of this level or above")
    parser.add_argument("--acknowledged", type=Path, metavar="FILE", help="TOML file of differences that are accepted")
    arguments = parser.parse_args(argv, _Arguments())
    if arguments.output and not arguments.format:
        parser.error("--output needs a --format")
    if arguments.words and arguments.format:
        parser.error("--words is for the terminal: published texts are never written to a file")
    return arguments


def _run(arguments: _Arguments, today: date) -> int:
    given = load_acknowledgements(arguments.acknowledged) if arguments.acknowledged else ()
    report = compare_versions(load_document(arguments.old), load_document(arguments.new))
    acknowledged = match_acknowledgements(report.entries, given, today)
    _tell(acknowledged)
    if arguments.format is None:
        print_report(report, acknowledged, changed_texts(report) if arguments.words else {}, Console())
    else:
        _write(FORMATS[arguments.format](report, acknowledged), arguments.output)
    return _verdict(report, acknowledged, arguments.fail_on)


def _tell(acknowledged: AcknowledgementStatus) -> None:
    for each in acknowledged.expired:
        _say(f"{each.fingerprint}: acknowledged until {each.expires}, so it counts again ({each.reason})")
    for each in acknowledged.unknown:
        _say(f"{each.fingerprint}: acknowledged, but no difference has this fingerprint ({each.reason})")


def _write(text: str, file: Path | None) -> None:
    if file is None:
        sys.stdout.write(text)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BuildError(f"{file}: cannot be written ({error.strerror}).") from error


def _verdict(report: Report, acknowledged: AcknowledgementStatus, level: str | None) -> int:
    if level is None:
        return 0
    counted = [
        entry
        for entry in report.entries
        if entry.severity in LEVELS[level] and entry.fingerprint not in acknowledged.valid
    ]
    if counted:
        many = "1 difference" if len(counted) == 1 else f"{len(counted)} differences"
        _say(f"{many} at or above --fail-on {level} that nobody acknowledged; the first: {plain_title(counted[0])}")
    return 1 if counted else 0


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
