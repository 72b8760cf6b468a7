"""Our own words for what the published files name: `spec/wording/`, with a count of what is missing and unused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_error import BuildError

_Place = tuple[str, ...]


class Wording:
    """The words of `operations.toml` and `models.toml`, and which of them were asked for.

    Every lookup that finds nothing is noted in `missing`; `unused()` names the entries that no lookup reached.
    """

    def __init__(self, operations: dict[str, Any], models: dict[str, Any]) -> None:
        self._tables: dict[str, Any] = {"operations.toml": operations, "models.toml": models}
        self._used: set[_Place] = set()
        self.missing: list[str] = []

    @classmethod
    def load(cls, folder: Path) -> Wording:
        return cls(*(_read(folder / name) for name in ("operations.toml", "models.toml")))

    def unused(self) -> list[str]:
        """The entries that nothing in the versions looked up so far bears the name of."""
        return [".".join(path) for path in _leaves(self._tables, ()) if path not in self._used]

    def general(self, table: str, name: str) -> str | None:
        """Words of one of the plain tables: groups, parameters, headers, responses, security, server."""
        return self._first([("operations.toml", table, name)], f"{table} {name}")

    def summary(self, operation: str) -> str | None:
        return self._first([("operations.toml", "operations", operation, "summary")], f"operation {operation}")

    def operation(self, operation: str, version: str) -> str | None:
        base = ("operations.toml", "operations", operation)
        return self._join([*base, "description"], [*base, "versions", version])

    def body(self, operation: str) -> str | None:
        """Words for what an operation takes as its body."""
        return self._first([("operations.toml", "operations", operation, "body")], f"body of {operation}")

    def parameter(self, operation: str | None, name: str) -> str | None:
        paths: list[_Place] = [("operations.toml", "parameters", name)]
        if operation:
            own = ("operations.toml", "operations", operation, "parameters", name)
            if self._get(own):
                paths = [own]
        return self._first(paths, f"parameter {name}" + (f" of {operation}" if operation else ""))

    def model(self, model: str, version: str) -> str | None:
        base = ("models.toml", model)
        words = self._join([*base, "description"], [*base, "versions", version])
        if not self._get((*base, "description")):
            self.missing.append(f"model {model} ({version})")
        return words

    def property(self, model: str, bases: Iterable[str], name: str, version: str) -> str | None:
        """Words of the model itself, else of a model it inherits from, else what the name means everywhere."""
        paths: list[_Place] = []
        for owner in (model, *bases):
            paths += [
                ("models.toml", owner, "properties_in", version, name),
                ("models.toml", owner, "properties", name),
            ]
        return self._first([*paths, ("models.toml", "common", name)], f"property {model}.{name} ({version})")

    def values(self, model: str, values: Iterable[str]) -> list[str] | None:
        found = [self._take(("models.toml", model, "values", value)) or "" for value in values]
        return found if any(found) else None

    def _first(self, paths: list[_Place], what: str) -> str | None:
        for path in paths:
            words = self._take(path)
            if words:
                return words
        self.missing.append(what)
        return None

    def _join(self, *paths: list[str]) -> str | None:
        return " ".join(words for words in (self._take(tuple(path)) for path in paths) if words) or None

    def _take(self, path: _Place) -> str | None:
        words = self._get(path)
        if words:
            self._used.add(path)
        return words

    def _get(self, path: _Place) -> str | None:
        node: Any = self._tables
        for step in path:
            node = node.get(step) if isinstance(node, dict) else None
        return " ".join(node.split()) if isinstance(node, str) else None


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BuildError(f"{file}: cannot be read ({error.strerror}).") from error
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{file}: not valid TOML: {error}.") from error


def _leaves(node: object, path: _Place) -> Iterator[_Place]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    else:
        yield path
