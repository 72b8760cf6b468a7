"""Read JSON of bounded depth, with numbers and texts that can be used."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from math import isfinite
from typing import Any, Final, NoReturn

_DEEPEST: Final = 64
_INTEGERS: Final = range(-(2**63), 2**63)


class InputTooLong(Exception):
    """A request body that is longer than its limit."""


def parse_json(data: bytes | str) -> Any:
    """Parse JSON.

    Raises:
        ValueError: it is none; or it nests deeper than 64 levels, or holds numbers beyond 64 bits or half a character.
    """
    try:
        value = json.loads(data, parse_int=_integer, parse_float=_number, parse_constant=_refuse)
    except RecursionError:
        raise ValueError(f"the JSON nests deeper than {_DEEPEST} levels") from None
    level = [value]
    for _ in range(_DEEPEST):
        level = [member for each in level for member in _members(each)]
        if not level:
            return value
    raise ValueError(f"the JSON nests deeper than {_DEEPEST} levels")


async def read_limited(stream: AsyncIterator[bytes], limit: int) -> bytes:
    """Return a request body, which is read to its end.

    Raises:
        InputTooLong: it is longer than the limit.
    """
    content = bytearray()
    size = 0
    async for chunk in stream:
        size += len(chunk)
        if size <= limit:
            content += chunk
    if size > limit:
        raise InputTooLong(f"the body has {size} bytes, more than {limit}")
    return bytes(content)


def _members(value: Any) -> list[Any]:
    if isinstance(value, str):
        value.encode()  # raises a ValueError for half a character
        return []
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def _integer(text: str) -> int:
    value = int(text)
    if value not in _INTEGERS:
        raise ValueError(f"the number {text[:20]}… has more than 64 bits")
    return value


def _number(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError(f"the number {text[:20]} is too large")
    return value


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not valid JSON")
