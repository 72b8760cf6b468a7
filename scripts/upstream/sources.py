"""Which published files the project is made from: `spec/sources.toml`, read and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from build_error import BuildError

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "spec"
SOURCES_FILE = SPEC / "sources.toml"
CACHE = ROOT / ".spec-cache"

_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_RELEASE = re.compile(r"v?\d+(?:[.-]\d+)*")


@dataclass(frozen=True)
class Pin:
    """One published Swagger file at one commit.

    `commit` and `sha256` are empty in the entry of a new version until `pull.py --update` records them. An earlier pin
    is kept to compare with.
    """

    version: str
    repository: str
    commit: str
    path: str
    sha256: str
    examples: bool = False
    is_earlier: bool = False

    @property
    def location(self) -> PurePosixPath:
        """`<owner>/<repository>/<commit>/<path>`, as in GitHub's raw URLs, a mirror and the cache."""
        return PurePosixPath(self.repository, self.commit, self.path)

    @property
    def name(self) -> str:
        return f"{self.version}@{self.commit[:8]}" if self.commit else self.version

    def cached(self, cache: Path = CACHE) -> Path:
        return cache / self.location


@dataclass(frozen=True)
class Version:
    """An API version: the pin that its client is generated from, and earlier ones kept to compare with."""

    name: str
    state: str
    pin: Pin
    earlier: tuple[Pin, ...] = ()

    @property
    def package(self) -> str:
        """The Python name: `v3.2` gives `v3_2`, `2024-11-15` gives `v2024_11_15`."""
        return package_name(self.name)

    @property
    def is_preview(self) -> bool:
        """Whether the name has more than the numbers of a release, such as `2026-05-15-preview`."""
        return bool(_release_and_rest(self.name)[1])

    @property
    def pins(self) -> tuple[Pin, ...]:
        return (self.pin, *self.earlier)


def package_name(version: str) -> str:
    return "v" + re.sub(r"[^0-9a-z]+", "_", version.lower().removeprefix("v"))


def release_order(version: str) -> tuple[bool, tuple[int, ...], bool, str, tuple[int, ...]]:
    """Return the sort key of a version's name, for oldest first.

    Dated versions follow numbered ones; a preview precedes its version, whichever place they have in the file.
    """
    release, preview = _release_and_rest(version)
    return (
        not version.lower().startswith("v"),
        _numbers(release),
        not preview,
        re.sub(r"\d+", "", preview),
        _numbers(preview),
    )


def load_sources(file: Path = SOURCES_FILE) -> dict[str, Version]:
    """Return every version of `sources.toml`, oldest first by `release_order`.

    Raises:
        BuildError: the file is missing, is not TOML, or an entry of it is wrong.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BuildError(f"{file}: cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise BuildError(f"{file}: not valid TOML: {error}.") from error
    entries = _entries(file, table)
    versions = {name: _version(file, name, entries[name]) for name in sorted(entries, key=release_order)}
    packages: dict[str, str] = {}
    for version in versions.values():
        other = packages.setdefault(version.package, version.name)
        if other != version.name:
            raise BuildError(
                f"{file}: versions {other} and {version.name} would both be the package {version.package}."
            )
    return versions


def select_version(versions: dict[str, Version], name: str) -> Version:
    """The version of that name.

    Raises:
        BuildError: there is none.
    """
    if name not in versions:
        known = ", ".join(versions)
        raise BuildError(f"{name}: not a version of spec/sources.toml, which has {known}. Add an entry for it there.")
    return versions[name]


def _release_and_rest(version: str) -> tuple[str, str]:
    name = version.lower()
    release = _RELEASE.match(name)
    return (release[0], name[release.end() :]) if release else ("", name)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


def _entries(file: Path, table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    entries = table.get("versions", {})
    if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
        raise BuildError(f"{file}: every version has to be a table of its own: [versions.NAME].")
    return entries


def _version(file: Path, name: str, entry: dict[str, Any]) -> Version:
    shared = {key: entry[key] for key in ("repository", "path") if key in entry}
    earlier = tuple(replace(_pin(file, name, shared | older), is_earlier=True) for older in entry.get("earlier", ()))
    pin = _pin(file, name, {"commit": "", "sha256": "", **entry})
    return Version(name=name, state=entry.get("state", ""), pin=pin, earlier=earlier)


def _pin(file: Path, version: str, entry: dict[str, Any]) -> Pin:
    where = f"{file}: version {version}"
    for key in ("repository", "commit", "path", "sha256"):
        if not isinstance(entry.get(key), str):
            raise BuildError(f"{where} has no {key}.")
    if entry["commit"] and not _COMMIT.fullmatch(entry["commit"]):
        raise BuildError(f"{where}: commit {entry['commit']!r} is not a full commit id of 40 hex digits.")
    if entry["sha256"] and not _SHA256.fullmatch(entry["sha256"]):
        raise BuildError(f"{where}: sha256 {entry['sha256']!r} is not 64 hex digits.")
    for key in ("repository", "path"):
        if PurePosixPath(entry[key]).is_absolute() or ".." in PurePosixPath(entry[key]).parts:
            raise BuildError(f"{where}: {key} {entry[key]!r} is not a plain relative path.")
    examples = entry.get("examples", False)
    return Pin(version, entry["repository"], entry["commit"], entry["path"], entry["sha256"], examples)
