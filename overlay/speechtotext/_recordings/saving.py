"""Save results: as the service gave them, and in the formats that people want. They block."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from speechtotext._batches.stored_results import StoredResult
from speechtotext._errors import FileError, InvalidArgument
from speechtotext._files.atomic_write import write_atomically
from speechtotext._files.filesystem import make_own_folders, sync_file, sync_folder
from speechtotext._files.locked_database import file_errors
from speechtotext._transcripts.formats import FORMATS as TEXT_FORMATS
from speechtotext._transcripts.options import TranscriptOptions

from .recording_journal import KnownRecording, RecordingJournal, distinct_place

if TYPE_CHECKING:
    from speechtotext._transcripts.result import TranscriptionResult

STATE_FOLDER: Final = ".speechtotext"
JOURNAL_NAME: Final = "journal.sqlite3"
_AT_ONCE: Final = "fast"
FORMATS: Final = (*TEXT_FORMATS, "json")


def journal_of(folder: Path) -> Path:
    """Return where the journal of a folder of results is."""
    return folder / STATE_FOLDER / JOURNAL_NAME


def checked_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the formats, each once.

    Raises:
        InvalidArgument: one of them is not known.
    """
    given = [formats] if isinstance(formats, str) else list(formats)
    for each in given:
        if each not in FORMATS:
            raise InvalidArgument(f"formats has {each!r}: choose from {', '.join(FORMATS)}")
    return tuple(dict.fromkeys(given))


class ResultSaver:
    """Saves the results of a run.

    Args:
        journal: of the folder.
        folder: for the results.
        formats: that are wanted of each.
        options: how transcripts look.
    """

    def __init__(
        self, journal: RecordingJournal, folder: Path, formats: Sequence[str], options: TranscriptOptions
    ) -> None:
        self._journal = journal
        self._folder = folder
        self._formats = formats
        self._options = options

    def keep(self, known: KnownRecording, content: bytes) -> StoredResult:
        """Write what a fast transcription was answered with, and return when it is on the disk.

        Raises:
            FileError: it cannot be written.
        """
        target = self._folder / STATE_FOLDER / _AT_ONCE / f"{known.number}.json"
        self._make_folder(target.parent)
        write_atomically(target, content)
        with file_errors(target):
            sync_file(target)
            sync_folder(target.parent)
            modified = target.stat().st_mtime_ns
        return StoredResult(target, len(content), hashlib.sha256(content).hexdigest(), modified)

    def missing(self, known: KnownRecording) -> list[str]:
        """Return the formats of a recording that were not saved, or are not there any more."""
        return [
            each
            for each in self._formats
            if each not in known.saved or not os.path.lexists(self._path(known.place, each))
        ]

    def saved(self, known: KnownRecording) -> tuple[Path, ...]:
        """Return the files that were saved of a recording."""
        return tuple(self._path(known.place, each) for each in self._formats if each in known.saved)

    def save(
        self, known: KnownRecording, result: TranscriptionResult, formats: Sequence[str] | None = None
    ) -> tuple[KnownRecording, list[str]]:
        """Write a result, and return what is known then, and why some formats could not be written.

        A file that is not of this recording is left as it is; then all formats get another name.

        Args:
            known: the recording.
            result: its result.
            formats: in which to write it; None for all that are wanted.

        Raises:
            FileError: the disk is full, say.
        """
        formats = self._formats if formats is None else formats
        own, place = set(known.saved), known.place
        if any(each not in own and os.path.lexists(self._path(place, each)) for each in formats):
            own, place, formats = set(), self._unused(known), self._formats
        # Noted before they are there: otherwise a run that dies in between leaves files that seem to be foreign.
        known = self._note(known, place, own.union(formats))
        problems: dict[str, str] = {}
        for each in formats:
            target = self._path(place, each)
            self._make_folder(target.parent)
            try:
                result.save(target, options=self._options)
            except InvalidArgument as error:
                problems[each] = str(error)
            except FileError as error:
                if isinstance(error.__cause__, OSError):
                    raise
                problems[each] = str(error)
        return self._note(known, place, own.union(formats) - set(problems)), list(problems.values())

    def _note(self, known: KnownRecording, place: str, formats: Collection[str]) -> KnownRecording:
        saved = tuple(sorted(formats))
        if (place, saved) != (known.place, known.saved):
            self._journal.keep_saved(known.number, place, saved)
        return known._replace(place=place, saved=saved)

    def _unused(self, known: KnownRecording) -> str:
        place, count = distinct_place(known.place, known.source), 1
        while self._is_taken(place, known):
            count += 1
            place = distinct_place(known.place, f"{known.source} {count}")
        return place

    def _is_taken(self, place: str, known: KnownRecording) -> bool:
        is_there = any(os.path.lexists(self._path(place, each)) for each in self._formats)
        return is_there or (place != known.place and self._journal.is_taken(place))

    def _path(self, place: str, format: str) -> Path:
        return self._folder / f"{place}.{format}"

    def _make_folder(self, folder: Path) -> None:
        with file_errors(folder):
            make_own_folders(self._folder, folder)
