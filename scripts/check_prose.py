"""Check the language of the documentation, the README and the wording: `python scripts/check_prose.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from prose.rules import findings
from prose.texts import Text, markdown_texts, toml_texts

ROOT = Path(__file__).resolve().parent.parent


def texts() -> Iterator[Text]:
    """Yield the paragraphs that people write; the generated pages come from docstrings, which the tests check."""
    pages = [page for page in sorted((ROOT / "docs").rglob("*.md")) if "generated" not in page.parts]
    wording = sorted((ROOT / "spec" / "wording").glob("*.toml"))
    yield from chain.from_iterable(markdown_texts(page, _name(page)) for page in [ROOT / "README.md", *pages])
    yield from chain.from_iterable(toml_texts(file, _name(file)) for file in wording)


def main() -> int:
    """Print a line for each finding; return 1 if there are any."""
    lines = [
        f"{text.place}: {found.message} ({found.words!r}) [{found.rule}]"
        for text in texts()
        for found in findings(text.words)
    ]
    print(*lines, f"{len(lines)} findings", sep="\n")
    return 1 if lines else 0


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
