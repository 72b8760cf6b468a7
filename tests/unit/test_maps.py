"""The maps of the folders name files that are there."""

from __future__ import annotations

import re
from functools import cache

import pytest

from upstream.sources import ROOT

MAPS = (
    "docs/README.md",
    "overlay/README.md",
    "generated/README.md",
    "scripts/README.md",
    "tests/README.md",
    "overlay/speechtotext/emulator/README.md",
)
_PATH = re.compile(r"`([\w./-]+(?:\.(?:py|jinja|toml|md)|/))`")


@pytest.mark.parametrize("readme", MAPS)
def test_every_path_that_a_map_names_is_there(readme: str) -> None:
    named = set(_PATH.findall((ROOT / readme).read_text(encoding="utf-8")))

    assert named
    assert [path for path in sorted(named) if not _is_there(path.rstrip("/"))] == []


def _is_there(path: str) -> bool:
    """Whether a path of the project ends so: maps name files as they are found in their folders."""
    return any(f"/{each}".endswith(f"/{path}") for each in _all_paths())


@cache
def _all_paths() -> frozenset[str]:
    folders = ("docs", "overlay", "generated", "scripts", "tests", "spec")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    return frozenset(path.relative_to(ROOT).as_posix() for path in [*files, *ROOT.glob("*")])
