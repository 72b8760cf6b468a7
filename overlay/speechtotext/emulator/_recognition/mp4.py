"""Read the number of channels of AAC in MP4 files.

The sample entry of a track (ISO/IEC 14496-12) often says 2 channels for mono. Decoders ignore it and read the
AudioSpecificConfig (ISO/IEC 14496-3), which this module finds and reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

_CHANNELS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 8, 11: 7, 12: 8, 14: 8}
_PARAMETRIC_STEREO: Final = 29
_PATH: Final = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"mp4a")
# Bytes between the header of a box and the boxes inside it; QuickTime's versions of a sample entry are longer.
_STSD_FIELDS: Final = 8
_ENTRY_FIELDS: Final = {0: 28, 1: 44, 2: 64}
_ES, _DECODER, _DECODER_SPECIFIC = 3, 4, 5


class _Box(NamedTuple):
    name: bytes
    start: int
    end: int


def aac_channels(data: bytes) -> int | None:
    """Return the number of channels of the first AAC track; None if the file does not state it."""
    try:
        config = next(_configurations(data), b"")
        return _channels(config)
    except IndexError:
        return None


def _channels(config: bytes) -> int | None:
    """Return the number of channels that an AudioSpecificConfig states."""
    bits = "".join(f"{byte:08b}" for byte in config[:16])
    position = 0

    def read(count: int) -> int:
        nonlocal position
        position += count
        if position > len(bits):
            raise IndexError
        return int(bits[position - count : position], 2)

    kind = read(5)
    if kind == 31:
        kind = 32 + read(6)
    if read(4) == 15:
        read(24)
    channels = _CHANNELS.get(read(4))
    return 2 if kind == _PARAMETRIC_STEREO and channels == 1 else channels


def _configurations(data: bytes) -> Iterator[bytes]:
    """Yield the AudioSpecificConfig of each AAC track."""
    for entry in _boxes_at(data, _PATH, 0, len(data)):
        version = int.from_bytes(data[entry.start + 8 : entry.start + 10])
        start = entry.start + _ENTRY_FIELDS.get(version, 28)
        for path in ((b"esds",), (b"wave", b"esds")):
            for box in _boxes_at(data, path, start, entry.end):
                yield _decoder_specific(data[box.start + 4 : box.end])


def _boxes_at(data: bytes, path: tuple[bytes, ...], start: int, end: int) -> Iterator[_Box]:
    """Yield the boxes at a path of names."""
    for box in _boxes(data, start, end):
        if box.name == path[0]:
            inner = box.start + (_STSD_FIELDS if box.name == b"stsd" else 0)
            yield from _boxes_at(data, path[1:], inner, box.end) if path[1:] else (box,)


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    """Yield the boxes between two positions."""
    while start + 8 <= end:
        size, name, header = int.from_bytes(data[start : start + 4]), data[start + 4 : start + 8], 8
        if size == 1:
            size, header = int.from_bytes(data[start + 8 : start + 16]), 16
        elif size == 0:
            size = end - start
        if size < header:
            return
        yield _Box(name, start + header, min(start + size, end))
        start += size


def _decoder_specific(descriptor: bytes) -> bytes:
    """Return the AudioSpecificConfig of an ES descriptor.

    Raises:
        IndexError: the descriptor is cut off or of another kind.
    """
    content = _descriptor(descriptor, _ES)
    flags = content[2]
    skipped = 3 + (2 if flags & 0x80 else 0)
    if flags & 0x40:
        skipped += 1 + content[skipped]
    skipped += 2 if flags & 0x20 else 0
    return _descriptor(_descriptor(content[skipped:], _DECODER)[13:], _DECODER_SPECIFIC)


def _descriptor(data: bytes, tag: int) -> bytes:
    """Return the content of a descriptor, whose length is written in groups of seven bits."""
    if data[0] != tag:
        raise IndexError
    size, position = 0, 1
    for position in range(1, 5):
        size = size << 7 | data[position] & 0x7F
        if data[position] < 0x80:
            break
    return data[position + 1 : position + 1 + size]
