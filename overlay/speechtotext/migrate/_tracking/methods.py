"""Methods of texts, dicts, lists and responses."""

from __future__ import annotations

import re
from typing import Final

from .machine import Machine
from .sent import Call
from .subscripts import assign_item, item, merge
from .texts import concatenate, join_path, known_text, map_text
from .values import UNKNOWN, Answer, Foreign, Items, Made, Mapping, Text, Unknown, Value, items, join, text

_FIELD: Final = re.compile(r"\{(\w*)(?:\[(\w+)\])?[^{}]*\}")

_TEMPLATE_FIELD: Final = re.compile(r"\$\{?(\w+)\}?")

_ON_ANSWERS: Final = {"get", "pop", "setdefault", "getheader", "getvalue"}


def call_method(of: Value, name: str, call: Call, machine: Machine) -> Value:
    """Return what a method returns."""
    match of:
        case Text():
            return _text_method(of, name, call)
        case Mapping():
            return _mapping_method(of, name, call)
        case Items():
            return _items_method(of, name, call)
        case Answer():
            if name in _ON_ANSWERS and call.arguments:
                return item(of, call.arguments[0])
            if name == "values":
                return Items(others=items(of))
            if name == "items":
                return Items(others=Items([UNKNOWN, item(of, UNKNOWN)]))
            return of
        case Foreign():
            return of
        case Unknown(path):
            return Unknown((*path, "()"))
        case Made():
            return of
    return UNKNOWN


def _text_method(of: Text, name: str, call: Call) -> Value:
    arguments = call.arguments
    known = [known_text(one) for one in arguments]
    match name:
        case "format" | "format_map":
            given = arguments[0] if name == "format_map" and arguments else Mapping(dict(call.keywords))
            return _formatted(of, arguments if name == "format" else [], given)
        case "substitute" | "safe_substitute":
            mapping = Mapping(dict(call.keywords))
            for one in arguments:
                merge(mapping, one)
            return _substituted(of, mapping)
        case "join" if arguments:
            listed = arguments[0]
            parts = listed.values if isinstance(listed, Items) and listed.others is None else [items(listed)]
            joined: list[Value] = []
            for part in parts:
                joined += [of, part] if joined else [part]
            return concatenate(joined)
        case "rstrip" | "strip" | "lstrip":
            characters = known[0] if known else None
            return map_text(of, lambda whole: getattr(whole, name)(characters))
        case "lower" | "upper" | "casefold" | "title":
            return map_text(of, getattr(str, name))
        case "replace" if len(known) >= 2 and known[0]:
            old = known[0]
            pieces = [piece for part in of.parts for piece in _split(part, old)]
            return concatenate([arguments[1] if piece is None else piece for piece in pieces])
        case "removeprefix" | "removesuffix" if known and known[0] is not None:
            return map_text(of, lambda whole: getattr(whole, name)(known[0]))
        case "split" | "rsplit" | "partition" | "rpartition" | "splitlines":
            return _split_text(of, name, known)
        case "joinpath" | "join_url" | "add" | "with_path" | "add_path":
            return join_path(of, *arguments)
        case "encode" | "decode" | "expandtabs" | "copy" | "set" | "geturl" | "resolve" | "absolute":
            return of
        case "read_text" | "read_bytes" | "open":
            return Made("open", [of])
    return UNKNOWN


def _split(part: str | Value, old: str) -> list[Value | None]:
    """Return the pieces of a part between the places of a text; None stands for each place."""
    if not isinstance(part, str):
        return [part]
    pieces: list[Value | None] = []
    for number, piece in enumerate(part.split(old)):
        if number:
            pieces.append(None)
        pieces.append(text(piece))
    return pieces


def _split_text(of: Text, name: str, known: list[str | None]) -> Value:
    whole = of.known
    if whole is not None and name in ("split", "rsplit", "partition", "rpartition", "splitlines"):
        try:
            made: list[str] = list(getattr(whole, name)(*([known[0]] if known else [])))
        except (TypeError, ValueError):
            return UNKNOWN
        return Items([text(one) for one in made])
    return Items(others=UNKNOWN)


def _formatted(of: Text, arguments: list[Value], given: Value) -> Value:
    places = iter(arguments)
    parts: list[Value] = []
    for part in of.parts:
        if not isinstance(part, str):
            parts.append(part)
            continue
        end = 0
        for match in _FIELD.finditer(part):
            parts.append(text(part[end : match.start()]))
            name = match[1]
            if name.isdigit():
                found = arguments[int(name)] if int(name) < len(arguments) else UNKNOWN
            else:
                found = item(given, text(name)) if name else next(places, UNKNOWN)
            parts.append(item(found, text(match[2])) if match[2] else found)
            end = match.end()
        parts.append(text(part[end:]))
    return concatenate(parts)


def _substituted(of: Text, given: Mapping) -> Value:
    parts: list[Value] = []
    for part in of.parts:
        if not isinstance(part, str):
            parts.append(part)
            continue
        end = 0
        for match in _TEMPLATE_FIELD.finditer(part):
            parts += [text(part[end : match.start()]), item(given, text(match[1]))]
            end = match.end()
        parts.append(text(part[end:]))
    return concatenate(parts)


def _mapping_method(of: Mapping, name: str, call: Call) -> Value:
    arguments = call.arguments
    match name:
        case "get" | "pop" | "setdefault" | "__getitem__" if arguments:
            found = of.get(known_text(arguments[0]))
            default = arguments[1] if len(arguments) > 1 else None
            if name == "setdefault" and found is None and default is not None:
                of.put(known_text(arguments[0]), default)
            return join([one for one in (found, default) if one is not None])
        case "update":
            for one in arguments:
                merge(of, one)
            for key, value in call.keywords.items():
                of.put(key, value)
            return UNKNOWN
        case "copy":
            return Mapping(dict(of.entries), dict(of.lines), of.others)
        case "items":
            return Items(
                [Items([text(key), value]) for key, value in of.entries.items()],
                of.others and Items([UNKNOWN, of.others]),
            )
        case "values":
            return Items(list(of.entries.values()), of.others)
        case "keys":
            return Items(list(map(text, of.entries)))
        case "add" | "add_header" | "__setitem__" if len(arguments) > 1:
            assign_item(of, arguments[0], arguments[1], call.node.lineno)
            return UNKNOWN
        case "encode" | "decode" | "json" | "model_dump" | "dict" | "model_dump_json" | "to_dict":
            return of
    return UNKNOWN


def _items_method(of: Items, name: str, call: Call) -> Value:
    match name:
        case "append" | "add" | "insert" | "appendleft" | "put" if call.arguments:
            of.others = join([*([] if of.others is None else [of.others]), call.arguments[-1]])
            return UNKNOWN
        case "extend" | "update" if call.arguments:
            given = call.arguments[0]
            if isinstance(given, Items) and given.others is None and of.others is None:
                of.values += given.values
            else:
                of.others = join([*([] if of.others is None else [of.others]), items(given)])
            return UNKNOWN
        case "pop" | "popleft" | "get":
            return items(of)
        case "copy":
            return Items(list(of.values), of.others)
    return UNKNOWN
