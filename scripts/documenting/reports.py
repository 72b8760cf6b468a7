"""What changed between API versions: the committed reports as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

_INTRODUCTION = """# What changed between versions

Each report compares two versions of the API as their published Swagger files describe them. A report lists breaking
changes first: changes that make an existing program fail. [Keep older code running](/guides/older-versions.md) explains
how a program of an older version talks to a newer service; [the table of migration changes](migration.md) says what
happens to each difference.
"""


def report_pages(versions: Sequence[str], root: Path) -> Iterator[tuple[str, str]]:
    """Yield the file name and the text of a page for each report of `spec/reports/`.

    Args:
        versions: the API versions, the oldest first.
        root: the repository.
    """
    names = [f"{old}-to-{new}" for old, new in [*pairwise(versions), (versions[0], versions[-1])]]
    rows = [f"- [{name.replace('-to-', ' → ')}]({name}.md): {_counts(_read(root, name))}" for name in names]
    toctree = ["```{toctree}", ":hidden:", "", *names, "migration", "```"]
    yield "index.md", "\n".join([_INTRODUCTION, *rows, "", *toctree, ""])
    for name in [*names, "migration"]:
        yield f"{name}.md", _read(root, name)


def _read(root: Path, name: str) -> str:
    return (root / "spec" / "reports" / f"{name}.md").read_text(encoding="utf-8")


def _counts(text: str) -> str:
    found = re.search(r"^\d+ changes?: .*$", text, re.MULTILINE)
    return found[0] if found else "Nothing differs."
