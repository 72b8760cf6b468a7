"""A difference report as one HTML page that needs nothing from elsewhere: `templates/report.html.jinja`."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from differences.report import Report, Severity

from .acknowledgements import Acknowledged
from .view import (
    LAYER_NAMES,
    LEGEND,
    and_alike,
    breaking,
    counts,
    facts,
    file_link,
    file_name,
    kind,
    layers,
    line_link,
    members,
    reach,
    sections,
    words,
)

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals |= {
    "LAYER_NAMES": LAYER_NAMES,
    "LEGEND": LEGEND,
    "and_alike": and_alike,
    "file_link": file_link,
    "file_name": file_name,
    "kind": kind,
    "line_link": line_link,
    "members": members,
    "reach": reach,
    "severities": list(Severity),
}


def html(report: Report, acknowledged: Acknowledged) -> str:
    """The report as the text of an HTML file."""
    return _TEMPLATES.get_template("report.html.jinja").render(
        report=report,
        acknowledged=acknowledged.valid,
        counts=counts(report.entries),
        layers=layers(report.entries),
        breaking=breaking(report.entries),
        groups=sorted({group for entry in report.entries for group in entry.groups}),
        sections=sections(facts(report.entries)),
        words=words(report.entries),
    )
