"""The properties of transcriptions between v3.2 and 2024-11-15: how long they are kept and last, who speaks."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from speechtotext._errors import NotExpressible

from .change import Json, Program
from .durations import iso_8601, milliseconds

TIME_TO_LIVE: Final = "time-to-live-in-hours"
DIARIZATION: Final = "diarization-in-one"

_HOUR: Final = 3_600_000
_SHORTEST, _LONGEST, _ADVISED = 6, 31 * 24, 48
_BASIC_SPEAKERS, _MOST_SPEAKERS = 2, 35


def with_properties(transcription: Json, program: Program) -> None:
    if transcription.get("properties") is None:
        transcription["properties"] = {}


def time_to_live_hours(properties: Json, program: Program) -> None:
    """`timeToLive` becomes `timeToLiveHours`, which has to be there."""
    given = properties.pop("timeToLive", None)
    if given is not None:
        properties["timeToLiveHours"] = _hours(given, program)
    elif "timeToLiveHours" not in properties:
        properties["timeToLiveHours"] = _ADVISED
        program.warn(
            "From 2024-11-15 on no transcription is kept for ever: those for which the program does not say how long "
            f"are deleted {_ADVISED} hours after they have ended. Set time_to_live to say it."
        )


def time_to_live(properties: Json) -> None:
    """`timeToLiveHours` becomes `timeToLive`."""
    hours = properties.get("timeToLiveHours")
    if isinstance(hours, int):
        del properties["timeToLiveHours"]
        properties["timeToLive"] = _in_hours(hours)


def duration(properties: Json) -> None:
    """`durationMilliseconds` becomes `duration`."""
    length = properties.get("durationMilliseconds")
    if isinstance(length, int):
        del properties["durationMilliseconds"]
        properties["duration"] = iso_8601(length)


def diarization_in_one(properties: Json, program: Program) -> None:
    """`diarizationEnabled` and the speakers of `diarization` go into one."""
    enabled = properties.pop("diarizationEnabled", None)
    asked = properties.pop("diarization", None)
    speakers = asked.get("speakers") if isinstance(asked, dict) else None
    moved = {} if enabled is None else {"enabled": enabled}
    if isinstance(speakers, dict):
        moved |= _most_speakers(speakers, program)
    elif enabled and asked is None:
        moved["maxSpeakers"] = _BASIC_SPEAKERS
    if moved:
        properties["diarization"] = moved


def diarization_in_two(properties: Json) -> None:
    """The one becomes `diarizationEnabled` and, but for the two speakers of the basic kind, `diarization`."""
    told = properties.get("diarization")
    if not isinstance(told, dict):
        return
    del properties["diarization"]
    enabled, most = told.get("enabled"), told.get("maxSpeakers")
    if enabled is not None:
        properties["diarizationEnabled"] = enabled
    if enabled and most is None:
        properties["diarization"] = {"speakers": {}}
    elif most is not None and not (enabled and most == _BASIC_SPEAKERS):
        properties["diarization"] = {"speakers": {"maxCount": most}}


@lru_cache(_LONGEST)
def _in_hours(hours: int) -> str:
    return iso_8601(hours * _HOUR)


def _hours(time_to_live: object, program: Program) -> int:
    length = milliseconds(time_to_live) if isinstance(time_to_live, str) else None
    if length is None:
        raise NotExpressible(
            TIME_TO_LIVE,
            "From 2024-11-15 on the time to live is a number of hours, but the value is not a duration.",
            "Give an ISO 8601 duration in days and hours, such as P2D.",
        )
    if _SHORTEST * _HOUR <= length <= _LONGEST * _HOUR:
        if length % _HOUR:
            program.warn("From 2024-11-15 on transcriptions are kept for whole hours: the time to live is rounded up.")
        return -(-length // _HOUR)
    if program.migration.clamp_time_to_live:
        return _SHORTEST if 0 < length < _SHORTEST * _HOUR else _LONGEST
    raise NotExpressible(
        TIME_TO_LIVE,
        f"From 2024-11-15 on transcriptions are kept for {_SHORTEST} hours at least and 31 days at most, not for ever.",
        "Set a time to live in this range, or pass api_version=Migration(to=…, clamp_time_to_live=True).",
    )


def _most_speakers(speakers: Json, program: Program) -> Json:
    fewest, most = speakers.get("minCount"), speakers.get("maxCount")
    if isinstance(fewest, int) and fewest > 1:
        program.warn("From 2024-11-15 on the service has no minimum number of speakers: it is not sent.")
    if most is None:
        return {}
    if not (isinstance(most, int) and _BASIC_SPEAKERS <= most <= _MOST_SPEAKERS):
        raise NotExpressible(
            DIARIZATION,
            f"From 2024-11-15 on speakers are told apart for {_BASIC_SPEAKERS} to {_MOST_SPEAKERS} of them.",
            "Set max_count to a number in this range; for one speaker leave out diarization.",
        )
    return {"maxSpeakers": most}
