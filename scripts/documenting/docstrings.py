"""Docstrings in Google's style, divided into their parts."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field

_SECTION = re.compile(r"^(Args|Attributes|Raises|Returns|Yields):$")
_ENTRY = re.compile(r"^    (\*{0,2}[\w.]+(?:, [\w.]+)*)(?: \([^)]*\))?: (.*)$")
_HTTP = re.compile(r"^(GET|POST|PUT|PATCH|DELETE|HEAD) (\S+)\.(?: Published as \w+\.)?$")


@dataclass
class Docstring:
    """The parts of a docstring.

    Args:
        summary: its first paragraph.
        body: the paragraphs after it, with indented code.
        arguments: descriptions by the names of arguments, or of attributes.
        returns: what is returned, if a section says so.
        errors: descriptions by the names of errors.
        http: method and path of the operation that a generated method sends.
    """

    summary: str = ""
    body: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    returns: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    http: str = ""


def parse(text: str | None) -> Docstring:
    """Divide a docstring into its parts."""
    parts = Docstring()
    sections: dict[str, list[str]] = {"": []}
    current = ""
    for line in inspect.cleandoc(text or "").splitlines():
        heading = _SECTION.match(line)
        http = _HTTP.match(line)
        if heading:
            current = heading[1]
            sections.setdefault(current, [])
        elif http:
            parts.http = f"{http[1]} {http[2]}"
        else:
            if line and not line.startswith(" ") and current:
                current = ""
            sections[current].append(line)
    summary, _, body = "\n".join(sections[""]).strip().partition("\n\n")
    parts.summary, parts.body = " ".join(summary.split()), body.strip("\n")
    for name in ("Args", "Attributes"):
        parts.arguments |= _entries(sections.get(name, []))
    parts.errors = _entries(sections.get("Raises", []))
    parts.returns = " ".join(" ".join(sections.get("Returns", []) + sections.get("Yields", [])).split())
    return parts


def _entries(lines: list[str]) -> dict[str, str]:
    entries: dict[str, str] = {}
    names: list[str] = []
    for line in lines:
        found = _ENTRY.match(line)
        if found:
            names = found[1].replace("*", "").split(", ")
            entries |= dict.fromkeys(names, found[2])
        elif line.strip():
            entries |= {name: f"{entries[name]} {line.strip()}" for name in names}
    return entries
