"""What the text of an input is: a URL, a path, a pattern. Pure functions."""

from __future__ import annotations

import re
from typing import Final

# Drive letters of Windows are no schemes.
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
# pathlib turns the two slashes of a URL into one.
_COLLAPSED_URL: Final = re.compile(r"(https?|az|s3|gs|abfss?):[\\/](?![\\/])")
_WILDCARD: Final = re.compile(r"[*?\[]")

WEB_SCHEMES: Final = ("http", "https")


def scheme_of(text: str) -> str:
    """Return the scheme of a URL in lower case; an empty string for a path."""
    found = _SCHEME.match(text)
    return found[1].lower() if found else ""


def has_scheme(text: str) -> bool:
    """Return whether an input is a URL, of the web or of a storage."""
    return bool(_SCHEME.match(text))


def is_collapsed_url(text: str) -> bool:
    """Return whether an input is a URL that lost a slash."""
    return bool(_COLLAPSED_URL.match(text))


def has_wildcard(text: str) -> bool:
    """Return whether an input is a pattern."""
    return bool(_WILDCARD.search(text))


def literal_folder(pattern: str) -> tuple[str, str]:
    """Divide a pattern with "/" into the folder before its first wildcard, and the rest."""
    wildcard = _WILDCARD.search(pattern)
    end = pattern.rfind("/", 0, wildcard.start() if wildcard else len(pattern)) + 1
    return pattern[:end], pattern[end:]


def divided(address: str) -> tuple[str, str]:
    """Divide an address in storage into that of its container or bucket, and the names or pattern in it."""
    scheme, _, rest = address.partition("://")
    parts = rest.split("/")
    # Azure's containers belong to an account.
    depth = 2 if scheme.lower() == "az" else 1
    return f"{scheme.lower()}://{'/'.join(parts[:depth])}", "/".join(parts[depth:])
