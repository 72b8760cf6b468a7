"""A difference report as Markdown that GitHub renders: a summary, then what is behind it, folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from differences.report import Document, Entry, Rename, Report, Severity, SourceLocation

from .acknowledgements import AcknowledgementStatus
from .view import (
    LAYER_NAMES,
    LEGEND,
    affected_operations,
    alike_members,
    alike_suffix,
    breaking_by_layer,
    by_section,
    count_entries,
    count_texts,
    covering_changes,
    file_link,
    file_name,
    likely_names,
    line_link,
    overview,
    prose_entries,
    severity_and_layer,
    structural_entries,
    title_parts,
    used_layers,
)

_MARKED = re.compile(r"[\\`*\[\]<>|~#]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w]+;)")


def render_markdown(report: Report, acknowledged: AcknowledgementStatus) -> str:
    """The report as the text of a Markdown file."""
    return "\n".join(_Writer(report, acknowledged).lines()).rstrip() + "\n"


class _Writer:
    def __init__(self, report: Report, acknowledged: AcknowledgementStatus) -> None:
        self._report = report
        self._acknowledged = acknowledged.valid

    def lines(self) -> Iterator[str]:
        report = self._report
        yield f"# {prose(report.old.name)} → {prose(report.new.name)}"
        yield ""
        yield f"From {_document(report.old)} to {_document(report.new)}."
        yield ""
        if not report.entries:
            yield "Nothing differs."
            return
        yield overview(report.entries)
        yield ""
        yield from self._summary()
        yield from self._breaking()
        for name, entries in by_section(structural_entries(report.entries)).items():
            yield f"## {prose(name)}"
            yield ""
            yield from self._section(entries)
        yield from self._words()

    def _summary(self) -> Iterator[str]:
        found = count_entries(self._report.entries)
        columns = used_layers(self._report.entries)
        yield f"| | {' | '.join(LAYER_NAMES[layer] for layer in columns)} |"
        yield f"|---|{'---:|' * len(columns)}"
        for severity in Severity:
            yield f"| {severity} | {' | '.join(str(found[severity, layer]) for layer in columns)} |"
        yield ""
        yield LEGEND
        yield ""

    def _breaking(self) -> Iterator[str]:
        for layer, entries in breaking_by_layer(self._report.entries).items():
            yield f"## Breaking: {LAYER_NAMES[layer]}"
            yield ""
            for entry in entries:
                rename = f" Likely now {_likely(entry.rename)}." if entry.rename else ""
                yield f"- {_title(entry)}{rename}{self._acknowledgement(entry)}"
            yield ""

    def _section(self, entries: list[Entry]) -> Iterator[str]:
        compatible = [entry for entry in entries if entry.severity is Severity.COMPATIBLE]
        for entry in entries:
            if entry.severity is not Severity.COMPATIBLE:
                yield from self._entry(entry)
        if compatible:
            yield f"<details><summary>{len(compatible)} compatible</summary>"
            yield ""
            for entry in compatible:
                yield from self._entry(entry)
            yield "</details>"
            yield ""

    def _entry(self, entry: Entry) -> Iterator[str]:
        yield f"<details><summary><b>{severity_and_layer(entry)}</b>: {_title_as_html(entry)}</summary>"
        yield ""
        yield from (f"- {line}" for line in self._detail(entry))
        yield ""
        yield "</details>"
        yield ""

    def _detail(self, entry: Entry) -> Iterator[str]:
        yield f"Why: {prose(entry.reason)}{self._acknowledgement(entry)}"
        if entry.remedy:
            yield f"What to do: {prose(entry.remedy)}"
        if entry.change:
            what, names = covering_changes(entry)
            yield f"Covered by {what} {', '.join(map(code, names))}."
        if entry.before is not None or entry.after is not None:
            yield f"{_value(entry.before)} → {_value(entry.after)}"
        if entry.rename:
            yield f"Likely now {_likely(entry.rename)}: {prose(entry.rename.evidence)}"
        if alike := alike_members(entry):
            yield f"Applies to {', '.join(map(code, alike))}"
        if entry.operations:
            yield f"Affects {prose(affected_operations(self._report, entry))}."
        yield f"{self._places(entry)}; {code(entry.rule)} {code(entry.fingerprint)}"

    def _places(self, entry: Entry) -> str:
        places = ((self._report.old, entry.old), (self._report.new, entry.new))
        return " → ".join(_place(document, place) for document, place in places)

    def _acknowledgement(self, entry: Entry) -> str:
        given = self._acknowledged.get(entry.fingerprint)
        return f" *Acknowledged until {given.expires}: {prose(given.reason)}*" if given else ""

    def _words(self) -> Iterator[str]:
        entries = prose_entries(self._report.entries)
        if not entries:
            return
        yield "## Words"
        yield ""
        yield f"<details><summary>{count_texts(entries)}</summary>"
        yield ""
        yield "| text | lines |"
        yield "|---|---|"
        for entry in entries:
            subject = code(entry.subject).replace("|", "\\|")
            yield f"| {subject}{alike_suffix(entry)} | {self._places(entry)} |"
        yield ""
        yield "</details>"


def _likely(rename: Rename) -> str:
    return " or ".join(map(code, likely_names(rename)))


def _title(entry: Entry) -> str:
    return "".join(code(part) if is_code else prose_part(part) for part, is_code in title_parts(_line(entry.title)))


def _title_as_html(entry: Entry) -> str:
    parts = title_parts(_line(entry.title))
    return "".join(f"<code>{escape(part)}</code>" if is_code else escape(part) for part, is_code in parts)


def prose_part(text: str) -> str:
    """Part of a line, spaces at its ends included."""
    return _MARKED.sub(r"\\\g<0>", text)


def prose(text: str) -> str:
    """Text that Markdown shows as it is."""
    return prose_part(_line(text))


def code(text: str) -> str:
    """A code span that shows the text as it is."""
    text = _line(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _value(value: str | None) -> str:
    return "nothing" if value is None else code(value)


def _document(document: Document) -> str:
    name = f"{prose(document.name)} ({document.operations} operations)"
    link = file_link(document)
    return f"{name}, [{file_name(document)}]({link})" if link else name


def _place(document: Document, place: SourceLocation | None) -> str:
    if place is None:
        return "–"
    if place.line is None:
        return code(place.pointer)
    link = line_link(document, place)
    return f"[L{place.line}]({link})" if link else f"L{place.line}"
