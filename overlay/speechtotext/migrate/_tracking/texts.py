"""Texts that a program computes: taken from values, written one after the other, and joined as paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .values import HOLE, MAX_ALTERNATIVES, UNKNOWN, Constant, Text, Value, each, join, options, text


def texts(value: Value) -> list[Text]:
    """Return the texts that a value may be; None is left out if there is anything else."""
    found = [one for one in map(_text, options(value)) if one is not None]
    return found or [Text((value,))]


def _text(value: Value) -> Text | None:
    match value:
        case Text():
            return value
        case Constant(None):
            return None
        case Constant(bytes() as data):
            return text(data.decode("utf-8", errors="replace"))
        case Constant(constant):
            return text(str(constant))
    return Text((value,))


def concatenate(values: Iterable[Value]) -> Value:
    """Return the texts that values make when written one after the other."""
    joined: list[tuple[str | Value, ...]] = [()]
    links: list[str] = []
    for value in values:
        alternatives = texts(value)
        links += [one.link for one in alternatives if one.link]
        joined = [(*before, *one.parts) for before in joined for one in alternatives][:MAX_ALTERNATIVES]
    return join(Text(_merge(parts)) for parts in joined)


def _merge(parts: Iterable[str | Value]) -> tuple[str | Value, ...]:
    merged: list[str | Value] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return tuple(merged)


def map_text(value: Text, function: Callable[[str], str]) -> Text:
    """Return a text with its known beginning and end changed by a function that leaves holes alone."""
    pattern = function(value.pattern)
    holes: Iterator[Value] = iter([part for part in value.parts if not isinstance(part, str)])
    parts: list[str | Value] = []
    for number, piece in enumerate(pattern.split(HOLE)):
        if number:
            parts.append(next(holes, UNKNOWN))
        parts.append(piece)
    return Text(_merge(parts), value.link)


def join_path(base: Value, *parts: Value) -> Value:
    """Return parts joined with single slashes."""
    pieces: list[Value] = []
    for place, part in enumerate((base, *parts)):
        last = place == len(parts)
        if place:
            part = each(part, lambda one: map_text(one, lambda t: t.lstrip("/")) if isinstance(one, Text) else one)
        if not last:
            part = each(part, lambda one: map_text(one, lambda t: t.rstrip("/")) if isinstance(one, Text) else one)
        pieces += [part] if last else [part, text("/")]
    return concatenate(pieces)


def known_text(value: Value) -> str | None:
    """Return the text that a value certainly is."""
    match value:
        case Text():
            return value.known
        case Constant(bool() | None):
            return None
        case Constant(constant):
            return str(constant)
    return None
