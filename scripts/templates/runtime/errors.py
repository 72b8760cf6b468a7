"""Errors of what callers pass in, and the base of all errors of the clients."""

from __future__ import annotations


class SpeechError(Exception):
    """The base of all errors of this package."""

    def _notes(self) -> dict[str, list[str]] | None:
        """What `add_note` added, for pickling."""
        notes: list[str] | None = getattr(self, "__notes__", None)
        return {"__notes__": notes} if notes else None


class InvalidArgument(SpeechError, ValueError):
    """An argument that has the wrong type or an invalid value. Nothing was sent. The message names the argument."""
