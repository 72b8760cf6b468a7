"""Forms in which findings are printed."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from speechtotext.migrate._findings import Finding
from speechtotext.migrate._result import Migrated

_RULES: Final = {
    "request": "The program sends a request to the service by hand.",
    "link": "The program follows a link of the service by hand.",
    "address": "The program contains a URL of the service.",
    "route": "A server or a mock answers for the service.",
    "property": "A property in JSON is not accepted by the target.",
    "name": "A name of the package changes.",
    "generated": "The program uses a generated client.",
    "module": "A string names a module of the package.",
    "unreadable": "A file cannot be read or understood.",
}


@dataclass
class Report:
    """What a run found.

    Attributes:
        written: whether files are rewritten.
        skipped: numbers of files that are not looked at, by reason and kind of file.
        results: files that change or that something is found in.
        suggested: what was done with the suggested programs.
    """

    written: bool
    skipped: Counter[tuple[str, str]]
    results: list[Migrated] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    changed: int = 0
    left: int = 0

    def add(self, result: Migrated) -> None:
        """Count a file."""
        self.changed += result.changed
        self.left += len(result.left)
        self.results.append(result)

    def skipped_lines(self) -> Iterator[str]:
        """Yield what was not looked at, by reason."""
        by_reason: dict[str, Counter[str]] = defaultdict(Counter)
        for (reason, kind), number in self.skipped.items():
            by_reason[reason][kind] += number
        for reason, kinds in sorted(by_reason.items()):
            total = sum(kinds.values())
            named = ", ".join(kind for kind, _ in kinds.most_common(8)) + (", …" if len(kinds) > 8 else "")
            yield f"{total} {'file' if total == 1 else 'files'} not looked at: {reason} ({named})."


class Form(Protocol):
    """A form of output."""

    def show(self, result: Migrated, report: Report) -> None:
        """Print a file as soon as it is done."""

    def finish(self, report: Report) -> None:
        """Print what comes at the end."""


class _Text:
    def show(self, result: Migrated, report: Report) -> None:
        if result.changed and not report.written:
            print(result.diff, end="")
        elif result.changed:
            print(f"{result.path}: rewritten")
        for finding in result.findings:
            print(f"{result.path}:{finding}")
        if result.suggestion:
            print(f"{result.path}: with this package:")
            print("".join(f"    {line}".rstrip() + "\n" for line in result.suggestion.splitlines()), end="")

    def finish(self, report: Report) -> None:
        for line in (*report.suggested, *report.skipped_lines()):
            print(line)
        files = "1 file" if report.changed == 1 else f"{report.changed} files"
        print(
            f"{files} {'rewritten' if report.written else 'would be rewritten'}; {report.left} left to change by hand."
        )


class _Json:
    def show(self, result: Migrated, report: Report) -> None:
        """Print nothing: the document is printed as a whole."""

    def finish(self, report: Report) -> None:
        skipped = [
            {"reason": reason, "kind": kind, "files": number} for (reason, kind), number in report.skipped.items()
        ]
        document = {
            "files": [_file(one) for one in report.results],
            "changed": report.changed,
            "left": report.left,
            "skipped": skipped,
        }
        print(json.dumps(document, indent=2, ensure_ascii=False))


class _Sarif:
    def show(self, result: Migrated, report: Report) -> None:
        """Print nothing: the document is printed as a whole."""

    def finish(self, report: Report) -> None:
        rules = [{"id": kind, "shortDescription": {"text": text}} for kind, text in _RULES.items()]
        driver = {
            "name": "speechtotext.migrate",
            "informationUri": "https://pypi.org/project/speechtotext-client/",
            "rules": rules,
        }
        results = [_sarif_result(one, finding) for one in report.results for finding in one.findings]
        document = {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        }
        print(json.dumps(document, indent=2, ensure_ascii=False))


class _GitHub:
    def show(self, result: Migrated, report: Report) -> None:
        for finding in result.findings:
            level = "warning" if finding.left else "notice"
            place = f"file={_escaped(result.path.as_posix(), property_=True)}"
            place += f",line={finding.line}" if finding.line and finding.cell is None else ""
            cell = f"cell {finding.cell}, line {finding.line}: " if finding.cell is not None else ""
            message = _escaped(f"{cell}{finding.sentence} {finding.remedy}".strip())
            print(f"::{level} {place},title=speechtotext.migrate::{message}")

    def finish(self, report: Report) -> None:
        for line in report.skipped_lines():
            print(f"::notice ::{_escaped(line)}")


def _file(result: Migrated) -> dict[str, Any]:
    findings = [
        {
            "line": one.line,
            "cell": one.cell,
            "kind": one.kind,
            "sentence": one.sentence,
            "remedy": one.remedy,
            "operation": one.operation or None,
            "call": one.call or None,
            "left": one.left,
        }
        for one in result.findings
    ]
    return {
        "path": result.path.as_posix(),
        "changed": result.changed,
        "diff": result.diff,
        "findings": findings,
        "suggestion": result.suggestion or None,
    }


def _sarif_result(result: Migrated, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": result.path.as_posix()}}
    if finding.line and finding.cell is None:
        location["region"] = {"startLine": finding.line}
    cell = f"Cell {finding.cell}, line {finding.line}: " if finding.cell is not None else ""
    return {
        "ruleId": finding.kind,
        "level": "warning" if finding.left else "note",
        "message": {"text": f"{cell}{finding.sentence} {finding.remedy}".strip()},
        "locations": [{"physicalLocation": location}],
    }


def _escaped(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text


FORMATS: Final[dict[str, Form]] = {"text": _Text(), "json": _Json(), "sarif": _Sarif(), "github": _GitHub()}
