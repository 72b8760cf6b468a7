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
    """Return the module name of each API version, oldest first."""
    package = Path(__file__).parents[2]
    modules = [info.name for info in pkgutil.iter_modules([str(package)]) if _MODULE.fullmatch(info.name)]
    return {_version_of_module(module): module for module in sorted(modules, key=_version_numbers)}


def is_dated(name: str) -> bool:
    """Return whether a version is named by a date, as all are since 2024-11-15."""
    return not name.startswith("v")


def find_version(text: str) -> str | None:
    """Return the version that `3.2`, `v3.2`, `v3_2` or `2025-10-15` names; None if there is none."""
    return next(
        (name for name, module in api_versions().items() if _version_numbers(module) == _version_numbers(text)), None
    )


def _version_of_module(module: str) -> str:
    year, *rest = module.removeprefix("v").split("_")
    return "-".join([year, *rest]) if len(rest) > 1 else f"v{year}.{rest[0]}"


def _version_numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))
