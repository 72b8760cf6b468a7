"""What a folder of results remembers of the settings it was made with. It blocks."""

from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from speechtotext._batches.body_differences import body_differences
from speechtotext._batches.submission import BatchService
from speechtotext._errors import ConfigurationError
from speechtotext._transcripts.options import TranscriptOptions

from .known_recordings import FAST
from .options import Requests, RunOptions
from .recording_journal import RecordingJournal

if TYPE_CHECKING:
    from speechtotext.storage import Storage

DEFAULT_FORMATS: Final = ("txt",)


class Chosen(NamedTuple):
    """What a run goes by."""

    requests: Requests
    formats: tuple[str, ...]
    transcripts: TranscriptOptions
    storage: Storage | None


def remember(journal: RecordingJournal, service: BatchService, requests: Requests, options: RunOptions) -> Chosen:
    """Return what a run goes by, and keep it for the next one.

    Args:
        journal: of the folder.
        service: where jobs are.
        requests: what the caller asks for; by default it is what was remembered.
        options: of the run.

    Raises:
        ConfigurationError: something was transcribed with other settings, by another version or resource.
    """
    known: dict[str, Any] | None = journal.setting("requests")
    if known is not None and journal.has_transcribed(FAST):
        journal.require_same_service(service.api_version, service.origin)
    if known is not None and requests.by_default:
        requests = Requests(**known)
    elif known is not None and journal.has_transcribed(FAST):
        differences = body_differences(known["definition"] or {}, requests.definition or {})
        if differences:
            raise ConfigurationError(
                f"{options.folder} holds the results of other settings: {differences}. Give the same settings, "
                "or another folder."
            )
    journal.describe(service.api_version, service.origin, requests.body or {})
    formats = options.formats or tuple(journal.setting("formats") or DEFAULT_FORMATS)
    transcripts = options.transcripts or TranscriptOptions(**(journal.setting("transcripts") or {}))
    journal.keep_settings({"requests": requests._asdict(), "formats": formats, "transcripts": _as_json(transcripts)})
    return Chosen(requests, formats, transcripts, _storage(journal, options))


def _as_json(options: TranscriptOptions) -> dict[str, Any]:
    """Return options as members of JSON."""
    members = {each.name: getattr(options, each.name) for each in fields(options) if each.init}
    audio = None if options.audio is None else os.fspath(options.audio)
    return {**members, "names": dict(options.given_names), "audio": audio}


def _storage(journal: RecordingJournal, options: RunOptions) -> Storage | None:
    """Return the storage for local files: that of the last run if something of it is left to do.

    Raises:
        ConfigurationError: the environment has no credentials for it.
    """
    if options.storage is not None:
        journal.keep_settings({"storage": options.storage.url})
        return options.storage
    url = journal.setting("storage")
    return options.open_storage(url) if url is not None and journal.needs_storage() else None
