"""Where the parts of a document stand in its published file, and a mark of the prose that stands there."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from differences.report import SourceLocation
from normalising.json_line_numbers import line_numbers
from upstream.swagger import Json, lookup_pointer

from .published_pointers import published_pointers
from .schema_spellings import PROSE

FindLines = Callable[[str, Iterable[str]], dict[str, int]]

# How the text about one value of an enum is called, before the value.
VALUE_DESCRIPTION = "description of "
_DEFINITIONS = ("/components/schemas/", "/definitions/")


@dataclass(frozen=True, slots=True)
class TextDigest:
    """Enough of a text to tell whether it changed, and where below the pointer that was asked for it stands."""

    mark: str
    below: str


class SourceLocations(Protocol):
    """Where the parts of one document stand. Asked for by their pointers in the document that is compared."""

    def find(self, pointers: Iterable[str]) -> dict[str, SourceLocation]:
        """The place of each, or of the nearest that it stands in."""
        ...

    def prose(self, pointer: str) -> dict[str, TextDigest]:
        """The texts that stand right there, by what they are."""
        ...


@dataclass(frozen=True)
class DocumentLocations:
    """Those of a document that is compared as it was read."""

    document: Json
    text: str
    find_lines: FindLines = line_numbers
    _nodes: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def find(self, pointers: Iterable[str]) -> dict[str, SourceLocation]:
        wanted = list(pointers)
        known = self.find_lines(self.text, wanted)
        return {
            pointer: SourceLocation(_nearest(pointer, known), known[_nearest(pointer, known)]) for pointer in wanted
        }

    def prose(self, pointer: str) -> dict[str, TextDigest]:
        found = _prose(self._node(pointer))
        return {name: TextDigest(_mark(text), steps) for name, (steps, text) in found.items()}

    def _node(self, pointer: str) -> object:
        """What stands at a pointer; what is above it is looked up once for all that is below."""
        parent, _, step = pointer.rpartition("/")
        if parent not in self._nodes:
            self._nodes[parent] = lookup_pointer(self.document, parent)
        above = self._nodes[parent]
        if isinstance(above, dict) and step in above:
            return above[step]
        return lookup_pointer(above, f"/{step}") if step or parent else self.document


@dataclass(frozen=True)
class PublishedLocations:
    """Those of a normalised document in the Swagger file that it was made from: `spec/<version>/lines.json`."""

    sha256: str
    entries: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, swagger: Json, text: str, document: Json, digest: str, find_lines: FindLines = line_numbers
    ) -> PublishedLocations:
        """Find them in the published file; `text` is what was parsed to `swagger` and normalised to `document`."""
        pointers = published_pointers(swagger, document)
        proses = {pointer: _prose(lookup_pointer(swagger, place)) for pointer, place in pointers.items()}
        wanted = [f"{pointers[pointer]}/{steps}" for pointer, texts in proses.items() for steps, _ in texts.values()]
        known = find_lines(text, [*pointers.values(), *wanted])
        entries: dict[str, list[Any]] = {}
        for pointer, place in pointers.items():
            texts = {
                name: [known[f"{place}/{steps}"], _mark(value), *([steps] if steps != name else [])]
                for name, (steps, value) in proses[pointer].items()
            }
            elsewhere = place if place != pointer.replace(*_DEFINITIONS, 1) else None
            parts: list[Any] = [known[place], elsewhere, texts or None]
            while parts[-1] is None:
                parts.pop()
            entries[pointer] = parts
        return cls(digest, entries)

    @classmethod
    def read(cls, table: Json) -> PublishedLocations:
        """What `write` wrote, parsed."""
        return cls(table["sha256"], table["places"])

    def write(self) -> str:
        """As JSON, a line for each place."""
        rows = (
            f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
            for key, value in self.entries.items()
        )
        return f'{{"sha256": "{self.sha256}", "places": {{\n' + ",\n".join(rows) + "\n}}\n"

    def find(self, pointers: Iterable[str]) -> dict[str, SourceLocation]:
        return {pointer: self._place(pointer) for pointer in pointers}

    def prose(self, pointer: str) -> dict[str, TextDigest]:
        texts = self.entries.get(pointer, [])[2:]
        return {name: TextDigest(mark, steps[0] if steps else name) for name, (_, mark, *steps) in _items(texts)}

    def _place(self, pointer: str) -> SourceLocation:
        known = _nearest(pointer, self.entries)
        line, elsewhere, *texts = [*self.entries.get(known, [1]), None][:3]
        place = elsewhere or known.replace(*_DEFINITIONS, 1)
        for name, (at, _, *steps) in _items(texts):
            if pointer == f"{known}/{steps[0] if steps else name}":
                return SourceLocation(f"{place}/{steps[0] if steps else name}", at)
        return SourceLocation(place, line)


def _nearest(pointer: str, known: Container[str]) -> str:
    """The pointer, or the nearest above it that is known; that of the document if none is."""
    while pointer and pointer not in known:
        pointer = pointer.rpartition("/")[0]
    return pointer


# Keys that hold texts, and all under which there can be some.
_TEXTS = tuple(sorted(PROSE | {"x-ms-examples"}))
_WORDED = frozenset((*_TEXTS, "x-ms-enum"))


def _items(texts: list[Any]) -> Iterable[tuple[str, list[Any]]]:
    return texts[0].items() if texts and texts[0] else ()


def _prose(node: Any) -> dict[str, tuple[str, Any]]:
    """The texts of a node by what they are, with the steps that lead to them; those of an enum's values too."""
    if not isinstance(node, dict) or _WORDED.isdisjoint(node):
        return {}
    texts = {key.removeprefix("x-ms-"): (key, node[key]) for key in _TEXTS if key in node}
    marks = node.get("x-ms-enum")
    values = marks.get("values") if isinstance(marks, dict) else None
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, dict) and "description" in value:
            texts[f"{VALUE_DESCRIPTION}{value.get('value')}"] = (
                f"x-ms-enum/values/{index}/description",
                value["description"],
            )
    return texts


def _mark(text: Any) -> str:
    return sha256(json.dumps(text, sort_keys=True).encode()).hexdigest()[:8]
