from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    BOOLEAN,
    TEXT,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EnhancedModeProperties(JsonObject):
    """Settings of enhanced mode, which transcribes with a large language model. Without them, standard fast transcription
    runs."""

    enabled: bool | None = field(default=None)
    """True to use enhanced mode."""
    task: str | None = field(default=None, repr=redacted)
    """What to do with the speech: transcribe or translate."""
    target_language: str | None = field(default=None, repr=redacted)
    """Language to translate into; used only if task is translate."""
    prompt: list[str] | None = field(default=None, repr=redacted)
    """Instructions to the model, for example on style or subject."""
    model: str | None = field(default=None, repr=redacted)
    """Name of the model, such as mai-transcribe-1. Default: the service chooses one."""
    model_options: EnhancedModeModelOptions | None = field(default=None)
    """Options of the model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        enabled: bool | None = None,
        task: str | None = None,
        target_language: str | None = None,
        prompt: list[str] | tuple[str, ...] | None = None,
        model: str | None = None,
        model_options: EnhancedModeModelOptions | Mapping[str, object] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            enabled=enabled,
            task=task,
            target_language=target_language,
            prompt=prompt,
            model=model,
            model_options=model_options,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("enabled")
        if value is None or type(value) is bool:
            self.enabled = value
        value = get("task")
        if value is None or type(value) is str:
            self.task = value
        value = get("targetLanguage")
        if value is None or type(value) is str:
            self.target_language = value
        if get("prompt") is None:
            self.prompt = None
        value = get("model")
        if value is None or type(value) is str:
            self.model = value
        if get("modelOptions") is None:
            self.model_options = None


# Below the class, so that models which refer to each other can import each other.
from .enhanced_mode_model_options import EnhancedModeModelOptions  # noqa: E402

describe(
    EnhancedModeProperties,
    {
        "enabled": Member("enabled", BOOLEAN),
        "task": Member("task", TEXT),
        "target_language": Member("targetLanguage", TEXT),
        "prompt": Member("prompt", ListOf(TEXT)),
        "model": Member("model", TEXT),
        "model_options": Member("modelOptions", ObjectOf(EnhancedModeModelOptions)),
    },
)
