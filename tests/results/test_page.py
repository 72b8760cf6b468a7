"""Transcripts as pages: one file that loads nothing, and in which texts can do nothing."""

from __future__ import annotations

import re
import wave
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from browser import Page
from results.subtitles import words
from results.test_saving import load
from results.test_subtitles import phrase, timed
from speechtotext import InvalidArgument, TranscriptionResult

HOSTILE = "</p></script><script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'>\"onclick=x&lt;"


class Reader(HTMLParser):
    """The elements of a page, and the text of its body."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self._open[-2:]):
            self.texts.setdefault(tag, []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def of(*phrases: dict[str, Any], **members: Any) -> TranscriptionResult:
    return TranscriptionResult.from_dict({"recognizedPhrases": list(phrases), **members})


def test_a_page_holds_all_that_is_said_and_who_says_it() -> None:
    result = load("v3_2_stereo")
    page = Reader(result.to_text("html", names={"Channel 0": "Desk"}))
    said = sorted(result.phrases, key=lambda phrase: phrase.offset)
    assert set(page.texts["h2"]) == {"Desk", "Channel 1"}
    assert sorted(words(*page.texts["span"])) == sorted(words(*(one.text for one in said)))


def test_a_page_loads_nothing() -> None:
    text = load("v2024_11_15_diarized").to_text("html")
    page = Reader(text)
    assert not {"link", "img", "iframe", "audio", "object"} & {tag for tag, _ in page.elements}
    assert not [attributes for _, attributes in page.elements if {"src", "href", "style"} & attributes.keys()]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|import\(", text)
    (policy,) = [entry["content"] for entry in page.all("meta") if "http-equiv" in entry]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "media-src 'none'" in policy


@pytest.mark.parametrize(
    ("audio", "written", "allowed"),
    [
        ('https://example.com/a.wav?sig=1&x="', 'https://example.com/a.wav?sig=1&x="', "https://example.com"),
        ("calls/my call #1.wav", "calls/my%20call%20%231.wav", "'self' file:"),
        (Path("a.wav"), "a.wav", "'self' file:"),
        ("data:audio/wav;base64,AAAA", "data:audio/wav;base64,AAAA", "data:"),
        ("https://a.example;script-src/x.wav", "https://a.example;script-src/x.wav", "https://a.example%3Bscript-src"),
    ],
)
def test_the_recording_is_all_that_a_page_may_load(audio: Any, written: str, allowed: str) -> None:
    page = Reader(load("v3_1").to_text("html", audio=audio))
    (element,) = page.all("audio")
    assert element["src"] == written
    (policy,) = [entry["content"] for entry in page.all("meta") if "http-equiv" in entry]
    assert f"media-src {allowed}; base-uri" in str(policy)


def test_audio_of_another_scheme_is_refused() -> None:
    with pytest.raises(
        InvalidArgument, match=r"^Invalid audio with the scheme 'javascript': give a path, or a URL .*$"
    ):
        load("v3_1").to_text("html", audio="javascript:alert(1)")


def test_uncertain_words_are_marked_on_request_only() -> None:
    spoken_words = [
        word | {"confidence": sure}
        for word, sure in zip(timed("word", ("so", 0, 1), ("so", 1, 2), ("so", 2, 3)), (0.95, 0.7, 0.2), strict=True)
    ]
    result = of(phrase("So, so so.", 0, 3, words=spoken_words))
    classes = [entry.get("class") for entry in Reader(result.to_text("html", confidence=True)).all("span")]
    assert classes == ["c1", "c2", None, "c1", "c2"]
    assert [entry.get("class") for entry in Reader(result.to_text("html")).all("span")] == [None, None, None]


def test_the_signature_of_the_source_is_not_shown() -> None:
    result = load("v3_0")
    assert "SECRET" not in result.to_text("html") + result._repr_html_()
    assert Reader(result.to_text("html")).texts["h1"] == ["mono.wav"]


def test_texts_and_names_are_no_markup() -> None:
    result = of(phrase(HOSTILE, 0, 3, speaker=1, locale='"><script>'), source=f"https://example.com/{HOSTILE}")
    for text in (result.to_text("html", names={1: HOSTILE}), result._repr_html_()):
        page = Reader(text)
        assert len(page.all("script")) == text.count("<script>") <= 1
        assert page.all("img") == []


def test_a_result_without_times_is_a_page_too() -> None:
    page = Reader(TranscriptionResult.from_dict({"combinedPhrases": [{"text": "Yes, sir."}]}).to_text("html"))
    assert words(*page.texts["span"]) == "Yes,sir."
    assert not [entry for entry in page.all("span") if "data-s" in entry]


def test_a_notebook_shows_the_beginning() -> None:
    said = [phrase(f"Number {number}.", 5 * number, 5 * number + 1, speaker=1) for number in range(20)]
    shown = Reader(of(*said)._repr_html_())
    assert "8 more paragraphs" in "".join(shown.texts["small"])
    assert not {"script", "style"} & {tag for tag, _ in shown.elements}


@pytest.fixture
def call(chromium: Page, tmp_path: Path) -> Page:
    """A page with four words, each of a second, and silence to play."""
    with wave.open(str(tmp_path / "call.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * 10)
    said = timed("displayText", ("Where", 1, 2), ("is", 2, 3), ("the", 3, 4), ("report?", 4, 5))
    result = of(phrase("Where is the report?", 1, 5, speaker=1, displayWords=said), phrase(HOSTILE, 6, 8, speaker=2))
    result.save(tmp_path / "call.html", audio="call.wav", names={2: HOSTILE})
    chromium.open(tmp_path / "call.html")
    return chromium


def test_a_click_seeks_and_the_spoken_word_is_marked(call: Page) -> None:
    call.click("[data-s='3.000']")
    call.until("document.querySelector('audio').currentTime >= 3")
    call.until("document.querySelector('.now')?.textContent === 'the'")
    call.until("document.querySelector('.now')?.textContent === 'report?'")
    assert call.value("document.querySelectorAll('.now').length") == 1


def test_the_time_of_a_paragraph_is_a_button_that_seeks(call: Page) -> None:
    call.click("[data-at='6.000']")
    call.until("document.querySelector('audio').currentTime >= 6")


def test_search_finds_and_goes_through_what_it_found(call: Page) -> None:
    call.click("input[type=search]")
    call.write("RE")
    assert call.value("document.querySelector('output').textContent") == "1 of 2"
    assert call.value("[...document.querySelectorAll('.hit')].map((word) => word.textContent)") == ["Where", "report?"]
    call.click("[data-step='1']")
    assert call.value("document.querySelector('.here').textContent") == "report?"
    call.click("input[type=search]")
    call.write("x is nowhere")
    assert call.value("document.querySelector('output').textContent") == "not found"
    assert call.value("document.querySelectorAll('.hit').length") == 0


def test_several_words_are_found_together(call: Page) -> None:
    call.click("input[type=search]")
    call.write("is  the rep")
    assert call.value("[...document.querySelectorAll('.here')].map((word) => word.textContent)") == [
        "is",
        "the",
        "report?",
    ]


def test_hostile_text_does_nothing(call: Page) -> None:
    assert call.value("typeof window.hurt") == "undefined"
    assert call.value("document.querySelectorAll('main img, main script').length") == 0
    assert call.value("document.querySelector('section:nth-of-type(2) p').textContent").startswith("</p></script>")


def test_the_policy_stops_what_came_in_all_the_same(call: Page) -> None:
    call.value(
        "(() => { const script = document.createElement('script'); script.textContent = 'window.hurt = 3';"
        "document.body.append(script); document.body.insertAdjacentHTML('beforeend', "
        "'<img src=https://example.invalid/x.png onerror=\"window.hurt = 4\">'); })()"
    )
    call.until("document.images[0].complete")
    assert call.value("typeof window.hurt") == "undefined"
    blocked = [one["params"]["entry"]["text"] for one in call.events if one.get("method") == "Log.entryAdded"]
    assert all("Content Security Policy" in text for text in blocked)


def test_nothing_is_asked_of_any_host(call: Page) -> None:
    call.value("document.querySelector('audio').load()")
    requests = [one["params"]["request"]["url"] for one in call.events if one["method"] == "Network.requestWillBeSent"]
    assert requests
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(
    ("look", "width"),
    [({}, 900), ({"dark": True}, 900), ({}, 340), ({"media": "print"}, 800)],
    ids=["light", "dark", "narrow", "print"],
)
def test_a_page_can_be_read_everywhere(call: Page, look: dict[str, Any], width: int, tmp_path: Path) -> None:
    call.picture(tmp_path / "page.png", width=width, height=700, **look)
    paper, ink = call.value(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        ".map((colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"
    )
    assert (paper < ink) is look.get("dark", False)
    assert abs(paper - ink) > 400
    assert call.value("document.documentElement.scrollWidth <= innerWidth")
    hidden = call.value("getComputedStyle(document.querySelector('.tools')).display === 'none'")
    assert hidden is ("media" in look)
