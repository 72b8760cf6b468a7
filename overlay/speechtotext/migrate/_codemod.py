"""Migrate files to a newer API version."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ._findings import Finding
from ._result import Migrated
from ._run import Run
from ._source_files import OnSkipped, Source, find_files, read_source, write_source
from ._versions.api_surface import version
from ._versions.plan import MigrationPlan


def migrate(
    paths: Iterable[str | os.PathLike[str]],
    to: str,
    *,
    write: bool = False,
    on_skipped: OnSkipped = lambda path, reason: None,
) -> Iterator[Migrated]:
    """Move the programs in some files and folders to a newer version of the API.

    Given is each file that changes or that something is found in. A file that cannot be read, written or understood
    is left as it is, and says so in a finding.

    Args:
        paths: files, and folders in which programs, scripts and configuration are looked for.
        to: the module of the version to move to, such as v2025_10_15.
        write: whether files are rewritten. Each is replaced as a whole, and keeps its encoding and its line ends.
        on_skipped: called with each file in the folders that is not looked at, and the reason.

    Raises:
        ValueError: there is no such version.
        FileNotFoundError: one of the paths does not exist.
    """
    plan = MigrationPlan(version(to))
    roots = [Path(path) for path in paths]
    for root in roots:
        if not root.exists():
            raise FileNotFoundError(f"{root} does not exist")
    return _migrate_files(roots, plan, write, on_skipped)


def migrate_text(text: str, to: str, name: str = "program.py") -> Migrated:
    """Move one program, script or piece of configuration that is given as text.

    Args:
        text: the text.
        to: the module of the version to move to, such as v2025_10_15.
        name: a file name, which says by its ending what the text is.

    Raises:
        ValueError: there is no such version.
    """
    path = Path(name)
    return Run(MigrationPlan(version(to)), {path: text}, on_disk=False).migrated(path)


def _migrate_files(roots: list[Path], plan: MigrationPlan, write: bool, on_skipped: OnSkipped) -> Iterator[Migrated]:
    sources: dict[Path, Source | str] = {}
    for path in find_files(roots, on_skipped):
        try:
            source = read_source(path)
        except (OSError, SyntaxError, UnicodeDecodeError) as error:
            sources[path] = f"The file cannot be read or written: {error}."
        else:
            if source is not None:
                sources[path] = source
            else:
                on_skipped(path, "not text")
    run = Run(plan, {path: one.text for path, one in sources.items() if isinstance(one, Source)}, on_disk=True)
    for path, read in sources.items():
        if isinstance(read, str):
            yield _unreadable(path, read)
            continue
        result = run.migrated(path)
        try:
            if write and result.changed:
                write_source(path, read._replace(text=result.after))
        except (OSError, UnicodeEncodeError) as error:
            yield _unreadable(path, f"The file cannot be read or written: {error}.")
        else:
            if result.changed or result.findings:
                yield result


def _unreadable(path: Path, sentence: str) -> Migrated:
    return Migrated(path, "", "", (Finding(0, sentence, "It is left as it is.", kind="unreadable"),))
