"""Whether a file can hold audio, as its first bytes tell, and the limits of the service.

The checks are permissive: the service decides what it decodes. Only a file that is certainly something else is refused.
"""

from __future__ import annotations

import codecs
import os
import re
import struct
from collections.abc import Iterator
from datetime import timedelta
from typing import BinaryIO, Final

from .recording import Fault

# Quotas of the service, "Fast transcription": less than 500 MB and less than 5 hours a file (2026; 300 MB and 2 hours
# before March 2026).
FAST_LIMIT_BYTES: Final = 500_000_000
FAST_LIMIT_DURATION: Final = timedelta(hours=5)
# The API's description says 2.5 GB a blob, the quotas of batch transcription say 1 GB: refuse what both refuse.
BATCH_LIMIT_BYTES: Final = 2_500_000_000

# Enough for the headers of all formats, and for a judgement of text.
HEAD_BYTES: Final = 4096

_AUDIO: Final = (
    b"RIFF",
    b"RIFX",
    b"RF64",
    b"BW64",
    b"FORM",
    b"OggS",
    b"fLaC",
    b"ID3",
    b"#!AMR",
    b"\x1aE\xdf\xa3",  # Matroska and WebM
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # ASF: WMA
    b"Speex   ",
    b".snd",
    b"caff",
    b"MAC ",
    b"wvpk",
    b"TTA1",
    b"ADIF",
    b"FLV\x01",
)
# Most specific first.
_OTHER: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
)
_IMAGE_BRANDS: Final = frozenset((b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"))
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that text does not have.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# No file of any format is shorter.
_SHORTEST: Final = 16
# Stated by writers that did not know the length, such as pipes.
_UNKNOWN_LENGTHS: Final = (0xFFFFFFFF, 0xFFFFFFFE, 0x7FFFFFFF)


def file_fault(path: str | os.PathLike[str], size: int) -> Fault | None:
    """Return why a file cannot be transcribed; None if nothing speaks against it.

    Args:
        path: path of the file.
        size: its size in bytes.
    """
    fault = size_fault(size)
    if fault is not None:
        return fault
    try:
        with open(path, "rb") as file:
            return content_fault(file.read(HEAD_BYTES))
    except OSError as error:
        return Fault("NotReadable", f"The file cannot be read: {error.strerror or error}.")


def size_fault(size: int) -> Fault | None:
    """Return the fault of a file of this size."""
    if size == 0:
        return Fault("EmptyFile", "The file is empty.")
    if size > BATCH_LIMIT_BYTES:
        return Fault(
            "TooLarge",
            f"The file has {size / 1e9:.1f} GB; the service takes {BATCH_LIMIT_BYTES / 1e9:.1f} GB at most. "
            "Compress or divide the recording.",
        )
    return None


def content_fault(head: bytes) -> Fault | None:
    """Return the fault that the first bytes of a file tell; None if it can be audio."""
    content = _other_content(head)
    return None if content is None else Fault("NotAudio", f"The file holds {content}, not audio.")


def fits_fast_transcription(path: str | os.PathLike[str], size: int) -> bool:
    """Return whether a file is within the limits of fast transcription, as far as its size and header tell."""
    if size >= FAST_LIMIT_BYTES:
        return False
    length = duration(path, size)
    return length is None or length < FAST_LIMIT_DURATION


def duration(path: str | os.PathLike[str], size: int) -> timedelta | None:
    """Return the length of a WAV or FLAC recording, as its header tells; None if unknown."""
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD_BYTES)
            seconds = _wav_seconds(file, head, size) if _is_wav(head) else _flac_seconds(head)
    except OSError:
        return None
    # A nonsensical header tells nothing.
    return timedelta(seconds=seconds) if seconds is not None and seconds < 1e6 else None


def is_complete(path: str | os.PathLike[str]) -> bool:
    """Return whether a file has all the bytes that its header announces, as far as the format tells.

    A recorder fills in the length of a WAV file at its end, and the index of an MP4 file can come last. Other formats
    announce no length: for them, wait until size and time of the file no longer change.

    Raises:
        OSError: the file cannot be read.
    """
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(HEAD_BYTES)
        if _is_wav(head):
            return _is_complete_wav(file, size)
        if head[:4] == b"FORM" and len(head) >= 8:
            return int.from_bytes(head[4:8], "big") + 8 <= size
        if head[4:8] == b"ftyp":
            return _is_complete_mp4(file, size)
        # A shorter file has just been made.
        return size >= _SHORTEST


def _other_content(head: bytes) -> str | None:
    """Return what the content certainly is, other than audio."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a WebP image"
    if head[4:8] == b"ftyp" and head[8:12] in _IMAGE_BRANDS:
        return "an image"
    # The beginning of a file that is still being written may be as short as the first letters.
    if any(head.startswith(known) or known.startswith(head) for known in _AUDIO):
        return None
    for magic, content in _OTHER:
        if head.startswith(magic):
            return content
    text = _as_text(head)
    if text is None:
        return None
    beginning = text.lstrip("\ufeff").lstrip()[:15].lower()
    if beginning.startswith(("<!doctype html", "<html")):
        return "a web page"
    return "XML" if beginning.startswith("<?xml") else "text"


def _as_text(head: bytes) -> str | None:
    """Return the content as text; None if it is not text."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    try:
        # Incremental: a character may be cut off at the end.
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return None
    return text if text.strip("\ufeff") and not _CONTROLS.search(text) else None


def _is_wav(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE"


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name, the position of the content and the stated length of each chunk of a RIFF file."""
    position = 12
    while position + 8 <= size:
        file.seek(position)
        header = file.read(8)
        if len(header) < 8:
            return
        name, length = struct.unpack("<4sI", header)
        yield name, position + 8, length
        position += 8 + length + length % 2


def _wav_seconds(file: BinaryIO, head: bytes, size: int) -> float | None:
    rate = 0
    for name, position, length in _chunks(file, size):
        if name == b"fmt ":
            file.seek(position)
            layout = file.read(12)
            rate = int.from_bytes(layout[8:12], "little")
        elif name == b"data":
            return min(length, size - position) / rate if rate else None
    return None


def _flac_seconds(head: bytes) -> float | None:
    if head[:4] != b"fLaC" or len(head) < 26:
        return None
    packed = int.from_bytes(head[18:26], "big")
    rate, samples = packed >> 44, packed & (1 << 36) - 1
    return samples / rate if rate and samples else None


def _is_complete_wav(file: BinaryIO, size: int) -> bool:
    for name, position, length in _chunks(file, size):
        if name == b"data":
            if length in _UNKNOWN_LENGTHS:
                return True
            # A length of 0 before samples is filled in when the recording ends.
            return position + length <= size and not (length == 0 and size > position)
    return False


def _is_complete_mp4(file: BinaryIO, size: int) -> bool:
    position, has_index = 0, False
    while position + 8 <= size:
        file.seek(position)
        header = file.read(16)
        length, name = int.from_bytes(header[:4], "big"), header[4:8]
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        elif length == 0:
            length = size - position
        if length < 8:
            return False
        has_index |= name in (b"moov", b"moof")
        position += length
    return has_index and position == size
