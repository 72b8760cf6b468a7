from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EndpointLinks(Model):
    """URLs to reach an endpoint at. Told by the service."""

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
    """Members that the API's description does not name, and those that came as null."""

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
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.rest_interactive = (
            rest_interactive
            if rest_interactive is None or type(rest_interactive) is str
            else self._given("rest_interactive", rest_interactive)
        )
        self.rest_conversation = (
            rest_conversation
            if rest_conversation is None or type(rest_conversation) is str
            else self._given("rest_conversation", rest_conversation)
        )
        self.rest_dictation = (
            rest_dictation
            if rest_dictation is None or type(rest_dictation) is str
            else self._given("rest_dictation", rest_dictation)
        )
        self.web_socket_interactive = (
            web_socket_interactive
            if web_socket_interactive is None or type(web_socket_interactive) is str
            else self._given("web_socket_interactive", web_socket_interactive)
        )
        self.web_socket_conversation = (
            web_socket_conversation
            if web_socket_conversation is None or type(web_socket_conversation) is str
            else self._given("web_socket_conversation", web_socket_conversation)
        )
        self.web_socket_dictation = (
            web_socket_dictation
            if web_socket_dictation is None or type(web_socket_dictation) is str
            else self._given("web_socket_dictation", web_socket_dictation)
        )
        self.logs = logs if logs is None or type(logs) is str else self._given("logs", logs)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
