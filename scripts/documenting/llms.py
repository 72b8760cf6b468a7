"""`llms.txt` and `llms-full.txt`: the documentation for language models, as an index and as one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_SUMMARY = (
    "A typed Python client for the Azure Speech to text REST API: batch transcription, fast transcription and custom "
    "speech, one client per API version, sync and async. Import `Client` and `models` from "
    "`speechtotext.v2025_10_15` unless a program needs an older version."
)
# Too long to read as a whole, and of use to few: named in the index only.
_INDEX_ONLY = ("generated/changes/", "generated/api/v3_", "generated/api/v2024_")


def write_llms_files(source: Path, target: Path, toctrees: Mapping[str, Sequence[str]]) -> None:
    """Write both files for a built documentation.

    Args:
        source: folder of the Markdown pages.
        target: folder of the HTML pages.
        toctrees: the pages below each page, in order.
    """
    pages = list(dict.fromkeys(_in_order("index", toctrees)))
    texts = {page: (source / f"{page}.md").read_text(encoding="utf-8") for page in pages}
    index = [f"# speechtotext-client\n\n> {_SUMMARY}\n\n## Pages\n"]
    index += [f"- [{_title(text)}]({page}.html)" for page, text in texts.items() if page != "index"]
    (target / "llms.txt").write_text("\n".join(index) + "\n", encoding="utf-8")
    whole = [_plain(text) for page, text in texts.items() if not page.startswith(_INDEX_ONLY)]
    (target / "llms-full.txt").write_text("\n\n".join(whole), encoding="utf-8")


def _in_order(page: str, toctrees: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield page
    for below in toctrees.get(page, ()):
        yield from _in_order(below, toctrees)


def _title(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("# ")).removeprefix("# ")


def _plain(text: str) -> str:
    """The text without directives and labels, which mean something to Sphinx only."""
    text = re.sub(r"^(`{3,})\{[a-z:]+\}.*?^\1\n?", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^:{3,}\{py:\w+\} (.*)$", r"`\1`", text, flags=re.MULTILINE)
    text = re.sub(r"\{py:\w+\}`~?([^`]*)`", r"`\1`", text)
    return re.sub(r"^:{3,}\n", "", text, flags=re.MULTILINE).strip()
