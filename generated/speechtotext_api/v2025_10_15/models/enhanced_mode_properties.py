from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    boolean,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
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
                text("EnhancedModeProperties.prompt", item) for item in items("EnhancedModeProperties.prompt", value)
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

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
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


_KNOWN = frozenset(
    {
        "enabled",
        "task",
        "targetLanguage",
        "prompt",
        "model",
        "modelOptions",
    }
)

# Below the class, so that models which refer to each other can import each other.
from .enhanced_mode_model_options import EnhancedModeModelOptions  # noqa: E402
