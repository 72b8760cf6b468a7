"""Moving a pin to another commit, and saying what that changes."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import tomlkit

from fetch import JSON, TIMEOUT, Temporary, mapping
from pinned import Progress, Puller, example_locations, open_puller, parse_swagger, sha256_of, store
from problem import Problem
from sources import CACHE, SOURCES_FILE, Pin, Version
from swagger import METHODS

_WORDING = {"description", "summary", "example", "examples", "x-ms-examples"}
_MAPS_OF_NAMES = {"properties", "definitions", "parameters", "responses", "headers", "paths"}


@dataclass(frozen=True)
class MovedPin:
    """A pin before and after, and what changed in its file, a line each."""

    before: Pin
    after: Pin
    changes: tuple[str, ...]

    def __str__(self) -> str:
        move = f"{self.before.version}: {self.before.commit[:8]} -> {self.after.commit[:8]}"
        return "\n".join((f"{move}, sha256 {self.after.sha256}", *self.changes))


def move_pin(
    version: Version,
    commit: str,
    *,
    sources_file: Path = SOURCES_FILE,
    source: str | None = None,
    cache: Path = CACHE,
    timeout: float = TIMEOUT,
    sleep: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> MovedPin:
    """Fetch a version's files at `commit` and record it in `sources_file`; earlier pins stay as they are.

    Raises:
        Problem: a file cannot be had or recorded; the cache's files and `sources_file` are as they were.
    """
    progress = progress or Progress()
    with open_puller(source, cache=cache, timeout=timeout, sleep=sleep, progress=progress) as puller:
        location = replace(version.pin, commit=commit).location
        progress.expecting(1)
        body = puller.upstream.get(location)
        progress.fetched()
        document = parse_swagger(body, f"{location.name} from {puller.upstream.address(location)}")
        after = replace(version.pin, commit=commit, sha256=sha256_of(body))
        examples = puller.missing_examples(example_locations(after, document))
        changes = _changes(puller, version.pin, after, document)
    text = _recorded(sources_file, after)
    store({**examples, after.cached(cache): body, sources_file.resolve(): text.encode()})
    return MovedPin(version.pin, after, changes)


def changes_between(before: Mapping[str, JSON], after: Mapping[str, JSON]) -> list[str]:
    """Operations, schemas and other parts added (`+`), removed (`-`) and changed (`~`), wording apart."""
    lines: list[str] = []
    for select in (_operations, _schemas, _other_parts):
        old, new = select(before), select(after)
        for name in dict.fromkeys((*old, *new)):
            if name not in new:
                lines.append(f"- {name}")
            elif name not in old:
                lines.append(f"+ {name}")
            elif old[name] != new[name]:
                lines.append(f"~ {name}")
    return lines


def _changes(puller: Puller, before: Pin, after: Pin, document: Mapping[str, JSON]) -> tuple[str, ...]:
    if not before.sha256:
        counts = f"{len(_operations(document))} operations, {len(_schemas(document))} schemas"
        return (f"recorded for the first time: {counts}",)
    if before.sha256 == after.sha256:
        return ("the same bytes",)
    try:
        body = puller.cached_swagger(before) or puller.fetch_swagger(before)
    except Temporary:
        raise
    except Problem as problem:
        # A commit that is gone for good must not keep its pin from being moved away from it.
        return (f"other bytes; nothing to compare them with: {problem}",)
    lines = changes_between(parse_swagger(body, before.name), document)
    return tuple(lines) or ("other bytes, but only in descriptions, examples or layout",)


def _recorded(sources_file: Path, pin: Pin) -> str:
    """The text of `sources_file` with the pin's commit and sha256 in its entry, all else as it was."""
    try:
        text = sources_file.read_bytes().decode()
    except OSError as error:
        raise Problem(f"{sources_file}: cannot be read ({error.strerror}). Make it readable.") from error
    expected = tomllib.loads(text)
    expected["versions"][pin.version].update(commit=pin.commit, sha256=pin.sha256)
    document = tomlkit.parse(text)
    # tomlkit types what it parsed as any of its items; that this is a table was checked when it was loaded.
    entry = cast("dict[str, Any]", cast("dict[str, Any]", document["versions"])[pin.version])
    entry["commit"] = pin.commit
    entry["sha256"] = pin.sha256
    recorded = tomlkit.dumps(document)
    if tomllib.loads(recorded) != expected:
        raise Problem(
            f"{sources_file}: the entry of {pin.version} is not laid out so that it can be edited in place. "
            f'Write commit = "{pin.commit}" and sha256 = "{pin.sha256}" into it by hand.'
        )
    return recorded


def _operations(document: Mapping[str, JSON]) -> dict[str, JSON]:
    operations: dict[str, JSON] = {}
    for path, item in mapping(document.get("paths")).items():
        shared = _facts(mapping(item).get("parameters"))
        for method, operation in mapping(item).items():
            if method in METHODS:
                operations[f"{method.upper()} {path}"] = [_facts(operation), shared]
    return operations


def _schemas(document: Mapping[str, JSON]) -> dict[str, JSON]:
    return {f"schema {name}": _facts(schema) for name, schema in mapping(document.get("definitions")).items()}


def _other_parts(document: Mapping[str, JSON]) -> dict[str, JSON]:
    return {
        part: _facts(value, of_names=part in _MAPS_OF_NAMES)
        for part, value in document.items()
        if part not in ("paths", "definitions")
    }


def _facts(value: JSON, *, of_names: bool = False) -> JSON:
    """The value without wording. In a map of names, a key "description" is a property's name and stays."""
    if isinstance(value, list):
        return [_facts(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _facts(item, of_names=not of_names and key in _MAPS_OF_NAMES)
        for key, item in value.items()
        if of_names or key not in _WORDING
    }
