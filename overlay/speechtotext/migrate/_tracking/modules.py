"""The modules and settings files of the programs that are looked at together."""

from __future__ import annotations

import ast
import configparser
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from .values import UNKNOWN, Constant, Items, Mapping, Module, Value, text

_SETTINGS_SUFFIXES: Final = {".cfg", ".conf", ".env", ".ini", ".json", ".toml", ".yaml", ".yml"}

_MAX_SETTINGS: Final = 256 * 1024


class Modules:
    """The modules of one run, parsed when they are needed.

    Args:
        paths: files of the run.
        parse: returns the syntax tree of a file; None if it has none.
    """

    def __init__(self, paths: Iterable[Path], parse: Callable[[Path], ast.Module | None]) -> None:
        self._parse = parse
        self._by_stem: dict[str, list[Path]] = {}
        for path in paths:
            stem = path.parent.name if path.stem == "__init__" else path.stem
            self._by_stem.setdefault(stem, []).append(path)
        self._modules: dict[Path, Module | None] = {}
        self._settings: dict[Path, Value] = {}

    def load(self, path: Path) -> Module | None:
        """Return the module in a file; None if it cannot be parsed."""
        if path not in self._modules:
            tree = self._parse(path)
            self._modules[path] = None if tree is None else Module(path, tree)
        return self._modules[path]

    def find(self, name: str, beside: Path) -> Module | None:
        """Return the module of a dotted name that a file imports; None if it is not among the programs."""
        parts = [part for part in name.split(".") if part]
        if not parts:
            return None
        candidates = [path for path in self._by_stem.get(parts[-1], []) if _ends_with(path, parts)]
        candidates.sort(key=lambda path: _distance(path, beside))
        # A module of another program may have the name of an installed package.
        near = [path for path in candidates if len(parts) > 1 or _distance(path, beside) <= 3]
        return self.load(near[0]) if near and near[0] != beside else None

    def settings(self, name: str, beside: Path) -> Value:
        """Return the content of a settings file that a program names."""
        wanted = re.split(r"[/\\]", name)[-1]
        if not re.search(r"\w", wanted) or (Path(wanted).suffix or wanted) not in _SETTINGS_SUFFIXES:
            return UNKNOWN
        for folder in [beside.parent, *list(beside.absolute().parent.parents)[:2]]:
            for file in (folder / wanted, folder / "config" / wanted, folder / "settings" / wanted):
                if file.is_file():
                    if file not in self._settings:
                        self._settings[file] = _read_settings(file)
                    return self._settings[file]
        return UNKNOWN

    def environment(self, name: str, beside: Path) -> Value | None:
        """Return the value of an environment variable in the `.env` file beside a program."""
        found = self.settings(".env", beside)
        return found.get(name) if isinstance(found, Mapping) else None


def _ends_with(path: Path, parts: list[str]) -> bool:
    own = list(path.with_suffix("").parts)
    if own[-1] == "__init__":
        own.pop()
    return own[-len(parts) :] == parts


def _distance(path: Path, other: Path) -> int:
    one, two = path.absolute().parent.parts, other.absolute().parent.parts
    common = sum(1 for _ in _common(one, two))
    return len(one) + len(two) - 2 * common


def _common(one: tuple[str, ...], two: tuple[str, ...]) -> Iterable[str]:
    for left, right in zip(one, two, strict=False):
        if left != right:
            return
        yield left


def _read_settings(file: Path) -> Value:
    try:
        if file.stat().st_size > _MAX_SETTINGS:
            return UNKNOWN
        content = file.read_text("utf-8")
        match file.suffix or file.name:
            case ".json":
                return value_of(json.loads(content))
            case ".toml":
                return value_of(tomllib.loads(content))
            case ".ini" | ".cfg" | ".conf":
                parser = configparser.ConfigParser(interpolation=None, strict=False)
                parser.read_file(io.StringIO(content))
                return value_of({name: dict(parser[name]) for name in parser.sections()})
            case ".env":
                return value_of(dict(_assignments(content)))
    except (OSError, ValueError, RecursionError, configparser.Error):
        return UNKNOWN
    return value_of(nested_assignments(content))


def _assignments(content: str) -> Iterable[tuple[str, str]]:
    for line in content.splitlines():
        match = re.match(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$", line)
        if match:
            yield match[1], match[2].strip("\"'")


def nested_assignments(content: str) -> dict[str, object]:
    """Return the scalars of a YAML document by its keys, as indentation nests them."""
    root: dict[str, object] = {}
    open_maps: list[tuple[int, dict[str, object]]] = [(-1, root)]
    for line in content.splitlines():
        match = re.match(r"(\s*)(?:- )?[\"']?([\w.-]+)[\"']?\s*:(?:\s+(.*?))?\s*$", line)
        if match is None:
            continue
        indent, key, value = len(match[1]), match[2], re.sub(r"\s+#.*$", "", match[3] or "")
        while open_maps[-1][0] >= indent:
            open_maps.pop()
        if value:
            open_maps[-1][1][key] = value.strip("\"'")
        else:
            inner: dict[str, object] = {}
            open_maps[-1][1][key] = inner
            open_maps.append((indent, inner))
    return root


def value_of(data: object) -> Value:
    """Return JSON data as a value."""
    match data:
        case str():
            return text(data)
        case dict():
            return Mapping({str(key): value_of(one) for key, one in data.items()})
        case list():
            return Items([value_of(one) for one in data])
    return Constant(data)
