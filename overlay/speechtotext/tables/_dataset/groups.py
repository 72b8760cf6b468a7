"""The groups of result files that a data set was written in: what is in it, and what is left to write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, TypeVar

import msgspec

from speechtotext._errors import ConfigurationError, FileError
from speechtotext.tables._schemas import TABLES
from speechtotext.tables._sources.entries import PART, Entry, Group, grouped
from speechtotext_api.wire import without_signatures

from .targets import STATE_FOLDER, Target

T = TypeVar("T")

_SETTINGS: Final = f"{STATE_FOLDER}/dataset.json"
_GROUPS: Final = f"{STATE_FOLDER}/groups"
# So many groups for each process, if they are not too small: so that all of them end at about the same time.
_SHARES: Final = 4
_LEAST_BYTES: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class WrittenGroup:
    """A group that is in the data set.

    Attributes:
        entries: that were read.
        files: that hold their rows.
    """

    entries: list[Entry]
    files: list[str]


class WrittenGroups:
    """The groups of a data set. The file of a group is written last: without it, the group's rows do not count.

    Args:
        target: of the data set.
        settings: that all groups have in common.

    Raises:
        ConfigurationError: the data set was begun with other settings.
        FileError: it cannot be read or written.
    """

    def __init__(self, target: Target, settings: dict[str, Any]) -> None:
        self._target = target
        self._check_settings(settings)
        self._groups = dict(self._read_groups())
        self._remove_leftovers()

    def to_write(self, entries: Iterable[Entry], most_bytes: int, processes: int) -> tuple[list[Group], int]:
        """Return the groups to write, and how many of the entries are in the data set as they are.

        Args:
            entries: that are wanted.
            most_bytes: approximate size of the result files in a new group.
            processes: that share the work.
        """
        home = {entry.key: (name, entry.version) for name, group in self._groups.items() for entry in group.entries}
        new: list[Entry] = []
        changed: dict[str, dict[str, Entry]] = {}
        known = 0
        for entry in entries:
            name, version = home.get(entry.key, (None, None))
            if name is None:
                new.append(entry)
            elif version == entry.version:
                known += 1
            else:
                changed.setdefault(name, {})[entry.key] = entry
        groups = [
            Group(name, [newer.get(entry.key, entry) for entry in self._groups[name].entries])
            for name, newer in changed.items()
        ]
        if processes > 1:
            share = sum(entry.size for entry in new) // (processes * _SHARES)
            most_bytes = min(most_bytes, max(share, _LEAST_BYTES))
        return groups + [Group(_name_of(each), each) for each in grouped(new, most_bytes)], known

    def commit(self, group: Group, files: list[str], unavailable: Container[str | None]) -> None:
        """Note that a group is in the data set, and delete what it replaces.

        Args:
            group: that was written.
            files: that hold its rows.
            unavailable: result files that the next run is to read again.
        """
        entries = [
            replace(entry, version="") if entry.location is not None and entry.file in unavailable else entry
            for entry in group.entries
        ]
        written = WrittenGroup([_without_permission(entry) for entry in entries], files)
        self._target.write(f"{_GROUPS}/{group.name}.json", json.dumps(asdict(written)).encode())
        former = self._groups.get(group.name)
        for name in set(former.files if former is not None else ()) - set(files):
            self._target.delete(name)

    def _check_settings(self, settings: dict[str, Any]) -> None:
        content = self._target.read(_SETTINGS)
        if content is None:
            self._target.write(_SETTINGS, json.dumps(settings).encode())
            return
        known = _decoded(content, _SETTINGS, dict[str, Any])
        differences = [name for name in sorted(known.keys() | settings.keys()) if known.get(name) != settings.get(name)]
        if differences:
            told = ", ".join(f"{name} was {known.get(name)!r}, not {settings.get(name)!r}" for name in differences)
            raise ConfigurationError(
                f"The data set was started with other settings: {told}. Use the same settings, or another folder."
            )

    def _read_groups(self) -> Iterator[tuple[str, WrittenGroup]]:
        for name in self._target.list(_GROUPS):
            content = self._target.read(name)
            if name.endswith(".json") and content is not None:
                yield name.rpartition("/")[2].removesuffix(".json"), _decoded(content, name, WrittenGroup)

    def _remove_leftovers(self) -> None:
        """Delete what a run has left that ended before it noted what it had written."""
        counted = {name for group in self._groups.values() for name in group.files}
        for table in TABLES:
            for name in self._target.list(table):
                if name.rpartition("/")[2].startswith(PART) and name not in counted:
                    self._target.delete(name)


def _decoded(content: bytes, name: str, kind: type[T]) -> T:
    try:
        return msgspec.convert(json.loads(content), kind)
    except (ValueError, msgspec.ValidationError) as error:
        raise FileError(f"{name} of the data set cannot be read ({error}): use another folder.") from error


def _name_of(entries: Iterable[Entry]) -> str:
    """Return a name that is the same whenever the same files are grouped."""
    keys = "\n".join(entry.key for entry in entries)
    return hashlib.sha256(keys.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _without_permission(entry: Entry) -> Entry:
    return replace(entry, location=None if entry.location is None else without_signatures(entry.location))
