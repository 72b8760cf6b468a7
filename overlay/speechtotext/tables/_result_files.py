"""Result files read into recordings: whatever API version they are of, and also those that are broken."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from speechtotext._errors import FileError, SpeechError
from speechtotext._polling.report import TranscriptionReport
from speechtotext._redaction import source_of
from speechtotext._transcripts.phrases import Phrase
from speechtotext._transcripts.result import TranscriptionResult
from speechtotext.tables._sources.entries import Entry, is_url
from speechtotext.tables._sources.remote import file_system, file_system_errors

from ._columns import Recording

Mode: TypeAlias = Literal["permissive", "failfast"]
"""How to treat an invalid result file: record the error, or raise it."""
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
# It holds something else than a result; it could not be read this time.
UNREADABLE, UNAVAILABLE = "UnreadableResult", "ResultUnavailable"

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LARGEST: Final = 2**63 - 1
# Files of a storage that are fetched at the same time.
_FETCHED: Final = 16

_log = logging.getLogger("speechtotext")


def recordings_of(entries: Iterable[Entry], mode: Mode, options: Mapping[str, Any]) -> Iterator[Recording]:
    """Yield the recordings of entries, in their order.

    Raises:
        FileError: a file cannot be read, and the mode is `failfast`.
    """
    for entry, content in _contents(entries, options):
        try:
            if isinstance(content, SpeechError):
                raise content
            yield from _of_content(entry, content)
        except SpeechError as error:
            if mode == "failfast":
                raise
            _log.warning("%s", error)
            kind = UNAVAILABLE if error is content else UNREADABLE
            yield _without_result(entry, status="Failed", error_kind=kind, error_message=str(error))


def _contents(
    entries: Iterable[Entry], options: Mapping[str, Any]
) -> Iterator[tuple[Entry, bytes | SpeechError | None]]:
    """Yield what each file holds, or why it cannot be read; None where there is not a file."""
    waiting: list[Entry] = []
    for entry in entries:
        if entry.location is not None and is_url(entry.location):
            waiting.append(entry)
            if len(waiting) < _FETCHED:
                continue
        if waiting:
            yield from _fetched(waiting, options)
            waiting = []
        if entry.location is None:
            yield entry, None
        elif not is_url(entry.location):
            yield entry, _local_content(entry)
    if waiting:
        yield from _fetched(waiting, options)


def _local_content(entry: Entry) -> bytes | SpeechError:
    try:
        return Path(str(entry.location)).read_bytes()
    except OSError as error:
        failure = FileError(f"{entry.file} cannot be read: {error.strerror or error}.")
        failure.__cause__ = error
        return failure


def _fetched(entries: Sequence[Entry], options: Mapping[str, Any]) -> Iterator[tuple[Entry, bytes | SpeechError]]:
    """Yield what files of a storage hold; they are fetched side by side."""
    with ThreadPoolExecutor(_FETCHED) as pool:
        contents = pool.map(lambda entry: _stored_content(str(entry.location), options), entries)
        yield from zip(entries, contents, strict=True)


def _stored_content(url: str, options: Mapping[str, Any]) -> bytes | SpeechError:
    try:
        fs, path = file_system(url, options)
        with file_system_errors(f"{url} cannot be read"):
            content: bytes = fs.cat_file(path)
    except SpeechError as error:
        return error
    return content


def _of_content(entry: Entry, content: bytes | None) -> Iterator[Recording]:
    if content is None:
        yield _without_result(entry)
        return
    name = str(entry.file)
    try:
        results = TranscriptionResult._all_of(content, name)
    except FileError:
        failed = _reported(entry, content)
        if failed is None:
            raise
        yield from failed
        return
    first = 0
    for result in results:
        recording = recording_of(result, entry, first)
        first += len(recording.phrases)
        yield recording


def _reported(entry: Entry, content: bytes) -> list[Recording] | None:
    """Return the inputs that failed, if a file is the report of a job, which tools save beside its results."""
    try:
        report = TranscriptionReport.from_bytes(content)
    except FileError:
        return None
    return [
        Recording(
            file=entry.file,
            source=source_of(failed.source) or None,
            status=failed.status or "Failed",
            error_kind=failed.error_kind,
            error_message=failed.error_message,
        )
        for failed in report.failed
    ]


def _without_result(entry: Entry, **changes: Any) -> Recording:
    known = {name: getattr(entry, name) for name in ("status", "error_kind", "error_message")}
    return Recording(file=entry.file, source=entry.source, job=entry.job, locale=entry.locale, **{**known, **changes})


def recording_of(result: TranscriptionResult, entry: Entry | None = None, first: int = 0) -> Recording:
    """Return a recording.

    Args:
        result: its result.
        entry: that the result was read from; None for one in memory.
        first: position of its first phrase in the file.

    Raises:
        FileError: a table cannot hold it.
    """
    phrases = result._shown_phrases
    _require_numbers(phrases, str(None if entry is None else entry.file))
    source = entry.source if entry is not None else None
    if source is None and result.source:
        source = source_of(result.source)
    return Recording(
        file=None if entry is None else entry.file,
        source=source,
        job=None if entry is None else entry.job,
        status="Succeeded",
        timestamp=_microseconds(result.timestamp),
        duration=result.duration // _MICROSECOND,
        locale=_locale_of(phrases) or (None if entry is None else entry.locale),
        phrases=phrases,
        first=first,
    )


def _require_numbers(phrases: Iterable[Phrase], name: str) -> None:
    if any(abs(phrase.channel) > _LARGEST for phrase in phrases if phrase.channel is not None):
        raise FileError(f"{name} cannot be read as a transcription result: the number of a channel is too large.")


def _locale_of(phrases: Iterable[Phrase]) -> str | None:
    """Return the locale of most of the phrases, as far as they tell any."""
    told = Counter(phrase.locale for phrase in phrases if phrase.locale)
    return told.most_common(1)[0][0] if told else None


def _microseconds(time: datetime | None) -> int | None:
    if time is None:
        return None
    return ((time if time.tzinfo else time.replace(tzinfo=UTC)) - _EPOCH) // _MICROSECOND
