"""Files told apart by their first bytes: recordings of every kind pass, certain others do not."""

from __future__ import annotations

import json
import struct
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.recordings import MU_LAW, UNKNOWN_LENGTH, archive, chunk, flac, mp3, ogg_opus, wav
from speechtotext._recordings.finding.audio_files import (
    BATCH_LIMIT_BYTES,
    FAST_LIMIT_BYTES,
    HEAD_BYTES,
    content_fault,
    duration,
    file_fault,
    fits_fast_transcription,
    is_complete,
)


def box(name: bytes, content: bytes = b"") -> bytes:
    """A box of an MP4 file."""
    return struct.pack(">I4s", 8 + len(content), name) + content


M4A = box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + box(b"moov", bytes(100)) + box(b"mdat", bytes(1000))
RECORDINGS = {
    "wav": wav(),
    "wav of µ-law": wav(codec=MU_LAW, bits=8),
    "wav with chunks before the audio": wav(before=chunk(b"LIST", b"INFOISFT")),
    "flac": flac(),
    "mp3": mp3(),
    "mp3 with tags": b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + mp3(),
    "ogg": ogg_opus(),
    "m4a": M4A,
    "adts": b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(300),
    "amr": b"#!AMR\n" + bytes(range(256)),
    "amr-wb": b"#!AMR-WB\n" + bytes(range(256)),
    "webm": bytes.fromhex("1a45dfa3 01 00000000000000 1f4286") + bytes(100),
    "wma": bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(100),
    "aiff": b"FORM" + struct.pack(">I", 40) + b"AIFFCOMM" + bytes(32),
    "samples without a header": bytes(range(256)) * 10,
    "silence without a header": bytes(1000),
    "silence of µ-law without a header": b"\x7f\xff" * 500,
}
SOMETHING_ELSE = {
    "text": b"Minutes of the meeting\r\n\tof May",
    "text of other scripts": "Протокол встречи 会議の議事録".encode(),
    "text of UTF-16": "Minutes of the meeting".encode("utf-16"),
    "JSON": json.dumps({"text": "hello"}).encode(),
    "a web page": b"\n<!DOCTYPE html><html><body>404 Not Found</body></html>",
    "XML": b"\xef\xbb\xbf<?xml version='1.0'?><Error><Code>BlobNotFound</Code></Error>",
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    "a ZIP archive or an Office document": archive({"call.wav": wav()}),
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG image": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a WebP image": b"RIFF\x24\0\0\0WEBPVP8 ",
    "an image": box(b"ftyp", b"heic\0\0\0\0mif1heic"),
}


@pytest.mark.parametrize("content", RECORDINGS.values(), ids=RECORDINGS)
def test_a_recording_of_any_kind_passes(content: bytes) -> None:
    assert content_fault(content[:HEAD_BYTES]) is None


@pytest.mark.parametrize("content", RECORDINGS.values(), ids=RECORDINGS)
def test_the_beginning_of_a_recording_passes_however_short_it_is(content: bytes) -> None:
    assert [content_fault(content[:length]) for length in range(1, 64)] == [None] * 63


@pytest.mark.parametrize("name", SOMETHING_ELSE)
def test_something_else_is_refused_and_named(name: str) -> None:
    fault = content_fault(SOMETHING_ELSE[name])

    assert fault is not None
    assert fault.kind == "NotAudio"
    named = {"JSON": "text", "text of other scripts": "text", "text of UTF-16": "text"}.get(name, name)
    assert fault.message == f"The file holds {named}, not audio."


@given(st.text(st.characters(exclude_categories=["C"]), min_size=40))
def test_text_of_any_script_is_refused(text: str) -> None:
    assert content_fault(text.encode()[:HEAD_BYTES]) is not None


@given(
    st.binary(min_size=1), st.sampled_from([b"RIFF\x24\0\0\0WAVE", b"OggS", b"fLaC", b"ID3\x03", b"\0\0\0\x20ftypM4A "])
)
def test_what_begins_as_audio_passes_whatever_follows(rest: bytes, beginning: bytes) -> None:
    assert content_fault(beginning + rest) is None


@given(st.binary(max_size=200))
def test_unknown_bytes_pass(content: bytes) -> None:
    assert content_fault(b"\x01\0" + content) is None


def test_a_character_cut_off_at_the_end_is_no_reason_to_take_text_for_audio() -> None:
    assert content_fault(("ü" * 3000).encode()[: HEAD_BYTES - 1]) is not None


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    path.touch()

    fault = file_fault(path, 0)

    assert fault is not None
    assert (fault.kind, fault.message) == ("EmptyFile", "The file is empty.")


def test_a_file_larger_than_the_service_takes_is_refused_without_being_read(tmp_path: Path) -> None:
    fault = file_fault(tmp_path / "absent.wav", BATCH_LIMIT_BYTES + 1)

    assert fault is not None
    assert fault.kind == "TooLarge"
    assert fault.message.startswith("The file has 2.5 GB; the service takes 2.5 GB at most.")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    fault = file_fault(tmp_path / "absent.wav", 100)

    assert fault is not None
    assert (fault.kind, fault.message) == ("NotReadable", "The file cannot be read: No such file or directory.")


def test_a_large_file_does_not_fit_fast_transcription(tmp_path: Path) -> None:
    path = tmp_path / "call.mp3"
    path.write_bytes(mp3())

    assert fits_fast_transcription(path, FAST_LIMIT_BYTES - 1)
    assert not fits_fast_transcription(path, FAST_LIMIT_BYTES)


@pytest.mark.parametrize(("hours", "fits"), [(4, True), (6, False)])
def test_a_long_recording_does_not_fit_fast_transcription(tmp_path: Path, hours: int, fits: bool) -> None:
    path = tmp_path / "call.wav"
    length = hours * 3600 * 8000
    path.write_bytes(wav(b"", codec=MU_LAW, bits=8, sample_rate=8000, length=length))
    with path.open("r+b") as file:
        # Sparse: the samples take no space.
        file.truncate(path.stat().st_size + length)

    assert fits_fast_transcription(path, path.stat().st_size) is fits


def test_headers_tell_how_long_a_recording_is(tmp_path: Path) -> None:
    lengths = {}
    for name, content in {"wav": wav(), "flac": flac(), "mp3": mp3(), "nonsense": wav(b"", length=9)[:30]}.items():
        path = tmp_path / name
        path.write_bytes(content)
        lengths[name] = duration(path, len(content))

    assert lengths == {"wav": timedelta(seconds=1), "flac": timedelta(seconds=1), "mp3": None, "nonsense": None}


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_whole_recording_is_complete(tmp_path: Path, name: str) -> None:
    path = tmp_path / "recording"
    path.write_bytes(RECORDINGS[name].ljust(48, b"\0") if name == "aiff" else RECORDINGS[name])

    assert is_complete(path)


@pytest.mark.parametrize("name", ["wav", "wav of µ-law", "wav with chunks before the audio", "m4a", "aiff"])
def test_a_recording_that_is_cut_off_anywhere_is_not_complete(tmp_path: Path, name: str) -> None:
    path = tmp_path / "recording"
    whole = RECORDINGS[name].ljust(48, b"\0")
    for length in (0, 1, 4, 12, 20, 40, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[: min(length, len(whole) - 1)])

        assert not is_complete(path), length


def test_a_recording_is_not_complete_before_its_recorder_fills_in_the_length(tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(wav(length=0))
    while_recording = is_complete(path)
    path.write_bytes(wav())

    assert (while_recording, is_complete(path)) == (False, True)


def test_a_recording_of_unknown_length_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "piped.wav"
    path.write_bytes(wav(length=UNKNOWN_LENGTH))

    assert is_complete(path)


def test_an_mp4_file_without_its_index_is_not_complete(tmp_path: Path) -> None:
    path = tmp_path / "call.m4a"
    path.write_bytes(box(b"ftyp", b"M4A \0\0\0\0") + box(b"mdat", bytes(1000)))

    assert not is_complete(path)
