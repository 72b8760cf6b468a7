"""curl and its like in the processes that a Python program starts."""

from __future__ import annotations

from collections.abc import Iterator

from speechtotext.migrate._command_lines.clients import parse_client
from speechtotext.migrate._command_lines.shell_words import Word, split_commands
from speechtotext.migrate._tracking.sent import Sent
from speechtotext.migrate._tracking.texts import texts
from speechtotext.migrate._tracking.values import HOLE, UNKNOWN, Items, Mapping, Text, Value, items, options, text

from .json_bodies import json_body


def commands_of(arguments: list[Value]) -> Iterator[Sent]:
    """Yield the requests of the commands that a process is started with."""
    words = [one for value in arguments for one in _flattened(value)]
    if not words:
        return
    if len(words) == 1 or " " in words[0].pattern.strip():
        for command in split_commands(words[0].pattern):
            yield from _sent([word.text for word in command.words], words[0])
        return
    yield from _sent([one.pattern for one in words], None, words)


def _flattened(value: Value) -> Iterator[Text]:
    for one in options(value):
        if isinstance(one, Items):
            for inner in one.values:
                yield from texts(inner)[:1]
            if one.others is not None:
                yield from texts(items(one))[:4]
            return
        if isinstance(one, Text):
            yield one
            return


def _sent(words: list[str], whole: Text | None, parts: list[Text] | None = None) -> Iterator[Sent]:
    if words[:2] and words[0].rpartition("/")[2] in ("bash", "sh") and "-c" in words[:3]:
        for command in split_commands(words[words.index("-c") + 1] if len(words) > 2 else ""):
            yield from _sent([word.text for word in command.words], whole)
        return
    found = parse_client([Word(word) for word in words])
    if found is None:
        return
    holes = iter([part for part in (whole.parts if whole else ()) if not isinstance(part, str)])
    for url in found.urls:
        same = next((one for one in parts or [] if one.pattern == url), None)
        made = same if same is not None else Text(tuple(_with_holes(url, holes)))
        headers = Mapping({name: text(value) for name, value in found.headers.items()})
        yield Sent((), [made], found.method, headers, body=json_body(found.body))


def _with_holes(url: str, holes: Iterator[Value]) -> Iterator[str | Value]:
    for number, piece in enumerate(url.split(HOLE)):
        if number:
            yield next(holes, UNKNOWN)
        yield piece
