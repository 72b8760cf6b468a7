"""A difference report as JSON, described by `spec/reports/report.schema.json`."""

from __future__ import annotations

import json
from dataclasses import asdict

from differences.report import Entry, Layer, Report, Severity

from .acknowledgements import AcknowledgementStatus
from .view import count_entries

FORMAT = 1


def render_json(report: Report, acknowledged: AcknowledgementStatus) -> str:
    """The report as the text of a JSON file."""
    found = count_entries(report.entries)
    document = {
        "format": FORMAT,
        "old": asdict(report.old),
        "new": asdict(report.new),
        "counts": {severity: {layer: found[severity, layer] for layer in Layer} for severity in Severity},
        "entries": [_entry(entry, acknowledged) for entry in report.entries],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _entry(entry: Entry, acknowledged: AcknowledgementStatus) -> dict[str, object]:
    given = acknowledged.valid.get(entry.fingerprint)
    accepted = {"reason": given.reason, "expires": given.expires.isoformat()} if given else None
    return {"fingerprint": entry.fingerprint, **asdict(entry), "acknowledged": accepted}
