"""The texts that people read, paragraph by paragraph, with code replaced by a placeholder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

# A name that no rule knows.
_CODE: Final = "Xcode"
_REPEATED: Final = re.compile(r"Xcode(?:(?:, | and | or | )Xcode)+")
_CODE_SPAN: Final = re.compile(r"`[^`]*`")
_DIRECTIVE: Final = re.compile(r"\{[\w:]+\}(?=Xcode)")
_MARKDOWN: Final = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Text:
    """A paragraph.

    Args:
        place: the file, and where in it.
        words: what people read.
    """

    place: str
    words: str


def markdown_texts(path: Path, name: str) -> Iterator[Text]:
    """Yield the headings, paragraphs, list items and cells of a Markdown file."""
    line = 1
    for token in _MARKDOWN.parse(path.read_text(encoding="utf-8")):
        if token.map:
            line = token.map[0] + 1
        if token.type == "inline":
            words = _DIRECTIVE.sub("", "".join(_words(token.children or [])))
            yield Text(f"{name}:{line}", _REPEATED.sub(_CODE, words))


def toml_texts(path: Path, name: str) -> Iterator[Text]:
    """Yield the strings of a TOML file."""
    for key, words in _leaves(tomllib.loads(path.read_text(encoding="utf-8")), ""):
        yield Text(f"{name} {key}", plain(words))


def plain(words: str) -> str:
    """Replace the code in a paragraph by a placeholder."""
    return _REPEATED.sub(_CODE, _CODE_SPAN.sub(_CODE, words))


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "text":
                yield token.content
            case "code_inline":
                yield _CODE
            case "softbreak" | "hardbreak":
                yield " "


def _leaves(node: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{place}{key}.")
        elif isinstance(value, str):
            yield f"{place}{key}", value
