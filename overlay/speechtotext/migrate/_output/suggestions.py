"""Write suggested programs beside the files that they replace."""

from __future__ import annotations

from pathlib import Path

from speechtotext.migrate._result import Migrated


def write_suggestion(result: Migrated) -> str:
    """Write the suggested program of a file as NAME.speechtotext.py beside it, and return what was done.

    A file that is there already, with other content, is kept; the next free name is taken.
    """
    for name in (result.path.stem, result.path.name, *(f"{result.path.name}.{number}" for number in range(2, 100))):
        file = result.path.with_name(f"{name}.speechtotext.py")
        if _is_free(file, result.suggestion):
            file.write_text(result.suggestion, "utf-8")
            return f"{file}: written"
    return f"{result.path}: no free name for the suggested program"


def _is_free(file: Path, content: str) -> bool:
    try:
        return file.read_text("utf-8") == content
    except FileNotFoundError:
        return True
    except (OSError, UnicodeDecodeError):
        return False
