"""The User-Agent header of the requests that this package sends."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache

import httpx

from ._version import package_version

# What httpx sends of its own accord, which ours takes the place of; a user's own stays.
_HTTPX_DEFAULT = f"python-httpx/{httpx.__version__}"


@cache
def user_agent() -> str:
    """Return the value of the header: names and versions of this package, Python and httpx."""
    return f"speechtotext-client/{package_version()} python/{platform.python_version()} httpx/{httpx.__version__}"


def user_agent_headers(defaults: Mapping[str, str]) -> dict[str, str]:
    """Return the header for a client with these default headers; none where the user has set another one."""
    return {"User-Agent": user_agent()} if defaults.get("User-Agent") in (None, _HTTPX_DEFAULT) else {}
