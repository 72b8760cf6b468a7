"""A request to the service, wherever it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from speechtotext.migrate._tracking.values import HOLE, UNKNOWN, Value
from speechtotext.migrate._versions.api_surface import Route, Version, versions

_MOVED_SINCE_V2: Final = (
    (re.compile(r"/accuracytests\b"), "/evaluations"),
    (re.compile(r"/transcriptions/hooks\b"), "/webhooks"),
    (re.compile(r"(/endpoints/[^/]+)/data\b.*"), r"\1/files/logs"),
    (re.compile(r"/synctranscriptions\b"), "/transcriptions:transcribe"),
)
"""Paths of v2.0 and of previews, and where they are now."""

_MOVED: Final = (
    (re.compile(r"/models/base/locales\b"), "/models/locales"),
    (re.compile(r"(/webhooks/[^/:]+)[/:](ping|test)\b"), r"\1:\2"),
    (re.compile(r"(/models/[^/:]+)[/:]copyto\b"), r"\1:copyto"),
    (re.compile(r"/transcriptions:transcribe\b"), "/transcriptions:transcribe"),
)

_FALLBACKS: Final = (
    (re.compile(r"(/models/[^/:]+)[/:]copyto\b"), r"\1/copyto"),
    (re.compile(r"(/webhooks/[^/:]+)[/:](ping|test)\b"), r"\1/\2"),
)

_ALIKE: Final = {"HEAD": "GET", "OPTIONS": "GET"}


@dataclass(frozen=True)
class ServiceRequest:
    """A request to the service.

    Args:
        method: HTTP method; None if it is not known.
        path: path after the version, with `HOLE` for unknown parts.
        version: the version that it names; None if it is not known.
        link: for a link that the service gave, its name there.
        polled: whether it is sent again until a job has ended.
        body: its body.
        in_python: whether a Python program sends it.
        query: names of its query parameters.
    """

    method: str | None
    path: str
    version: str | None
    link: str = ""
    polled: bool = False
    body: Value = UNKNOWN
    in_python: bool = True
    query: tuple[tuple[str, str], ...] = ()

    @cached_property
    def routes(self) -> list[tuple[Version, Route]]:
        """Return the operations that it may call."""
        return find_routes(self.path, self.method, self.version)

    @property
    def shown_path(self) -> str:
        """Return the path with `{}` for unknown parts."""
        return self.path.replace(HOLE, "{}")


@cache
def find_routes(path: str, method: str | None, version: str | None) -> list[tuple[Version, Route]]:
    """Return the operations that a path and a method select; any method if None.

    The version of the URL comes first, then the newest version before it that has the operation, then any other.
    """
    path = given = re.sub(r"/+", "/", path).rstrip("/")
    if version is None or version.startswith(("v2", "v1")) or "sync" in path.lower():
        for pattern, new in _MOVED_SINCE_V2:
            path = re.sub(pattern.pattern, new, path, flags=re.IGNORECASE)
    method = _ALIKE.get(method or "", method)
    tried = [
        path,
        *(re.sub(pattern.pattern, new, path, flags=re.IGNORECASE) for pattern, new in (*_MOVED, *_FALLBACKS)),
    ]
    for one in dict.fromkeys(tried):
        for candidate in _ordered(version):
            fitting = [route for route in candidate.routes if _path_pattern(route.path).fullmatch(one)]
            literal = [route for route in fitting if "{" not in route.path]
            found = [(candidate, route) for route in literal or fitting if method in (None, route.method)]
            if found:
                return found
            if fitting and version is not None and version.startswith("v2") and path != given:
                return [(candidate, route) for route in fitting][:1]
    return []


def _ordered(version: str | None) -> list[Version]:
    """Return the versions in the order in which an operation is looked up."""
    number = (version or "").removesuffix("-preview").partition("-preview")[0].partition("_")[0]
    exact = [one for one in versions() if one.api_version in (version, number)]
    if not exact and version is not None and version[:1].isdigit():
        exact = [one for one in versions() if one.api_version[:1].isdigit()]
    return [*exact, *(one for one in reversed(versions()) if one not in exact)]


@cache
def _path_pattern(path: str) -> re.Pattern[str]:
    words = re.escape(path)
    # A word that stands for another operation is no id.
    return re.compile(
        re.sub(r"\\\{\w+\\\}", "(?!(?:locales|base|files|hooks|upload|manifest)(?:/|$))[^/:]+", words), re.IGNORECASE
    )
