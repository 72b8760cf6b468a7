from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EndpointLinks(JsonObject):
    """URLs of an endpoint. Set by the service."""

    rest_interactive: str | None = field(default=None, repr=redacted)
    """REST address for audio of at most 15 seconds."""
    rest_conversation: str | None = field(default=None, repr=redacted)
    """REST address for audio of at most 60 seconds."""
    rest_dictation: str | None = field(default=None, repr=redacted)
    """REST address for audio of at most 60 seconds in which punctuation may be dictated."""
    web_socket_interactive: str | None = field(default=None, repr=redacted)
    """Address for the Speech SDK: audio of at most 15 seconds, one final result."""
    web_socket_conversation: str | None = field(default=None, repr=redacted)
    """Address for the Speech SDK: long audio, many final results."""
    web_socket_dictation: str | None = field(default=None, repr=redacted)
    """Address for the Speech SDK: long audio with dictated punctuation, many final results."""
    logs: str | None = field(default=None, repr=redacted)
    """URL that lists the logged audio and transcripts."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        rest_interactive: str | None = None,
        rest_conversation: str | None = None,
        rest_dictation: str | None = None,
        web_socket_interactive: str | None = None,
        web_socket_conversation: str | None = None,
        web_socket_dictation: str | None = None,
        logs: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            rest_interactive=rest_interactive,
            rest_conversation=rest_conversation,
            rest_dictation=rest_dictation,
            web_socket_interactive=web_socket_interactive,
            web_socket_conversation=web_socket_conversation,
            web_socket_dictation=web_socket_dictation,
            logs=logs,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("restInteractive")
        if value is None or type(value) is str:
            self.rest_interactive = value
        value = get("restConversation")
        if value is None or type(value) is str:
            self.rest_conversation = value
        value = get("restDictation")
        if value is None or type(value) is str:
            self.rest_dictation = value
        value = get("webSocketInteractive")
        if value is None or type(value) is str:
            self.web_socket_interactive = value
        value = get("webSocketConversation")
        if value is None or type(value) is str:
            self.web_socket_conversation = value
        value = get("webSocketDictation")
        if value is None or type(value) is str:
            self.web_socket_dictation = value
        value = get("logs")
        if value is None or type(value) is str:
            self.logs = value


# Below the class, so that models which refer to each other can import each other.

describe(
    EndpointLinks,
    {
        "rest_interactive": Member("restInteractive", TEXT),
        "rest_conversation": Member("restConversation", TEXT),
        "rest_dictation": Member("restDictation", TEXT),
        "web_socket_interactive": Member("webSocketInteractive", TEXT),
        "web_socket_conversation": Member("webSocketConversation", TEXT),
        "web_socket_dictation": Member("webSocketDictation", TEXT),
        "logs": Member("logs", TEXT),
    },
)
