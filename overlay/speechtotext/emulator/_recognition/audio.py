"""Inspect audio files: format, codec, channels, sample rate and duration."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from tinytag import TinyTag, TinyTagException

from .mp4 import aac_channels

_FORMATS = {
    "application/vnd.ms-asf": "ASF",
    "audio/aiff": "AIFF",
    "audio/flac": "FLAC",
    "audio/mp4": "MP4",
    "audio/mpeg": "MP3",
    "audio/ogg": "Ogg",
}
# The codes of WAV's codecs whose samples are all of one size (RFC 2361).
_UNCOMPRESSED = {1: "PCM", 3: "IEEE float", 6: "A-law", 7: "mu-law"}
_EXTENSIBLE = 0xFFFE
# What TinyTag raises for damaged files.
_UNREADABLE = (TinyTagException, ArithmeticError, LookupError, OSError, TypeError, ValueError, struct.error)
_SAMPLE_RATES = range(1_000, 1_000_001)
_CHANNELS = range(1, 256)


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """The audio format of a recording.

    Args:
        format: AIFF, ASF, FLAC, MP3, MP4, Ogg or WAV.
        codec: codec, such as PCM, A-law or mu-law in WAV, and opus or vorbis in Ogg.
        channels: number of channels. For AAC in MP4, as its decoder sees it.
        sample_rate: samples in a second, of one channel. For Opus always 48000.
        duration: duration. For WAV that of the data, for other formats that of the header.
    """

    format: str
    codec: str
    channels: int
    sample_rate: int
    duration: timedelta


class InvalidAudio(Exception):
    """The data is not audio or not usable.

    Args:
        reason: a sentence.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def inspect(data: bytes) -> AudioFacts:
    """Inspect an audio file.

    Raises:
        InvalidAudio: the format is unknown, the file holds no audio or a picture, or its header cannot be right.
    """
    is_wav = data.startswith(b"RIFF") and data.startswith(b"WAVE", 8)
    facts = _inspect_wav(data) if is_wav else _inspect_other(data)
    if facts.sample_rate not in _SAMPLE_RATES or facts.channels not in _CHANNELS:
        raise InvalidAudio(f"Its header has {facts.channels} channels of {facts.sample_rate} samples a second.")
    if not facts.duration:
        raise InvalidAudio("It holds no audio.")
    return facts


def _inspect_wav(data: bytes) -> AudioFacts:
    # TinyTag goes by the length that the header states: wrong for what was streamed, cut off or left unfinished.
    layout = b""
    for identifier, start, length in _chunks(data):
        if identifier == b"fmt ":
            layout = data[start : start + length]
        elif identifier == b"data":
            return _wav_facts(layout, length)
    raise InvalidAudio("It is a WAV file without audio.")


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield identifier, start and actual length of each chunk of a RIFF file."""
    position = 12
    while position + 8 <= len(data):
        identifier, stated = struct.unpack_from("<4sI", data, position)
        position += 8
        left = len(data) - position
        # Programs that cannot go back to fill in the length of the audio leave 0.
        yield identifier, position, left if identifier == b"data" and stated == 0 else min(stated, left)
        position += stated + stated % 2


def _wav_facts(layout: bytes, length: int) -> AudioFacts:
    """Return the format from the fmt chunk and the length of the audio data."""
    if len(layout) < 16:
        raise InvalidAudio("It is a WAV file that does not describe its audio.")
    code, channels, sample_rate, bytes_a_second, bytes_a_frame = struct.unpack_from("<HHIIH", layout)
    if code == _EXTENSIBLE and len(layout) >= 26:
        (code,) = struct.unpack_from("<H", layout, 24)
    codec = _UNCOMPRESSED.get(code)
    units, units_a_second = (length // (bytes_a_frame or 1), sample_rate) if codec else (length, bytes_a_second)
    if not (bytes_a_frame and units_a_second):
        raise InvalidAudio("It is a WAV file that does not tell how its audio is laid out.")
    duration = timedelta(seconds=units) / units_a_second
    return AudioFacts("WAV", codec or f"0x{code:04X}", channels, sample_rate, duration)


def _inspect_other(data: bytes) -> AudioFacts:
    try:
        tag = TinyTag.get(file_obj=BytesIO(data), tags=False)
    except _UNREADABLE as error:
        raise InvalidAudio("It is not an audio file in a known format.") from error
    media_type, _, parameter = (tag.mime_type or "").partition("; codecs=")
    format = _FORMATS.get(media_type)
    if format is None or not tag.duration:
        raise InvalidAudio("It holds no audio.")
    # The most sparing codecs need a few bytes for a second of silence.
    if not 0 < tag.duration <= len(data):
        raise InvalidAudio(f"Its header has {tag.duration:.0f} seconds of audio, in {len(data)} bytes.")
    if _has_picture(data):
        raise InvalidAudio("It holds a cover picture, which the service does not accept: remove the picture.")
    channels = (aac_channels(data) if format == "MP4" else None) or tag.channels or 0
    return AudioFacts(
        format, parameter.strip('"') or format, channels, tag.samplerate or 0, timedelta(seconds=tag.duration)
    )


def _has_picture(data: bytes) -> bool:
    """Return whether the tags hold a picture; damaged tags hold none."""
    with suppress(*_UNREADABLE):
        return TinyTag.get(file_obj=BytesIO(data), duration=False, image=True).images.any is not None
    return False
