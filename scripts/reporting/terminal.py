"""A difference report on a terminal: the counts, and what breaks."""

from __future__ import annotations

from itertools import chain

from rich.console import Console
from rich.table import Table
from rich.text import Text

from differences.report import Entry, Report, Severity

from .acknowledgements import AcknowledgementStatus
from .published_texts import ChangedTexts
from .view import (
    LAYER_NAMES,
    alike_members,
    alike_suffix,
    breaking_by_layer,
    count_entries,
    line_link,
    overview,
    plain_title,
    severity_and_layer,
    used_layers,
)

_LISTED = 6
_STYLES = {Severity.BREAKING: "bold red", Severity.RISKY: "yellow", Severity.COMPATIBLE: "green"}


def print_report(report: Report, acknowledged: AcknowledgementStatus, quotes: ChangedTexts, console: Console) -> None:
    """Print the summary, the breaking entries that nobody acknowledged, and the quoted texts."""
    console.print(Text(f"{report.old.name} → {report.new.name}", style="bold"))
    if not report.entries:
        console.print("Nothing differs.")
        return
    console.print(overview(report.entries))
    console.print(_counts(report))
    for entry in chain.from_iterable(breaking_by_layer(report.entries).values()):
        if entry.fingerprint not in acknowledged.valid:
            _show_entry(report, entry, console)
    if acknowledged.valid:
        console.print(Text(f"\n{len(acknowledged.valid)} acknowledged, not shown."))
    for entry in report.entries:
        if entry.fingerprint in quotes:
            _show_words(entry, *quotes[entry.fingerprint], console)


def _counts(report: Report) -> Table:
    found = count_entries(report.entries)
    columns = used_layers(report.entries)
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for layer in columns:
        table.add_column(LAYER_NAMES[layer], justify="right")
    for severity in Severity:
        row = (str(found[severity, layer]) for layer in columns)
        table.add_row(Text(severity, style=_STYLES[severity]), *row)
    return table


def _show_entry(report: Report, entry: Entry, console: Console) -> None:
    console.print()
    console.print(Text.assemble((severity_and_layer(entry), _STYLES[entry.severity]), " ", plain_title(entry)))
    details = [entry.remedy, entry.change and f"Covered by the change {entry.change}."]
    if entry.rename:
        details.append(f"Likely now {entry.rename.to}: {entry.rename.evidence}")
    if alike := alike_members(entry):
        more = f" and {len(alike) - _LISTED} more" if len(alike) > _LISTED else ""
        details.append(f"Applies to {', '.join(alike[:_LISTED])}{more}")
    details.append(f"{entry.rule} {entry.fingerprint}")
    for detail in filter(None, details):
        _print_indented(detail, "dim", console)
    if link := line_link(report.new, entry.new) or line_link(report.old, entry.old):
        # A terminal keeps a link whole that we do not break into lines.
        console.print(Text(f"  {link}", style="dim"), soft_wrap=True)


def _show_words(entry: Entry, before: str, after: str, console: Console) -> None:
    console.print()
    console.print(Text(f"{entry.subject}{alike_suffix(entry)}"))
    for sign, text, style in (("-", before, "red"), ("+", after, "green")):
        if text:
            _print_indented(f"{sign} {' '.join(text.split())}", style, console)


def _print_indented(text: str, style: str, console: Console) -> None:
    for line in Text(text, style=style).wrap(console, console.width - 2):
        console.print("  ", line, sep="")
