"""Text and JSON for printing: without secrets, signatures and terminal control characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from speechtotext_api.wire import without_signatures

_SECRET_PROPERTIES: Final = ("secret", "targetSubscriptionKey")


def printable(text: str) -> str:
    """Return text on one line, without signatures and terminal control characters."""
    line = " ".join(without_signatures(text).split())
    return "".join("�" if unicodedata.category(character) == "Cc" else character for character in line)


def without_secrets(value: Any) -> Any:
    """Return JSON with signatures, keys and secrets replaced."""
    if isinstance(value, str):
        return without_signatures(value)
    if isinstance(value, Mapping):
        return {
            name: "***" if name in _SECRET_PROPERTIES else without_secrets(member) for name, member in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_secrets(item) for item in value]
    return value
