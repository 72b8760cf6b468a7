"""Azure Speech to text REST API 2024-11-15: its models, and a resource class per group of operations.

Generally available.
"""

from typing import Final

from . import models

API_VERSION: Final = "2024-11-15"
"""Name of the API version."""

BASE_PATH: Final = "/speechtotext"
"""What stands between the host and the paths of the operations."""

__all__ = ["API_VERSION", "BASE_PATH", "models"]
