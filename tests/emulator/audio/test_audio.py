"""What a recording is found to be, or why it is none."""

from __future__ import annotations

import io
import tracemalloc
import wave
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from emulator.recordings import (
    A_LAW,
    EXTENSIBLE,
    IEEE_FLOAT,
    MS_ADPCM,
    MU_LAW,
    PCM,
    UNKNOWN_LENGTH,
    chunk,
    extensible_wav,
    flac,
    flac_with_cover,
    m4a,
    mp3,
    mp3_with_cover,
    ogg_opus,
    wav,
)
from speechtotext.emulator._recognition.audio import AudioFacts, InvalidAudio, inspect

SECOND = timedelta(seconds=1)
# How long an example takes says nothing on a busy machine.
unhurried = settings(deadline=None)


def test_a_wav_file_as_pythons_own_module_writes_it() -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(2)
        recording.setsampwidth(2)
        recording.setframerate(8_000)
        recording.writeframes(bytes(2 * 2 * 12_000))
    assert inspect(file.getvalue()) == AudioFacts("WAV", "PCM", 2, 8_000, timedelta(seconds=1.5))


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (wav(), AudioFacts("WAV", "PCM", 1, 16_000, SECOND)),
        (wav(bytes(24_000), bits=8, sample_rate=24_000), AudioFacts("WAV", "PCM", 1, 24_000, SECOND)),
        (wav(bytes(48_000), bits=24), AudioFacts("WAV", "PCM", 1, 16_000, SECOND)),
        (wav(bytes(64_000), codec=IEEE_FLOAT, bits=32), AudioFacts("WAV", "IEEE float", 1, 16_000, SECOND)),
        (wav(bytes(8_000), codec=A_LAW, bits=8, sample_rate=8_000), AudioFacts("WAV", "A-law", 1, 8_000, SECOND)),
        (wav(bytes(8_000), codec=MU_LAW, bits=8, sample_rate=8_000), AudioFacts("WAV", "mu-law", 1, 8_000, SECOND)),
        (wav(bytes(8_000), codec=MS_ADPCM, bits=4, frame=1), AudioFacts("WAV", "0x0002", 1, 16_000, SECOND / 2)),
        (extensible_wav(PCM, 24), AudioFacts("WAV", "PCM", 1, 16_000, SECOND)),
        (extensible_wav(MU_LAW, 8), AudioFacts("WAV", "mu-law", 1, 16_000, SECOND)),
        (flac(), AudioFacts("FLAC", "FLAC", 2, 44_100, SECOND)),
        (mp3(100), AudioFacts("MP3", "MP3", 1, 44_100, timedelta(seconds=100 * 1152 / 44_100))),
        (ogg_opus(channels=2), AudioFacts("Ogg", "opus", 2, 48_000, SECOND)),
    ],
    ids=lambda value: f"{value.format}-{value.codec}-{value.sample_rate}" if isinstance(value, AudioFacts) else "",
)
def test_formats_and_codecs(data: bytes, facts: AudioFacts) -> None:
    assert inspect(data) == facts


@pytest.mark.parametrize("told", [1, 2])
@pytest.mark.parametrize(
    ("configuration", "channels"),
    [
        ("1408", 1),
        ("1410", 2),
        ("1430", 6),
        ("1438", 8),
        ("F94820", 1),  # An object type beyond 31.
        ("17803E8008", 1),  # A sampling rate that is written out.
        ("EC08", 2),  # Mono that parametric stereo makes two of.
    ],
)
def test_an_mp4_has_as_many_channels_as_its_decoder_is_told(told: int, configuration: str, channels: int) -> None:
    recording = m4a(channels=told, configuration=configuration)

    assert (inspect(recording).format, inspect(recording).channels) == ("MP4", channels)


@pytest.mark.parametrize("configuration", ["", "14", "1400"])
def test_an_mp4_whose_decoder_is_not_told_has_as_many_channels_as_its_header_says(configuration: str) -> None:
    assert inspect(m4a(channels=2, configuration=configuration)).channels == 2


@pytest.mark.parametrize(
    "recording", [mp3_with_cover(3), mp3_with_cover(4), flac_with_cover(), m4a(covered=True)], ids=lambda data: data[:8]
)
def test_audio_with_a_cover_picture_is_refused_as_by_the_service(recording: bytes) -> None:
    with pytest.raises(InvalidAudio, match="cover picture"):
        inspect(recording)


@pytest.mark.parametrize("stated", [0, 64_000, UNKNOWN_LENGTH])
def test_a_wav_lasts_as_long_as_there_is_audio_whatever_its_header_says(stated: int) -> None:
    assert inspect(wav(length=stated)).duration == SECOND


def test_a_wav_that_was_cut_off_lasts_until_there() -> None:
    recording = wav()
    assert inspect(recording[: len(recording) - 16_000]).duration == SECOND / 2


def test_what_follows_the_audio_is_no_audio() -> None:
    assert inspect(wav() + chunk(b"LIST", bytes(32_000))).duration == SECOND


def test_chunks_of_odd_length_before_the_audio_are_passed_over() -> None:
    assert inspect(wav(before=chunk(b"LIST", b"odd") + chunk(b"fact", bytes(4)))).duration == SECOND


def test_half_a_sample_is_not_counted() -> None:
    assert inspect(wav(bytes(32_001), length=32_001)).duration == SECOND


NO_FORMAT = "It is not an audio file in a known format."
NOTHING = "It holds no audio."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", NO_FORMAT),
        (b"Hello.", NO_FORMAT),
        (b"<html><body>404</body></html>", NO_FORMAT),
        (b"RIFF", NO_FORMAT),
        (b"RIFF\0\0\0\0AVI LIST", NO_FORMAT),
        (b"RIFF\0\0\0\0WAVE", "It is a WAV file without audio."),
        (wav()[:36], "It is a WAV file without audio."),
        (wav(b""), NOTHING),
        (wav(b"\0"), NOTHING),
        (b"RIFF\0\0\0\0WAVE" + chunk(b"data", bytes(100)), "It is a WAV file that does not describe its audio."),
        (wav(frame=0), "It is a WAV file that does not tell how its audio is laid out."),
        (wav(codec=MS_ADPCM, frame=0), "It is a WAV file that does not tell how its audio is laid out."),
        (wav(sample_rate=0), "It is a WAV file that does not tell how its audio is laid out."),
        (wav(channels=0, frame=2), "Its header has 0 channels of 16000 samples a second."),
        (wav(channels=40_000, frame=2), "Its header has 40000 channels of 16000 samples a second."),
        (wav(sample_rate=1), "Its header has 1 channels of 1 samples a second."),
        (b"fLaC", NOTHING),
        (flac(samples=0), NOTHING),
        (flac(samples=44_100 * 3_600), "Its header has 3600 seconds of audio, in 42 bytes."),
        (b"ID3\x04\0\0\0\0\0\0", NOTHING),
        (mp3()[:3], NOTHING),
        (b"OggS", NO_FORMAT),
        (ogg_opus(samples=0), NOTHING),
        (ogg_opus(samples=2**62), f"Its header has {2**62 / 48_000:.0f} seconds of audio, in 122 bytes."),
    ],
)
def test_what_is_broken_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidAudio) as caught:
        inspect(data)
    assert caught.value.reason == str(caught.value) == reason


def test_an_extensible_wav_without_its_extension_is_of_an_unknown_codec() -> None:
    assert inspect(wav(codec=EXTENSIBLE)).codec == "0xFFFE"


RECORDINGS = [wav(), extensible_wav(A_LAW, 8), flac(), mp3(8), ogg_opus(), m4a()]
MAGIC = [b"", b"RIFF\0\0\0\0WAVE", b"fLaC", b"\xff\xfb", b"ID3\x03", b"OggS\0", b"\0\0\0\x08ftyp", b"FORM\0\0\0\0AIFF"]
INTEGERS = [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\x01"]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A recording with some of its first bytes overwritten, or cut off."""
    data = bytearray(draw(st.sampled_from(RECORDINGS)))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, 399))
        new = draw(st.sampled_from(INTEGERS) | st.binary(min_size=1, max_size=8))
        data[at : at + len(new)] = new
    return bytes(data[: draw(st.integers(0, len(data)))])


@example(b"\xff\xfe" + "text".encode("utf-16-le"))
@unhurried
@given(damaged() | st.builds(bytes.__add__, st.sampled_from(MAGIC), st.binary(max_size=200)))
def test_any_bytes_are_a_recording_or_broken_audio(data: bytes) -> None:
    try:
        facts = inspect(data)
    except InvalidAudio as broken:
        assert broken.reason.endswith(".")
    else:
        assert timedelta() < facts.duration <= timedelta(seconds=len(data))
        assert facts.channels > 0
        assert facts.sample_rate > 0
        assert facts.format
        assert facts.codec


@pytest.mark.parametrize(
    "data",
    [
        wav(length=UNKNOWN_LENGTH),
        wav(before=chunk(b"LIST", b"", UNKNOWN_LENGTH)),
        b"RIFF\0\0\0\0WAVE" + chunk(b"fmt ", b"", UNKNOWN_LENGTH),
        b"FORM\0\0\0\0AIFFCOMM\xff\xff\xff\xff",
        b"\0\0\0\x08ftyp\xff\xff\xff\xffmoov",
        b"fLaC\0\xff\xff\xff",
        b"ID3\x03\0\0\x7f\x7f\x7f\x7f",
    ],
    ids=lambda data: data[:12].strip(b"\0").decode("latin-1"),
)
def test_a_length_that_a_header_states_costs_no_memory(data: bytes) -> None:
    tracemalloc.start()
    try:
        with suppress(InvalidAudio):
            inspect(data)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
