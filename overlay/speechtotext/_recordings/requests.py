"""What is sent for a recording, by the settings and what the caller gives beside them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from speechtotext._errors import InvalidArgument
from speechtotext_api.object_kinds import ObjectOf
from speechtotext_api.wire import redacted

from .known_recordings import BATCH, FAST
from .options import Requests
from .settings import TranscriptionSettings, batch_body, fast_definition

MakeBody: TypeAlias = Callable[[str, TranscriptionSettings], dict[str, Any]]


def chosen_requests(
    version: str,
    models: Any,
    settings: TranscriptionSettings,
    body: object | None,
    definition: Mapping[str, object] | None,
) -> Requests:
    """Return what is sent.

    Args:
        version: of the API.
        models: its models.
        settings: the settings by name.
        body: of jobs, for the rest; None if there is nothing.
        definition: of fast transcriptions, likewise.

    Raises:
        InvalidArgument: the body or the definition is invalid.
    """
    problems: dict[str, str] = {}
    common = {} if body is None else _without_inputs(ObjectOf(models.Transcription).encode("body", body))
    fast = {}
    if definition is not None and hasattr(models, "TranscribeDefinition"):
        fast = ObjectOf(models.TranscribeDefinition).encode("definition", definition)

    def made(way: str, make: MakeBody, base: dict[str, Any], given: TranscriptionSettings) -> dict[str, Any] | None:
        try:
            named, unnamed = make(version, given), make(version, TranscriptionSettings(locale=given.locale))
        except InvalidArgument as error:
            problems[way] = str(error)
            return None
        return _over(_over(unnamed, base), _beyond(unnamed, named))

    by_default = settings == TranscriptionSettings() and body is None and definition is None
    for_jobs = replace(settings, locale=settings.locale or common.get("locale"))
    return Requests(
        made(BATCH, batch_body, common, for_jobs), made(FAST, fast_definition, fast, settings), problems, by_default
    )


def require_shareable(requests: Requests) -> None:
    """Return if several resources can be asked for the same.

    Raises:
        InvalidArgument: an entity is named by its URL, which is of one resource.
    """
    references = [member for member in (requests.body or {}).values() if isinstance(member, dict)]
    urls = [reference["self"] for reference in references if isinstance(reference.get("self"), str)]
    urls += ((requests.definition or {}).get("models") or {}).values()
    for url in urls:
        if "://" in url:
            raise InvalidArgument(
                f"{redacted(url)} belongs to one resource: with clients=, give the id of the model, in body="
            )


def _without_inputs(body: dict[str, Any]) -> dict[str, Any]:
    if "contentUrls" in body or "contentContainerUrl" in body:
        raise InvalidArgument(
            "the inputs are an argument of their own: leave content_urls and content_container_url out of body"
        )
    return body


def _over(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return a body with that of another one laid over it."""
    merged = dict(base)
    for key, value in more.items():
        inner = merged.get(key)
        merged[key] = _over(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return merged


def _beyond(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return what a body has that another one has not."""
    beyond = {}
    for key, value in more.items():
        inner = base.get(key)
        if isinstance(inner, dict) and isinstance(value, dict):
            beyond[key] = _beyond(inner, value)
        elif value != inner:
            beyond[key] = value
    return beyond
