"""Find, read and write the files to migrate."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

PYTHON_SUFFIXES: Final = frozenset({".py", ".pyi", ".pyw"})

_SCRIPT_SUFFIXES: Final = frozenset(
    [
        ".bash",
        ".bat",
        ".cfg",
        ".cmd",
        ".conf",
        ".config",
        ".env",
        ".ini",
        ".ipynb",
        ".json",
        ".ps1",
        ".properties",
        ".sh",
        ".tf",
        ".tfvars",
        ".toml",
        ".yaml",
        ".yml",
        ".zsh",
    ]
)

_SCRIPT_NAMES: Final = frozenset({"Dockerfile", "Makefile", "Justfile", "Procfile"})

_SKIPPED_FOLDERS: Final = frozenset(
    [
        ".eggs",
        ".git",
        ".hg",
        ".mypy_cache",
        ".nox",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        ".tox",
        ".venv",
        "__pycache__",
        "node_modules",
        "site-packages",
    ]
)

_MAX_BYTES: Final = 2**20


class Source(NamedTuple):
    """A file as it was read.

    Attributes:
        text: what it holds, its line ends as they are.
        encoding: how it is encoded.
    """

    text: str
    encoding: str


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to look at: those named, and in folders the programs, scripts and configuration.

    Left out of folders are those of version control, environments and caches, node_modules, links, and files above
    1 MiB. A folder that cannot be listed is given in place of what is in it.
    """
    seen = set()
    for path in paths:
        for file in _files_in(path) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _files_in(folder: Path) -> Iterator[Path]:
    unlisted: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unlisted.append):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not _is_skipped(here / name))
        yield from filter(_is_candidate, (here / name for name in sorted(names)))
    yield from (Path(error.filename) for error in unlisted)


def _is_skipped(folder: Path) -> bool:
    return folder.name in _SKIPPED_FOLDERS or (folder / "pyvenv.cfg").exists()


def _is_candidate(file: Path) -> bool:
    known = (
        file.suffix in PYTHON_SUFFIXES | _SCRIPT_SUFFIXES or file.name in _SCRIPT_NAMES or file.name.startswith(".env")
    )
    return known and file.is_file() and not file.is_symlink() and file.stat().st_size <= _MAX_BYTES


def is_importable_from(file: Path, module: str) -> bool:
    """Whether a file could import a module of this name from its own folder, or from one around it."""
    return any(
        (folder / f"{module}.py").is_file() or next((folder / module).glob("*.py"), None) is not None
        for folder in file.absolute().parents
    )


def read_source(file: Path) -> Source | None:
    """What a file holds; None if it is no text.

    Raises:
        OSError: it cannot be read.
        SyntaxError: it says that it is encoded in a way that does not exist.
        UnicodeDecodeError: it is a Python program, and is not encoded as it says.
    """
    data = file.read_bytes()
    if b"\0" in data[:8192]:
        return None
    if file.suffix not in PYTHON_SUFFIXES:
        return Source(data.decode("utf-8", errors="replace"), "utf-8")
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return Source(data.decode(encoding), encoding)


def write_source(file: Path, source: Source) -> None:
    """Put something in the place of what a file holds, all of it or nothing.

    Raises:
        OSError: it cannot be written.
    """
    file = file.resolve()
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as beside:
            beside.write(source.text.encode(source.encoding))
        shutil.copymode(file, name)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
