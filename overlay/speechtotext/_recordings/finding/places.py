"""Where the results of recordings belong, and which names are no recordings' names. Pure functions."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from speechtotext._transfers.file_names import safe_name, safe_path

# Digits alone are no extension: `2026.05.01`.
_EXTENSION: Final = re.compile(r"(?<=[^/\\])\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,5}\Z")

_QUERY: Final = re.compile("[?#]")

_NOT_AUDIO: Final = {
    "a text or document": "csv doc docx htm html ini json log md odt pdf ppt pptx rst rtf tex toml tsv txt xls xlsx "
    "xml yaml yml",
    "a subtitle file": "ass lrc sbv srt ssa stl sub ttml vtt",
    "an image": "bmp gif heic ico jpeg jpg png svg tif tiff webp",
    "an archive": "7z bz2 gz iso rar tar tgz xz zip zst",
    "a program or data file": "bat bin c cfg cmd cpp css db dll exe h ipynb jar java js lnk parquet ps1 py pyc sh so "
    "sqlite sqlite3 url",
    "a checksum or playlist": "cue m3u m3u8 md5 pls sha1 sha256",
    "an unfinished download": "crdownload download part partial tmp",
}
_KIND_BY_EXTENSION: Final = {name: kind for kind, names in _NOT_AUDIO.items() for name in names.split()}
_SYSTEM_FILES: Final = frozenset(("desktop.ini", "thumbs.db", "license", "makefile", "readme"))


def reason_to_skip(name: str) -> str | None:
    """Return why the name of a file in a folder is plainly not that of a recording; None if it can be one."""
    if name.startswith("."):
        return "a hidden file"
    if name.lower() in _SYSTEM_FILES:
        return "not a recording by its name"
    kind = _KIND_BY_EXTENSION.get(name.rpartition(".")[2].lower()) if "." in name else None
    if kind is None and name.endswith(("-wal", "-shm", "-journal", "~")):
        kind = "a program or data file"
    return None if kind is None else f"{kind} by its name"


def place_of_path(relative: str) -> str:
    """Return the place of a file from its path below the folder that was given, with "/" or "\\\\" between names."""
    return safe_path(without_extension(relative))


def place_of_url(url: str) -> str:
    """Return the place of a URL: the name at the end of its path."""
    if "?" in url or "#" in url:
        url = _QUERY.split(url, maxsplit=1)[0]
    path = url.partition("://")[2].partition("/")[2]
    name = unquote(path).rstrip("/").rpartition("/")[2]
    return safe_name(without_extension(name) or "recording")


def without_extension(name: str) -> str:
    """Return a file name without its extension."""
    return _EXTENSION.sub("", name)
