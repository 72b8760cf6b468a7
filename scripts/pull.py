"""Fetch the published Swagger files and examples that `spec/sources.toml` pins into the cache, or move a pin.

- `python scripts/pull.py [VERSION ...] [--mirror M] [--cache DIR]`
- `python scripts/pull.py --update VERSION [--commit SHA] [--mirror M] [--cache DIR]`
- `python scripts/pull.py --outdated [--fail-if-outdated] [VERSION ...]`

`--outdated`, and `--update` without a commit, ask GitHub's API, with the token in GITHUB_TOKEN if there is one. Exit
codes: 0, 1 for a problem or a version that could not be checked, 2 for wrong usage, 3 with --fail-if-outdated.
"""

from __future__ import annotations

import argparse
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from build_error import BuildError
from move_pin import move_pin
from outdated import find_outdated, newest_pin
from reporting.acknowledgements import AcknowledgementStatus
from reporting.terminal import print_report
from upstream.fetch import MIRROR_VARIABLE, TIMEOUT, Unreachable
from upstream.github import open_github
from upstream.pinned_files import Progress, PulledPin, open_puller
from upstream.sources import CACHE, SOURCES_FILE, Version, load_sources, select_version

__all__ = ["Progress", "PulledPin", "Unreachable", "main", "pull"]


class _WrongUsage(BuildError):
    pass


def pull(
    versions: Iterable[Version],
    *,
    source: str | None = None,
    cache: Path = CACHE,
    timeout: float = TIMEOUT,
    sleep: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> list[PulledPin]:
    """Get every pin of the versions into the cache; what is there already is not fetched again.

    Args:
        source: a mirror; by default that of `SPEECHTOTEXT_SPEC_MIRROR`, else GitHub.
        timeout: seconds that a file may take to arrive.
        sleep: waits between attempts.

    Raises:
        Unreachable: nothing answers where the missing files are; the cache may be incomplete, never wrong.
        BuildError: some pins failed, a line for each; the others are in the cache.
    """
    progress = progress or Progress()
    pins = [pin for version in versions for pin in version.pins]
    with (
        # A pool of its own, because a pin waits for its files: in theirs the waiting could take every thread.
        ThreadPoolExecutor(max(1, len(pins))) as waiting,
        open_puller(source, cache=cache, timeout=timeout, sleep=sleep, progress=progress) as puller,
    ):
        return _results([waiting.submit(puller.pull, pin) for pin in pins], progress)


def main(argv: Sequence[str] | None = None) -> int:
    try:
        return _run(_parsed(argv))
    except BuildError as problem:
        print(problem, file=sys.stderr)
        return 2 if isinstance(problem, _WrongUsage) else 1
    except KeyboardInterrupt:
        print("Interrupted; what was complete is in the cache.", file=sys.stderr)
        return 130


class _Arguments(argparse.Namespace):
    versions: list[str]
    mirror: str | None
    cache: Path
    sources: Path
    update: str | None
    commit: str | None
    outdated: bool
    fail_if_outdated: bool


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _WrongUsage(f"{self.prog}: {message}. --help lists the arguments.")


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty: name a folder")
    return Path(text)


def _mirror(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty: name a folder or a URL")
    return text


def _parsed(argv: Sequence[str] | None) -> _Arguments:
    parser = _Parser(description="Fetch and verify the published Swagger files that spec/sources.toml pins.")
    parser.add_argument("versions", nargs="*", metavar="VERSION", help="such as v3.2; by default all of them")
    parser.add_argument(
        "--mirror",
        type=_mirror,
        help=f"folder, file:// or http(s):// URL laid out like GitHub's raw URLs (or {MIRROR_VARIABLE})",
    )
    parser.add_argument("--cache", type=_folder, default=CACHE, metavar="DIR", help="by default %(default)s")
    parser.add_argument("--sources", type=Path, default=SOURCES_FILE, metavar="FILE", help="by default %(default)s")
    parser.add_argument("--update", metavar="VERSION", help="move this version's pin and report what changed")
    parser.add_argument("--commit", metavar="SHA", help="full commit id for --update (default: the newest upstream)")
    parser.add_argument("--outdated", action="store_true", help="compare pins with the newest commits upstream")
    parser.add_argument(
        "--fail-if-outdated", action="store_true", help="with --outdated: exit with 3 if there is something newer"
    )
    arguments = parser.parse_args(argv, _Arguments())
    if arguments.commit is not None and arguments.update is None:
        parser.error("--commit needs --update")
    if arguments.fail_if_outdated and not arguments.outdated:
        parser.error("--fail-if-outdated needs --outdated")
    if arguments.outdated and arguments.update is not None:
        parser.error("--outdated changes nothing: give it without --update")
    if arguments.update is not None and arguments.versions:
        parser.error("--update takes the one version to move, and no others")
    if arguments.commit is not None and not re.fullmatch(r"[0-9a-f]{40}", arguments.commit):
        parser.error(f"--commit {arguments.commit} is not a full commit id of 40 hex digits")
    return arguments


def _run(arguments: _Arguments) -> int:
    versions = load_sources(arguments.sources)
    names = [arguments.update] if arguments.update else arguments.versions or list(versions)
    try:
        chosen = [select_version(versions, name) for name in dict.fromkeys(names)]
    except BuildError as problem:
        raise _WrongUsage(str(problem)) from problem
    if arguments.outdated:
        return _tell_outdated({version.name: version for version in chosen}, arguments)
    commit = arguments.commit
    if arguments.update is not None and commit is None:
        commit = _newest_commit(chosen[0], arguments.cache)
    with _display() as progress:
        if commit is None:
            pull(chosen, source=arguments.mirror, cache=arguments.cache, progress=progress)
            return 0
        moved = move_pin(
            chosen[0],
            commit,
            sources_file=arguments.sources,
            source=arguments.mirror,
            cache=arguments.cache,
            progress=progress,
        )
    print(moved)
    if moved.report is not None:
        print_report(moved.report, AcknowledgementStatus(), {}, Console())
    return 0


def _tell_outdated(versions: dict[str, Version], arguments: _Arguments) -> int:
    with open_github(arguments.cache) as github:
        found = find_outdated(versions, github, arguments.cache)
    print("\n".join(found.lines()))
    if arguments.fail_if_outdated and found.is_outdated:
        return 3
    return 0 if found.is_complete else 1


def _newest_commit(version: Version, cache: Path) -> str:
    with open_github(cache) as github:
        return newest_pin(version, github).commit


def _results(pending: list[Future[PulledPin]], progress: Progress) -> list[PulledPin]:
    """The pins in their order, each told of; raises what the failed ones have to say."""
    pulled: list[PulledPin] = []
    problems: list[BuildError] = []
    for future in pending:
        try:
            pulled.append(future.result())
        except BuildError as problem:
            problems.append(problem)
        else:
            progress.finished(pulled[-1])
    if problems:
        kind = Unreachable if all(isinstance(problem, Unreachable) for problem in problems) else BuildError
        raise kind("\n".join(str(problem) for problem in problems))
    return pulled


class _Lines(Progress):
    def finished(self, pulled: PulledPin) -> None:
        print(pulled, flush=True)


class _Bars(Progress):
    """One bar over all files, which grows as the Swagger files tell of their examples."""

    def __init__(self, bar: Bar) -> None:
        self.lines: list[str] = []
        self._bar = bar
        self._task = bar.add_task("Pulling", total=0)
        self._lock = threading.Lock()
        self._expected = 0

    def expecting(self, files: int) -> None:
        with self._lock:
            self._expected += files
            self._bar.update(self._task, total=self._expected)

    def fetched(self) -> None:
        self._bar.advance(self._task)

    def finished(self, pulled: PulledPin) -> None:
        self.lines.append(str(pulled))


@contextmanager
def _display() -> Iterator[Progress]:
    """A bar on a terminal, and the lines below it; the lines alone elsewhere."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("files"))
    bars: _Bars | None = None
    try:
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            bars = _Bars(bar)
            yield bars
    finally:
        if bars is not None:
            print("".join(f"{line}\n" for line in bars.lines), end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
