"""A made-up upstream with one version, and a place to pull it to."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from build_error import BuildError
from move_pin import MovedPin, move_pin
from pipeline.misbehaving_server import (
    other_content,
)
from pull import PulledPin, pull
from upstream import fetch
from upstream.fetch import JSON
from upstream.sources import Version, load_sources

REAL_MIRROR = os.environ.get(fetch.MIRROR_VARIABLE)


OLD = "0" * 40


NEW = "1" * 40


PATH = "specification/Speech/stable/v1.0/speechtotext.json"


EXAMPLES: dict[str, JSON] = {
    "./examples/list.json": {"parameters": {}},
    "./examples/get one.json": {"responses": {"200": {}}},
}


HTML = other_content(b"<!DOCTYPE html>\n<title>Sign in</title>")


ANOTHER_FILE = other_content(b'{"swagger": "2.0", "paths": {}}')


def swagger(**changes: JSON) -> dict[str, JSON]:
    """A little Swagger file whose two operations name EXAMPLES."""
    first, second = EXAMPLES
    document: dict[str, JSON] = {
        "swagger": "2.0",
        "info": {"title": "Speech", "version": "v1.0"},
        "paths": {
            "/things": {"get": {"operationId": "List", "responses": {}, "x-ms-examples": {"List": {"$ref": first}}}},
            "/things/{id}": {
                "get": {
                    "operationId": "Get",
                    "responses": {},
                    "x-ms-examples": {"Get": {"$ref": second}, "Same": {"$ref": first}},
                }
            },
        },
        "definitions": {
            "Thing": {"description": "A thing.", "properties": {"description": {"type": "string", "description": "…"}}}
        },
    }
    return document | changes


@dataclass
class Place:
    """A mirror, a `sources.toml` and a cache of a test's own."""

    folder: Path
    pauses: list[float] = field(default_factory=list[float])

    @property
    def mirror(self) -> Path:
        return self.folder / "mirror"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def sources(self) -> Path:
        return self.folder / "sources.toml"

    def file(self, commit: str = OLD, path: str = PATH) -> Path:
        return self.mirror / "Owner/specs" / commit / path

    def publish(self, document: JSON, commit: str = OLD, path: str = PATH) -> str:
        """Put a Swagger file and EXAMPLES on the mirror; gives its sha256."""
        target = self.file(commit, path)
        for reference, example in EXAMPLES.items():
            (target.parent / reference).parent.mkdir(parents=True, exist_ok=True)
            (target.parent / reference).write_text(json.dumps(example))
        target.write_text(json.dumps(document))
        return hashlib.sha256(target.read_bytes()).hexdigest()

    def pin(self, sha256: str | None, *, name: str = "v1.0", path: str = PATH, examples: bool = True) -> None:
        """Add an entry to `sources.toml`."""
        lines = [
            f'[versions."{name}"]  # the entry of {name}',
            'state = "Generally available."',
            'repository = "Owner/specs"',
            f'commit = "{OLD}"   # a branch named this',
            f'path = "{path}"',
            *([f'sha256 = "{sha256}"  # by hand'] if sha256 is not None else []),
            f"examples = {str(examples).lower()}",
        ]
        with self.sources.open("a", encoding="utf-8", newline="") as file:
            file.write("\n".join((f"# About {name}.", *lines, "", "")))

    def versions(self) -> list[Version]:
        return list(load_sources(self.sources).values())

    def pull(self, source: str | Path | None = None, timeout: float = 5.0) -> list[PulledPin]:
        where = str(source or self.mirror)
        return pull(self.versions(), source=where, cache=self.cache, timeout=timeout, sleep=self.pauses.append)

    def update(self, source: str | Path | None = None, timeout: float = 5.0, commit: str = NEW) -> MovedPin:
        return move_pin(
            self.versions()[0],
            commit,
            sources_file=self.sources,
            source=str(source or self.mirror),
            cache=self.cache,
            timeout=timeout,
            sleep=self.pauses.append,
        )

    def contents(self) -> dict[str, bytes | None]:
        """Everything below the folder save the mirror: path → bytes, or None for a folder."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
            for path in sorted(self.folder.rglob("*"))
            if self.mirror not in (path, *path.parents)
        }


def problem_of(action: Callable[[], object]) -> str:
    """The one line that the action fails with."""
    with pytest.raises(BuildError) as raised:
        action()
    line = str(raised.value)
    assert "\n" not in line
    return line
