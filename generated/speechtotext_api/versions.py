"""API versions that have a client."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PACKAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "v3.0": "v3_0",
        "v3.1": "v3_1",
        "v3.2": "v3_2",
        "2024-11-15": "v2024_11_15",
        "2025-10-15": "v2025_10_15",
    }
)
"""Name of the Python package of each API version, oldest first."""
