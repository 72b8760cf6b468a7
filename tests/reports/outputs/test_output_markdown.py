"""The report as Markdown, seen as a renderer sees it."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from differences.report import Entry
from reporting.acknowledgements import Acknowledgement, AcknowledgementStatus
from reporting.markdown import code, prose, render_markdown
from reporting.view import plain_title
from sample import ATTRIBUTE, AWKWARD, EMPTY, NEW, OLD, RENAMED, REPORT, REQUIRED, WORDED

_RENDERER = MarkdownIt("commonmark", {"html": True}).enable("table")

# A line of text, as titles and values are; HTML has no control characters.
_LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), include_characters=" ")).map(
    lambda text: " ".join(text.split())
)


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def _rendered(text: str) -> _Text:
    return _Text(_RENDERER.render(text))


def _page(**changes: Acknowledgement) -> _Text:
    return _rendered(render_markdown(REPORT, AcknowledgementStatus(valid=changes)))


def test_the_summary_counts_by_severity_and_layer() -> None:
    lines = render_markdown(REPORT, AcknowledgementStatus()).splitlines()

    assert lines[6:11] == [
        "| | wire | Python | words |",
        "|---|---:|---:|---:|",
        "| breaking | 2 | 1 | 0 |",
        "| risky | 1 | 0 | 0 |",
        "| compatible | 1 | 0 | 1 |",
    ]


def test_what_breaks_is_told_before_the_details() -> None:
    before, _, after = render_markdown(REPORT, AcknowledgementStatus()).partition("## Several groups")

    assert before.splitlines()[14:] == [
        "## Breaking: wire",
        "",
        f"- {REQUIRED.title}",
        f"- {RENAMED.title} Likely now `durationMilliseconds`.",
        "",
        "## Breaking: Python",
        "",
        f"- {ATTRIBUTE.title}",
        "",
    ]
    assert after.count("<details>") == len(REPORT.entries) + 1


def test_every_entry_shows_all_that_is_known_of_it() -> None:
    text = " ".join(_page().text.split())

    for entry in REPORT.entries[:-1]:
        shown = [
            plain_title(entry),
            entry.reason,
            entry.remedy,
            entry.rule,
            entry.fingerprint,
            entry.before,
            entry.after,
        ]
        for each in filter(None, shown):
            assert " ".join(each.split()) in text
    assert "Likely now durationMilliseconds: Same place, and the name goes on with a unit." in text
    assert "Covered by the change api_version_in_query." in text
    assert "Affects all operations." in text


def test_what_changed_alike_is_named_but_for_parts_of_operations() -> None:
    text = render_markdown(REPORT, AcknowledgementStatus())

    assert "- Applies to `Thing.duration`, `Part.duration`" in text
    assert "GET /things query" not in text


def test_text_of_an_entry_is_never_markup() -> None:
    tags = _page().tags

    assert {"script", "em", "img", "hr"}.isdisjoint(tags)
    assert tags.count("table") == 2
    assert tags.count("b") == len(REPORT.entries) - 1


def test_lines_are_linked_at_the_commit_of_the_file() -> None:
    text = render_markdown(REPORT, AcknowledgementStatus())

    assert f"[L40](https://github.com/owner/specs/blob/{OLD.commit}/stable/speech%20to%20text.json#L40) → –" in text
    assert f"– → [L12](https://github.com/owner/specs/blob/{NEW.commit}/stable/speech%20to%20text.json#L12)" in text


def test_words_are_counted_and_located() -> None:
    text = render_markdown(REPORT, AcknowledgementStatus())

    assert "<details><summary>1 text changed</summary>" in text
    assert "| `Thing.name` | [L42](" in text
    assert WORDED.title not in text


def test_what_is_acknowledged_says_why_and_until_when() -> None:
    given = Acknowledgement(AWKWARD.fingerprint, "We do not *use* it.", date(2027, 3, 31))

    assert "Acknowledged until 2027-03-31: We do not *use* it." in _page(**{AWKWARD.fingerprint: given}).text


def test_an_empty_report_says_so() -> None:
    assert render_markdown(EMPTY, AcknowledgementStatus()).splitlines()[-1] == "Nothing differs."


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_markdown(REPORT, AcknowledgementStatus()) == render_markdown(REPORT, AcknowledgementStatus())


@given(_LINES)
@example("__0__ __init__ snake_case a__b _")
def test_any_prose_is_shown_as_it_is(text: str) -> None:
    assert _rendered(f"- Why: {prose(text)}.").text.strip() == f"Why: {text}."


@given(_LINES.filter(bool))
def test_any_code_is_shown_as_it_is(text: str) -> None:
    rendered = _rendered(f"- {code(text)}")

    assert rendered.text.strip() == text
    assert "code" in rendered.tags


def test_no_entry_is_shown_twice() -> None:
    def titles(entry: Entry) -> int:
        return render_markdown(REPORT, AcknowledgementStatus()).count(entry.fingerprint)

    assert [titles(entry) for entry in REPORT.entries] == [1] * (len(REPORT.entries) - 1) + [0]
