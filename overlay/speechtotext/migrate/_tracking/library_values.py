"""What functions of the standard library return."""

from __future__ import annotations

import re
from functools import partial

from .sent import Call
from .texts import join_path, known_text, map_text
from .values import NONE, UNKNOWN, Constant, Made, Text, Unknown, Value, join, options


def add_option(parser: Made, call: Call) -> None:
    flags = [name for one in call.arguments if (name := known_text(one)) is not None]
    name = known_text(call.keywords.get("dest", UNKNOWN)) or (max(flags, key=len).lstrip("-") if flags else "")
    if name:
        default = call.keywords.get("default", NONE)
        given = Unknown((name,))
        is_none = isinstance(default, Constant) and default.value is None
        parser.state[name.replace("-", "_")] = given if is_none else join([default, given])


def url_joined(base: Value, path: Value) -> Value:
    """Return what `urljoin` makes of two texts."""
    found: list[Value] = []
    for one in options(base):
        for other in options(path):
            end = other.pattern if isinstance(other, Text) else ""
            start = one.pattern if isinstance(one, Text) else ""
            if "://" in end:
                found.append(other)
            elif end.startswith("/") and (match := re.match(r"[^/]*://[^/]*", start)):
                kept = Text(one.parts) if isinstance(one, Text) else Text((one,))
                found.append(join_path(map_text(kept, partial(_beginning, match.end())), other))
            elif start.endswith("/") or not isinstance(one, Text):
                found.append(join_path(one, other))
            else:
                found.append(join_path(map_text(one, lambda whole: re.sub(r"[^/]*$", "", whole)), other))
    return join(found)


def _beginning(length: int, whole: str) -> str:
    return whole[:length]
