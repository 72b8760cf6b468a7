"""Request bodies of transcriptions, for each API version. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import click

from speechtotext.cli._arguments.api_versions import is_dated

_DEFAULT_TIME_TO_LIVE: Final = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class TranscriptionOptions:
    """Options of a transcription.

    Attributes:
        name: display name.
        locales: locale, or candidate locales for language identification.
        diarize: whether to separate speakers.
        max_speakers: maximum number of speakers; None if unknown.
        word_timestamps: whether to request word timestamps.
        model_url: URL of the model; None for the default model.
        time_to_live: how long the service keeps the results; None for its default.
    """

    name: str
    locales: Sequence[str]
    diarize: bool
    max_speakers: int | None
    word_timestamps: bool
    model_url: str | None
    time_to_live: timedelta | None


def batch_transcription(version: str, options: TranscriptionOptions) -> dict[str, Any]:
    """Return the request body of a batch transcription, without its inputs.

    Raises:
        click.ClickException: the API version does not support an option.
    """
    properties = _dated_properties(options) if is_dated(version) else _numbered_properties(version, options)
    if options.word_timestamps:
        properties["wordLevelTimestampsEnabled"] = True
        if version != "v3.0":
            properties["displayFormWordLevelTimestampsEnabled"] = True
    if len(options.locales) > 1:
        if version == "v3.0":
            raise click.ClickException(
                "API version v3.0 does not find out which language is spoken: give one --locale."
            )
        properties["languageIdentification"] = {"candidateLocales": list(options.locales)}
    body: dict[str, Any] = {"displayName": options.name, "locale": options.locales[0], "properties": properties}
    if options.model_url is not None:
        body["model"] = {"self": options.model_url}
    return body


def fast_transcription_definition(options: TranscriptionOptions) -> dict[str, Any]:
    """Return the definition of a fast transcription."""
    definition: dict[str, Any] = {"locales": list(options.locales)}
    if options.diarize:
        definition["diarization"] = _diarization(options)
    return definition


def _dated_properties(options: TranscriptionOptions) -> dict[str, Any]:
    properties: dict[str, Any] = {"timeToLiveHours": _whole_hours(options.time_to_live or _DEFAULT_TIME_TO_LIVE)}
    if options.diarize:
        properties["diarization"] = _diarization(options)
    return properties


def _numbered_properties(version: str, options: TranscriptionOptions) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    if options.time_to_live is not None:
        properties["timeToLive"] = f"PT{_whole_hours(options.time_to_live)}H"
    if options.diarize:
        properties["diarizationEnabled"] = True
        if options.max_speakers is not None:
            if version == "v3.0":
                raise click.ClickException("API version v3.0 tells two speakers apart: leave --max-speakers out.")
            properties["diarization"] = {"speakers": {"minCount": 1, "maxCount": options.max_speakers}}
    return properties


def _diarization(options: TranscriptionOptions) -> dict[str, Any]:
    limit = {} if options.max_speakers is None else {"maxSpeakers": options.max_speakers}
    return {"enabled": True, **limit}


def _whole_hours(span: timedelta) -> int:
    """Return hours, rounded up."""
    return -(-span // timedelta(hours=1))
