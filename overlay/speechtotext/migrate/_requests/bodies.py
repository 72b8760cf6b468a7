"""JSON bodies of requests, as code that makes the models of this package."""

from __future__ import annotations

import enum
import inspect
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, get_args, get_origin
from uuid import UUID

import attrs

from speechtotext.migrate._tracking.values import (
    HOLE,
    Constant,
    Items,
    Mapping,
    Text,
    Unknown,
    Value,
    options,
)
from speechtotext.migrate._versions.api_surface import Version
from speechtotext.migrate._versions.json_names import json_name
from speechtotext.migrate._versions.type_hints import type_hints

_AUDIO: Final = "https://example.com/audio.wav"

_EXAMPLES: Final = {
    "content_urls": f'["{_AUDIO}"]',
    "content_url": f'"{_AUDIO}"',
    "content_container_url": '"https://example.com/audio?sv=…"',
    "locale": '"en-US"',
    "locales": '["en-US"]',
    "web_url": '"https://example.com/hook"',
    "time_to_live_hours": "48",
    "source_resource_id": '"/subscriptions/…"',
    "target_subscription_key": '"…"',
    "max_speakers": "2",
    "candidate_locales": '["en-US", "de-DE"]',
    "max_count": "2",
}

_ANY_NAME: Final = '"My {}"'

_ID: Final = "00000000-0000-0000-0000-000000000000"

_REFERENCE: Final = (
    'models.EntityReference(self_="https://westeurope.api.cognitive.microsoft.com/speechtotext/{}/{}/' + _ID + '")'
)

_SET_BY_SERVICE: Final = {"self_", "created_date_time", "last_action_date_time", "status", "links", "error"}


class BodyWriter:
    """Writes bodies as code.

    Args:
        version: the version whose models are made.
        without: properties that are left out.
    """

    def __init__(self, version: Version, without: frozenset[str] = frozenset()) -> None:
        self._version = version
        self._without = without
        self.unknown: list[tuple[str, int]] = []

    def constructor(self, model: Any, value: Value) -> str:
        """Return the code that makes a model from a JSON object, with examples for what is not known."""
        given = _mapping(value)
        fields = {json_name(one.name): one for one in attrs.fields(model) if one.name not in ("additional_properties",)}
        hints = type_hints(model)
        self.unknown += [(key, given.lines.get(key, 0)) for key in given.entries if key not in fields and key != "self"]
        arguments: list[str] = []
        for key, one in fields.items():
            if one.name in _SET_BY_SERVICE and not (one.name == "self_" and one.default is attrs.NOTHING):
                continue
            entry = given.entries.get(key) if one.name not in self._without else None
            code = None if entry is None else self._code(entry, hints.get(one.name), one.name)
            if code is None and one.default is attrs.NOTHING:
                code = self._example(model.__name__, one.name, hints.get(one.name))
            if code is not None:
                arguments.append(f"{one.name}={code}")
        if model.__name__ == "Transcription" and not {"contentUrls", "contentContainerUrl", "dataset"} & {
            key for key, entry in given.entries.items() if not _is_none(entry)
        }:
            arguments.append(f"content_urls={_EXAMPLES['content_urls']}")
        elif model.__name__ == "Transcription" and not any(
            one.startswith(("content_", "dataset")) for one in arguments
        ):
            name = "content_container_url" if "contentContainerUrl" in given.entries else "content_urls"
            arguments.append(f"{name}={_EXAMPLES[name]}")
        if model.__name__ == "Endpoint" and not any(one.startswith("model=") for one in arguments):
            arguments.append(f"model={self._reference('models')}")
        if model.__name__ in ("CustomModel", "Model") and not any(one.startswith("datasets=") for one in arguments):
            arguments.append(f"datasets=[{self._reference('datasets')}]")
        return f"models.{model.__name__}({', '.join(arguments)})"

    def _reference(self, group: str) -> str:
        number = f"{self._version.api_version}/" if self._version.api_version.startswith("v") else ""
        url = f"https://westeurope.api.cognitive.microsoft.com/speechtotext/{number}{group}/{_ID}"
        return f'models.EntityReference(self_="{url}{"" if number else "?api-version=" + self._version.api_version}")'

    def _code(self, value: Value, hint: Any, name: str) -> str | None:
        """Return the code of a value of a type; None if it is not known."""
        found = [code for one in options(value) if (code := self._one(one, hint, name)) is not None]
        return found[0] if found else None

    def _one(self, value: Value, hint: Any, name: str) -> str | None:
        kinds = [one for one in (get_args(hint) if _is_union(hint) else (hint,)) if one is not type(None)]
        kind = kinds[0] if kinds else str
        if get_origin(kind) is list:
            return self._list(value, get_args(kind)[0], name)
        if get_origin(kind) is dict or kind is dict:
            return _dict_code(value)
        if inspect.isclass(kind) and attrs.has(kind):
            return self._model(value, kind, name)
        if inspect.isclass(kind) and issubclass(kind, enum.Enum):
            return _member(value, kind)
        if kind is bool:
            return _boolean(value)
        if kind in (int, float):
            return _number(value)
        if kind in (datetime, UUID):
            return None
        return _string(value, name)

    def _list(self, value: Value, kind: Any, name: str) -> str | None:
        if not isinstance(value, Items):
            return None
        parts = [code for one in value.values if (code := self._one(one, kind, f"{name}[]")) is not None]
        if not parts:
            return None
        return f"[{', '.join(parts)}]"

    def _model(self, value: Value, kind: Any, name: str) -> str | None:
        if kind.__name__ == "EntityReference":
            reference = value.entries.get("self") if isinstance(value, Mapping) else None
            known = reference.pattern if isinstance(reference, Text) else None
            if known and HOLE not in known and re.search(r"/[0-9a-f-]{36}", known):
                return f'models.EntityReference(self_="{known}")'
            return None
        return self.constructor(kind, value) if isinstance(value, Mapping) and (value.entries or value.others) else None

    def _example(self, model: str, name: str, hint: Any) -> str:
        """Return an example for a required property."""
        if name in _EXAMPLES:
            return _EXAMPLES[name]
        kinds = [one for one in (get_args(hint) if _is_union(hint) else (hint,)) if one is not type(None)]
        kind = kinds[0] if kinds else str
        if inspect.isclass(kind) and issubclass(kind, enum.Enum):
            member = next((one for one in kind if one.name in ("ACOUSTIC", "LANGUAGE")), next(iter(kind)))
            return f"models.{kind.__name__}.{member.name}"
        if inspect.isclass(kind) and attrs.has(kind):
            if kind.__name__ == "EntityReference":
                group = "datasets" if "dataset" in name else "projects" if "project" in name else "models"
                return self._reference(group)
            if kind.__name__ == "WebHookEvents":
                return "models.WebHookEvents(transcription_completion=True)"
            return self.constructor(kind, Mapping())
        if kind is bool:
            return "True"
        if kind in (int, float):
            return "1"
        if get_origin(kind) is list:
            return "[]"
        return _ANY_NAME.format(
            model.lower() if model.isupper() else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model).lower()
        )


def _is_union(hint: Any) -> bool:
    return get_origin(hint) is not None and get_origin(hint) not in (list, dict) and type(None) in get_args(hint)


def _mapping(value: Value) -> Mapping:
    return next((one for one in options(value) if isinstance(one, Mapping)), Mapping())


def _is_none(value: Value) -> bool:
    return isinstance(value, Constant) and value.value is None


def _string(value: Value, name: str) -> str | None:
    match value:
        case Text():
            pattern = "".join(part if isinstance(part, str) else "{" + _placeholder(part) + "}" for part in value.parts)
            is_url = name.removesuffix("[]").endswith(("url", "urls"))
            if value.known is None and name.startswith("locale"):
                return None
            if value.known is None and is_url and not pattern.startswith("https://"):
                return f'"{_AUDIO}"' if name.endswith("[]") else None
            if "container" in name and value.known is not None and "?" not in value.known:
                return f'"{pattern}"'
            return json.dumps(pattern, ensure_ascii=False)
        case Constant(bool() | None):
            return None
        case Constant(constant):
            return f'"{constant}"'
    return None


def _placeholder(part: Value) -> str:
    path = part.path if isinstance(part, Unknown) else ()
    return next((one for one in reversed(path) if re.fullmatch(r"[A-Za-z_]\w*", one)), "")


def _boolean(value: Value) -> str | None:
    match value:
        case Constant(bool() as constant):
            return str(constant)
        case Text() if value.pattern.lower() in ("true", "false"):
            return value.pattern.capitalize()
    return None


def _number(value: Value) -> str | None:
    match value:
        case Constant(int() | float() as constant) if not isinstance(constant, bool):
            return str(constant)
        case Text() if value.pattern.isdigit():
            return value.pattern
    return None


def _member(value: Value, kind: type[enum.Enum]) -> str | None:
    known = value.known if isinstance(value, Text) else None
    member = next((one for one in kind if known is not None and str(one.value).lower() == known.lower()), None)
    return None if member is None else f"models.{kind.__name__}.{member.name}"


def _dict_code(value: Value) -> str | None:
    if not isinstance(value, Mapping):
        return None
    entries = {key: code for key, entry in value.entries.items() if (code := _string(entry, key)) is not None}
    return "{" + ", ".join(f'"{key}": {code}' for key, code in entries.items()) + "}" if entries else None


_V2_NAMES: Final = {
    "name": "displayName",
    "recordingsUrls": "contentUrls",
    "AddWordLevelTimestamps": "wordLevelTimestampsEnabled",
    "AddDiarization": "diarizationEnabled",
    "PunctuationMode": "punctuationMode",
    "ProfanityFilterMode": "profanityFilterMode",
    "TranscriptionResultsContainerUrl": "destinationContainerUrl",
}

V2_REMEDIES: Final = {
    "recordingsUrl": "Give content_urls, a list of URLs. In JSON it is contentUrls.",
    "recordingsUrls": "Give content_urls. In JSON it is contentUrls.",
    "AddWordLevelTimestamps": "Give word_level_timestamps_enabled. In JSON it is wordLevelTimestampsEnabled.",
    "AddDiarization": (
        "Give diarization=models.DiarizationProperties(enabled=True, max_speakers=…). "
        "In JSON it is enabled in diarization."
    ),
    "AddSentiment": "Remove it: the service no longer returns the sentiment.",
    "TranscriptionResultsContainerUrl": "Give destination_container_url. In JSON it is destinationContainerUrl.",
    "ProfanityFilterMode": "Give profanity_filter_mode. In JSON it is profanityFilterMode.",
    "PunctuationMode": "Give punctuation_mode. In JSON it is punctuationMode.",
    "modelIds": "Give model=models.EntityReference(self_=…). In JSON it is self in model.",
}


def since_v2(body: Value) -> Value:
    """Return a body of v2.0 as v3.0 has it."""
    given = _mapping(body)
    if not given.entries:
        return body
    made = Mapping()
    for key, entry in given.entries.items():
        line = given.lines.get(key, 0)
        match key:
            case "recordingsUrl":
                made.put("contentUrls", Items([entry]), line)
            case "models" | "modelIds" | "AddSentiment":
                continue
            case "properties":
                made.put(key, since_v2(entry), line)
            case _:
                made.put(_V2_NAMES.get(key, key), entry, line)
    return made


def v2_names(body: Value) -> Iterator[tuple[str, int, str]]:
    """Yield the names in a body of v2.0 that later versions do not have, with their lines and what to do."""
    for one in options(body):
        if isinstance(one, Mapping):
            for key, entry in one.entries.items():
                if key in V2_REMEDIES:
                    yield key, one.lines.get(key, 0), V2_REMEDIES[key]
                if key == "models" and isinstance(entry, Items):
                    yield key, one.lines.get(key, 0), V2_REMEDIES["modelIds"]
                yield from v2_names(entry)
