"""Names that the service gives to files, made safe for a folder on any system. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

# What Windows does not take in a name; slashes lead to other folders everywhere. Characters that turn the direction of
# writing would show a name that it does not have.
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')
# A name that is safe unless it is that of a device.
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9 ._-]{0,150}[A-Za-z0-9_-])?")
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(\.|$))", re.IGNORECASE)
# Most file systems take names of 255 bytes; the rest is for what is put before and behind while a file is fetched.
_LONGEST: Final = 200


def safe_name(name: str) -> str:
    """One name in one folder, as like to the given one as can be: the whole path of `a/b.json` becomes `a_b.json`."""
    if _PLAIN.fullmatch(name) and not _DEVICE.match(name):
        # Most are like this, and a million of them take a while.
        return name
    shown = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode())
    # Windows drops dots and spaces at the end; what begins with a dot is hidden, or leads out of the folder.
    shown = _shortened(shown.strip().rstrip(". "))
    return f"_{shown}" if not shown or shown.startswith(".") or _DEVICE.match(shown) else shown


def safe_path(name: str) -> str:
    """A name with its folders, which stay below one: steps to a folder above are left out."""
    steps = [step for step in re.split(r"[/\\\\]", name) if step.strip(". ")]
    return "/".join(map(safe_name, steps)) or safe_name(name)


def unused_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """The name, or the first of `name (2)`, `name (3)` … that is not taken."""
    stem, dot, ending = name.rpartition(".") if "." in name.strip(".") else (name, "", "")
    number, free = 1, name
    while is_taken(free):
        number += 1
        free = f"{stem} ({number}){dot}{ending}"
    return free


def collision_key(name: str) -> str:
    """What two names have in common that are one file on some systems.

    Those of Windows and macOS do not tell upper from lower case, macOS no Unicode forms either, and its older file
    systems leave out characters that cannot be seen.
    """
    if name.isascii() and name.isprintable():
        # For ASCII, all that follows comes to this.
        return name.lower()
    seen = "".join(character for character in name if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", seen).upper().casefold())


def folder_keys(name: str) -> list[str]:
    """The collision keys of the folders that a name lies in."""
    steps = name.split("/")
    return [collision_key("/".join(steps[:depth])) for depth in range(1, len(steps))]


def _shortened(name: str) -> str:
    if len(name.encode()) <= _LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, dot, ending = name, "", ""
    room = _LONGEST - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + ending
