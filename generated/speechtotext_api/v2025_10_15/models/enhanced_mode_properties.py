from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    boolean,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EnhancedModeProperties:
    """Settings for transcribing with a speech model that a large language model enhances. Without them the ordinary fast
    transcription runs."""

    enabled: bool | None = field(default=None)
    """True to use enhanced mode."""
    task: str | None = field(default=None, repr=redacted)
    """What to do with the speech: transcribe or translate."""
    target_language: str | None = field(default=None, repr=redacted)
    """Language to translate into; of use only if task is translate."""
    prompt: list[str] | None = field(default=None, repr=redacted)
    """Instructions to the model, for example on style or subject."""
    model: str | None = field(default=None, repr=redacted)
    """Name of the model that transcribes, such as mai-transcribe-1. The service chooses one by default."""
    model_options: EnhancedModeModelOptions | None = field(default=None)
    """Options of the model."""
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
                data = members("EnhancedModeProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("enabled")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("EnhancedModeProperties.enabled", value)
            self.enabled = value
            value = get("task")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("EnhancedModeProperties.task", value)
            self.task = value
            value = get("targetLanguage")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("EnhancedModeProperties.targetLanguage", value)
            self.target_language = value
            value = get("prompt")
            if value is not None:
                known += 1
                value = [
                    text("EnhancedModeProperties.prompt", item)
                    for item in items("EnhancedModeProperties.prompt", value)
                ]
            self.prompt = value
            value = get("model")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("EnhancedModeProperties.model", value)
            self.model = value
            value = get("modelOptions")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("EnhancedModeProperties.modelOptions", value)
                value = EnhancedModeModelOptions.from_dict(value)
            self.model_options = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.enabled is not None:
                data["enabled"] = self.enabled
            if self.task is not None:
                data["task"] = self.task
            if self.target_language is not None:
                data["targetLanguage"] = self.target_language
            if self.prompt is not None:
                data["prompt"] = list(self.prompt)
            if self.model is not None:
                data["model"] = self.model
            if self.model_options is not None:
                data["modelOptions"] = self.model_options.to_dict()
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
    "enabled": "enabled",
    "task": "task",
    "targetLanguage": "target_language",
    "prompt": "prompt",
    "model": "model",
    "modelOptions": "model_options",
}

# Below the class, so that models which refer to each other can import each other.
from .enhanced_mode_model_options import EnhancedModeModelOptions  # noqa: E402
