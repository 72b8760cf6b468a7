"""The common settings of a transcription, and the requests that carry them in each API version. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal, TypeAlias, get_args

from speechtotext._errors import InvalidArgument
from speechtotext_api.wire import redacted

Profanity: TypeAlias = Literal["None", "Masked", "Removed", "Tags"]

AUTO: Final = "auto"
_PROFANITY: Final[tuple[str, ...]] = get_args(Profanity)
_DEFAULT_NAME: Final = "Recordings"
_MOST_SPEAKERS: Final = 35
# Continuous language identification, which is the default.
_MOST_CANDIDATES: Final = 10
_DEFAULT_TIME_TO_LIVE: Final = timedelta(hours=48)
_LONGEST_TIME_TO_LIVE: Final = timedelta(days=31)
_SHORTEST_DATED_TIME_TO_LIVE: Final = timedelta(hours=6)
_ENHANCED_VERSION: Final = "2025-10-15"


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptionSettings:
    """Settings of a transcription, whichever API version and way it takes.

    Attributes:
        locale: language, such as "en-US"; several candidates to choose from; None or "auto" for automatic detection.
        diarize: whether to separate speakers.
        max_speakers: maximum number of speakers, which implies `diarize`; None if unknown.
        words: whether to request word timestamps; fast transcription always sends them.
        phrases: words and names that are likely to be spoken.
        profanity: what to do with profanity; None for the service's default, "Masked".
        channels: zero-based channels to transcribe; empty for the service's default.
        model: URL of a custom or base model, or the name of a model of the enhanced mode; None for the default.
        enhanced: whether to use the enhanced mode of fast transcription, which a large language model backs.
        prompt: instructions for the enhanced mode, which they imply.
        display_name: name of jobs; None for "Recordings".
        time_to_live: how long the service keeps a job and its results; None for the default.
    """

    locale: str | Sequence[str] | None = None
    diarize: bool = False
    max_speakers: int | None = None
    words: bool = False
    phrases: Sequence[str] = ()
    profanity: Profanity | None = None
    channels: Sequence[int] = ()
    model: str | None = None
    enhanced: bool = False
    prompt: str | Sequence[str] = ()
    display_name: str | None = None
    time_to_live: timedelta | None = None

    def __post_init__(self) -> None:
        _check_texts("locale", _as_list(self.locale))
        _check_texts("phrases", self.phrases)
        _check_texts("prompt", self.prompts)
        if self.profanity is not None and self.profanity not in _PROFANITY:
            raise InvalidArgument(f"profanity is {self.profanity!r}: expected one of {', '.join(_PROFANITY)}")
        if isinstance(self.channels, str) or not all(
            type(channel) is int and channel >= 0 for channel in self.channels
        ):
            raise InvalidArgument(f"channels is {self.channels!r}: expected zero-based numbers, such as [0, 1]")
        speakers = self.max_speakers
        if speakers is not None and not (type(speakers) is int and 2 <= speakers <= _MOST_SPEAKERS):
            raise InvalidArgument(f"max_speakers is {speakers!r}: expected 2 to {_MOST_SPEAKERS}")
        if self.display_name == "":
            raise InvalidArgument("display_name is empty: give the job a name")
        lives = self.time_to_live
        if lives is not None and not timedelta(0) < lives <= _LONGEST_TIME_TO_LIVE:
            raise InvalidArgument(f"time_to_live is {lives}: the maximum is 31 days")

    @property
    def locales(self) -> tuple[str, ...]:
        """The candidate locales; empty for automatic detection among all."""
        if self.locale is None or self.locale == AUTO:
            return ()
        return (self.locale,) if isinstance(self.locale, str) else tuple(self.locale)

    @property
    def prompts(self) -> tuple[str, ...]:
        """The instructions for the enhanced mode."""
        return (self.prompt,) if isinstance(self.prompt, str) else tuple(self.prompt)

    @property
    def is_diarized(self) -> bool:
        """Whether speakers are separated."""
        return self.diarize or self.max_speakers is not None

    @property
    def is_enhanced(self) -> bool:
        """Whether the enhanced mode is used."""
        return self.enhanced or bool(self.prompts)


def has_fast_transcription(version: str) -> bool:
    """Return whether an API version has fast transcription: those that are named by a date."""
    return not version.startswith("v")


def batch_body(version: str, settings: TranscriptionSettings) -> dict[str, Any]:
    """Return the body of a batch transcription, without its inputs.

    Raises:
        InvalidArgument: batch transcription, or this API version, does not support a setting.
    """
    if settings.phrases:
        raise InvalidArgument(
            "phrases: batch transcription takes no phrase list; use fast transcription, or model= a custom model"
        )
    if settings.is_enhanced:
        raise InvalidArgument("enhanced, prompt: batch transcription has no enhanced mode; use fast transcription")
    locale, *others = _batch_locales(version, settings)
    properties = (
        _dated_properties(settings) if has_fast_transcription(version) else _numbered_properties(version, settings)
    )
    if settings.words:
        properties["wordLevelTimestampsEnabled"] = True
        if version != "v3.0":
            properties["displayFormWordLevelTimestampsEnabled"] = True
    if others:
        properties["languageIdentification"] = {"candidateLocales": [locale, *others]}
    _add_common(properties, settings)
    name = settings.display_name or _DEFAULT_NAME
    body: dict[str, Any] = {"displayName": name, "locale": locale, "properties": properties}
    if settings.model is not None:
        _check_model_url(settings.model)
        body["model"] = {"self": settings.model}
    return body


def fast_definition(version: str, settings: TranscriptionSettings) -> dict[str, Any]:
    """Return the definition of a fast transcription.

    The service keeps no result of it, so `time_to_live` and `display_name` have no meaning.

    Raises:
        InvalidArgument: fast transcription, or this API version, does not support a setting.
    """
    if not has_fast_transcription(version):
        raise InvalidArgument(
            f"API version {version} has no fast transcription: use batch transcription, or version {_ENHANCED_VERSION}"
        )
    for name, given in (("phrases", settings.phrases), ("enhanced, prompt", settings.is_enhanced)):
        if given and version < _ENHANCED_VERSION:
            raise InvalidArgument(f"{name}: API version {version} has none; use version {_ENHANCED_VERSION} or later")
    definition: dict[str, Any] = {}
    if settings.locales:
        definition["locales"] = list(settings.locales)
    if settings.is_diarized:
        definition["diarization"] = _diarization(settings)
    if settings.phrases:
        definition["phraseList"] = {"phrases": list(settings.phrases)}
    if settings.is_enhanced:
        definition["enhancedMode"] = _enhanced_mode(settings)
    if settings.model is not None and not (settings.is_enhanced and "://" not in settings.model):
        definition["models"] = _fast_models(settings.model, settings.locales)
    _add_common(definition, settings)
    return definition


def _batch_locales(version: str, settings: TranscriptionSettings) -> tuple[str, ...]:
    locales = settings.locales
    if not locales:
        raise InvalidArgument(
            "locale: batch transcription needs one: "
            f"give a locale, such as en-US, or 2 to {_MOST_CANDIDATES} candidates to choose from"
        )
    if len(locales) > 1 and version == "v3.0":
        raise InvalidArgument("locale: API version v3.0 detects no language; give one locale")
    if len(locales) > _MOST_CANDIDATES:
        raise InvalidArgument(
            f"locale has {len(locales)} candidates: batch transcription takes {_MOST_CANDIDATES} at most"
        )
    return locales


def _dated_properties(settings: TranscriptionSettings) -> dict[str, Any]:
    lives = settings.time_to_live or _DEFAULT_TIME_TO_LIVE
    if lives < _SHORTEST_DATED_TIME_TO_LIVE:
        raise InvalidArgument(f"time_to_live is {lives}: the minimum is 6 hours")
    properties: dict[str, Any] = {"timeToLiveHours": _whole_hours(lives)}
    if settings.is_diarized:
        properties["diarization"] = _diarization(settings)
    return properties


def _numbered_properties(version: str, settings: TranscriptionSettings) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    if settings.time_to_live is not None:
        properties["timeToLive"] = f"PT{_whole_hours(settings.time_to_live)}H"
    if settings.is_diarized:
        properties["diarizationEnabled"] = True
    speakers = settings.max_speakers
    if speakers is not None and version == "v3.0":
        if speakers != 2:
            raise InvalidArgument(f"max_speakers is {speakers}: API version v3.0 separates two speakers; leave it out")
    elif speakers is not None:
        properties["diarization"] = {"speakers": {"minCount": 1, "maxCount": speakers}}
    return properties


def _add_common(members: dict[str, Any], settings: TranscriptionSettings) -> None:
    """Add the settings that jobs and fast transcriptions of all versions name alike."""
    if settings.profanity is not None:
        members["profanityFilterMode"] = settings.profanity
    if settings.channels:
        members["channels"] = list(settings.channels)


def _diarization(settings: TranscriptionSettings) -> dict[str, Any]:
    limit = {} if settings.max_speakers is None else {"maxSpeakers": settings.max_speakers}
    return {"enabled": True, **limit}


def _enhanced_mode(settings: TranscriptionSettings) -> dict[str, Any]:
    mode: dict[str, Any] = {"enabled": True, "task": "transcribe"}
    if settings.prompts:
        mode["prompt"] = list(settings.prompts)
    if settings.model is not None and "://" not in settings.model:
        mode["model"] = settings.model
    return mode


def _fast_models(model: str, locales: Sequence[str]) -> dict[str, str]:
    _check_model_url(model)
    if len(locales) != 1:
        raise InvalidArgument("model: give one locale, which the model is for")
    return {locales[0]: model}


def _check_model_url(model: str) -> None:
    if "://" not in model:
        raise InvalidArgument(f"model is {redacted(model)}: expected the URL of a model, as in its `self`")


def _as_list(given: object) -> object:
    if given is None:
        return []
    return [given] if isinstance(given, str) else given


def _check_texts(name: str, given: object) -> None:
    is_list = isinstance(given, Sequence) and not isinstance(given, str | bytes)
    if not is_list or not all(isinstance(text, str) and text.strip() for text in given):  # type: ignore[attr-defined]
        raise InvalidArgument(f"{name} is {redacted(given)}: expected a list of texts")


def _whole_hours(span: timedelta) -> int:
    """Return hours, rounded up."""
    return -(-span // timedelta(hours=1))
