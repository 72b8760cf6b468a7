"""What is said in a recording: given as text, or recognised."""

from __future__ import annotations

import wave
from dataclasses import replace
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulator.recordings import ogg_opus, wav
from speechtotext.emulator._recognition.audio import AudioFacts, inspect
from speechtotext.emulator._recognition.sample import SAMPLE
from speechtotext.emulator._recognition.speech import speech_recognizer
from speechtotext.emulator._recognition.transcribers import (
    Phrase,
    Recording,
    Transcriber,
    Transcript,
    Word,
    lexical,
    lookup_transcriber,
    spread_evenly,
    text_file_transcriber,
    transcribe,
)

MONO = AudioFacts("WAV", "PCM", 1, 16_000, timedelta(seconds=6))
STEREO = replace(MONO, channels=2)
unhurried = settings(deadline=None)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def recording(name: str = "calls/monday.wav", facts: AudioFacts = MONO, locale: str = "en-US") -> Recording:
    return Recording(name, f"http://127.0.0.1/storage/{name}?sig=abc", b"", facts, locale)


def said(recording: Recording, *transcribers: Transcriber) -> list[str]:
    return [phrase.text for phrase in transcribe(recording, transcribers).phrases]


# Where the words come from


def test_words_come_from_a_text_file_beside_the_recording() -> None:
    files = {"calls/monday.txt": b"Hello.\nGoodbye."}
    assert said(recording(), text_file_transcriber(files.get)) == ["Hello.", "Goodbye."]


def test_a_text_file_may_begin_with_a_byte_order_mark_and_hold_bytes_that_are_no_utf_8() -> None:
    files = {"calls/monday.txt": "\N{BOM}Grüße, J".encode() + b"\xfcrgen."}
    assert said(recording(), text_file_transcriber(files.get)) == ["Grüße, J\N{REPLACEMENT CHARACTER}rgen."]


@pytest.mark.parametrize("key", ["monday.wav", "calls/monday.wav", "http://127.0.0.1/storage/calls/monday.wav?sig=abc"])
def test_words_come_from_a_mapping_by_name_or_url(key: str) -> None:
    assert said(recording(), lookup_transcriber({key: "Hello."})) == ["Hello."]


def test_words_come_from_any_function() -> None:
    assert said(recording(), lambda recording: f"{recording.name}, {recording.locale}.") == ["calls/monday.wav, en-US."]


def test_a_transcript_of_ones_own_is_left_as_it_is() -> None:
    transcript = Transcript((Phrase(1, seconds(1), seconds(2), "Hello.", 0.5),))
    assert transcribe(recording(), [lambda _: transcript]) is transcript


def test_the_first_transcriber_that_knows_the_recording_is_believed() -> None:
    assert said(recording(), text_file_transcriber(lambda _: None), lambda _: "First.", lambda _: "Second.") == [
        "First."
    ]


def test_later_transcribers_are_not_asked() -> None:
    def never(_: Recording) -> str:
        raise AssertionError

    assert said(recording(), lambda _: "", never) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("calls/support-call_3.wav", "This is support call 3."),
        ("monday.v2.wav", "This is monday v2."),
        ("Grüße.mp3", "This is Grüße."),
        ("calls.v1/monday", "This is monday."),
        ("_.wav", "This is a recording."),
        ("", "This is a recording."),
    ],
)
def test_without_a_transcriber_that_knows_it_a_recording_tells_its_name(name: str, text: str) -> None:
    assert said(recording(name)) == [text]


def test_each_channel_tells_its_name() -> None:
    transcript = transcribe(recording(facts=STEREO), [])
    assert [(phrase.channel, phrase.text) for phrase in transcript.phrases] == [
        (0, "This is monday, channel 0."),
        (1, "This is monday, channel 1."),
    ]


# When they are said


def test_words_are_spread_over_the_recording_by_their_letters() -> None:
    (phrase,) = spread_evenly("Good day, you.", MONO).phrases
    assert (phrase.offset, phrase.duration, phrase.text) == (seconds(0), seconds(5.6), "Good day, you.")
    assert phrase.words == (
        Word("Good", seconds(0), seconds(1.6)),
        Word("day,", seconds(2), seconds(1.6)),
        Word("you.", seconds(4), seconds(1.6)),
    )


def test_each_line_is_a_phrase_and_the_channels_take_turns() -> None:
    transcript = spread_evenly("Hello.\n\n  How are   you?\n—\nFine.", STEREO)
    assert [(phrase.channel, phrase.text) for phrase in transcript.phrases] == [
        (0, "Hello."),
        (1, "How are you?"),
        (0, "Fine."),
    ]
    ends = [phrase.offset + phrase.duration for phrase in transcript.phrases]
    assert all(end < after.offset for end, after in zip(ends, transcript.phrases[1:], strict=False))


def test_no_text_is_silence() -> None:
    assert spread_evenly(" \n …", MONO) == Transcript()


@unhurried
@given(
    st.text() | st.lists(st.sampled_from(["I", "see.", "\n", "Well,", "—"])).map(" ".join),
    st.builds(replace, st.just(MONO), channels=st.integers(1, 8), duration=st.timedeltas(timedelta.resolution)),
)
def test_any_text_fits_into_any_recording_in_order(text: str, facts: AudioFacts) -> None:
    transcript = spread_evenly(text, facts)
    words = [word for phrase in transcript.phrases for word in phrase.words]
    ends = [word.offset + word.duration for word in words]
    assert all(end <= after.offset for end, after in zip(ends, words[1:], strict=False))
    assert all(end <= facts.duration for end in ends)
    assert lexical(" ".join(word.text for word in words)) == lexical(text)
    for index, phrase in enumerate(transcript.phrases):
        assert phrase.channel == index % facts.channels
        assert phrase.offset == phrase.words[0].offset
        assert phrase.text == " ".join(word.text for word in phrase.words)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Hello, how are you?", "hello how are you"),
        ("I'm here – aren’t you?", "i'm here aren’t you"),
        ("Co-operate: 1,000.50 times!", "co-operate 1,000.50 times"),
        ("…", ""),
    ],
)
def test_the_lexical_form_has_no_capitals_and_no_punctuation(text: str, spoken: str) -> None:
    assert lexical(text) == spoken
    assert Word(text, seconds(0), seconds(1)).lexical == Phrase(0, seconds(0), seconds(1), text).lexical == spoken


# The sample


def test_the_sample_is_a_short_recording_in_the_format_that_services_like_best() -> None:
    facts = inspect(SAMPLE.read_bytes())
    assert replace(facts, duration=seconds(0)) == AudioFacts("WAV", "PCM", 1, 16_000, seconds(0))
    assert seconds(3) < facts.duration < seconds(10)
    assert SAMPLE.stat().st_size < 200_000


# Recognition


@pytest.fixture(scope="module")
def recognizer() -> Transcriber:
    found = speech_recognizer()
    if found is None:
        pytest.skip('NO SPEECH IS RECOGNISED: pip install "speechtotext-client[asr]"')
    return found


def sample(data: bytes | None = None, locale: str = "en-US") -> Recording:
    data = SAMPLE.read_bytes() if data is None else data
    return Recording("call.wav", "http://127.0.0.1/call.wav", data, inspect(data), locale)


def sample_words() -> list[str]:
    return lexical(SAMPLE.with_suffix(".txt").read_text(encoding="utf-8")).split()


def recognised(recognizer: Transcriber, recording: Recording) -> Transcript:
    transcript = recognizer(recording)
    assert isinstance(transcript, Transcript)
    return transcript


@pytest.fixture(scope="module")
def sample_transcript(recognizer: Transcriber) -> Transcript:
    return recognised(recognizer, sample())


def share_of_words(transcript: Transcript, channel: int = 0) -> float:
    """How much of the sample's words came back in order, from 0 to 1."""
    wanted = sample_words()
    got = [word.lexical for phrase in transcript.phrases if phrase.channel == channel for word in phrase.words]
    return sum(block.size for block in SequenceMatcher(None, wanted, got).get_matching_blocks()) / len(wanted)


def samples() -> bytes:
    with wave.open(str(SAMPLE), "rb") as recording:
        return recording.readframes(recording.getnframes())


def test_the_words_of_the_sample_are_recognised(sample_transcript: Transcript) -> None:
    assert share_of_words(sample_transcript) >= 0.8
    phrases = sample_transcript.phrases
    assert [phrase.text[0].isupper() and phrase.text.endswith(".") for phrase in phrases] == [True, True]


def test_recognised_words_have_times_and_confidences(sample_transcript: Transcript) -> None:
    words = [word for phrase in sample_transcript.phrases for word in phrase.words]
    assert all(first.offset + first.duration <= then.offset for first, then in pairwise(words))
    assert words[-1].offset + words[-1].duration <= sample().facts.duration
    assert all(word.duration > seconds(0) for word in words)
    assert all(0 < word.confidence <= 1 for word in words)


def test_each_channel_is_recognised(recognizer: Transcriber) -> None:
    mono = samples()
    silence = bytes(len(mono))
    frames = b"".join(mono[at : at + 2] + silence[at : at + 2] for at in range(0, len(mono), 2))
    transcript = recognised(recognizer, sample(wav(frames, channels=2)))
    assert {phrase.channel for phrase in transcript.phrases} == {0}
    assert share_of_words(transcript) >= 0.8


def test_other_sample_rates_are_converted(recognizer: Transcriber) -> None:
    mono = samples()
    doubled = b"".join(mono[at : at + 2] * 2 for at in range(0, len(mono), 2))
    transcript = recognised(recognizer, sample(wav(doubled, sample_rate=32_000)))
    assert share_of_words(transcript) >= 0.8


def test_the_same_recording_always_has_the_same_transcript(
    recognizer: Transcriber, sample_transcript: Transcript
) -> None:
    recognizer(sample(wav(samples()[:60_000])))
    assert recognised(recognizer, sample()) == sample_transcript


def test_silence_has_no_words(recognizer: Transcriber) -> None:
    assert recognizer(sample(wav())) == Transcript()


def test_other_languages_and_formats_are_left_to_others(recognizer: Transcriber) -> None:
    assert recognizer(sample(locale="de-DE")) is None
    assert recognizer(sample(ogg_opus())) is None
    gsm = wav(bytes(6_500), codec=0x31, bits=0, frame=65)
    assert recognizer(sample(gsm)) is None
