"""The files that the regeneration owns: comparing a new set with the one in place, and putting it there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Of what, beside scripts/ and spec/, generated files are made.
METHODS_FOLDER = "overlay/speechtotext/_methods"
SHIMS_FOLDER = "overlay/speechtotext/_shims"
# Where generated files stand, below the root; whatever matches and is not made anew is an orphan.
OWNED_PATTERNS = (
    "spec/*/openapi.json",
    "spec/*/lines.json",
    "spec/reports/*.md",
    "generated/**/*",
    "overlay/speechtotext/v[0-9]*.py",
    "overlay/speechtotext/_generated/**/*.py",
)


@dataclass(frozen=True)
class FileChange:
    """What separates the tree from what would be generated."""

    kind: str
    path: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}"


def owned_files(root: Path) -> Iterator[Path]:
    """The generated files below `root`, relative to it, in order."""
    found = {file for pattern in OWNED_PATTERNS for file in root.glob(pattern) if file.is_file()}
    # The notes that explain the folder to its readers are written by hand.
    yield from sorted(
        file.relative_to(root) for file in found if "__pycache__" not in file.parts and file.name != "README.md"
    )


def compare_files(made: Path, root: Path) -> list[FileChange]:
    """How the generated files below `root` differ from those below `made`."""
    new, old = set(owned_files(made)), set(owned_files(root))
    changes = [FileChange("missing", path.as_posix()) for path in sorted(new - old)]
    changes += [FileChange("orphan", path.as_posix()) for path in sorted(old - new)]
    for path in sorted(new & old):
        if (made / path).read_bytes() != (root / path).read_bytes():
            changes.append(FileChange("differs", path.as_posix()))
    return changes


def replace_files(changes: list[FileChange], made: Path, root: Path) -> None:
    """Make the files below `root` those below `made`."""
    for change in changes:
        target = root / change.path
        if change.kind == "orphan":
            target.unlink()
            _remove_empty(target.parent, root)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((made / change.path).read_bytes())


def digest(root: Path, files: Iterator[Path]) -> str:
    """One hash of names and contents."""
    total = hashlib.sha256()
    for file in files:
        body = (root / file).read_bytes()
        total.update(f"{file.as_posix()}\0{len(body)}\0".encode())
        total.update(body)
    return total.hexdigest()


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(file.name != "__pycache__" for file in folder.iterdir()):
        for leftover in folder.glob("__pycache__/*"):
            leftover.unlink()
        for leftover in folder.glob("__pycache__"):
            leftover.rmdir()
        folder.rmdir()
        folder = folder.parent
