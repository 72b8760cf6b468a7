"""Moving a pin to another commit, and saying what that changes."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import tomlkit

from build_error import BuildError
from differences.compare import compare_documents
from differences.documents import load_published
from differences.report import Report
from reporting.acknowledgements import AcknowledgementStatus
from reporting.markdown import render_markdown
from upstream.fetch import TIMEOUT, TemporaryFailure
from upstream.pinned_files import (
    Progress,
    Puller,
    example_locations,
    open_puller,
    parse_swagger,
    remove_leftovers,
    sha256_of,
    store,
)
from upstream.sources import CACHE, SOURCES_FILE, Pin, Version


@dataclass(frozen=True)
class MovedPin:
    """A pin before and after, and what changed in its file: a report, or a note why there is none."""

    before: Pin
    after: Pin
    report: Report | None
    note: str = ""

    def __str__(self) -> str:
        move = f"{self.before.version}: {self.before.commit[:8] or 'not pinned'} -> {self.after.commit[:8]}"
        return "\n".join(filter(None, (f"{move}, sha256 {self.after.sha256}", self.note)))


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

    The report of what that changes is kept in `reports/pins/` beside `sources_file`.

    Raises:
        BuildError: a file cannot be had or recorded; the cache's files and `sources_file` are as they were.
    """
    progress = progress or Progress()
    with open_puller(source, cache=cache, timeout=timeout, sleep=sleep, progress=progress) as puller:
        location = replace(version.pin, commit=commit).location
        progress.expecting(1)
        body = puller.upstream.get(location)
        progress.fetched()
        document = parse_swagger(body, f"{location.name} from {puller.upstream.address(location)}")
        after = replace(version.pin, commit=commit, sha256=sha256_of(body))
        locations = example_locations(after, document)
        examples = puller.missing_examples(after, locations)
        examples |= puller.digest_file(after, locations, examples)
        report, note = _compared(puller, version.pin, after, body)
    text = _recorded(sources_file, after)
    for folder in (after.cached(cache).parent, sources_file.resolve().parent):
        remove_leftovers(folder)
    kept = {} if report is None else {_report_file(sources_file, version.pin, after): _as_markdown(report)}
    store({**examples, after.cached(cache): body, **kept, sources_file.resolve(): text.encode()})
    return MovedPin(version.pin, after, report, note)


def _report_file(sources_file: Path, before: Pin, after: Pin) -> Path:
    name = f"{after.version}-{before.commit[:8]}-to-{after.commit[:8]}.md"
    return sources_file.resolve().parent / "reports" / "pins" / name


def _as_markdown(report: Report) -> bytes:
    return render_markdown(report, AcknowledgementStatus()).encode()


def _compared(puller: Puller, before: Pin, after: Pin, body: bytes) -> tuple[Report | None, str]:
    """The report from one pin's file to the other's, or a note why there is none."""
    if not before.sha256:
        return None, "recorded for the first time"
    if before.sha256 == after.sha256:
        return None, "the same bytes"
    if before.location == after.location and puller.cached_swagger(before) is None:
        return None, f"the recorded sha256 was {before.sha256}, which no file at hand has"
    try:
        old = puller.cached_swagger(before) or puller.fetch_swagger(before)
        return compare_documents(load_published(old, before, before.name), load_published(body, after, after.name)), ""
    except TemporaryFailure:
        raise
    except BuildError as problem:
        # A commit that is gone for good must not keep its pin from being moved away from it.
        return None, f"other bytes, which cannot be compared: {problem}"


def _recorded(sources_file: Path, pin: Pin) -> str:
    """The text of `sources_file` with the pin's commit and sha256 in its entry, all else as it was."""
    try:
        text = sources_file.read_bytes().decode()
    except OSError as error:
        raise BuildError(f"{sources_file}: cannot be read ({error.strerror}). Make it readable.") from error
    expected = tomllib.loads(text)
    expected["versions"][pin.version].update(commit=pin.commit, sha256=pin.sha256)
    document = tomlkit.parse(text)
    # tomlkit types what it parsed as any of its items; that this is a table was checked when it was loaded.
    entry = cast("dict[str, Any]", cast("dict[str, Any]", document["versions"])[pin.version])
    entry["commit"] = pin.commit
    entry["sha256"] = pin.sha256
    recorded = tomlkit.dumps(document)
    if tomllib.loads(recorded) != expected:
        raise BuildError(
            f"{sources_file}: the entry of {pin.version} is not laid out so that it can be edited in place. "
            f'Write commit = "{pin.commit}" and sha256 = "{pin.sha256}" into it by hand.'
        )
    return recorded
