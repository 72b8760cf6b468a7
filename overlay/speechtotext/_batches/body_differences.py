"""What differs between two bodies of jobs. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from speechtotext._redaction import source_of
from speechtotext_api.wire import redacted

_ABSENT: Final = object()


def body_differences(old: dict[str, Any], new: dict[str, Any]) -> str:
    """Return what differs between two bodies, as a clause. A link with a new signature is the same link."""
    return ", ".join(_different(old, new))


def _different(old: Any, new: Any, name: str = "") -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from _different(old.get(key, _ABSENT), new.get(key, _ABSENT), f"{name}.{key}" if name else key)
    elif _unsigned(old) != _unsigned(new):
        before = "was not given" if old is _ABSENT else f"was {redacted(old)}"
        after = "is not given" if new is _ABSENT else f"is {redacted(new)}"
        yield f"{name} {before} and {after}"


def _unsigned(value: Any) -> Any:
    if isinstance(value, list):
        return [_unsigned(each) for each in value]
    return source_of(value) if isinstance(value, str) and "://" in value else value
