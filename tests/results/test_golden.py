"""Results of every version's shape, with the known quirks, in every format: as committed, and as others read them."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest

from results.golden import FILES, GOLDEN, SAVED, golden, save
from results.subtitles import Shown, by_pysubs2, by_srt, by_webvtt, words
from speechtotext import Phrase, TranscriptionResult

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@pytest.mark.parametrize(("file", "format"), SAVED, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_a_result_is_saved_as_its_golden_file(file: Path, format: str, tmp_path: Path) -> None:
    save(file, tmp_path / f"saved.{format}")
    assert (tmp_path / f"saved.{format}").read_bytes() == golden(file, format).read_bytes()


def test_every_golden_file_is_of_a_result() -> None:
    assert {path.name for path in golden(FILES[0], "txt").parent.iterdir()} == {
        golden(file, format).name for file, format in SAVED
    }


def subtitles(file: Path) -> list[list[Shown]]:
    """The golden subtitles as three parsers read them."""
    srt, vtt = (golden(file, format).read_text(encoding="utf-8") for format in ("srt", "vtt"))
    return [by_srt(srt), by_pysubs2(srt), by_webvtt(vtt)]


@each_file
def test_all_parsers_read_the_same_subtitles(file: Path) -> None:
    first, *others = [
        [(one.start, one.end, [words(line) for line in one.lines]) for one in shown] for shown in subtitles(file)
    ]
    assert others == [first, first]


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.*.srt")), ids=lambda file: file.name)
def test_all_parsers_read_srt_of_any_look_with_the_same_words(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    first, other = by_srt(text), by_pysubs2(text)
    assert first == other
    labels = r"(?<!\S)(?:Channel \d|Speaker \d|Desk|Ann|Bo)(?:, (?:Speaker \d|Ann|Bo))?:(?!\S)"
    said = re.sub(labels, "", " ".join(line for one in first for line in one.lines))
    _, variant, _ = file.name.split(".")
    result = TranscriptionResult.load(FILES[0].parent / f"{file.name.split('.')[0]}.json")
    expected = result.to_text("txt", channel=0 if variant == "channel" else None)
    assert sorted(words(said)) == sorted(words(expected))


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.*.vtt")), ids=lambda file: file.name)
def test_vtt_of_any_look_is_read_with_the_same_words(file: Path) -> None:
    shown = by_webvtt(file.read_text(encoding="utf-8"))
    name, variant, _ = file.name.split(".")
    result = TranscriptionResult.load(FILES[0].parent / f"{name}.json")
    expected = result.to_text("txt", channel=0 if variant == "channel" else None)
    assert sorted(words(*(line for one in shown for line in one.lines))) == sorted(words(expected))


@each_file
def test_each_speaker_says_the_same_words_in_subtitles(file: Path) -> None:
    said: dict[str | None, list[str]] = {}
    for one in by_webvtt(golden(file, "vtt").read_text(encoding="utf-8")):
        said.setdefault(one.voice, []).extend(one.lines)
    assert {voice: words(*lines) for voice, lines in said.items()} == spoken_words(TranscriptionResult.load(file))


def spoken_words(result: TranscriptionResult) -> dict[str | None, str]:
    """What each speaker says, by the name that a voice tag has."""
    stereo = len({phrase.channel for phrase in result.phrases}) > 1
    said: dict[str | None, list[str]] = {}
    for phrase in sorted(result.phrases, key=lambda phrase: phrase.offset):
        voice = f"Speaker {phrase.speaker}" if phrase.speaker is not None else None
        if phrase.text:
            said.setdefault(f"Channel {phrase.channel}" if stereo else voice, []).append(phrase.text)
    return {voice: words(*texts) for voice, texts in said.items()}


@each_file
def test_a_subtitle_appears_with_its_words_or_follows_on_the_one_before(file: Path) -> None:
    spoken = [when for phrase in TranscriptionResult.load(file).phrases for when in beginnings(phrase)]
    for shown in subtitles(file):
        ends = [0, *(one.end for one in shown)]
        for one, end_before in zip(shown, ends, strict=False):
            assert one.start == end_before or min(abs(one.start - when) for when in spoken) <= 1


def beginnings(phrase: Phrase) -> list[float]:
    """When a phrase and each of its words begin, in milliseconds."""
    timed = (phrase, *phrase.words, *phrase.display_words)
    return [one.offset / timedelta(milliseconds=1) for one in timed]


@each_file
def test_the_table_holds_every_phrase_as_it_is(file: Path) -> None:
    result = TranscriptionResult.load(file)
    with golden(file, "csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [(float(row["start"]), float(row["end"]), row["text"]) for row in rows] == [
        (phrase.offset.total_seconds(), phrase.end.total_seconds(), phrase.text)
        for phrase in sorted(result.phrases, key=lambda phrase: phrase.offset)
    ]
