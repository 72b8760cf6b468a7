"""The page about messages names messages that the code has."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from upstream.sources import ROOT

_PAGE = (ROOT / "docs" / "about" / "troubleshooting.md").read_text(encoding="utf-8")
# Each entry begins with the messages that it is about, in bold.
MESSAGES = [
    message
    for line in _PAGE.splitlines()
    if line.startswith("**`")
    for message in re.findall(r"\*\*`([^`]+)`\*\*", line)
]


@cache
def texts_of_the_code() -> list[str]:
    """All texts of the package and of the emulator's messages, with an ellipsis for each value that is filled in."""
    found = []
    for path in (ROOT / "overlay" / "speechtotext").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found.append("".join(_part(part) for part in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return found


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "…"


def test_the_page_has_messages() -> None:
    assert len(MESSAGES) > 30


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_of_the_page_is_one_of_the_code(message: str) -> None:
    pattern = re.compile(".*?".join(re.escape(part) for part in message.split("…")))

    assert any(pattern.search(text) for text in texts_of_the_code())
