"""Names of objects, and the patterns that find them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from speechtotext._errors import InvalidArgument

# "Naming and referencing containers, blobs, and metadata" (Azure) and the S3 user guide: the key.
_LONGEST_NAME: Final = 1024
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_MAGIC: Final = re.compile(r"[*?\[]")


def checked_name(name: str) -> str:
    """Return the name of an object.

    Raises:
        InvalidArgument: no object can have it, or HTTP clients would change it on the way.
    """
    if not isinstance(name, str) or not name:
        raise InvalidArgument(f"Invalid name of an object: expected text, got {name!r}.")
    if len(name) > _LONGEST_NAME:
        raise InvalidArgument(
            f"Invalid name of an object: {len(name)} characters, at most {_LONGEST_NAME} are allowed."
        )
    if any(part in (".", "..") for part in name.split("/")) or name.startswith("/") or "\\" in name:
        raise InvalidArgument(
            f"Invalid name of an object {name!r}: it must not begin with '/' or contain '\\', '/./' or '/../'."
        )
    if _CONTROL.search(name):
        raise InvalidArgument(f"Invalid name of an object {name!r}: it must not contain control characters.")
    return name


def url_path(name: str) -> str:
    """Return a name as it stands in a URL."""
    return quote(name, safe="/~")


def joined(prefix: str, name: str) -> str:
    """Return the name of an object from a storage's prefix and the name below it."""
    return f"{prefix}/{name}" if prefix else name


class Pattern:
    """A pattern of names: `*`, `?` and `[…]` within one level, `**` across levels.

    Attributes:
        literal: what all names that match begin with.
    """

    def __init__(self, pattern: str) -> None:
        if not isinstance(pattern, str) or not pattern:
            raise InvalidArgument(f"Invalid pattern: expected text such as '**/*.wav', got {pattern!r}.")
        magic = _MAGIC.search(pattern)
        self.literal = pattern if magic is None else pattern[: magic.start()]
        self._matches = re.compile(_regular_expression(pattern), re.DOTALL).fullmatch

    def matches(self, name: str) -> bool:
        """Return whether a name matches."""
        return self._matches(name) is not None


def _regular_expression(pattern: str) -> str:
    parts, at = [], 0
    while at < len(pattern):
        character = pattern[at]
        if pattern.startswith("**/", at) and (at == 0 or pattern[at - 1] == "/"):
            parts.append("(?:.*/)?")
            at += 3
        elif pattern.startswith("**", at):
            parts.append(".*")
            at += 2
        elif character == "[" and (end := _end_of_set(pattern, at)):
            parts.append(_set(pattern[at + 1 : end]))
            at = end + 1
        else:
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(character) or re.escape(character))
            at += 1
    return "".join(parts)


def _end_of_set(pattern: str, start: int) -> int:
    """Return where a set of characters ends; 0 if it does not."""
    first = start + 2 if pattern[start + 1 : start + 2] == "!" else start + 1
    # A bracket at its beginning is one of its characters.
    return max(pattern.find("]", first + 1), 0)


def _set(content: str) -> str:
    negated = content.startswith("!")
    members = content.removeprefix("!")
    escaped, at = [], 0
    while at < len(members):
        if members[at + 1 : at + 2] == "-" and at + 2 < len(members):
            if members[at] <= members[at + 2]:
                escaped.append(f"{re.escape(members[at])}-{re.escape(members[at + 2])}")
            at += 3
        else:
            escaped.append(re.escape(members[at]))
            at += 1
    if not escaped:
        # A range that ends before it begins holds nothing.
        return "[^/]" if negated else "(?!)"
    return f"(?!/)[{'^' if negated else ''}{''.join(escaped)}]"
