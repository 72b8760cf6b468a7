"""What the service tells a web hook: the kinds of events, and one event read from a call."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from speechtotext._errors import WebHookRefused
from speechtotext_api.wire import DecodeError, OpenEnum, date_time

EVENT_HEADER = "X-MicrosoftSpeechServices-Event"

_ENTITY = re.compile(r"/speechtotext/(?:(?P<version>v\d[^/]*)/)?(?P<group>\w+)/")
_API_VERSION = re.compile(r"[?&]api-version=([\w.-]+)")


class EventKind(OpenEnum):
    """The kind of an event. Unknown kinds are kept as they came.

    Case does not matter: the published files write `transcriptionCompletion`, the service sends
    `TranscriptionCompletion`.
    """

    DATASET_CREATION = "DatasetCreation"
    """A dataset was created."""
    DATASET_PROCESSING = "DatasetProcessing"
    """A dataset started to run."""
    DATASET_COMPLETION = "DatasetCompletion"
    """A dataset succeeded or failed: look at its status."""
    DATASET_DELETION = "DatasetDeletion"
    """A dataset was deleted."""
    MODEL_CREATION = "ModelCreation"
    """A model was created."""
    MODEL_PROCESSING = "ModelProcessing"
    """A model started to run."""
    MODEL_COMPLETION = "ModelCompletion"
    """A model succeeded or failed: look at its status."""
    MODEL_DELETION = "ModelDeletion"
    """A model was deleted."""
    EVALUATION_CREATION = "EvaluationCreation"
    """An evaluation was created."""
    EVALUATION_PROCESSING = "EvaluationProcessing"
    """An evaluation started to run."""
    EVALUATION_COMPLETION = "EvaluationCompletion"
    """An evaluation succeeded or failed: look at its status."""
    EVALUATION_DELETION = "EvaluationDeletion"
    """An evaluation was deleted."""
    TRANSCRIPTION_CREATION = "TranscriptionCreation"
    """A transcription was created."""
    TRANSCRIPTION_PROCESSING = "TranscriptionProcessing"
    """A transcription started to run."""
    TRANSCRIPTION_COMPLETION = "TranscriptionCompletion"
    """A transcription succeeded or failed: look at its status."""
    TRANSCRIPTION_DELETION = "TranscriptionDeletion"
    """A transcription was deleted."""
    ENDPOINT_CREATION = "EndpointCreation"
    """An endpoint was created."""
    ENDPOINT_PROCESSING = "EndpointProcessing"
    """An endpoint started to run."""
    ENDPOINT_COMPLETION = "EndpointCompletion"
    """An endpoint succeeded or failed: look at its status."""
    ENDPOINT_DELETION = "EndpointDeletion"
    """An endpoint was deleted."""
    PING = "Ping"
    """You called `web_hooks.ping`. The entity is the web hook itself."""
    CHALLENGE = "Challenge"
    """The service checks that the URL is yours. It sends no events before the URL answers."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        folded = value.casefold() if isinstance(value, str) else None
        known = (kind for kind in cls if kind.casefold() == folded)
        return next(known, None) or super()._missing_(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebHookEvent:
    """An event. `speechtotext.id_of` returns the id of its entity.

    Attributes:
        kind: kind of the event. The service does not sign it, only the body.
        self_: URL of the entity.
        invocation_id: id of the event, the same when it is sent again. Pings have none.
        timestamp: time of the event, if known.
        status: status of the entity, if known; pings have it.
        raw: the body. Pings can contain the secret of the web hook, so `repr` omits it.
    """

    kind: EventKind
    self_: str | None = None
    invocation_id: str | None = None
    timestamp: datetime | None = None
    status: str | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, hash=False)

    @property
    def group(self) -> str | None:
        """The group of the entity, such as `transcriptions`; None if its URL does not contain it."""
        entity = _ENTITY.search(self.self_ or "")
        return entity and ("web_hooks" if entity["group"] == "webhooks" else entity["group"])

    @property
    def api_version(self) -> str | None:
        """The API version that created the web hook, such as `v3.2`; None if the URL does not contain it."""
        url = self.self_ or ""
        entity, dated = _ENTITY.search(url), _API_VERSION.search(url)
        return (entity and entity["version"]) or (dated and dated[1])


def parse(headers: Mapping[str, str], body: bytes, *, as_version: str | None = None) -> WebHookEvent:
    """Return the event of a call. It does not check the signature: `verify` does.

    Args:
        headers: headers of the call; case does not matter.
        body: body of the call.
        as_version: older API version whose form the event gets, such as v3.0. Default: unchanged.

    Raises:
        WebHookRefused: the call contains no event. `status_code` is 400.
        InvalidArgument: the version does not exist.
    """
    kind = kind_of(headers)
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise WebHookRefused(400, "The body is not JSON.") from None
    if not isinstance(raw, dict):
        raise WebHookRefused(400, "The body is not a JSON object.")
    raw = raw if as_version is None else _older(raw, as_version)
    status = raw.get("status")
    return WebHookEvent(
        kind=kind,
        self_=_text(raw, "self"),
        invocation_id=_text(raw, "invocationId"),
        timestamp=_time(raw.get("timestamp")),
        status=status if isinstance(status, str) else None,
        raw=raw,
    )


def _older(raw: dict[str, Any], version: str) -> dict[str, Any]:
    # Here, because it is rarely needed.
    from speechtotext._shims.webhook_payloads import older_payload

    return older_payload(raw, version)


def kind_of(headers: Mapping[str, str]) -> EventKind:
    """The kind of event that a call's headers name."""
    kind = header(headers, EVENT_HEADER)
    if not kind:
        raise WebHookRefused(400, f"The header {EVENT_HEADER} is missing.")
    return EventKind(kind)


def header(headers: Mapping[str, str], name: str) -> str | None:
    """The value of a header, however its name is written."""
    return next((value for key, value in headers.items() if key.lower() == name.lower()), None)


def _text(raw: dict[str, Any], name: str) -> str | None:
    """A member that users rely on; anything but text is refused, for it cannot be told apart or looked up."""
    value = raw.get(name)
    if not (value is None or isinstance(value, str)):
        raise WebHookRefused(400, f"The member {name} of the body is not text.")
    return value or None


def _time(value: object) -> datetime | None:
    try:
        return date_time("timestamp", value)
    except DecodeError:
        return None
