"""URLs of the service: find them in text and write them for another API version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from .api_surface import Version, older_than

_URL: Final = re.compile(
    r"/speechtotext/(?P<version>v\d\.\d)(?:[-_.]\w[\w.]*)?(?P<path>(?:/[^\s\"'`<>?#]*)?)", re.IGNORECASE
)

_QUERY: Final = re.compile(r"(/speechtotext/.*[?&]api-version=)([\w-]+)")


class ServiceUrl(NamedTuple):
    """A URL of the service, or the beginning of one.

    Attributes:
        version: API version in the URL, such as v3.1.
        path: path after the version, without query.
    """

    version: str
    path: str


def find_url(text: str) -> ServiceUrl | None:
    """Return the first service URL in a text with a version in its path."""
    return next(find_urls(text), None)


def find_urls(text: str) -> Iterator[ServiceUrl]:
    """Yield the service URLs in a text with a version in their path."""
    for match in _URL.finditer(text):
        yield ServiceUrl(match["version"].lower(), match["path"].rstrip("/.,;)"))


def migrate_url(text: str, target: Version) -> str:
    """Return a URL written for a version, in path or query; other text is unchanged."""
    match = _URL.search(text)
    if match is None:
        older = {one.api_version for one in older_than(target)}
        return _QUERY.sub(lambda found: found[1] + (target.api_version if found[2] in older else found[2]), text)
    before, after = text[: match.start("version")], text[match.start("path") :]
    if target.api_version.startswith("v"):
        return f"{before}{target.api_version}{after}"
    return f"{before.removesuffix('/')}{after}{'&' if '?' in after else '?'}api-version={target.api_version}"
