"""The version of this package."""

from __future__ import annotations

import os
import sys
from functools import cache


@cache
def package_version() -> str:
    """Return the version that is installed; "unknown" for sources that are not."""
    begin, end = "speechtotext_client-", ".dist-info"
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue
        for name in names:
            if name.startswith(begin) and name.endswith(end):
                return name[len(begin) : -len(end)]
    # Installed in another way, such as in an archive. Here, because it is slow to import.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("speechtotext-client")
    except PackageNotFoundError:
        return "unknown"
