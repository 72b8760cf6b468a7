"""The one exception of the regeneration program."""

from __future__ import annotations


class BuildError(Exception):
    """Something the person running the program can put right: one clear line, no traceback."""
