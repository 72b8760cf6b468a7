"""Jupyter notebooks as programs: their code cells in order, and the scripts in their magics."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

_SCRIPT_MAGIC: Final = re.compile(
    r"\s*%%(?:bash|sh|zsh|script\s+(?:\S*/)?(?:bash|sh|zsh)|!|system|sx|cmd|powershell|pwsh)\b[^\n]*"
)

_OTHER_MAGIC: Final = re.compile(r"\s*%%(?!time\b|timeit\b|capture\b|prun\b)\w+")

_LINE_MAGIC: Final = re.compile(
    r"(?P<indent>\s*)(?:(?P<target>[\w, ]+=\s*)?(?P<mark>!{1,2}|%(?!\w*time)\w+|%%\w+|\?)|%\w+\s+(?P<timed>.*)$"
    r"|(?P<help>[\w.]+\?{1,2}\s*$))"
)

_MARK: Final = "#: cell "


@dataclass
class Script:
    """Shell code in a notebook.

    Attributes:
        name: a file name, which says what it is.
        code: the code.
        cell: number of the cell, from 1.
        line: line of the cell that it begins on, from 1.
    """

    name: str
    code: str
    cell: int
    line: int


@dataclass
class _Cell:
    number: int
    source: str
    start: int
    end: int
    is_list: bool
    first_line: int = 0
    is_python: bool = True
    magics: dict[int, str] = field(default_factory=dict)


class Notebook:
    """A notebook.

    Args:
        text: its JSON.

    Raises:
        ValueError: it is not the JSON of a notebook.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.scripts: list[Script] = []
        self._cells = [_Cell(*one) for one in _code_cells(text)]
        lines: list[str] = []
        for cell in self._cells:
            cell.first_line = len(lines) + 1
            lines.append(f"{_MARK}{cell.number}")
            lines += self._python_lines(cell)
        self.program = "\n".join(lines) + "\n"

    def _python_lines(self, cell: _Cell) -> list[str]:
        """Return the lines of a cell as Python; magics become `pass`, and their code is a script."""
        source = cell.source.split("\n")
        if match := _SCRIPT_MAGIC.match(cell.source):
            cell.is_python = False
            name = (
                "cell.ps1" if re.search("powershell|pwsh", match[0]) else "cell.bat" if "cmd" in match[0] else "cell.sh"
            )
            self.scripts.append(
                Script(
                    name,
                    cell.source[match.end() :].lstrip("\n"),
                    cell.number,
                    cell.source[: match.end()].count("\n") + 2,
                )
            )
            return ["pass" if number == 0 else "" for number, _ in enumerate(source)]
        if _OTHER_MAGIC.match(cell.source):
            cell.is_python = False
            return ["pass" if number == 0 else "" for number, _ in enumerate(source)]
        lines: list[str] = []
        continued = False
        for number, line in enumerate(source):
            match = _LINE_MAGIC.match(line) if not continued else None
            if continued:
                lines.append("#: magic")
                cell.magics[number] = line
                self.scripts[-1].code += "\n" + line
            elif match and match["timed"] is None and (match["mark"] or match["help"]):
                cell.magics[number] = line
                lines.append(
                    f"{match['indent']}{match['target'] or ''}{'None' if match['target'] else 'pass'}  #: magic"
                )
                self._add_command(line[match.end() :] if match["mark"] else "", cell, number)
            elif match and match["timed"] is not None:
                cell.magics[number] = line
                lines.append(f"{match['indent']}{match['timed']}  #: magic")
            else:
                lines.append(line)
            continued = number in cell.magics and line.rstrip().endswith("\\") and bool(self.scripts)
        return lines

    def _add_command(self, command: str, cell: _Cell, number: int) -> None:
        self.scripts.append(
            Script("cell.sh", re.sub(r"(?<!\$)\{([A-Za-z_]\w*)\}", r"${\1}", command), cell.number, number + 1)
        )

    def place(self, line: int) -> tuple[int, int]:
        """Return the cell, and the line in it, of a line of the program."""
        found = [cell for cell in self._cells if cell.first_line < max(line, 2)]
        cell = found[-1] if found else self._cells[0]
        return cell.number, max(1, line - cell.first_line)

    def rewritten(self, program: str) -> str:
        """Return the notebook with its cells as in a rewritten program; other bytes stay."""
        parts = re.split(rf"^{_MARK}\d+\n", program, flags=re.MULTILINE)[1:]
        text = self.text
        for cell, part in reversed(list(zip(self._cells, parts, strict=True))):
            before = "\n".join(
                self.program.split("\n")[cell.first_line : cell.first_line + cell.source.count("\n") + 1]
            )
            after = part.removesuffix("\n") if part.endswith("\n") else part
            if cell.is_python and after != before:
                source = _with_magics(after, cell)
                text = (
                    text[: cell.start]
                    + _encoded(source, text[cell.start : cell.end], is_list=cell.is_list)
                    + text[cell.end :]
                )
        return text


def _with_magics(after: str, cell: _Cell) -> str:
    magics = iter([cell.magics[number] for number in sorted(cell.magics)])
    return "\n".join(next(magics) if line.endswith("#: magic") else line for line in after.split("\n"))


def _encoded(source: str, before: str, *, is_list: bool) -> str:
    """Return the JSON of a cell's source, laid out as it was."""
    ascii_only = re.search(r"\\u[0-9a-fA-F]{4}", before) is not None
    if not is_list:
        return json.dumps(source, ensure_ascii=ascii_only)
    lines = [json.dumps(line, ensure_ascii=ascii_only) for line in source.splitlines(keepends=True)]
    opening = re.match(r"\[\s*", before)
    closing = re.search(r"\s*\]$", before)
    start, end = opening[0] if opening else "[", closing[0] if closing else "]"
    return start + f",{start[1:] or ' '}".join(lines) + end


def _code_cells(text: str) -> list[tuple[int, str, int, int, bool]]:
    """Return number, source, start and end of the source in the JSON, and whether it is a list, by code cell."""
    data = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise ValueError("not a notebook")
    spans = _source_spans(text)
    found: list[tuple[int, str, int, int, bool]] = []
    for number, (cell, span) in enumerate(zip(data["cells"], spans, strict=True), 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code" and span is not None:
            source = cell.get("source", "")
            is_list = isinstance(source, list)
            found.append((number, "".join(source) if is_list else str(source), *span, is_list))
    return found


def _source_spans(text: str) -> list[tuple[int, int] | None]:
    """Return where the source of each cell is in the JSON."""
    decoder = json.JSONDecoder()
    spans: list[tuple[int, int] | None] = []
    for key, start, _ in _members(text, _skip(text, 0)):
        if key == "cells":
            place = _skip(text, start + 1)
            while text[place] != "]":
                source = next(((begin, end) for name, begin, end in _members(text, place) if name == "source"), None)
                spans.append(source)
                _, place = decoder.raw_decode(text, place)
                place = _skip(text, place)
                if text[place] == ",":
                    place = _skip(text, place + 1)
    return spans


def _members(text: str, place: int) -> list[tuple[str, int, int]]:
    """Return the keys of the JSON object at a place, and where their values begin and end."""
    decoder = json.JSONDecoder()
    found: list[tuple[str, int, int]] = []
    place = _skip(text, place + 1)
    while text[place] == '"':
        key: Any
        key, place = decoder.raw_decode(text, place)
        start = _skip(text, _skip(text, place) + 1)
        _, end = decoder.raw_decode(text, start)
        found.append((str(key), start, end))
        place = _skip(text, end)
        if text[place] == ",":
            place = _skip(text, place + 1)
    return found


def _skip(text: str, place: int) -> int:
    while text[place] in " \t\r\n":
        place += 1
    return place
