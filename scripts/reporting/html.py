"""A difference report as one HTML page that needs nothing from elsewhere: `templates/report.html.jinja`."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from differences.report import Report, Severity

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
    "alike_suffix": alike_suffix,
    "covering_changes": covering_changes,
    "file_link": file_link,
    "likely_names": likely_names,
    "file_name": file_name,
    "severity_and_layer": severity_and_layer,
    "line_link": line_link,
    "alike_members": alike_members,
    "affected_operations": affected_operations,
    "title_parts": title_parts,
    "severities": list(Severity),
}


def render_html(report: Report, acknowledged: AcknowledgementStatus) -> str:
    """The report as the text of an HTML file."""
    return _TEMPLATES.get_template("report.html.jinja").render(
        report=report,
        acknowledged=acknowledged.valid,
        overview=overview(report.entries),
        counts=count_entries(report.entries),
        layers=used_layers(report.entries),
        breaking=breaking_by_layer(report.entries),
        groups=sorted({group for entry in report.entries for group in entry.groups}),
        sections=by_section(structural_entries(report.entries)),
        words=prose_entries(report.entries),
    )
