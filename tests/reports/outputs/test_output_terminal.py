"""The report on a terminal, and where there is none."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from differences.report import Report
from reporting.acknowledgements import Acknowledgement, AcknowledgementStatus
from reporting.published_texts import ChangedTexts
from reporting.terminal import print_report
from reporting.view import plain_title
from sample import ATTRIBUTE, AWKWARD, EMPTY, NEW, RENAMED, REPORT, REQUIRED, WORDED


def _shown(
    report: Report = REPORT,
    acknowledged: AcknowledgementStatus | None = None,
    quotes: ChangedTexts | None = None,
    width: int = 100,
) -> list[str]:
    screen = StringIO()
    print_report(report, acknowledged or AcknowledgementStatus(), quotes or {}, Console(file=screen, width=width))
    return screen.getvalue().splitlines()


def test_the_summary_comes_first() -> None:
    assert [line.rstrip() for line in _shown()[:6]] == [
        "v1 → v2",
        "5 changes: 3 breaking, 1 risky, 1 compatible. 1 text changed.",
        "            wire  Python  words",
        "breaking       2       1      0",
        "risky          1       0      0",
        "compatible     1       0      1",
    ]


def test_what_breaks_is_shown_with_what_to_do_and_its_fingerprint() -> None:
    lines = _shown()

    start = lines.index(f"breaking {plain_title(REQUIRED)}")
    assert lines[start + 1 : start + 5] == [
        "  Send it: v2.",
        "  Covered by the change api_version_in_query.",
        f"  parameter-required-added {REQUIRED.fingerprint}",
        f"  https://github.com/owner/specs/blob/{NEW.commit}/stable/speech%20to%20text.json#L12",
    ]
    assert f"breaking, Python {plain_title(ATTRIBUTE)}" in lines


def test_what_does_not_break_is_counted_only() -> None:
    assert AWKWARD.fingerprint not in "\n".join(_shown())


def test_what_is_acknowledged_is_counted_only() -> None:
    given = Acknowledgement(RENAMED.fingerprint, "We do not read it.", date(2027, 3, 31))

    lines = _shown(acknowledged=AcknowledgementStatus({RENAMED.fingerprint: given}))

    assert RENAMED.fingerprint not in "\n".join(lines)
    assert "1 acknowledged, not shown." in lines


def test_words_are_quoted_if_they_are_given() -> None:
    quotes = {WORDED.fingerprint: ("The name\n  of [it].", "Its name.")}

    assert _shown(quotes=quotes)[-3:] == ["Thing.name", "  - The name of [it].", "  + Its name."]


def test_an_empty_report_says_so() -> None:
    assert _shown(EMPTY) == ["v1 → v1", "Nothing differs."]


@pytest.mark.parametrize("width", [20, 40])
def test_only_links_are_longer_than_a_narrow_terminal_is_wide(width: int) -> None:
    too_long = [line for line in _shown(width=width) if len(line.rstrip()) > width]

    assert [line for line in too_long if not line.startswith("  https://")] == []


def test_there_is_colour_on_a_terminal_and_none_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal, file = StringIO(), StringIO()

    print_report(REPORT, AcknowledgementStatus(), {}, Console(file=terminal, force_terminal=True))
    print_report(REPORT, AcknowledgementStatus(), {}, Console(file=file))

    assert "\x1b[1;31mbreaking" in terminal.getvalue()
    assert "\x1b" not in file.getvalue()
