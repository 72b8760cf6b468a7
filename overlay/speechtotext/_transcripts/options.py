"""How transcripts look: the options of `to_text` and `save`, for one result or for many."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, Self, TypeAlias, TypedDict, get_args

from speechtotext._errors import InvalidArgument

from .voices import SpeakerNames, checked_names

SubtitleStyle: TypeAlias = Literal["bbc", "netflix"]
STYLES: Final[tuple[SubtitleStyle, ...]] = get_args(SubtitleStyle)

# The least and the most that is taken, so that there is room for a letter, and times stay times.
_BOUNDS: Final = {
    "columns": (4, 1000),
    "lines": (1, 10),
    "max_seconds": (0.5, 3600),
    "min_seconds": (0, 60),
    "characters_per_second": (1, 1000),
    "paragraph_pause": (0, 3600),
}


class TranscriptChanges(TypedDict, total=False):
    """The options of a transcript as keyword arguments; see `TranscriptOptions`."""

    speakers: bool | None
    times: bool
    names: SpeakerNames | None
    channel: int | None
    paragraph_pause: float
    style: SubtitleStyle | None
    columns: int | None
    lines: int | None
    max_seconds: float | None
    min_seconds: float | None
    characters_per_second: float | None
    audio: str | os.PathLike[str] | None
    confidence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptOptions:
    """Appearance of transcripts. Each format uses the options that it can show.

    Raises:
        InvalidArgument: an option is out of range, or a name is empty.
    """

    speakers: bool | None = None
    """Whether txt, md, html, srt and vtt name the speaker, and the channel if there are several. Default: in vtt and
    html; in md and srt if the job separated speakers; everywhere if you pass names.
    """
    times: bool = False
    """Whether the paragraphs of txt and md begin with their time, as in `[00:01:07.250]`."""
    names: SpeakerNames | None = None
    """Names of speakers, by their number or the name that the service gave, as in `{1: "Ann", "Guest-1": "Bo"}`; those
    of channels by `"Channel 0"`. Others keep their number.
    """
    channel: int | None = None
    """Number of the only channel to show. Default: all."""
    paragraph_pause: float = 2
    """Silence in seconds that begins a paragraph in txt, md and html. Default: 2."""
    style: SubtitleStyle | None = None
    """Guideline for the values below. `netflix`: two lines of 42 columns (32 for Chinese and Korean, 26 for Japanese)
    and 5/6 to 7 seconds. The reading speed is 17 characters a second (9 in Chinese, 12 in Korean, 4 in Japanese).
    Source: Netflix Timed Text Style Guides (partnerhelp.netflixstudios.com). `bbc`: two lines of 37 columns, 0.3
    seconds a word and 15 characters a second. Source: BBC Subtitle Guidelines, sections 3 and 4. Default: no guideline.
    """
    columns: int | None = None
    """Maximum columns of a subtitle line; wide characters, such as Chinese, take two. Default: 42, and 32 for such
    scripts.
    """
    lines: int | None = None
    """Maximum lines of a subtitle. Default: 2."""
    max_seconds: float | None = None
    """Maximum seconds of a subtitle. Default: 7."""
    min_seconds: float | None = None
    """Minimum seconds of a subtitle, if there is room. Default: 1."""
    characters_per_second: float | None = None
    """Reading speed. Subtitles of faster speech stay longer if there is room, up to `max_seconds`. Default: subtitles
    end with their speech.
    """
    audio: str | os.PathLike[str] | None = None
    """URL or path of the recording, which html plays."""
    confidence: bool = False
    """Whether html marks words with low confidence."""
    _names: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", checked_names(self.names))
        if self.style is not None and self.style not in STYLES:
            raise InvalidArgument(f"Invalid style {self.style!r}: use one of {', '.join(STYLES)}.")
        if self.audio is not None and (not isinstance(self.audio, str | os.PathLike) or self.audio == ""):
            raise InvalidArgument(f"Invalid audio {self.audio!r}: give a URL or a path.")
        for name, (least, most) in _BOUNDS.items():
            value = getattr(self, name)
            whole = name in ("columns", "lines")
            is_number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
            if value is not None and not (is_number and least <= value <= most):
                raise InvalidArgument(
                    f"Invalid {name} {value!r}: use a {'whole ' if whole else ''}number from {least} to {most}."
                )
        if self.min_seconds and self.max_seconds and self.min_seconds > self.max_seconds:
            raise InvalidArgument(f"min_seconds {self.min_seconds} is more than max_seconds {self.max_seconds}.")

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """Return a copy of these options with some of them changed.

        Args:
            changes: new values by the names of options.
        """
        return replace(self, **changes) if changes else self

    @property
    def given_names(self) -> Mapping[str, str]:
        """The names by speaker, as text."""
        return self._names
