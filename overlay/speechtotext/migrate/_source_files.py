"""Find, read and write the files to migrate."""

from __future__ import annotations

import codecs
import io
import os
import re
import shutil
import tempfile
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

PYTHON_SUFFIXES: Final = frozenset({".py", ".pyi", ".pyw"})

_SCRIPT_SUFFIXES: Final = frozenset(
    [
        ".bash",
        ".bat",
        ".bicep",
        ".cfg",
        ".cmd",
        ".command",
        ".conf",
        ".config",
        ".csproj",
        ".env",
        ".envrc",
        ".fish",
        ".gradle",
        ".groovy",
        ".hcl",
        ".http",
        ".ini",
        ".ipynb",
        ".j2",
        ".jinja",
        ".jinja2",
        ".json",
        ".json5",
        ".jsonc",
        ".ksh",
        ".mk",
        ".plist",
        ".properties",
        ".ps1",
        ".psd1",
        ".psm1",
        ".pyx",
        ".rest",
        ".service",
        ".sh",
        ".tf",
        ".tfvars",
        ".tmpl",
        ".toml",
        ".tpl",
        ".xml",
        ".yaml",
        ".yml",
        ".zsh",
    ]
)

_SCRIPT_NAMES: Final = re.compile(
    r"(?:gnu)?makefile(?:\..*)?|\.?justfile|jenkinsfile(?:\..*)?|(?:docker|container)file(?:\..*)?|.*\.dockerfile|procfile"
    r"|vagrantfile|\.env.*|crontab",
    re.IGNORECASE,
)

_INTERPRETERS: Final = re.compile(rb"#!.*\b(?:ba|da|k|z|fi)?sh\b|#!.*\b(?:python[\d.]*|pwsh|make|just)\b")

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

_BYTE_ORDER_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

OnSkipped = Callable[[Path, str], object]
"""Called with each file that is not looked at, and the reason."""


class Source(NamedTuple):
    """A file as read.

    Attributes:
        text: content, with its original line endings.
        encoding: encoding of the file.
        mark: byte order mark that it begins with and that the encoding does not write.
    """

    text: str
    encoding: str
    mark: bytes = b""


def find_files(paths: Iterable[Path], on_skipped: OnSkipped = lambda path, reason: None) -> Iterator[Path]:
    """Yield the files to migrate: those given, and programs, scripts and configuration in folders.

    Folders of version control, environments and caches, node_modules, links, and files above 1 MiB are skipped. A
    folder that cannot be listed is yielded itself.
    """
    seen = set()
    for path in paths:
        for file in _files_in(path, on_skipped) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _files_in(folder: Path, on_skipped: OnSkipped) -> Iterator[Path]:
    unlisted: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unlisted.append):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not _is_skipped(here / name))
        for file in (here / name for name in sorted(names)):
            reason = _reason_to_skip(file)
            if reason is None:
                yield file
            else:
                on_skipped(file, reason)
    yield from (Path(error.filename) for error in unlisted)


def _is_skipped(folder: Path) -> bool:
    return folder.name in _SKIPPED_FOLDERS or (folder / "pyvenv.cfg").exists()


def _reason_to_skip(file: Path) -> str | None:
    """Return why a file is not looked at; None if it is."""
    if file.is_symlink():
        return "symbolic links"
    if not file.is_file():
        return "not regular files"
    known = file.suffix.lower() in PYTHON_SUFFIXES | _SCRIPT_SUFFIXES or _SCRIPT_NAMES.fullmatch(file.name)
    if not known and (file.suffix or not _has_interpreter(file)):
        return "not Python, scripts or configuration"
    return "larger than 1 MiB" if file.stat().st_size > _MAX_BYTES else None


def _has_interpreter(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return _INTERPRETERS.match(opened.read(100)) is not None
    except OSError:
        return False


def is_python(file: Path, text: str) -> bool:
    """Return whether a file holds a Python program."""
    if file.suffix.lower() in PYTHON_SUFFIXES:
        return True
    return not file.suffix and re.match(r"#!.*\bpython", text) is not None


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
    if (encoding := _BYTE_ORDER_MARKS.get(data[:2])) is not None:
        return Source(data[2:].decode(encoding), encoding, data[:2])
    if b"\0" in data[:8192]:
        return None
    if file.suffix.lower() not in PYTHON_SUFFIXES:
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        content = data.removeprefix(mark)
        try:
            return Source(content.decode("utf-8"), "utf-8", mark)
        except UnicodeDecodeError:
            return Source(content.decode("latin-1"), "latin-1", mark)
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
            beside.write(source.mark + source.text.encode(source.encoding))
        shutil.copymode(file, name)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
