"""API versions that have a client, and the ways to write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from speechtotext_api.versions import PACKAGES


def api_versions() -> Mapping[str, str]:
    """Return the module name of each API version, oldest first."""
    return PACKAGES


def latest_version() -> str:
    """Return the latest version that is not a preview; the latest preview if there are only previews."""
    names = list(api_versions())
    return next((name for name in reversed(names) if re.fullmatch(r"v?\d+([.-]\d+)*", name)), names[-1])


def is_dated(name: str) -> bool:
    """Return whether a version is named by a date, as all are since 2024-11-15."""
    return not name.startswith("v")


def find_version(text: str) -> str | None:
    """Return the version that `3.2`, `v3.2`, `v3_2` or `2025-10-15` names; None if there is none."""
    return next((name for name in api_versions() if _parts(name) == _parts(text)), None)


def _parts(text: str) -> list[str]:
    """Return the numbers and words of a version's name."""
    parts = re.findall(r"\d+|[a-z]+", text.lower().removeprefix("v"))
    return [part.lstrip("0") or "0" for part in parts]
