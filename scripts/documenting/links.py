"""Links between the built pages: each has to lead to a page and, where it names one, to an anchor of it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit


class _Page(HTMLParser):
    """The links and the anchors of an HTML page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.update(filter(None, (given.get("id"), given.get("name"))))
        self.links.update(filter(None, (given.get("href"), given.get("src"))))


def broken_links(folder: Path) -> Iterator[str]:
    """Find the links of built pages that lead nowhere, as lines for a person; other sites are not asked."""
    pages = {path.resolve(): _Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    for path, page in pages.items():
        for link in sorted(page.links):
            url, anchor = urldefrag(link)
            if urlsplit(url).scheme or url.startswith("//"):
                continue
            target = (path.parent / unquote(urlsplit(url).path)).resolve() if url else path
            if not target.exists():
                yield f"{path.relative_to(folder.resolve())}: {link} leads to no page"
            elif anchor and target in pages and unquote(anchor) not in pages[target].anchors:
                yield f"{path.relative_to(folder.resolve())}: {link} leads to no anchor"
