"""Save results: as the service gave them, and in the formats that people want. They block."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from speechtotext._batches.stored_results import StoredResult
from speechtotext._errors import FileError, InvalidArgument
from speechtotext._files.atomic_write import write_atomically
from speechtotext._files.errors import file_errors
from speechtotext._files.filesystem import make_own_folders, sync_file, sync_folder
from speechtotext._transcripts.formats import FORMATS as TEXT_FORMATS
from speechtotext._transcripts.options import TranscriptOptions

from .known_recordings import KnownRecording, distinct_place
from .recording_journal import RecordingJournal

if TYPE_CHECKING:
    from speechtotext._transcripts.result import TranscriptionResult

STATE_FOLDER: Final = ".speechtotext"
JOURNAL_NAME: Final = "journal.sqlite3"
# Something stands where the results of one recording belong; those of others are written all the same.
_IN_THE_WAY: Final = frozenset((errno.ELOOP, errno.ENOTDIR))
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


class Written(NamedTuple):
    """What was written of a recording.

    Args:
        known: the recording, with what is saved of it.
        result: its result.
        problem: why some formats could not be written; None if all could.
    """

    known: KnownRecording
    result: TranscriptionResult
    problem: str | None


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

    def claimed(self, known: KnownRecording) -> KnownRecording:
        """Return a recording with where its results are to go, and in which formats."""
        return self._claim(known, self._formats)[0]

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
        self, recordings: Sequence[KnownRecording], result: TranscriptionResult | None = None
    ) -> dict[int, Written]:
        """Write the results of recordings, and return what was written, by their numbers.

        A file that is not of its recording is left as it is; then all formats get another name. A file that is its
        own is replaced.

        Args:
            recordings: of which there are results.
            result: of the only one, if it has been read.

        Raises:
            FileError: the disk is full, say.
        """
        return self._write(dict.fromkeys(recordings, self._formats), result)

    def save_missing(self, known: KnownRecording) -> Written:
        """Write those formats of a result that were not saved, or are not there any more."""
        return self._write({known: self.missing(known)}, None)[known.number]

    def _write(
        self, wanted: Mapping[KnownRecording, Sequence[str]], result: TranscriptionResult | None
    ) -> dict[int, Written]:
        claims = {known: self._claim(known, formats) for known, formats in wanted.items()}
        # Noted before they are there: otherwise a run that dies in between leaves files that seem to be foreign.
        self._journal.keep_saved(claimed for known, (claimed, _) in claims.items() if claimed != known)
        written = [self._write_one(known, formats, result or _load(known)) for known, formats in claims.values()]
        self._journal.keep_saved(each.known for each in written if each.problem)
        return {each.known.number: each for each in written}

    def _claim(self, known: KnownRecording, formats: Sequence[str]) -> tuple[KnownRecording, Sequence[str]]:
        """Return where a recording's results go, and in which formats."""
        own, place = set(known.saved), known.place
        if any(each not in own and os.path.lexists(self._path(place, each)) for each in formats):
            own, place, formats = set(), self._unused(known), self._formats
        return known._replace(place=place, saved=tuple(sorted(own.union(formats)))), formats

    def _write_one(self, known: KnownRecording, formats: Sequence[str], result: TranscriptionResult) -> Written:
        problems: dict[str, str] = {}
        for each in formats:
            target = self._path(known.place, each)
            try:
                self._make_folder(target.parent)
                result.save(target, options=self._options)
            except InvalidArgument as error:
                problems[each] = str(error)
            except FileError as error:
                if isinstance(error.__cause__, OSError) and error.__cause__.errno not in _IN_THE_WAY:
                    raise
                problems[each] = str(error)
        saved = tuple(each for each in known.saved if each not in problems)
        return Written(known._replace(saved=saved), result, " ".join(problems.values()) or None)

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


def _load(known: KnownRecording) -> TranscriptionResult:
    # Imported here: its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    assert known.result is not None
    return TranscriptionResult.load(known.result)
