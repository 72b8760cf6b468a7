"""Azure Speech to text REST API v3.0: its models, and a resource class per group of operations.

Retired on 2026-03-31.
"""

from typing import Final

from . import models

API_VERSION: Final = "v3.0"
"""Name of the API version."""

BASE_PATH: Final = "/speechtotext/v3.0"
"""What stands between the host and the paths of the operations."""

__all__ = ["API_VERSION", "BASE_PATH", "models"]
