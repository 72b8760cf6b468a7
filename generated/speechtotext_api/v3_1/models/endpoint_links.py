from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
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
        try:
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
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
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
        except AttributeError:
            return to_json(self, _KNOWN)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Never:
            raise unreadable(self, name)

    def __repr__(self) -> str:
        return represent(self)

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


_KNOWN = {
    "restInteractive": "rest_interactive",
    "restConversation": "rest_conversation",
    "restDictation": "rest_dictation",
    "webSocketInteractive": "web_socket_interactive",
    "webSocketConversation": "web_socket_conversation",
    "webSocketDictation": "web_socket_dictation",
    "logs": "logs",
}

# Below the class, so that models which refer to each other can import each other.
