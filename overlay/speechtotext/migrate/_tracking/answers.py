"""Which URLs are of the service, and what it answers."""

from __future__ import annotations

import re
from typing import Final

from .texts import known_text, map_text
from .values import HOLE, UNKNOWN, Answer, Foreign, Mapping, Text, Unknown, Value

SERVICE_PATH: Final = re.compile(
    rf"(?:^|[/{HOLE}\s\"'])speechtotext(?:/(?P<version>v\d\.\d(?:[-_.]\w[\w.]*)?|{HOLE}))?(?P<path>(?:/[^\s\"'`<>?#]*)?)",
    re.IGNORECASE,
)

GROUPS: Final = (
    "transcriptions|datasets|endpoints|evaluations|models|projects|webhooks|operations|accuracytests|healthstatus"
)

_PATH: Final = re.compile(
    rf"^(?:[^?#]*?[{HOLE}])?/?(?P<path>/?(?:{GROUPS})(?:[/:][^?#]*)?)/?(?:[?#].*)?$", re.IGNORECASE
)

_COLLECTION: Final = re.compile(
    rf"(?:.*/)?(?:{GROUPS}|base|files|logs|hooks|manifest)$|.*/projects/[^/]+/\w+$", re.IGNORECASE
)


def is_of_service(url: Text) -> bool:
    """Return whether a URL is certainly one of the service."""
    match = SERVICE_PATH.search(url.pattern)
    if match is None or re.search(r"//(?:learn|docs|github|raw)\.", url.pattern):
        return False
    return bool(match["version"] or match["path"].strip("/"))


def may_be_path(url: Text) -> bool:
    """Return whether a URL with an unknown beginning may be one of the service, by its path."""
    return url.pattern[:1] in (HOLE, "/") and _PATH.match(url.pattern) is not None and not _is_foreign(url)


def _is_foreign(url: Text) -> bool:
    return any(isinstance(part, Foreign) for part in url.parts)


def path_of(url: Text) -> str:
    """Return the path of a URL after the version, with `HOLE` for unknown parts, without its query."""
    match = SERVICE_PATH.search(url.pattern) or _PATH.match(url.pattern)
    if match is None:
        return ""
    path = "/" + re.sub(r"/{2,}", "/", match["path"]).strip("/.,;)")
    return "" if path == "/" else path


def version_of(url: Text, query: Value = UNKNOWN) -> str | None:
    """Return the version that a URL or its query names; None if it is not known."""
    match = SERVICE_PATH.search(url.pattern)
    if match is not None and match["version"] and match["version"] != HOLE:
        return str(match["version"]).lower()
    found = re.search(r"[?&]api-version=([\w.-]+)", url.pattern)
    if found is not None:
        return found[1]
    return known_text(query.get("api-version") or UNKNOWN) if isinstance(query, Mapping) else None


def answer_to(url: Text, method: str | None, query: Value) -> Value:
    """Return what the service answers a request."""
    if _is_foreign(url):
        return Foreign()
    if url.link == "contentUrl":
        return UNKNOWN
    path = path_of(url)
    if not path:
        return Unknown(("answer",)) if not url.link else UNKNOWN
    bare = map_text(url, lambda whole: re.sub(r"[?#].*$", "", whole, flags=re.S).rstrip("/"))
    bare = Text(bare.parts)
    if ":" in path.rpartition("/")[2]:
        if path.endswith(":submit"):
            return Answer(Text((*map_text(bare, lambda whole: whole.removesuffix(":submit")).parts, "/", UNKNOWN)))
        return UNKNOWN
    if _COLLECTION.fullmatch(path):
        item = Text((*bare.parts, "/", UNKNOWN))
        return Answer(item) if method == "POST" else Answer(item, bare)
    return Answer(bare)
