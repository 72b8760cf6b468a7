"""Text and JSON for printing: without secrets, signatures and terminal control characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from speechtotext_api.wire import without_signatures

_SECRETS: Final = ("secret", "targetSubscriptionKey")


def visible(text: str) -> str:
    """Text on one line, without signatures, and without what would steer a terminal."""
    line = " ".join(without_signatures(text).split())
    return "".join("�" if unicodedata.category(character) == "Cc" else character for character in line)


def without_secrets(value: Any) -> Any:
    """JSON in which signatures, keys and secrets are hidden."""
    if isinstance(value, str):
        return without_signatures(value)
    if isinstance(value, Mapping):
        return {name: "***" if name in _SECRETS else without_secrets(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(item) for item in value]
    return value
