"""Azure Speech to text REST API 2025-10-15: its models, and a resource class per group of operations.

Generally available; the latest.
"""

from typing import Final

from . import models

API_VERSION: Final = "2025-10-15"
"""Name of the API version."""

BASE_PATH: Final = "/speechtotext"
"""What stands between the host and the paths of the operations."""

__all__ = ["API_VERSION", "BASE_PATH", "models"]
