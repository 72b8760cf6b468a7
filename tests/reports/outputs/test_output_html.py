"""The report as one HTML page: well-formed, self-contained, with every entry, and usable without a mouse."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from committed_reports.migration_table import compare_versions
from differences.documents import load_document
from differences.report import Entry
from html_page import Element, parse_page
from reporting.acknowledgements import Acknowledgement, AcknowledgementStatus
from reporting.html import render_html
from reporting.view import alike_members, plain_title
from sample import ADDED, ATTRIBUTE, AWKWARD, EMPTY, NEW, OLD, RENAMED, REPORT, REQUIRED, WORDED

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
requires_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium: the page is not tried in a browser")


@pytest.fixture(scope="module")
def page() -> Element:
    return parse_page(render_html(REPORT, AcknowledgementStatus()))


def test_nothing_is_fetched_from_elsewhere(page: Element) -> None:
    assert not page.all("link", "img", "iframe", "object", "base")
    assert [element.tag for element in page.all() if "src" in element.attributes] == []
    assert not re.search(r"@import|url\(|fetch\(|import\(", render_html(REPORT, AcknowledgementStatus()))


def test_the_page_forbids_itself_to_fetch_anything(page: Element) -> None:
    (policy,) = [meta for meta in page.all("meta") if meta.attributes.get("http-equiv")]

    assert (policy.attributes["content"] or "").startswith("default-src 'none'; ")


def test_every_entry_is_there_once(page: Element) -> None:
    shown = page.of_class("entry")

    assert sorted(element.attributes["id"] or "" for element in shown) == sorted(
        entry.fingerprint for entry in REPORT.entries
    )


def test_every_entry_shows_all_that_is_known_of_it(page: Element) -> None:
    shown = {element.attributes["id"]: element.text for element in page.of_class("entry")}

    for entry in REPORT.entries[:-1]:
        known = [plain_title(entry), entry.reason, entry.remedy, entry.rule, entry.before, entry.after, entry.change]
        for each in filter(None, [*known, *alike_members(entry), entry.severity]):
            assert "".join(each.split()) in "".join((shown[entry.fingerprint] or "").split())
    assert "durationMilliseconds : Same place" in shown[RENAMED.fingerprint]


def test_text_of_an_entry_is_never_markup(page: Element) -> None:
    assert len(page.all("script")) == 1
    assert not page.all("b")


def test_entries_tell_the_filter_their_severity_layer_and_groups(page: Element) -> None:
    told = {
        element.attributes["id"]: tuple(element.attributes[f"data-{name}"] for name in ("severity", "layer", "groups"))
        for element in page.of_class("entry")
    }

    assert told == {
        entry.fingerprint: (entry.severity, entry.layer, "\n".join(entry.groups)) for entry in REPORT.entries
    }


def test_what_breaks_is_listed_first_and_leads_to_its_entry(page: Element) -> None:
    (header,) = page.all("ul")[:1]
    links = [link for link in page.all("a") if (link.attributes["href"] or "").startswith("#")]

    assert header.text.startswith("The query parameter api-version")
    assert [link.attributes["href"] for link in links] == [f"#{entry.fingerprint}" for entry in REPORT.entries[:3]]


def test_lines_are_linked_at_the_commit_of_the_file(page: Element) -> None:
    targets = [link.attributes["href"] for link in page.all("a")]

    assert f"https://github.com/owner/specs/blob/{OLD.commit}/stable/speech%20to%20text.json#L40" in targets
    assert f"https://github.com/owner/specs/blob/{NEW.commit}/stable/speech%20to%20text.json#L12" in targets


def test_words_are_located_and_not_told(page: Element) -> None:
    (row,) = page.all("tr")[-1:]

    assert row.text == "Thing.name line 42 → line 43"
    assert WORDED.title not in page.text


def test_headings_go_down_step_by_step(page: Element) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3")]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_control_has_a_label(page: Element) -> None:
    (form,) = page.all("form")
    labelled = {id(control) for label in form.all("label") for control in label.all("input", "select")}

    assert [control for control in form.all("input", "select") if id(control) not in labelled] == []
    assert all(fieldset.all("legend") for fieldset in form.all("fieldset"))
    assert all(button.text for button in form.all("button"))


def test_without_script_there_are_no_controls(page: Element) -> None:
    (form,) = page.all("form")

    assert "hidden" in form.attributes
    assert not [element for element in page.of_class("entry") if "hidden" in element.attributes]


def test_language_title_and_width_are_told(page: Element) -> None:
    assert page.all("html")[0].attributes["lang"] == "en"
    assert page.all("title")[0].text == "v1 → v2: API changes"
    assert any(meta.attributes.get("name") == "viewport" for meta in page.all("meta"))


def test_what_is_acknowledged_says_why_and_until_when() -> None:
    given = Acknowledgement(RENAMED.fingerprint, "We do not read it.", date(2027, 3, 31))

    page = parse_page(render_html(REPORT, AcknowledgementStatus({RENAMED.fingerprint: given})))

    (shown,) = [element for element in page.of_class("entry") if element.attributes["id"] == RENAMED.fingerprint]
    assert "until 2027-03-31: We do not read it." in shown.text


def test_an_empty_report_says_so() -> None:
    page = parse_page(render_html(EMPTY, AcknowledgementStatus()))

    assert "Nothing differs." in page.text
    assert not page.all("form", "table")


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_from_what_is_behind_it_in_light_dark_and_print() -> None:
    """At least 4.5 : 1, as WCAG 2 asks for text."""
    palettes = re.findall(r":root \{(.*?)\}", render_html(REPORT, AcknowledgementStatus()), re.DOTALL)
    assert len(palettes) == 3
    for palette in palettes:
        colours = dict(re.findall(r"--(\w+): (#\w+)", palette))
        for name in ("text", "dim", "link", "breaking", "risky", "compatible"):
            for behind in ("page", "card"):
                darker, lighter = sorted((_luminance(colours[name]), _luminance(colours[behind])))
                assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (name, behind, palette)


def _chromium(folder: Path) -> list[str]:
    return [str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]


def _in_browser(page: str, folder: Path, fragment: str = "") -> Element:
    """The page after its script has run."""
    file = folder / "report.html"
    file.write_text(page, encoding="utf-8")
    dumped = subprocess.run(
        [*_chromium(folder), "--dump-dom", f"{file.as_uri()}#{fragment}"], capture_output=True, text=True, check=True
    )
    return parse_page(dumped.stdout)


@requires_chromium
def test_a_browser_shows_the_controls_and_opens_what_the_link_leads_to(tmp_path: Path) -> None:
    page = _in_browser(render_html(REPORT, AcknowledgementStatus()), tmp_path, RENAMED.fingerprint)

    assert "hidden" not in page.all("form")[0].attributes
    assert page.all("output")[0].text == "6 of 6 shown"
    assert [element.attributes["id"] for element in page.all("details") if "open" in element.attributes] == [
        RENAMED.fingerprint
    ]


@requires_chromium
@pytest.mark.parametrize(
    ("use", "shown"),
    [
        ("form.querySelector('[value=breaking]').click()", [AWKWARD, ADDED, WORDED]),
        ("form.querySelector('[value=wire]').click()", [ATTRIBUTE, WORDED]),
        ("form.elements.group.value = 'Web hooks'", [REQUIRED]),
        ("form.elements.text.value = 'DURATION removed'", [RENAMED, ATTRIBUTE]),
    ],
    ids=["severity", "layer", "group", "text"],
)
def test_a_browser_filters(use: str, shown: list[Entry], tmp_path: Path) -> None:
    script = f"<script>{use}; form.dispatchEvent(new Event('input'));</script></body>"

    page = _in_browser(render_html(REPORT, AcknowledgementStatus()).replace("</body>", script), tmp_path)

    def visible(within: Element) -> list[str | None]:
        return [each.attributes["id"] for each in within.of_class("entry") if "hidden" not in each.attributes]

    assert visible(page) == [entry.fingerprint for entry in shown]
    assert page.all("output")[0].text == f"{len(shown)} of 6 shown"
    for section in page.all("section"):
        assert ("hidden" in section.attributes) == (visible(section) == [])


@requires_chromium
def test_the_longest_step_between_versions_prints_on_15_pages(tmp_path: Path) -> None:
    report = compare_versions(load_document("v3.2"), load_document("2024-11-15"))
    file, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    file.write_text(render_html(report, AcknowledgementStatus()), encoding="utf-8")

    subprocess.run(
        [*_chromium(tmp_path), "--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri()],
        capture_output=True,
        check=True,
        timeout=60,
    )

    assert 0 < len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) <= 15
