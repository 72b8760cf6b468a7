"""JSON in texts that are known in part."""

from __future__ import annotations

import json
import re

from speechtotext.migrate._tracking.modules import value_of
from speechtotext.migrate._tracking.texts import concatenate
from speechtotext.migrate._tracking.values import HOLE, UNKNOWN, Items, Mapping, Text, Value, text


def json_body(body: str | None) -> Value:
    """Return the JSON of a body; unknown parts stay unknown."""
    if body is None or "{" not in body:
        return UNKNOWN
    for candidate in (
        body,
        re.sub(r"\0", "null", re.sub(r"\"[^\"]*\0[^\"]*\"", lambda m: m[0].replace("\0", "{}"), body)),
        body.replace("\0", ""),
    ):
        try:
            return _with_holes(value_of(json.loads(candidate, strict=False)))
        except ValueError:
            continue
    return UNKNOWN


def _with_holes(value: Value) -> Value:
    """Return JSON with unknown values for the holes in its texts."""
    match value:
        case Text() if value.pattern and not value.pattern.strip(HOLE):
            return UNKNOWN
        case Text() if HOLE in value.pattern:
            pieces = [text(piece) for piece in value.pattern.split(HOLE)]
            return concatenate([part for piece in pieces for part in (UNKNOWN, piece)][1:])
        case Mapping(entries):
            return Mapping({key: _with_holes(entry) for key, entry in entries.items() if HOLE not in key})
        case Items(values):
            return Items(list(map(_with_holes, values)))
    return value
