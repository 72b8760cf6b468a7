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
    """A file as read.

    Attributes:
        text: content, with its original line endings.
        encoding: encoding of the file.
    """

    text: str
    encoding: str


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to migrate: those given, and programs, scripts and configuration in folders.

    Folders of version control, environments and caches, node_modules, links, and files above 1 MiB are skipped. A
    folder that cannot be listed is yielded itself.
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
    """Return whether a file may import a module of this name from its own folder or a parent."""
    return any(
        (folder / f"{module}.py").is_file() or next((folder / module).glob("*.py"), None) is not None
        for folder in file.absolute().parents
    )


def read_source(file: Path) -> Source | None:
    """Return the content of a file; None for a binary file.

    Raises:
        OSError: the file cannot be read.
        SyntaxError: it declares an unknown encoding.
        UnicodeDecodeError: a Python file does not match its declared encoding.
    """
    data = file.read_bytes()
    if b"\0" in data[:8192]:
        return None
    if file.suffix not in PYTHON_SUFFIXES:
        return Source(data.decode("utf-8", errors="replace"), "utf-8")
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return Source(data.decode(encoding), encoding)


def write_source(file: Path, source: Source) -> None:
    """Replace the content of a file atomically.

    Raises:
        OSError: the file cannot be written.
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
