"""Request bodies of transcriptions, for each API version. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import click

from speechtotext.cli._arguments.api_versions import is_dated

_KEPT: Final = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How recordings are to be transcribed.

    Attributes:
        name: name to show for the transcription.
        locales: the languages that may be spoken.
        diarize: whether to tell speakers apart.
        max_speakers: how many there are at most; None if that is not known.
        words: whether to tell the time of each word.
        model: URL of the model to use; None for the service's own.
        kept: how long the service keeps the results; None for as long as it does.
    """

    name: str
    locales: Sequence[str]
    diarize: bool
    max_speakers: int | None
    words: bool
    model: str | None
    kept: timedelta | None


def transcription(version: str, wishes: Wishes) -> dict[str, Any]:
    """A batch transcription, but for its inputs.

    Raises:
        click.ClickException: the version does not have what is wished for.
    """
    properties = _dated(wishes) if is_dated(version) else _numbered(version, wishes)
    if wishes.words:
        properties["wordLevelTimestampsEnabled"] = True
        if version != "v3.0":
            properties["displayFormWordLevelTimestampsEnabled"] = True
    if len(wishes.locales) > 1:
        if version == "v3.0":
            raise click.ClickException(
                "API version v3.0 does not find out which language is spoken: give one --locale."
            )
        properties["languageIdentification"] = {"candidateLocales": list(wishes.locales)}
    body: dict[str, Any] = {"displayName": wishes.name, "locale": wishes.locales[0], "properties": properties}
    if wishes.model is not None:
        body["model"] = {"self": wishes.model}
    return body


def fast_transcription(wishes: Wishes) -> dict[str, Any]:
    """The definition of a fast transcription."""
    definition: dict[str, Any] = {"locales": list(wishes.locales)}
    if wishes.diarize:
        definition["diarization"] = _diarization(wishes)
    return definition


def _dated(wishes: Wishes) -> dict[str, Any]:
    properties: dict[str, Any] = {"timeToLiveHours": _hours(wishes.kept or _KEPT)}
    if wishes.diarize:
        properties["diarization"] = _diarization(wishes)
    return properties


def _numbered(version: str, wishes: Wishes) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    if wishes.kept is not None:
        properties["timeToLive"] = f"PT{_hours(wishes.kept)}H"
    if wishes.diarize:
        properties["diarizationEnabled"] = True
        if wishes.max_speakers is not None:
            if version == "v3.0":
                raise click.ClickException("API version v3.0 tells two speakers apart: leave --max-speakers out.")
            properties["diarization"] = {"speakers": {"minCount": 1, "maxCount": wishes.max_speakers}}
    return properties


def _diarization(wishes: Wishes) -> dict[str, Any]:
    limit = {} if wishes.max_speakers is None else {"maxSpeakers": wishes.max_speakers}
    return {"enabled": True, **limit}


def _hours(span: timedelta) -> int:
    """Hours, the last one begun counted as a whole one."""
    return -(-span // timedelta(hours=1))
