"""Who speaks: speakers and channels, by the names that are to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias
from unicodedata import category

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
        InvalidArgument: a name is empty, no text, or has control characters.
    """
    if names is not None and not isinstance(names, Mapping):
        raise InvalidArgument(f"Invalid names {names!r}: give a mapping of speakers to their names.")
    checked: dict[str, str] = {}
    for speaker, given in (names or {}).items():
        if not isinstance(given, str):
            raise InvalidArgument(f"Invalid name {given!r} of speaker {speaker!r}: give a text.")
        key, name = " ".join(str(speaker).split()), " ".join(given.split())
        checked[key] = name
        if not name:
            raise InvalidArgument(f"The name of speaker {key!r} is empty: give a name, or leave the speaker out.")
        if any(category(character) == "Cc" for character in name):
            raise InvalidArgument(f"Invalid name {name!r} of speaker {key!r}: give one without control characters.")
    return checked


def voices_of(phrases: Sequence[Phrase], names: Mapping[str, str], chosen: int | None) -> list[str | None]:
    """Return who speaks each of the phrases; None if not known.

    That is the speaker, and the channel where there are several, or where it is the chosen one and has a name.
    """
    with_channel = len({phrase.channel for phrase in phrases}) > 1 or f"Channel {chosen}" in names
    speaking = [(phrase.channel, phrase.speaker) for phrase in phrases]
    voices = {
        (channel, speaker): _voice(channel if with_channel else None, speaker, names)
        for channel, speaker in set(speaking)
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
    if not isinstance(channel, int) or isinstance(channel, bool):
        raise InvalidArgument(f"Invalid channel {channel!r}: give its number.")
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
