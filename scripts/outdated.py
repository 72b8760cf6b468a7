"""Which pins are behind what is published, and which versions are published that are not pinned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from build_error import BuildError
from differences.compare import compare_documents
from differences.documents import load_published
from differences.report import Layer, Report, Severity
from upstream.github import Commit, GitHub, Missing
from upstream.pinned_files import sha256_of
from upstream.sources import Pin, Version, release_order

# Folders in which the versions of an API stand side by side.
_CHANNELS = ("stable", "preview")


class State(StrEnum):
    """What a pin is, compared with what is published."""

    UP_TO_DATE = "up to date"
    BEHIND = "behind"
    WORDS_ONLY = "words only"
    SAME_FACTS = "same facts"
    GONE = "gone"
    RENAMED = "renamed"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class PinStatus:
    """One version's pin and the newest commit that touched its file.

    Args:
        newest: the commit, if it is known.
        detail: what differs, where the file went, or why it is not known.
    """

    version: Version
    state: State
    newest: Commit | None = None
    detail: str = ""


@dataclass(frozen=True)
class NewVersion:
    """A version that is published and not pinned; `is_newer` than all that are."""

    name: str
    channel: str
    is_newer: bool


@dataclass(frozen=True)
class Outdated:
    """All pins, and the versions that are published without one.

    Args:
        problem: why the published versions are not known.
    """

    pins: tuple[PinStatus, ...]
    new: tuple[NewVersion, ...] = ()
    problem: str = ""

    @property
    def is_outdated(self) -> bool:
        """Whether a pin has to be moved or looked at, or a newer version is published."""
        states = {status.state for status in self.pins} - {State.NOT_CHECKED, State.UP_TO_DATE}
        return bool(states) or any(new.is_newer for new in self.new)

    @property
    def is_complete(self) -> bool:
        """Whether all of it could be checked."""
        return not self.problem and all(status.state is not State.NOT_CHECKED for status in self.pins)

    def lines(self) -> Iterator[str]:
        """The table, and the versions that are published without a pin."""
        rows = [("version", "pinned", "newest", "date", "state"), *map(_row, self.pins)]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            yield "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1])).rstrip()
        for told, is_newer in (("New upstream", True), ("Not pinned, older than the newest pin", False)):
            names = [f"{new.name} ({new.channel})" for new in self.new if new.is_newer is is_newer]
            if names:
                yield f"{told}: {', '.join(names)}"
        if self.problem:
            yield f"New versions: not checked: {self.problem}"


def find_outdated(versions: Mapping[str, Version], github: GitHub, cache: Path) -> Outdated:
    """Compare pins with what is published.

    Args:
        cache: where the pinned files are; one that is not there is asked for.
    """
    pins = tuple(_status(version, github, cache) for version in versions.values())
    try:
        return Outdated(pins, tuple(_new_versions(versions.values(), github)))
    except BuildError as problem:
        return Outdated(pins, problem=str(problem))


def newest_pin(version: Version, github: GitHub) -> Pin:
    """Return the pin of the newest commit that touched the version's file, without its sha256.

    Raises:
        BuildError: the file is gone or was renamed, or GitHub does not tell.
    """
    pin = version.pin
    newest = github.newest_commit(pin.repository, pin.path)
    try:
        github.file(pin.repository, pin.path, newest.sha)
    except Missing:
        target = github.renamed_to(pin.repository, pin.path, newest.sha)
        if target is None:
            raise BuildError(
                f"{version.name}: {pin.path} was removed in {newest.sha[:8]}. Keep the pin as it is."
            ) from None
        raise BuildError(
            f"{version.name}: {pin.path} was renamed to {target} in {newest.sha[:8]}. "
            "Write the new path into its entry of spec/sources.toml, and update again."
        ) from None
    return replace(pin, commit=newest.sha, sha256="")


def _status(version: Version, github: GitHub, cache: Path) -> PinStatus:
    pin, newest = version.pin, None
    try:
        newest = github.newest_commit(pin.repository, pin.path)
        if newest.sha == pin.commit:
            return PinStatus(version, State.UP_TO_DATE, newest)
        try:
            body = github.file(pin.repository, pin.path, newest.sha)
        except Missing:
            return _moved(version, newest, github)
        if sha256_of(body) == pin.sha256:
            return PinStatus(version, State.UP_TO_DATE, newest)
        report = _compared(pin, newest.sha, body, github, cache)
    except Missing as problem:
        return PinStatus(version, State.GONE, newest, str(problem))
    except BuildError as problem:
        return PinStatus(version, State.NOT_CHECKED, newest, str(problem))
    return PinStatus(version, *_judged(report, newest))


def _moved(version: Version, newest: Commit, github: GitHub) -> PinStatus:
    target = github.renamed_to(version.pin.repository, version.pin.path, newest.sha)
    if target is None:
        return PinStatus(version, State.GONE, newest, "the file was removed")
    return PinStatus(version, State.RENAMED, newest, f"to {target}")


def _compared(pin: Pin, commit: str, body: bytes, github: GitHub, cache: Path) -> Report:
    try:
        old = pin.cached(cache).read_bytes()
    except OSError:
        old = b""
    if not pin.sha256 or sha256_of(old) != pin.sha256:
        old = github.file(pin.repository, pin.path, pin.commit)
    newer = replace(pin, commit=commit, sha256=sha256_of(body))
    return compare_documents(load_published(old, pin, pin.name), load_published(body, newer, newer.name))


def _judged(report: Report, newest: Commit) -> tuple[State, Commit, str]:
    wire = [entry for entry in report.entries if entry.layer is Layer.WIRE]
    words = sum(1 for entry in report.entries if entry.layer is Layer.WORDS)
    breaking = sum(1 for entry in wire if entry.severity is Severity.BREAKING)
    texts = _counted(words, "text")
    if wire:
        told = f"{_counted(len(wire), 'wire change')}, {breaking} breaking"
        return State.BEHIND, newest, f"{told}; {texts} changed" if words else told
    if words:
        return State.WORDS_ONLY, newest, f"{texts} changed"
    return State.SAME_FACTS, newest, "other bytes, nothing differs"


def _new_versions(versions: Iterable[Version], github: GitHub) -> Iterator[NewVersion]:
    known = list(versions)
    newest = max((release_order(version.name) for version in known), default=None)
    for repository, base in dict.fromkeys(_bases(known)):
        for channel in _CHANNELS:
            names = github.folders(repository, str(base / channel))
            for name in sorted(set(names) - {version.name for version in known}, key=release_order):
                yield NewVersion(name, channel, newest is None or release_order(name) > newest)


def _bases(versions: Sequence[Version]) -> Iterator[tuple[str, PurePosixPath]]:
    """Where the versions of an API stand: above the folder of its stable ones or previews."""
    for version in versions:
        path = PurePosixPath(version.pin.path)
        for parent in path.parents:
            if parent.name in _CHANNELS:
                yield version.pin.repository, parent.parent
                break


def _row(status: PinStatus) -> tuple[str, str, str, str, str]:
    newest = status.newest
    return (
        status.version.name,
        status.version.pin.commit[:8] or "none",
        "?" if newest is None else newest.sha[:8],
        "?" if newest is None else newest.date,
        f"{status.state}: {status.detail}" if status.detail else status.state,
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
