"""The version of this package."""

from __future__ import annotations

from functools import cache


@cache
def package_version() -> str:
    """Return the version that is installed; "unknown" for sources that are not."""
    # Here, because it is slow to import.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("speechtotext-client")
    except PackageNotFoundError:
        return "unknown"
