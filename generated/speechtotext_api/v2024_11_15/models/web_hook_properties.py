from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...object_kinds import ObjectOf
from ...wire import hidden, redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class WebHookProperties(JsonObject):
    """Settings and details of a web hook."""

    api_version: str | None = field(default=None, repr=redacted)
    """API version that created the web hook and whose form its payloads have. The service disables the web hook when it
    removes that version. Set by the service."""
    secret: str | None = field(default=None, repr=hidden)
    """Secret that signs the requests: the header X-MicrosoftSpeechServices-Signature is the Base64 of the HMAC-SHA256 of
    the body. Without it, requests are not signed."""
    error: EntityError | None = field(default=None)
    """Reason why the web hook does not work; present only if its status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        secret: str | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        api_version: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            api_version=api_version,
            secret=secret,
            error=error,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("apiVersion")
        if value is None or type(value) is str:
            self.api_version = value
        value = get("secret")
        if value is None or type(value) is str:
            self.secret = value
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402

describe(
    WebHookProperties,
    {
        "api_version": Member("apiVersion", TEXT),
        "secret": Member("secret", TEXT),
        "error": Member("error", ObjectOf(EntityError)),
    },
)
