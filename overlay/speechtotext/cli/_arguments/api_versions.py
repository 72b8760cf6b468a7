"""API versions that have a client, and the ways to write them."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_MODULE = re.compile(r"v\d+(_\d+)+")


@cache
def api_versions() -> Mapping[str, str]:
    """The modules of the versions by their names, oldest first."""
    package = Path(__file__).parents[2]
    modules = [info.name for info in pkgutil.iter_modules([str(package)]) if _MODULE.fullmatch(info.name)]
    return {_name(module): module for module in sorted(modules, key=_numbers)}


def is_dated(name: str) -> bool:
    """Whether a version is one of those from 2024-11-15 on, which are named by dates."""
    return not name.startswith("v")


def same_version(text: str) -> str | None:
    """The name of the version that is meant by `3.2`, `v3.2`, `v3_2`, `2025-10-15` or the like; None if none is."""
    return next((name for name, module in api_versions().items() if _numbers(module) == _numbers(text)), None)


def _name(module: str) -> str:
    year, *rest = module.removeprefix("v").split("_")
    return "-".join([year, *rest]) if len(rest) > 1 else f"v{year}.{rest[0]}"


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))
