"""The programs of the README and of the documentation's pages, and the output that a page shows below a program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^```python\n(?P<text>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Program:
    """A program as it stands on a page.

    Args:
        page: path of the page, relative to the repository.
        number: which program of the page it is, counted from 1.
        text: its source code.
        line: line of the page on which the source code begins.
        output: what the page says that it prints; None if the page does not show it.
    """

    page: str
    number: int
    text: str
    line: int
    output: str | None

    def __str__(self) -> str:
        return f"{self.page}-{self.number}"


def pages(root: Path) -> list[Path]:
    """Return the README and the pages that people write, without those that the build generates."""
    written = [page for page in sorted((root / "docs").rglob("*.md")) if "generated" not in page.parts]
    return [root / "README.md", *(page for page in written if page != root / "docs" / "README.md")]


def programs(root: Path) -> Iterator[Program]:
    """Find all Python programs, page by page."""
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        for number, found in enumerate(_BLOCK.finditer(text), start=1):
            line = text.count("\n", 0, found.start("text")) + 1
            name = page.relative_to(root).as_posix()
            yield Program(name, number, found["text"], line, found["output"])


def command_lines(text: str) -> Iterator[str]:
    """Find the `speechtotext` commands in the shell blocks of a page; lines that end with a backslash are joined."""
    for block in _SHELL.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            command = line.partition(" #")[0].strip()
            if command.startswith("speechtotext "):
                yield command.partition(" | ")[0].partition(" > ")[0]
