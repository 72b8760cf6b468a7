"""Lists of inputs in text files."""

from __future__ import annotations

import codecs
import glob
import io
import os
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from speechtotext._errors import FileError, InvalidArgument

from .input_names import has_scheme, has_wildcard

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD_BYTES: Final = 64
_COMMENT: Final = "#"


def read_list(file: str | os.PathLike[str] | BinaryIO) -> Iterator[str]:
    """Yield the inputs of a list: one a line, for `find_recordings`. The lines are read as they are asked for.

    Empty lines and lines that begin with # are ignored; quotes around a whole line are removed. The text is UTF-8, or
    UTF-16 or UTF-32 with a byte order mark; UTF-16 without one is recognised. Relative paths count from the folder of
    the list; those of an open file from the working directory.

    Raises:
        FileError: the list cannot be read.
        InvalidArgument: the list is not text.
    """
    if not isinstance(file, str | os.PathLike):
        yield from _inputs(file, "standard input", "")
        return
    path = os.path.expanduser(os.fspath(file))
    try:
        with open(path, "rb") as opened:
            yield from _inputs(opened, path, os.path.dirname(path))
    except OSError as error:
        raise FileError(f"The list {path} cannot be read: {error.strerror or error}.") from error


def _inputs(binary: BinaryIO, name: str, folder: str) -> Iterator[str]:
    reader = binary if isinstance(binary, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, binary))
    text = io.TextIOWrapper(reader, encoding=_encoding(reader.peek(_HEAD_BYTES)))
    try:
        for line in text:
            if "\0" in line:
                raise InvalidArgument(f"{name} is not a list of inputs: give a text file with one input per line")
            entry = line.strip()
            if entry and not entry.startswith(_COMMENT):
                yield _from_folder(folder, _unquoted(entry))
    except UnicodeError as error:
        raise InvalidArgument(
            f"{name} is not a list of inputs: its text is not UTF-8 or UTF-16; save it as UTF-8"
        ) from error
    finally:
        # The file is its opener's to close.
        text.detach()
        if reader is not binary:
            reader.detach()


def _encoding(head: bytes) -> str:
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), None)
    if marked is not None:
        return marked
    # Most inputs have ASCII letters, of which UTF-16 makes every other byte 0.
    if head[1:4:2] == b"\0\0":
        return "utf-16-le"
    return "utf-16-be" if head[:4:2] == b"\0\0" else "utf-8"


def _unquoted(line: str) -> str:
    return line[1:-1] if len(line) > 2 and line[0] == line[-1] and line[0] in "\"'" else line


def _from_folder(folder: str, entry: str) -> str:
    """Return an entry of a list in the folder, as seen from the working directory."""
    if not folder or has_scheme(entry) or entry.startswith("~") or os.path.isabs(entry):
        return entry
    path = os.path.join(folder, entry)
    # The folder's own name is no pattern.
    return path if not has_wildcard(entry) or os.path.lexists(path) else os.path.join(glob.escape(folder), entry)
