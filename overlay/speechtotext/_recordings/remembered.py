"""What a folder of results remembers of the settings it was made with. It blocks."""

from __future__ import annotations

import os
from dataclasses import fields
from typing import Any, Final, NamedTuple

from speechtotext._batches.body_differences import body_differences
from speechtotext._batches.submission import BatchService
from speechtotext._errors import ConfigurationError
from speechtotext._transcripts.options import TranscriptOptions

from .known_recordings import FAST
from .options import Requests, RunOptions
from .recording_journal import RecordingJournal

DEFAULT_FORMATS: Final = ("txt",)


class Chosen(NamedTuple):
    """What a run goes by."""

    requests: Requests
    formats: tuple[str, ...]
    look: TranscriptOptions


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
    look = options.look or TranscriptOptions(**(journal.setting("look") or {}))
    journal.keep_settings({"requests": requests._asdict(), "formats": formats, "look": _as_arguments(look)})
    return Chosen(requests, formats, look)


def _as_arguments(look: TranscriptOptions) -> dict[str, Any]:
    """Return the options as arguments that JSON can hold."""
    given = {each.name: getattr(look, each.name) for each in fields(look) if each.init}
    return given | {"audio": None if look.audio is None else os.fspath(look.audio)}
