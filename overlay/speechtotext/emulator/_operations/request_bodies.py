"""Validate bodies beyond the OpenAPI documents and fill in the property names of all versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from math import ceil
from typing import Any, Final, Protocol
from urllib.parse import parse_qsl, urlsplit

from speechtotext.emulator._clock import format_timestamp
from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._contract.durations import duration, parse_duration
from speechtotext.emulator._contract.errors import ServiceError, invalid_request
from speechtotext.emulator._contract.validation import error_code_for, without_nulls
from speechtotext.emulator._entities.collections import (
    BASE_MODELS,
    COLLECTIONS,
    DATASETS,
    ENDPOINTS,
    EVALUATIONS,
    MODELS,
    PROJECTS,
    TRANSCRIPTIONS,
    WEB_HOOKS,
    Collection,
    reference,
)
from speechtotext.emulator._entities.locales import known_locale, newest_base_model
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._service import Service

_MOST_PROPERTIES, _LONGEST_NAME, _LONGEST_VALUE = 10, 64, 256
_MOST_URLS: Final = 1000
_LONGEST_LIFE: Final = timedelta(days=31)
_SHORTEST_LIFE_IN_HOURS: Final = 6
_MOST_SPEAKERS: Final = 35
_MOST_CANDIDATES: Final = 10

_REFERENCE = re.compile(
    r"/speechtotext(?:/v\d+\.\d+[^/]*)?/(?P<collection>{})/(?P<id>[0-9A-Fa-f-]+)".format(
        "|".join(sorted(COLLECTIONS, reverse=True))
    )
)

# What may be referred to under which name.
_REFERENCES: Final[Mapping[str, tuple[Collection, ...]]] = {
    "baseModel": (BASE_MODELS,),
    "dataset": (DATASETS,),
    "datasets": (DATASETS,),
    "model": (MODELS, BASE_MODELS),
    "model1": (MODELS, BASE_MODELS),
    "model2": (MODELS, BASE_MODELS),
    "project": (PROJECTS,),
    "transcription1": (TRANSCRIPTIONS,),
    "transcription2": (TRANSCRIPTIONS,),
}

_TRANSCRIPTION_DEFAULTS: Final[Json] = {
    "wordLevelTimestampsEnabled": False,
    "displayFormWordLevelTimestampsEnabled": False,
    "channels": [0, 1],
    "punctuationMode": "DictatedAndAutomatic",
    "profanityFilterMode": "Masked",
}


class Owner(Protocol):
    """The service and resource that references are resolved in."""

    @property
    def service(self) -> Service: ...

    @property
    def resource(self) -> Resource: ...


def complete_body(owner: Owner, collection: Collection, given: Any) -> tuple[Json, Json]:
    """Validate and complete the body of a new entity; return it and the hidden data.

    Raises:
        Refusal: what is given cannot be meant.
    """
    body: Json = without_nulls(given)
    if "locale" in body:
        body["locale"] = normalize_locale(body["locale"])
    check_custom_properties(body)
    resolve_references(owner, body, body.get("locale"))
    data: Json = {}
    completion = _COMPLETIONS.get(collection.path)
    if completion is not None:
        completion(owner, body, data)
    body.get("properties", {}).pop("email", None)
    return body, data


def normalize_locale(name: str) -> str:
    """Return a locale in the service's spelling.

    Raises:
        Refusal: it knows no such locale.
    """
    locale = known_locale(name)
    if locale is None:
        raise invalid_request("InvalidLocale", f"The locale {name!r} is not supported.", "locale")
    return locale


def check_custom_properties(body: Json) -> None:
    """Check the limits of custom properties.

    Raises:
        Refusal: they are too many or too long.
    """
    given = body.get("customProperties", {})
    if len(given) > _MOST_PROPERTIES:
        raise invalid_request(
            "InvalidPayload", f"There may be {_MOST_PROPERTIES} custom properties.", "customProperties"
        )
    for name, value in given.items():
        if len(name) > _LONGEST_NAME or len(value or "") > _LONGEST_VALUE:
            message = f"Names of custom properties have up to {_LONGEST_NAME} characters, values {_LONGEST_VALUE}."
            raise invalid_request("InvalidPayload", message, "customProperties")


def resolve_references(owner: Owner, body: Json, locale: str | None) -> None:
    """Replace the URLs of entities by internal references.

    Args:
        locale: what models have to be for; None if it does not matter.

    Raises:
        Refusal: there is no such entity, or it is of the wrong kind or locale.
    """
    for name in sorted(_REFERENCES.keys() & body.keys()):
        given = body[name]
        if isinstance(given, list):
            body[name] = [_resolve_reference(owner, name, each["self"], locale) for each in given]
        else:
            body[name] = _resolve_reference(owner, name, given["self"], locale)


def _resolve_reference(owner: Owner, name: str, url: str, locale: str | None) -> Json:
    """Resolve the URL of an entity to an internal reference."""
    code = "InvalidTranscription" if name.startswith("transcription") else error_code_for(name)
    found = _REFERENCE.search(url)
    entity = None
    if found is not None and COLLECTIONS[found["collection"]] in _REFERENCES[name]:
        path = reference(COLLECTIONS[found["collection"]], found["id"].lower())
        entity = owner.service.state.entity(owner.resource, path)
    if entity is None:
        nouns = " or ".join(collection.noun for collection in _REFERENCES[name])
        raise invalid_request(code, f"There is no {nouns} at {url}.", name)
    if entity.kind in (MODELS, BASE_MODELS) and entity.body["locale"] != (locale or entity.body["locale"]):
        raise invalid_request("ModelMismatch", f"The model is for {entity.body['locale']}.", name)
    if entity.status == "Failed":
        raise invalid_request(
            "FailedDataset" if entity.kind is DATASETS else code, f"The {entity.kind.noun} has failed.", name
        )
    return {"self": entity.reference}


def _complete_transcription(owner: Owner, body: Json, data: Json) -> None:
    sources = [name for name in ("contentUrls", "contentContainerUrl", "dataset") if body.get(name)]
    if len(sources) != 1:
        message = "Give one of contentUrls, contentContainerUrl and dataset."
        raise invalid_request("OnlyOneOfUrlsOrContainerOrDataset", message)
    if len(body.get("contentUrls", ())) > _MOST_URLS:
        raise invalid_request("ExceededNumberOfRecordingsUris", f"A job takes up to {_MOST_URLS} URLs.", "contentUrls")
    if "dataset" in body:
        _check_dataset_kind(owner, body, "AudioFiles", "Acoustic")
    for name in ("contentUrls", "contentContainerUrl"):
        if name in body:
            data[name] = body.pop(name)
    _default_model(owner, body, "model")
    properties = body["properties"] = {**_TRANSCRIPTION_DEFAULTS, **body.get("properties", {})}
    _complete_time_to_live(properties)
    _complete_speakers(properties)
    _check_channels(properties["channels"])
    if "destinationContainerUrl" in properties:
        _check_destination(owner, properties["destinationContainerUrl"])
    if "languageIdentification" in properties:
        _complete_candidate_locales(owner, properties["languageIdentification"], body["locale"])


def _complete_time_to_live(properties: Json) -> None:
    """Check the time to live and fill in both of its forms, a duration and hours."""
    hours = properties.get("timeToLiveHours")
    if hours is not None:
        life = timedelta(hours=hours)
        if not timedelta(hours=_SHORTEST_LIFE_IN_HOURS) <= life <= _LONGEST_LIFE:
            raise _invalid_time_to_live(
                f"from {_SHORTEST_LIFE_IN_HOURS} hours to {_LONGEST_LIFE.days} days", "timeToLiveHours"
            )
        properties["timeToLive"] = duration(life)
    elif "timeToLive" in properties:
        try:
            life = parse_duration(properties["timeToLive"])
        except (ValueError, OverflowError):
            raise _invalid_time_to_live("written as an ISO 8601 duration", "timeToLive") from None
        if life > _LONGEST_LIFE:
            raise _invalid_time_to_live(f"up to {_LONGEST_LIFE.days} days", "timeToLive")
        properties["timeToLiveHours"] = ceil(life / timedelta(hours=1))
    else:
        properties["timeToLiveHours"] = 0


def _invalid_time_to_live(limits: str, name: str) -> ServiceError:
    return invalid_request("InvalidTimeToLive", f"The time to live is {limits}.", f"properties.{name}")


def _complete_speakers(properties: Json) -> None:
    """Check the diarization properties and fill in the forms of all versions."""
    given = properties.get("diarization", {})
    speakers = given.get("speakers", {})
    fewest, most = speakers.get("minCount", 1), speakers.get("maxCount", given.get("maxSpeakers", 2))
    if not fewest <= most <= _MOST_SPEAKERS:
        message = f"There are up to {_MOST_SPEAKERS} speakers, and no fewer at most than at least."
        raise invalid_request("InvalidPayload", message, "properties.diarization")
    enabled = properties.get("diarizationEnabled", given.get("enabled", False))
    properties["diarizationEnabled"] = enabled
    if enabled or given:
        properties["diarization"] = {
            "enabled": enabled,
            "maxSpeakers": max(most, 2),
            "speakers": {"minCount": fewest, "maxCount": most},
        }


def _check_channels(channels: list[int]) -> None:
    if not channels or min(channels) < 0 or len(set(channels)) < len(channels):
        raise invalid_request(
            "InvalidChannels", "Channels are counted from 0, each is named once.", "properties.channels"
        )


def _check_destination(owner: Owner, url: str) -> None:
    """Check that the URL names a container and has a SAS for it. The job finds out whether it can write there."""
    place = owner.service.storage.place(url)
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    container, _, folder = parts.path.strip("/").partition("/") if place is None else (place[0], "", place[1])
    faults = {
        "is not an http or https URL": parts.scheme not in ("http", "https"),
        "names no container": not container,
        "has no SAS": "sig" not in query,
        "has a SAS for something other than a container": query.get("sr", "c") != "c",
        "names a folder of a container": bool(folder),
    }
    for fault, is_so in faults.items():
        if is_so:
            message = f"destinationContainerUrl {fault}: give the URL of a container with a SAS for it."
            raise invalid_request("InvalidPayload", message, "properties.destinationContainerUrl")


def _complete_candidate_locales(owner: Owner, identification: Json, locale: str) -> None:
    """Check the candidate locales and their models."""
    candidates = identification["candidateLocales"] = [normalize_locale(e) for e in identification["candidateLocales"]]
    where = "properties.languageIdentification"
    most = _MOST_CANDIDATES if identification.setdefault("mode", "Continuous") == "Continuous" else len(candidates)
    if not 2 <= len(candidates) <= most:
        raise invalid_request("InvalidPayload", f"There are 2 to {_MOST_CANDIDATES} candidate locales.", where)
    if locale not in candidates:
        raise invalid_request("InvalidLocale", "The locale of the job is one of the candidate locales.", where)
    models = identification.get("speechModelMapping", {})
    for name, model in models.items():
        if name not in candidates:
            raise invalid_request(
                "InvalidLocale", f"{name} is not among the candidate locales.", f"{where}.speechModelMapping"
            )
        models[name] = _resolve_reference(owner, "model", model["self"], name)


def _complete_dataset(owner: Owner, body: Json, data: Json) -> None:
    body.setdefault("properties", {}).setdefault("textNormalizationKind", "Default")


def _complete_model(owner: Owner, body: Json, data: Json) -> None:
    if not body.get("datasets") and not body.get("text"):
        raise invalid_request("InvalidDataset", "A model is made of datasets.", "datasets")
    body.setdefault("properties", {})
    base = _default_model(owner, body, "baseModel")
    if base.body["properties"]["deprecationDates"]["adaptationDateTime"] <= format_timestamp(owner.service.clock.now()):
        raise invalid_request("ModelDeprecated", "The base model can no longer be adapted.", "baseModel")


def _complete_endpoint(owner: Owner, body: Json, data: Json) -> None:
    model = _default_model(owner, body, "model")
    if not model.has_ended:
        raise invalid_request("ModelDeploymentNotCompleteState", "The model is not ready yet.", "model")
    properties = body.setdefault("properties", {})
    properties.setdefault("loggingEnabled", False)
    _complete_time_to_live(properties)


def _complete_evaluation(owner: Owner, body: Json, data: Json) -> None:
    _check_dataset_kind(owner, body, "Acoustic")


def _complete_web_hook(owner: Owner, body: Json, data: Json) -> None:
    check_web_hook(body)


def check_web_hook(body: Json) -> None:
    """Check the URL and the events of a web hook.

    Raises:
        Refusal: the URL cannot be called, or no event is asked for.
    """
    if urlsplit(body.get("webUrl", "")).scheme not in ("http", "https"):
        raise invalid_request("InvalidCallbackUri", "A web hook is called by http or https.", "webUrl")
    if not any(body.get("events", {}).values()):
        raise invalid_request("InvalidWebHookEventKind", "A web hook asks for one event at least.", "events")


def _default_model(owner: Owner, body: Json, name: str) -> Entity:
    """Return the referenced model; fill in the newest base model if the body names none."""
    newest = newest_base_model(owner.service.state.base_models, body["locale"])
    referred = body.setdefault(name, {"self": newest.reference})
    return owner.service.state.entity(owner.resource, referred["self"]) or newest


def _check_dataset_kind(owner: Owner, body: Json, *kinds: str) -> None:
    """Check the kind of the referenced dataset."""
    dataset = owner.service.state.entity(owner.resource, body["dataset"]["self"])
    if dataset is not None and dataset.body["kind"] not in kinds:
        raise invalid_request("InvalidDataset", f"The dataset is not of kind {' or '.join(kinds)}.", "dataset")


_COMPLETIONS: Final[Mapping[str, Callable[[Owner, Json, Json], None]]] = {
    DATASETS.path: _complete_dataset,
    ENDPOINTS.path: _complete_endpoint,
    EVALUATIONS.path: _complete_evaluation,
    MODELS.path: _complete_model,
    TRANSCRIPTIONS.path: _complete_transcription,
    WEB_HOOKS.path: _complete_web_hook,
}
