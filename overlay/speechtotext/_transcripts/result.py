"""The result files of all API versions, and the answer of fast transcription, read as one type."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, Self, Unpack, overload

import msgspec

from speechtotext._errors import FileError, InvalidArgument
from speechtotext._files.atomic_write import write_atomically
from speechtotext._redaction import source_of
from speechtotext_api.wire import without_signatures

from .decoding import ResultFile, read
from .formats import FORMATS, TextFormat, format_phrases
from .options import TranscriptChanges, TranscriptOptions
from .phrases import Alternative, ChannelText, Phrase, Recording, SearchMatch, Sentence
from .repetitions import without_repetitions
from .rows import Row, RowWithWords, rows, rows_with_words
from .voices import SpeakerNames, checked_names, phrases_of_channel


@dataclass(frozen=True, slots=True, repr=False)
class TranscriptionResult:
    """The transcript of an audio file."""

    source: str | None
    """URL of the audio; None for fast transcription."""
    timestamp: datetime | None
    """Time of the transcription; None for fast transcription."""
    duration: timedelta
    """Duration of the audio."""
    channels: tuple[ChannelText, ...]
    """Text of each channel."""
    phrases: tuple[Phrase, ...]
    """Phrases in the order of the file. Separate channels can follow each other."""
    raw: bytes
    """Content of the file."""

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read a result file of any API version.

        Args:
            path: path of the file.

        Raises:
            FileError: the file cannot be read, or contains several recordings: use `load_all`.
        """
        return cls._of(_content(path), os.fspath(path))

    @classmethod
    def load_all(cls, path: str | os.PathLike[str]) -> list[Self]:
        """Read a result file that can contain several recordings, as those of v2.0 do.

        `raw` of each result is its part of the file.

        Args:
            path: path of the file.

        Raises:
            FileError: the file cannot be read, or has invalid content.
        """
        return cls._all_of(_content(path), os.fspath(path))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the content of a result file.

        Args:
            data: content of a result file.

        Raises:
            FileError: it is not a transcription result.
        """
        return cls._of(data, "The data")

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read parsed JSON, such as `to_dict()` of the response of a fast transcription.

        Args:
            data: the parsed JSON.

        Raises:
            FileError: it is not a transcription result.
        """
        return cls.from_bytes(msgspec.json.encode(data))

    @classmethod
    def _of(cls, data: bytes, name: str) -> Self:
        recordings = cls._all_of(data, name)
        if len(recordings) != 1:
            raise FileError(f"{name} holds {len(recordings)} recordings: read it with TranscriptionResult.load_all.")
        return recordings[0]

    @classmethod
    def _all_of(cls, data: bytes, name: str) -> list[Self]:
        return [cls._of_file(file, raw) for file, raw in read(data, name)]

    @classmethod
    def _of_file(cls, file: ResultFile, raw: bytes) -> Self:
        return cls(
            source=file.source,
            timestamp=file.timestamp,
            duration=file.duration,
            channels=file.combined_recognized_phrases,
            phrases=file.recognized_phrases,
            raw=raw,
        )

    def __repr__(self) -> str:
        source = f" of {_beginning(without_signatures(self.source))}" if self.source else ""
        count = len(self.phrases)
        return f"<TranscriptionResult{source}: {self.duration}, {count} {'phrase' if count == 1 else 'phrases'}>"

    def _repr_html_(self) -> str:
        """Return the beginning of the transcript, as notebooks show it."""
        # Here, because the widths of characters are slow to import.
        from .page.document import short_page

        return short_page(self._shown_phrases, Recording(self.source, self.duration))

    @property
    def text(self) -> str:
        """The text, one line per channel; one line per phrase if the file has no text of channels.

        A channel that only repeats another one is left out, as in `to_text`.
        """
        channels = self.channels
        if len(channels) > 1:
            speaking = {phrase.channel for phrase in self.phrases if phrase.text}
            repeating = speaking - {phrase.channel for phrase in without_repetitions(self.phrases) if phrase.text}
            channels = tuple(channel for channel in channels if channel.channel not in repeating)
        text = "\n".join(channel.text for channel in channels)
        return text or "\n".join(" ".join(phrase.text.split()) for phrase in self._spoken(None))

    @property
    def _shown_phrases(self) -> tuple[Phrase, ...]:
        """The phrases, or the text of each channel where the model gives no phrases."""
        return self.phrases or tuple(
            Phrase(
                offset_in_ticks=0,
                duration_in_ticks=0,
                has_times=False,
                channel=channel.channel,
                alternatives=(Alternative(display=channel.text),),
            )
            for channel in self.channels
            if channel.text
        )

    def to_text(
        self, format: TextFormat, *, options: TranscriptOptions | None = None, **changes: Unpack[TranscriptChanges]
    ) -> str:
        """Return the result as text in a format, with channels merged by time.

        - `txt`, `md`: paragraphs by speaker and pause.
        - `html`: a page in one file, with search, light and dark. It plays the recording of `audio=`: a click seeks,
          and the spoken word is marked. `confidence=True` marks uncertain words.
        - `srt`, `vtt`: subtitles of two lines of 42 columns (32 for wide scripts such as Chinese), for 1 to 7 seconds.
          Options change these limits. People who speak at once take turns: each subtitle is gone by the end of its
          speech and as long after that as others spoke into it, or one second after its speech began. A phrase without
          times is shown between its neighbours. In `vtt` voice tags tell the speakers; in `srt` the text does, where
          they change.
        - `csv`, `tsv`: the table of `to_rows`, with a header and without the source. The text is unchanged: a
          spreadsheet can take text that begins with `=` for a formula.

        All but the tables show the same speech on several channels once (an echo, or one sound on both): phrases with
        the same letters, digits and signs, but for sentence punctuation, that overlap, and begin and end at most a
        second apart; also where the service has divided it into phrases at other places.

        Args:
            format: one of the formats.
            options: appearance of the text. Default: `TranscriptOptions()`.
            changes: single options that override `options`, such as `speakers=True` or `columns=37`; see
                `TranscriptOptions`.

        Raises:
            ValueError: the format is unknown, an option is out of range, or the result has no such channel.
            FileError: the format is a subtitle format, and the result has no times.
        """
        chosen = (options or TranscriptOptions()).changed(changes)
        return format_phrases(self._phrases_of(chosen.channel), format, chosen, Recording(self.source, self.duration))

    @overload
    def to_rows(
        self, *, names: SpeakerNames | None = None, channel: int | None = None, words: Literal[False] = False
    ) -> list[Row]: ...

    @overload
    def to_rows(
        self, *, names: SpeakerNames | None = None, channel: int | None = None, words: Literal[True]
    ) -> list[RowWithWords]: ...

    def to_rows(
        self, *, names: SpeakerNames | None = None, channel: int | None = None, words: bool = False
    ) -> list[Row] | list[RowWithWords]:
        """Return one row per phrase, by time, for `pandas.DataFrame` and `pyarrow.Table.from_pylist`.

        `speechtotext.tables` makes tables of any number of results.

        Args:
            names: names of speakers, as in `to_text`.
            channel: number of the only channel to show. Default: all.
            words: whether each row has the words of its phrase, with their times.

        Raises:
            ValueError: a name is empty, or the result has no such channel.
        """
        source = None if self.source is None else source_of(self.source)
        of_phrases = rows_with_words if words else rows
        return of_phrases(self._phrases_of(channel), checked_names(names), source)

    def sentences(self, *, channel: int | None = None) -> list[Sentence]:
        """Return the sentences by time, with speakers and times.

        Its times are those of its words, or estimated by length if the file has none. A sentence ends with a mark such
        as `.`, `?` or `。`, or with its phrase; it continues in the next phrase of its speaker if that begins with a
        small letter. Repeated speech on several channels is returned once.

        Args:
            channel: number of the only channel to read. Default: all.

        Raises:
            ValueError: the result has no such channel.
        """
        # Here, because the widths of characters are slow to import.
        from .sentences import sentences_of

        return list(sentences_of(self._spoken(channel)))

    def search(self, text: str, *, whole_words: bool = False, channel: int | None = None) -> list[SearchMatch]:
        """Return the places where a text is spoken: phrases and times, in order.

        Case does not matter. A text is found within a phrase, not across two phrases. Repeated speech on several
        channels is found once.

        Args:
            text: one or several words, or a part of a word.
            whole_words: whether to ignore parts of longer words, in languages with spaces between words.
            channel: number of the only channel to search. Default: all.

        Raises:
            ValueError: the text is empty, or the result has no such channel.
        """
        # Here, because the widths of characters are slow to import.
        from .sentences import matches_of

        if not isinstance(text, str):
            raise InvalidArgument(f"Invalid text {text!r} to search for: give one or more words.")
        if not text.strip():
            raise InvalidArgument("The text to search for is empty: give one or more words.")
        return list(matches_of(self._spoken(channel), text, whole_words=whole_words))

    def _spoken(self, channel: int | None) -> list[Phrase]:
        return without_repetitions(phrase for phrase in self._phrases_of(channel) if phrase.text.strip())

    def _phrases_of(self, channel: int | None) -> Sequence[Phrase]:
        return phrases_of_channel(self._shown_phrases, channel, (entry.channel for entry in self.channels))

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        options: TranscriptOptions | None = None,
        **changes: Unpack[TranscriptChanges],
    ) -> None:
        """Save the result as UTF-8. The extension of the path selects the format: those of `to_text`, or `json`.

        `json` is the original file. The file is written atomically.

        Args:
            path: path of the file; an existing file is replaced.
            options: appearance of the text, as in `to_text`; it does not change json.
            changes: single options that override `options`, as in `to_text`.

        Raises:
            ValueError: the extension is unknown, an option is out of range, or the result has no such channel.
            FileError: the file cannot be written, or the format is a subtitle format and the result has no times.
        """
        target = Path(path)
        ending = target.suffix.lower().removeprefix(".")
        if ending == "json":
            write_atomically(target, self.raw)
        elif ending in FORMATS:
            write_atomically(target, self.to_text(ending, options=options, **changes).encode())
        else:
            known = ", ".join(f".{format}" for format in sorted([*FORMATS, "json"]))
            raise InvalidArgument(f"{target.name!r} has an unknown extension; expected one of: {known}")


def _beginning(text: str) -> str:
    """Return a text that fits a line, cut off if it is longer."""
    return text if len(text) <= 100 else f"{text[:99]}…"


def _content(path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise FileError(f"{os.fspath(path)} cannot be read: {error.strerror or error}.") from error
