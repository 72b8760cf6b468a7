"""Recordings made for a test, byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

PCM, MS_ADPCM, IEEE_FLOAT, A_LAW, MU_LAW, EXTENSIBLE = 1, 2, 3, 6, 7, 0xFFFE
# The part of an extensible WAV's subformat that is the same for all codecs (RFC 2361).
_SUBFORMAT = bytes.fromhex("0000 0000 1000 8000 00AA 0038 9B71")
UNKNOWN_LENGTH = 0xFFFFFFFF
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(500)


def chunk(identifier: bytes, contents: bytes, length: int | None = None) -> bytes:
    """A chunk of a RIFF file, which may state a length that is not its own."""
    stated = len(contents) if length is None else length
    return struct.pack("<4sI", identifier, stated) + contents + bytes(len(contents) % 2)


def wav(
    samples: bytes = bytes(32_000),
    *,
    codec: int = PCM,
    channels: int = 1,
    sample_rate: int = 16_000,
    bits: int = 16,
    frame: int | None = None,
    length: int | None = None,
    before: bytes = b"",
    extension: bytes = b"",
) -> bytes:
    """A WAV file.

    Args:
        frame: bytes that its header says are in a frame.
        length: how many bytes of audio its header tells of.
        before: chunks before the audio.
        extension: further bytes of the fmt chunk.
    """
    frame = channels * bits // 8 if frame is None else frame
    layout = struct.pack("<HHIIHH", codec, channels, sample_rate, sample_rate * frame, frame, bits) + extension
    body = b"WAVE" + chunk(b"fmt ", layout) + before + chunk(b"data", samples, length)
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    content = BytesIO()
    with ZipFile(content, "w") as held:
        for name, data in files.items():
            held.writestr(name, data)
    return content.getvalue()


def extensible_wav(codec: int, bits: int) -> bytes:
    """A second of silence, in a WAV file that tells its codec in the extension of its header."""
    extension = struct.pack("<HHIH", 22, bits, 0, codec) + _SUBFORMAT
    return wav(bytes(16_000 * bits // 8), codec=EXTENSIBLE, bits=bits, extension=extension)


def flac(*, samples: int = 44_100, sample_rate: int = 44_100, channels: int = 2) -> bytes:
    """The header of a FLAC file."""
    packed = sample_rate << 44 | channels - 1 << 41 | 15 << 36 | samples
    return b"fLaC" + struct.pack(">B3sHH6xQ16x", 0x80, b"\0\0\x22", 4096, 4096, packed)


def mp3(frames: int = 100) -> bytes:
    """Silence in MP3: frames of 1152 samples at 44.1 kHz and 128 kbit/s, one channel."""
    return (b"\xff\xfb\x90\xc0" + bytes(413)) * frames


def mp3_with_cover(version: int = 3) -> bytes:
    """An MP3 file with a cover picture in a tag of ID3v2.3 or ID3v2.4."""

    def seven_bits_a_byte(number: int) -> bytes:
        return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))

    content = b"\0image/png\0\x03\0" + PICTURE
    size = seven_bits_a_byte(len(content)) if version == 4 else struct.pack(">I", len(content))
    frame = b"APIC" + size + bytes(2) + content
    return b"ID3" + bytes([version, 0, 0]) + seven_bits_a_byte(len(frame)) + frame + mp3()


def flac_with_cover() -> bytes:
    """The header of a FLAC file with a cover picture."""
    block = struct.pack(">II9sIIIIII", 3, 9, b"image/png", 0, 10, 10, 24, 0, len(PICTURE)) + PICTURE
    return flac().replace(b"fLaC\x80", b"fLaC\0") + b"\x86" + len(block).to_bytes(3) + block


def ogg_opus(*, samples: int = 48_000, channels: int = 1) -> bytes:
    """An Ogg file of Opus, its packets left empty."""

    def page(kind: int, granule: int, number: int, packet: bytes) -> bytes:
        return struct.pack("<4sBBqIIIBB", b"OggS", 0, kind, granule, 1, number, 0, 1, len(packet)) + packet

    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, channels, 0, 16_000, 0, 0)
    tags = struct.pack("<8sII", b"OpusTags", 0, 0)
    return page(2, 0, 0, head) + page(0, 0, 1, tags) + page(4, samples, 2, bytes(3))


def m4a(
    *,
    seconds: int = 1,
    sample_rate: int = 16_000,
    channels: int = 1,
    configuration: str = "1408",
    covered: bool = False,
) -> bytes:
    """An MP4 file of AAC, its samples left empty.

    Args:
        channels: how many its sample entry tells of, whatever its decoder is told.
        configuration: what its decoder is told: an AudioSpecificConfig, in hexadecimal digits.
        covered: whether it has a cover picture.
    """

    def box(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I4s", 8 + len(content), name) + content

    length = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, 1000 * seconds) + bytes(80))
    specific = bytes.fromhex(configuration)
    told = b"\x05" + bytes([len(specific)]) + specific
    codec = bytes.fromhex("4015000000") + struct.pack(">II", 64_000, 64_000) + told
    codec = b"\x04" + bytes([len(codec)]) + codec
    codec = bytes(4) + b"\x03" + bytes([3 + len(codec) + 3]) + bytes(3) + codec + bytes.fromhex("060102")
    entry = bytes(16) + struct.pack(">HHHHI", channels, 16, 0, 0, sample_rate << 16)
    layout = box(b"mp4a", entry + box(b"esds", codec))
    track = box(b"stsd", struct.pack(">II", 0, 1) + layout)
    for name in (b"stbl", b"minf", b"mdia", b"trak"):
        track = box(name, track)
    tags = b""
    if covered:
        tags = box(b"ilst", box(b"covr", box(b"data", struct.pack(">II", 14, 0) + PICTURE)))
        tags = box(b"udta", box(b"meta", bytes(4) + tags))
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + box(b"moov", length + track + tags) + box(b"mdat", bytes(2000))
