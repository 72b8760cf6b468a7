"""Transcribers: transcripts from text files, mappings, functions or recording names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from .audio import AudioFacts

_SPOKEN = re.compile(r"\w+(?:['’.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class Recording:
    """The input of a transcriber.

    Args:
        name: path of the recording in its storage, such as `calls/monday.wav`.
        url: URL of the recording.
        data: the file.
        facts: facts about the file.
        locale: language of the job, such as en-US.
    """

    name: str
    url: str
    data: bytes = field(repr=False)
    facts: AudioFacts
    locale: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase.

    Args:
        duration: duration of the word.
        text: as displayed, with its punctuation.
        offset: from the beginning of the recording.
        confidence: from 0 to 1.
    """

    text: str
    offset: timedelta
    duration: timedelta
    confidence: float = 1.0

    @property
    def lexical(self) -> str:
        """The word in lexical form: lower case, without punctuation."""
        return lexical(self.text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase on one channel.

    Args:
        duration: duration of the phrase.
        words: the words with their times. Default: the text, divided evenly.
        channel: counted from 0.
        offset: from the beginning of the recording.
        text: as displayed.
        confidence: from 0 to 1.
    """

    channel: int
    offset: timedelta
    duration: timedelta
    text: str
    confidence: float = 1.0
    words: tuple[Word, ...] = ()

    @property
    def lexical(self) -> str:
        """The phrase in lexical form: lower case, without punctuation."""
        return lexical(self.text)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The phrases of a recording, ordered by offset.

    Args:
        phrases: the phrases, in the order in which they begin.
    """

    phrases: tuple[Phrase, ...] = ()


class Transcriber(Protocol):
    """A function that takes a `Recording` and returns its transcript."""

    def __call__(self, recording: Recording, /) -> Transcript | str | None:
        """Return a transcript, or text to be timed evenly, or None to leave it to the next transcriber."""
        ...


def transcribe(recording: Recording, transcribers: Iterable[Transcriber]) -> Transcript:
    """Return the first transcriber's result that is not None, else `default_text`."""
    answers = (transcriber(recording) for transcriber in transcribers)
    said = next((answer for answer in answers if answer is not None), None)
    if said is None:
        said = default_text(recording)
    return spread_evenly(said, recording.facts) if isinstance(said, str) else said


def text_file_transcriber(read: Callable[[str], bytes | None]) -> Transcriber:
    """Return a transcriber that reads a UTF-8 text file: `calls/monday.txt` for `calls/monday.wav`.

    Args:
        read: gives the file of that name, None if there is none.
    """

    def transcriber(recording: Recording) -> str | None:
        text = read(posixpath.splitext(recording.name)[0] + ".txt")
        return None if text is None else text.decode("utf-8-sig", "replace")

    return transcriber


def lookup_transcriber(transcripts: Mapping[str, Transcript | str]) -> Transcriber:
    """Return a transcriber that looks up the recording's URL, name or base name."""

    def transcriber(recording: Recording) -> Transcript | str | None:
        keys = (recording.url, recording.name, posixpath.basename(recording.name))
        return next((transcripts[key] for key in keys if key in transcripts), None)

    return transcriber


def default_text(recording: Recording) -> str:
    """Return a text from the recording's name: `This is support call 3.` for `calls/support-call_3.wav`.

    Where there are several channels, a line of each, with its number.
    """
    stem = posixpath.splitext(posixpath.basename(recording.name))[0]
    name = " ".join(re.findall(r"[^\W_]+", stem)) or "a recording"
    channels = recording.facts.channels
    if channels == 1:
        return f"This is {name}."
    return "\n".join(f"This is {name}, channel {channel}." for channel in range(channels))


def spread_evenly(text: str, facts: AudioFacts) -> Transcript:
    """Return a transcript with the text spread evenly over the recording.

    Each line is a phrase, and the channels take turns. A word lasts as long as it has letters, the pause after it as
    long as one letter.
    """
    lines = [words for line in text.splitlines() if (words := [word for word in line.split() if lexical(word)])]
    letters = sum(len(word) + 1 for words in lines for word in words)
    phrases, begun = [], 0
    for index, words in enumerate(lines):
        timed = []
        for word in words:
            offset = facts.duration * (begun / letters)
            end = facts.duration * ((begun + len(word)) / letters)
            timed.append(Word(word, offset, end - offset))
            begun += len(word) + 1
        phrases.append(phrase(index % facts.channels, timed))
    return Transcript(tuple(phrases))


def phrase(channel: int, words: Iterable[Word]) -> Phrase:
    """Build a phrase from one or more words, with their average confidence."""
    held = tuple(words)
    offset = held[0].offset
    return Phrase(
        channel,
        offset,
        held[-1].offset + held[-1].duration - offset,
        " ".join(word.text for word in held),
        sum(word.confidence for word in held) / len(held),
        held,
    )


def lexical(text: str) -> str:
    """Return text in lexical form: lower case, without punctuation."""
    return " ".join(_SPOKEN.findall(text.lower()))
