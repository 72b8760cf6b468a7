"""A difference report as annotations of GitHub Actions: a workflow command for each entry."""

from __future__ import annotations

from collections.abc import Iterator

from differences.report import Entry, Report, Severity

from .acknowledgements import AcknowledgementStatus
from .view import count_texts, file_link, line_link, plain_title, prose_entries, structural_entries

_COMMANDS = {Severity.BREAKING: "error", Severity.RISKY: "warning", Severity.COMPATIBLE: "notice"}


def render_github(report: Report, acknowledged: AcknowledgementStatus) -> str:
    """The report as lines for the log of a workflow; what is acknowledged is left out."""
    return "".join(f"{line}\n" for line in _lines(report, acknowledged))


def _lines(report: Report, acknowledged: AcknowledgementStatus) -> Iterator[str]:
    for entry in structural_entries(report.entries):
        if entry.fingerprint not in acknowledged.valid:
            yield _annotation(report, entry)
    if worded := prose_entries(report.entries):
        yield f"::notice title=words::{count_texts(worded)}."


def _annotation(report: Report, entry: Entry) -> str:
    properties = {**_location(report, entry), "title": f"{entry.rule} {entry.subject}"}
    place = line_link(report.new, entry.new) or line_link(report.old, entry.old) or ""
    message = " ".join(text for text in (plain_title(entry), entry.reason, entry.remedy, place) if text)
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[entry.severity]} {told}::{_data(message)}"


def _location(report: Report, entry: Entry) -> dict[str, str]:
    """The file in the repository that the workflow runs in; what a URL leads to is not there."""
    for document, place in ((report.new, entry.new), (report.old, entry.old)):
        if place and place.line and document.path and file_link(document) is None:
            return {"file": document.path, "line": str(place.line)}
    return {}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
