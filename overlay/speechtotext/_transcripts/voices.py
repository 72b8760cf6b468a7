"""Who speaks: speakers and channels, by the names that are to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias

from speechtotext._errors import InvalidArgument

from .phrases import Phrase


class _NamesByKey(Protocol):
    """A mapping whatever its keys are: those of `Mapping` are invariant, so that `dict[int, str]` would be refused."""

    def items(self) -> Iterable[tuple[int | str, str]]: ...


# By the number of a speaker, or the name that the service gave, such as `Guest-1`.
SpeakerNames: TypeAlias = Mapping[int | str, str] | _NamesByKey


def checked_names(names: SpeakerNames | None) -> dict[str, str]:
    """Return the names by the text of their keys, so that 1 and "1" are the same speaker.

    Raises:
        InvalidArgument: a name is empty.
    """
    checked = {" ".join(str(key).split()): " ".join(name.split()) for key, name in (names.items() if names else ())}
    for key, name in checked.items():
        if not name:
            raise InvalidArgument(f"The name of speaker {key!r} is empty: give a name, or leave the speaker out.")
    return checked


def voices_of(phrases: Sequence[Phrase], names: Mapping[str, str]) -> list[str | None]:
    """Return who speaks each of the phrases: speaker, and channel where there are several; None if not known."""
    several = len({phrase.channel for phrase in phrases}) > 1
    speaking = [(phrase.channel, phrase.speaker) for phrase in phrases]
    voices = {
        (channel, speaker): _voice(channel if several else None, speaker, names) for channel, speaker in set(speaking)
    }
    return [voices[each] for each in speaking]


def named_speaker(speaker: int | str | None, names: Mapping[str, str]) -> int | str | None:
    """Return the name that was given to a speaker, or else the speaker as the service tells it."""
    return speaker if speaker is None else _given_name(speaker, names) or speaker


def phrases_of_channel(phrases: Sequence[Phrase], channel: int | None, known: Iterable[int | None]) -> Sequence[Phrase]:
    """Return the phrases of one channel; all of them if it is None.

    Args:
        phrases: the phrases of all channels.
        channel: number of the channel.
        known: the channels that are known besides those of phrases; a silent one has none.

    Raises:
        InvalidArgument: the result has no such channel.
    """
    if channel is None:
        return phrases
    channels = {number for number in (*known, *(phrase.channel for phrase in phrases)) if number is not None}
    if channel not in channels and (channels or phrases):
        has = f"its channels are {', '.join(map(str, sorted(channels)))}" if channels else "its channels were mixed"
        raise InvalidArgument(f"The result has no channel {channel!r}: {has}.")
    return [phrase for phrase in phrases if phrase.channel == channel]


def _voice(channel: int | None, speaker: int | str | None, names: Mapping[str, str]) -> str | None:
    shown = None if channel is None else names.get(f"Channel {channel}", f"Channel {channel}")
    return ", ".join(filter(None, (shown, _speaker(speaker, names)))) or None


def _speaker(speaker: int | str | None, names: Mapping[str, str]) -> str | None:
    """Return how a speaker is called; some models give names, such as `Guest-1`."""
    if speaker is None:
        return None
    if given := _given_name(speaker, names):
        return given
    if isinstance(speaker, str) and not speaker.isdecimal():
        return " ".join(speaker.split()) or None
    return f"Speaker {speaker}"


def _given_name(speaker: int | str, names: Mapping[str, str]) -> str | None:
    return names.get(" ".join(str(speaker).split()))
