"""The report as annotations of GitHub Actions, read as the runner reads them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from differences.report import Report
from reporting.acknowledgements import Acknowledgement, AcknowledgementStatus
from reporting.github import render_github
from reporting.view import plain_title
from sample import ATTRIBUTE, AWKWARD, EMPTY, NEW, OLD, REPORT, REQUIRED

_COMMAND = re.compile(r"::(?P<command>[a-z]+) (?P<properties>.*?)::(?P<message>.*)")
_ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
_LOCAL = replace(NEW, commit=None, repository=None, path="api/new.json")


def _read(line: str) -> tuple[str, dict[str, str], str]:
    """Command, properties and message of a line, as GitHub's runner takes it apart."""
    matched = _COMMAND.fullmatch(line)
    assert matched, line
    pairs = (each.partition("=") for each in matched["properties"].split(","))
    return matched["command"], {name: _unescaped(value) for name, _, value in pairs}, _unescaped(matched["message"])


def _unescaped(text: str) -> str:
    return re.sub("|".join(_ESCAPES), lambda found: _ESCAPES[found[0]], text)


def _annotations(
    report: Report, acknowledged: AcknowledgementStatus | None = None
) -> list[tuple[str, dict[str, str], str]]:
    return [_read(line) for line in render_github(report, acknowledged or AcknowledgementStatus()).splitlines()]


def test_severities_are_errors_warnings_and_notices() -> None:
    commands = [command for command, _, _ in _annotations(REPORT)]

    assert commands == ["error", "error", "error", "warning", "notice", "notice"]


def test_a_difference_stands_at_its_line_of_a_file_on_disk() -> None:
    (_, properties, _), *_ = _annotations(replace(REPORT, new=_LOCAL))

    assert properties == {"file": "api/new.json", "line": "12", "title": "parameter-required-added api-version"}


def test_what_is_gone_stands_where_it_was() -> None:
    local = replace(OLD, commit=None, repository=None, path="api/old.json")

    _, properties, _ = _annotations(replace(REPORT, old=local, new=_LOCAL))[1]

    assert (properties["file"], properties["line"]) == ("api/old.json", "40")


def test_a_published_file_is_linked_in_the_message() -> None:
    (_, properties, message), *_ = _annotations(REPORT)

    assert "file" not in properties
    assert message.endswith(f" https://github.com/owner/specs/blob/{NEW.commit}/stable/speech%20to%20text.json#L12")
    assert message.startswith(f"{plain_title(REQUIRED)} {REQUIRED.reason} {REQUIRED.remedy} ")


def test_what_came_from_a_url_has_no_file_here() -> None:
    fetched = replace(_LOCAL, path="https://example.com/new.json")

    (_, properties, _), *_ = _annotations(replace(REPORT, new=fetched))

    assert "file" not in properties


def test_a_python_name_has_no_line() -> None:
    _, properties, message = _annotations(replace(REPORT, old=_LOCAL, new=_LOCAL))[2]

    assert properties == {"title": "python-attribute-removed models.Thing.duration"}
    assert message == f"{plain_title(ATTRIBUTE)} {ATTRIBUTE.reason}"


def test_changed_words_are_one_notice() -> None:
    assert _annotations(REPORT)[-1] == ("notice", {"title": "words"}, "1 text changed.")


def test_what_is_acknowledged_is_left_out() -> None:
    accepted = Acknowledgement(AWKWARD.fingerprint, "We do not use it.", date(2027, 3, 31))

    commands = [
        command for command, _, _ in _annotations(REPORT, AcknowledgementStatus({AWKWARD.fingerprint: accepted}))
    ]

    assert "warning" not in commands


def test_an_empty_report_has_no_annotations() -> None:
    assert render_github(EMPTY, AcknowledgementStatus()) == ""


@given(st.text(), st.text(), st.text(min_size=1).filter(lambda path: not path.startswith(("http://", "https://"))))
def test_any_text_comes_through_in_one_line(title: str, subject: str, path: str) -> None:
    entry = replace(REQUIRED, title=title, subject=subject, reason="", remedy="")
    report = Report(OLD, replace(_LOCAL, path=path), (entry,))

    text = render_github(report, AcknowledgementStatus())
    _, properties, message = _read(text.removesuffix("\n"))

    assert "\n" not in text.removesuffix("\n")
    assert "\r" not in text
    assert message == plain_title(entry)
    assert properties == {"file": path, "line": "12", "title": f"parameter-required-added {subject}"}
