"""Requests that programs send."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from .values import UNKNOWN, Mapping, Text, Value

Place: TypeAlias = tuple[Path, int]
"""A file and a line."""


@dataclass(eq=False)
class Sent:
    """A request, as one way through the program sends it.

    Args:
        places: where it is sent, then the calls that led there, the innermost first.
        urls: what its URL may be.
        method: HTTP method; None if it is not known.
        headers: its headers.
        query: its query parameters.
        body: its body.
        polled: whether it is sent in a loop that sleeps.
        is_route: whether a server or a mock answers it, rather than a client sends it.
        node: the call that sends it.
        file: name of the file that it uploads, if it is known to upload one.
    """

    places: tuple[Place, ...]
    urls: list[Text]
    method: str | None
    headers: Value = UNKNOWN
    query: Value = UNKNOWN
    body: Value = UNKNOWN
    polled: bool = False
    is_route: bool = False
    node: ast.AST | None = None
    form: Value = UNKNOWN
    operation: str = ""


@dataclass(frozen=True)
class Call:
    """The arguments of a call."""

    node: ast.Call
    arguments: list[Value]
    keywords: dict[str, Value] = field(default_factory=dict)
    others: Mapping | None = None

    def argument(self, place: int, *names: str) -> Value | None:
        """Return the argument at a position, or with one of several keywords; None if it is not given."""
        for name in names:
            if name in self.keywords:
                return self.keywords[name]
        return self.arguments[place] if 0 <= place < len(self.arguments) else None
