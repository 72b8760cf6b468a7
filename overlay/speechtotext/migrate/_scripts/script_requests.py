"""Requests of scripts, and the links that they follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from speechtotext.migrate._command_lines.clients import ClientCall
from speechtotext.migrate._command_lines.shell_words import HOLE
from speechtotext.migrate._tracking.answers import path_of

LINK_MARK: Final = "\1"

_LINKS: Final = {
    "files": re.compile(r"links\W{1,5}files\b"),
    "contentUrl": re.compile(r"\bcontentUrl\b|resultsUrls", re.IGNORECASE),
    "nextLink": re.compile(r"@nextLink|\bnextLink\b"),
    "self": re.compile(r"(?<![\w-])_?self\b|\blocation\b", re.IGNORECASE),
}

_COLLECTION: Final = re.compile(
    r".*/(?:transcriptions|datasets|endpoints|evaluations|models|projects|webhooks|files|base)$", re.IGNORECASE
)


@dataclass
class ScriptRequest:
    """A request of a script.

    Args:
        line: line that it begins on, from 1.
        call: what the command line says.
        url: its URL.
        callers: lines of the calls that led there, the innermost first.
        polled: whether it is sent in a loop that sleeps.
    """

    line: int
    call: ClientCall
    url: str
    callers: tuple[int, ...] = ()
    polled: bool = False


def link_in(expression: str) -> str | None:
    """Return the name of the link that an expression reads from a response."""
    return next((name for name, pattern in _LINKS.items() if pattern.search(expression)), None)


def link_url(link: str, path: str | None) -> str:
    """Return a text that stands for a link of an entity at a path."""
    path = path or f"/transcriptions/{HOLE}"
    path = f"{path}/files" if link == "files" else path
    path = path.removesuffix(f"/{HOLE}") if link == "nextLink" else path
    return f"{LINK_MARK}{link}{LINK_MARK}{HOLE}/speechtotext/{HOLE}{path}"


def split_link(url: str) -> tuple[str, str]:
    """Return the name of the link that a URL is, and the URL."""
    match = re.search(rf"{LINK_MARK}(\w+){LINK_MARK}", url)
    if match is None:
        return "", url
    path = url[match.end() :]
    extended = "/files" in path and match[1] == "self"
    return "files" if extended else match[1], path


def entity_path(url: str, method: str) -> str | None:
    """Return the path of the entity that the response to a request holds."""
    from speechtotext.migrate._tracking.values import text

    path = path_of(text(re.sub(rf"{LINK_MARK}\w+{LINK_MARK}", "", url)))
    if not path:
        return None
    path = path.removesuffix(":submit")
    return f"{path}/{HOLE}" if _COLLECTION.fullmatch(path) else path
