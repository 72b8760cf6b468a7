from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class EndpointLinks:
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

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("EndpointLinks", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("restInteractive")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("EndpointLinks.restInteractive", value)
        self.rest_interactive = value
        value = get("restConversation")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("EndpointLinks.restConversation", value)
        self.rest_conversation = value
        value = get("restDictation")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("EndpointLinks.restDictation", value)
        self.rest_dictation = value
        value = get("webSocketInteractive")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("EndpointLinks.webSocketInteractive", value)
        self.web_socket_interactive = value
        value = get("webSocketConversation")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("EndpointLinks.webSocketConversation", value)
        self.web_socket_conversation = value
        value = get("webSocketDictation")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("EndpointLinks.webSocketDictation", value)
        self.web_socket_dictation = value
        value = get("logs")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("EndpointLinks.logs", value)
        self.logs = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.rest_interactive is not None:
            data["restInteractive"] = self.rest_interactive
        if self.rest_conversation is not None:
            data["restConversation"] = self.rest_conversation
        if self.rest_dictation is not None:
            data["restDictation"] = self.rest_dictation
        if self.web_socket_interactive is not None:
            data["webSocketInteractive"] = self.web_socket_interactive
        if self.web_socket_conversation is not None:
            data["webSocketConversation"] = self.web_socket_conversation
        if self.web_socket_dictation is not None:
            data["webSocketDictation"] = self.web_socket_dictation
        if self.logs is not None:
            data["logs"] = self.logs
        return data


_KNOWN = frozenset(
    {
        "restInteractive",
        "restConversation",
        "restDictation",
        "webSocketInteractive",
        "webSocketConversation",
        "webSocketDictation",
        "logs",
    }
)

# Below the class, so that models which refer to each other can import each other.
