"""Result files of other shapes than usual, brought into the usual one: older versions, other cases, other units.

A file of v2.0 names its members in PascalCase, may hold several recordings, and was saved by many programs as a JSON
string that holds JSON. Previews of fast transcription wrote times as plain numbers of milliseconds. Single members can
be null, or times missing.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from .phrases import TICKS_PER_MILLISECOND, TICKS_PER_SECOND

_NUMBER: Final = re.compile(r"-?\d{1,18}(\.\d+)?")

_NEITHER = "it has neither `recognizedPhrases` nor `phrases`"

# Members by their names in lower case: the usual spelling, and what v2.0 called them.
_USUAL: Final = {
    name.lower(): name
    for name in (
        *("source", "timestamp", "recognizedPhrases", "combinedRecognizedPhrases", "phrases", "combinedPhrases"),
        *("offset", "offsetInTicks", "offsetMilliseconds", "offsetInSeconds"),
        *("duration", "durationInTicks", "durationMilliseconds", "durationInSeconds"),
        *("recognitionStatus", "channel", "speaker", "locale", "nBest", "confidence", "words", "displayWords"),
        *("lexical", "itn", "maskedITN", "display", "text", "word", "displayText", "audioFileResults", "audioFileName"),
    )
} | {
    "segmentresults": "recognizedPhrases",
    "combinedresults": "combinedRecognizedPhrases",
    "channelnumber": "channel",
    "speakerid": "speaker",
    "audiofileurl": "source",
    "audiolengthinseconds": "durationInSeconds",
}


def as_utf8(data: bytes) -> bytes:
    """Return JSON in UTF-8 without a byte order mark, of JSON in UTF-8, UTF-16 or UTF-32.

    Raises:
        UnicodeDecodeError: it is in none of them.
    """
    encoding = json.detect_encoding(data)
    return data if encoding == "utf-8" else data.decode(encoding).encode()


def recordings(data: bytes) -> list[dict[str, Any]]:
    """Return what a file holds of each recording, as JSON.

    Raises:
        msgspec.ValidationError: it holds something else than results.
        msgspec.DecodeError: it is not JSON.
        UnicodeDecodeError: it is in no encoding of JSON.
    """
    content = msgspec.json.decode(as_utf8(data))
    if isinstance(content, str):
        try:
            content = msgspec.json.decode(content)
        except msgspec.DecodeError as error:
            raise msgspec.ValidationError("it is text, not JSON") from error
    if isinstance(content, dict):
        files = next((value for name, value in content.items() if name.lower() == "audiofileresults"), None)
        content = [content] if files is None else files
    elif not content:
        raise msgspec.ValidationError(_NEITHER)
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise msgspec.ValidationError(_NEITHER)
    return list(content)


def usual_shape(content: dict[str, Any]) -> dict[str, Any]:
    """Return the result of a recording with the usual members, and with times in the usual unit.

    Returns:
        The shape of fast transcription if it has `phrases`; else that of batch transcription.

    Raises:
        msgspec.ValidationError: it is no result.
    """
    renamed = _renamed(content)
    fast = "phrases" in renamed or "combinedPhrases" in renamed
    # Members that are null are empty.
    given = renamed.keys() if fast else {_USUAL.get(name.lower(), name) for name in content}
    batch = "recognizedPhrases" in given or "combinedRecognizedPhrases" in given
    if not batch and not fast:
        raise msgspec.ValidationError(_NEITHER)
    _set_times(renamed, in_milliseconds=not batch)
    if not batch:
        return {"phrases": []} | renamed
    renamed.setdefault("source", renamed.get("audioFileName"))
    if "timestamp" in renamed and not _is_timestamp(renamed["timestamp"]):
        del renamed["timestamp"]
    return {"recognizedPhrases": [], "durationInTicks": None} | renamed


def _renamed(content: dict[str, Any]) -> dict[str, Any]:
    """Return JSON with the usual names of its members, without those that are null."""
    given = {name: _renamed_below(member) for name, member in content.items() if member is not None}
    usual = {_USUAL.get(name.lower(), name): member for name, member in given.items()}
    # What is written as usual wins over what is written otherwise.
    usual |= {name: member for name, member in given.items() if name in usual}
    if isinstance(number := usual.get("channel"), str) and number.isdecimal():
        usual["channel"] = int(number)
    return usual


def _renamed_below(value: Any) -> Any:
    if isinstance(value, list):
        return [_renamed_below(item) for item in value]
    return _renamed(value) if isinstance(value, dict) else value


def _set_times(result: dict[str, Any], *, in_milliseconds: bool) -> None:
    """Put times into the unit of the shape, where they are told in another way alone."""
    unit = "Milliseconds" if in_milliseconds else "InTicks"
    offset = f"offset{unit}"
    _set_time(result, in_milliseconds)
    for phrase in _objects(result.get("phrases" if in_milliseconds else "recognizedPhrases")):
        _set_time(phrase, in_milliseconds)
        if not in_milliseconds:
            _mark_unless_timed(phrase)
        for reading in (phrase, *_objects(phrase.get("nBest"))):
            for kind in ("words", "displayWords"):
                words = _objects(reading.get(kind))
                for word in words:
                    _set_time(word, in_milliseconds)
                if not any(offset in word for word in words):
                    reading.pop(kind, None)
                else:
                    _fill_gaps(words, phrase, unit)


def _set_time(timed: dict[str, Any], in_milliseconds: bool) -> None:
    unit = "Milliseconds" if in_milliseconds else "InTicks"
    for name in ("offset", "duration"):
        if f"{name}{unit}" in timed:
            number = _as_number(timed[f"{name}{unit}"])
            if number is not None:
                timed[f"{name}{unit}"] = number
        else:
            ticks = _ticks(timed, name, TICKS_PER_MILLISECOND if in_milliseconds else 1)
            if ticks is not None:
                timed[f"{name}{unit}"] = ticks / TICKS_PER_MILLISECOND if in_milliseconds else ticks


def _ticks(timed: dict[str, Any], name: str, plain: int) -> float | None:
    """Return a time in ticks; None if it is not told.

    Args:
        timed: what has the time.
        name: `offset` or `duration`.
        plain: the ticks of a plain number: previews of fast transcription meant milliseconds, v2.0 ticks.
    """
    written = timed.get(name)
    try:
        return msgspec.convert(written, timedelta) / timedelta(microseconds=1) * 10
    except msgspec.ValidationError:
        """It is a number, or missing."""
    for unit, ticks in (("Milliseconds", TICKS_PER_MILLISECOND), ("", plain), ("InSeconds", TICKS_PER_SECOND)):
        number = _as_number(timed.get(f"{name}{unit}"))
        if number is not None:
            return number * ticks
    return None


def _mark_unless_timed(phrase: dict[str, Any]) -> None:
    """Say of a phrase that it is not known when it was said."""
    if "offsetInTicks" not in phrase or "durationInTicks" not in phrase:
        phrase["hasTimes"] = False
        phrase.setdefault("offsetInTicks", 0)
        phrase.setdefault("durationInTicks", 0)


def _fill_gaps(words: list[dict[str, Any]], phrase: dict[str, Any], unit: str) -> None:
    """Share what is between words that have times, or an end of the phrase, among those that have none."""
    offset, duration = f"offset{unit}", f"duration{unit}"
    since, index = _number(phrase, offset), 0
    while index < len(words):
        after = index
        while after < len(words) and not (offset in words[after] and duration in words[after]):
            after += 1
        if after == index:
            since = _number(words[index], offset) + _number(words[index], duration)
            index += 1
            continue
        end = _number(phrase, offset) + _number(phrase, duration)
        until = _number(words[after], offset) if after < len(words) else end
        step = max(until - since, 0) / (after - index)
        for number, word in enumerate(words[index:after]):
            word.setdefault(offset, since + number * step)
            word.setdefault(duration, step)
        index, since = after, until


def _as_number(value: Any) -> float | None:
    """Return a number, also one that was written as text."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _number(timed: dict[str, Any], name: str) -> float:
    value = timed.get(name, 0)
    return value if isinstance(value, int | float) else 0


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _is_timestamp(value: Any) -> bool:
    try:
        msgspec.convert(value, datetime)
    except msgspec.ValidationError:
        return False
    return True
