"""A difference report as SARIF 2.1.0, which code scanning reads."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from differences.report import Document, Entry, Report, Severity, SourceLocation

from .acknowledgements import AcknowledgementStatus
from .view import file_link, plain_title

Json = dict[str, Any]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.BREAKING: "error", Severity.RISKY: "warning", Severity.COMPATIBLE: "note"}


def render_sarif(report: Report, acknowledged: AcknowledgementStatus) -> str:
    """The report as the text of a SARIF file."""
    rules = sorted({entry.rule for entry in report.entries})
    driver = {"name": "speechtotext diff", "rules": [{"id": rule} for rule in rules]}
    results = [
        _result(report, entry, acknowledged) | {"ruleIndex": rules.index(entry.rule)} for entry in report.entries
    ]
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _result(report: Report, entry: Entry, acknowledged: AcknowledgementStatus) -> Json:
    old, new = _location(report.old, entry.old), _location(report.new, entry.new)
    given = acknowledged.valid.get(entry.fingerprint)
    result: Json = {
        "ruleId": entry.rule,
        "level": _LEVELS[entry.severity],
        "message": {"text": " ".join(text for text in (plain_title(entry), entry.reason, entry.remedy) if text)},
        "locations": [new or old or {"physicalLocation": _file(report.new)}],
        "partialFingerprints": {"difference/v1": entry.fingerprint},
        "properties": {"subject": entry.subject, "layer": entry.layer, "severity": entry.severity},
    }
    if old and new:
        result["relatedLocations"] = [old]
    if given:
        until = f"{given.reason} (until {given.expires})"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": until}]
    return result


def _location(document: Document, place: SourceLocation | None) -> Json | None:
    if place is None:
        return None
    region = {"region": {"startLine": place.line}} if place.line else {}
    names = [{"fullyQualifiedName": place.pointer}]
    return {"physicalLocation": _file(document) | region, "logicalLocations": names}


def _file(document: Document) -> Json:
    return {"artifactLocation": {"uri": file_link(document) or _local(document.path or document.name)}}


def _local(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
