"""An HTML page read strictly: what is not closed, closed wrongly, or an attribute twice is an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "link", "meta"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text below, one space between words."""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())

    def all(self, *tags: str) -> list[Element]:
        """The elements below that have one of these tags, or all of them."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if child.tag in tags or not tags else []
                found += child.all(*tags)
        return found

    def of_class(self, name: str) -> list[Element]:
        return [element for element in self.all() if name in (element.attributes.get("class") or "").split()]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"{tag} has an attribute twice: {attrs}"
        element = Element(tag, dict(attrs))
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open[-1].tag, f"</{tag}> at {self.getpos()} closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def page(self) -> Element:
        self.close()
        assert self._open == [self.root], f"<{self._open[-1].tag}> is not closed"
        return self.root


def parse_page(html: str) -> Element:
    parser = _Parser()
    parser.feed(html)
    return parser.page()
