"""Odd answers: what the live service answers otherwise than its documents say, to test what a client makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count, cycle
from threading import Lock
from typing import Any, Final, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from ._names import check_name

OddAnswer: TypeAlias = Literal[
    "older-job",
    "number-properties",
    "empty-model",
    "empty-language-identification",
    "null-properties",
    "odd-dates",
    "text-flags",
    "late-files",
    "foreign-next-link",
    "fast-without-times",
    "fast-without-phrases",
    "text-speaker",
]
"""How an answer may differ from its document."""

ODD_ANSWERS: Final[Mapping[OddAnswer, str]] = {
    "older-job": "transcriptions without `timeToLiveHours`, with properties of the version that made them",
    "number-properties": "`customProperties` that hold a number, a boolean and null",
    "empty-model": "`model: {}`",
    "empty-language-identification": "transcriptions with `languageIdentification: {}`",
    "null-properties": "`properties: null`",
    "odd-dates": "dates that are empty, null, without a zone, with seven decimals, of the year 1, or as in the US",
    "text-flags": 'properties that are booleans as text, such as `diarizationEnabled: "true"`',
    "late-files": "the files of a transcription are not listed when they are first looked for",
    "foreign-next-link": "links to the next page name another host",
    "fast-without-times": "fast transcription: phrases without offset, duration and words",
    "fast-without-phrases": "fast transcription: only the combined text",
    "text-speaker": "fast transcription: speakers that are text",
}
"""What each of them is."""

Json: TypeAlias = dict[str, Any]

_OTHER_HOST: Final = "westeurope.api.cognitive.microsoft.com"
_DATES: Final = (
    "",
    None,
    "2024-05-10T18:39:07",
    "2024-05-10T18:39:07.1234567Z",
    "0001-01-01T00:00:00",
    "05/10/2024 18:39:07",
)
_OF_OLDER_VERSIONS: Final = {"timeToLive": "P2D", "duration": "PT3S", "diarizationEnabled": False}
_FAST: Final = "Transcriptions_Transcribe"
_FILES: Final = "Transcriptions_ListFiles"


class OddAnswers:
    """Makes answers odd.

    Each entity and each fast transcription that is answered has one of the kinds that can be of it, in turn.

    Args:
        kinds: those that are wanted; none for answers as they are.

    Raises:
        ValueError: there is no such kind.
    """

    def __init__(self, kinds: Iterable[OddAnswer] = ()) -> None:
        wanted = tuple(dict.fromkeys(kinds))
        for kind in wanted:
            check_name("odd answer", kind, ODD_ANSWERS)
        self._wanted = frozenset(wanted)
        self._of_jobs = _in_turn(_TRANSCRIPTIONS, wanted)
        self._of_entities = _in_turn(_ENTITIES, wanted)
        self._of_fast_results = _in_turn(_FAST_RESULTS, wanted)
        self._number = count()
        self._looked_for: set[str] = set()
        self._lock = Lock()

    def clear(self) -> None:
        """Forget whose files were looked for."""
        self._looked_for.clear()

    def applied(self, operation: str, path: Mapping[str, str], content: Any) -> Any:
        """Return the content of an answer as it is odd.

        Args:
            operation: id of the operation that answers.
            path: what its path holds.
        """
        if not self._wanted or not isinstance(content, dict):
            return content
        with self._lock:
            if operation == _FAST:
                return self._turned(self._of_fast_results, content)
            if "values" in content:
                return self._page(operation, path, content)
            return self._entity(operation, content)

    def _page(self, operation: str, path: Mapping[str, str], page: Json) -> Json:
        items = [self._entity(operation, item) for item in page["values"]]
        if items and operation == _FILES and self._is_late(path["id"]):
            return {"values": []}
        link = page.get("@nextLink")
        if link is not None and "foreign-next-link" in self._wanted:
            page = {**page, "@nextLink": urlsplit(link)._replace(scheme="https", netloc=_OTHER_HOST).geturl()}
        return {**page, "values": items}

    def _is_late(self, job: str) -> bool:
        if "late-files" not in self._wanted or job in self._looked_for:
            return False
        self._looked_for.add(job)
        return True

    def _entity(self, operation: str, value: Any) -> Any:
        """Return an entity as it is odd; files and what else is answered stay as they are."""
        if not isinstance(value, dict) or "createdDateTime" not in value or "File" in operation or "Log" in operation:
            return value
        return self._turned(self._of_jobs if "Transcription" in operation else self._of_entities, value)

    def _turned(self, kinds: Iterator[Change] | None, value: Json) -> Json:
        return value if kinds is None else next(kinds)(value, next(self._number))


Change: TypeAlias = Callable[[Json, int], Json]
"""Gives an object as it is odd, so many after the first."""


def chosen_odd_answers(choice: bool | Iterable[OddAnswer]) -> OddAnswers:
    """Return those that are chosen: all, none, or some."""
    return OddAnswers((get_args(OddAnswer) if choice else ()) if isinstance(choice, bool) else choice)


def _in_turn(changes: Mapping[OddAnswer, Change], wanted: Iterable[OddAnswer]) -> Iterator[Change] | None:
    chosen = [changes[kind] for kind in wanted if kind in changes]
    return cycle(chosen) if chosen else None


def _older_job(entity: Json, number: int) -> Json:
    properties = entity.get("properties") or {}
    if "timeToLiveHours" not in properties:
        return entity
    kept = {name: value for name, value in properties.items() if name != "timeToLiveHours"}
    return {**entity, "properties": {**kept, **_OF_OLDER_VERSIONS}}


def _number_properties(entity: Json, number: int) -> Json:
    return {**entity, "customProperties": {"retryCount": 0, "isUrgent": True, "note": None, "name": "local"}}


def _empty_model(entity: Json, number: int) -> Json:
    return {**entity, "model": {}}


def _empty_language_identification(entity: Json, number: int) -> Json:
    return {**entity, "properties": {**(entity.get("properties") or {}), "languageIdentification": {}}}


def _null_properties(entity: Json, number: int) -> Json:
    return {**entity, "properties": None}


def _odd_dates(entity: Json, number: int) -> Json:
    first, last = _DATES[number % len(_DATES)], _DATES[(number + 2) % len(_DATES)]
    return {**entity, "createdDateTime": first, "lastActionDateTime": last}


def _text_flags(entity: Json, number: int) -> Json:
    properties = entity.get("properties") or {}
    texts = {name: str(value).lower() for name, value in properties.items() if isinstance(value, bool)}
    return {**entity, "properties": {**properties, **texts}}


def _text_flags_of_job(entity: Json, number: int) -> Json:
    changed = _text_flags(entity, number)
    return {**changed, "properties": {**changed["properties"], "diarizationEnabled": "true"}}


def _without_times(result: Json, number: int) -> Json:
    untold = ("offsetMilliseconds", "durationMilliseconds", "words")
    phrases = [{name: each for name, each in phrase.items() if name not in untold} for phrase in result["phrases"]]
    return {**result, "phrases": phrases}


def _without_phrases(result: Json, number: int) -> Json:
    return {name: value for name, value in result.items() if name != "phrases"}


def _text_speaker(result: Json, number: int) -> Json:
    phrases = [{**phrase, "speaker": f"Speaker-{phrase.get('speaker') or 1}"} for phrase in result["phrases"]]
    return {**result, "phrases": phrases}


_ENTITIES: Final[Mapping[OddAnswer, Change]] = {
    "number-properties": _number_properties,
    "null-properties": _null_properties,
    "odd-dates": _odd_dates,
    "text-flags": _text_flags,
}
_TRANSCRIPTIONS: Final[Mapping[OddAnswer, Change]] = {
    **_ENTITIES,
    "older-job": _older_job,
    "empty-model": _empty_model,
    "empty-language-identification": _empty_language_identification,
    "text-flags": _text_flags_of_job,
}
_FAST_RESULTS: Final[Mapping[OddAnswer, Change]] = {
    "fast-without-times": _without_times,
    "fast-without-phrases": _without_phrases,
    "text-speaker": _text_speaker,
}
