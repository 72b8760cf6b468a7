"""Digests that storage gives for the content of files, and how they are computed."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from functools import cache
from hashlib import md5
from pathlib import Path
from typing import Final, NamedTuple, Protocol

CONTENT_MD5: Final = "Content-MD5"
BLOB_MD5: Final = "x-ms-blob-content-md5"
CONTENT_CRC64: Final = "x-ms-content-crc64"

_PIECE: Final = 1 << 20
# Of the CRC-64 that Azure Storage computes, bit-reversed.
_POLYNOMIAL: Final = 0x9A6C9329AC4BC9B5
_ALL_ONES: Final = (1 << 64) - 1
# Azure Storage computes a CRC-64 of ranges up to 4 MiB only, and Python is slow at it.
_LARGEST_CRC64: Final = 4 << 20


class Hasher(Protocol):
    """What `hashlib` gives."""

    def update(self, data: bytes | bytearray, /) -> object: ...

    def digest(self) -> bytes: ...


class Check(NamedTuple):
    """A digest that the content is to have.

    Args:
        header: which tells it.
        expected: the digest.
        hasher: has seen the content so far.
    """

    header: str
    expected: bytes
    hasher: Hasher

    @property
    def fails(self) -> bool:
        """Whether the content has another digest."""
        found = self.hasher.digest()
        return bool(found) and found != self.expected


class Crc64:
    """The CRC-64 of Azure Storage (CRC-64/NVME), of content up to 4 MiB; of larger content the digest is empty."""

    def __init__(self) -> None:
        self._register = _ALL_ONES
        self._size = 0

    def update(self, data: bytes | bytearray) -> None:
        self._size += len(data)
        if self._size > _LARGEST_CRC64:
            return
        table, register = _table(), self._register
        for byte in data:
            register = table[(register ^ byte) & 0xFF] ^ (register >> 8)
        self._register = register

    def digest(self) -> bytes:
        return b"" if self._size > _LARGEST_CRC64 else (self._register ^ _ALL_ONES).to_bytes(8, "little")


def new_md5() -> Hasher:
    """Return a hasher for Content-MD5, which guards against accidents and not against attackers."""
    return md5(usedforsecurity=False)


def md5_of(path: Path) -> bytes:
    """Return the MD5 digest of a file."""
    hasher = new_md5()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            hasher.update(piece)
    return hasher.digest()


def told_digest(headers: Mapping[str, str], header: str, size: int) -> bytes | None:
    """Return the digest of so many bytes that a header tells; None if it tells none."""
    try:
        digest = b64decode(headers.get(header, ""), validate=True)
    except (binascii.Error, ValueError):
        return None
    return digest if len(digest) == size else None


@cache
def _table() -> tuple[int, ...]:
    entries = []
    for entry in range(256):
        for _ in range(8):
            entry = (entry >> 1) ^ (_POLYNOMIAL if entry & 1 else 0)
        entries.append(entry)
    return tuple(entries)
