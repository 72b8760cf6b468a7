"""The locales of the service and its base models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from .collections import BASE_MODELS
from .state import Entity

# Regions by language.
_REGIONS: Final = {
    "af": "ZA",
    "am": "ET",
    "ar": "AE BH DZ EG IL IQ JO KW LB LY MA OM PS QA SA SY TN YE",
    "as": "IN",
    "az": "AZ",
    "bg": "BG",
    "bn": "IN",
    "bs": "BA",
    "ca": "ES",
    "cs": "CZ",
    "cy": "GB",
    "da": "DK",
    "de": "AT CH DE",
    "el": "GR",
    "en": "AU CA GB GH HK IE IN KE NG NZ PH SG TZ US ZA",
    "es": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV US UY VE",
    "et": "EE",
    "eu": "ES",
    "fa": "IR",
    "fi": "FI",
    "fil": "PH",
    "fr": "BE CA CH FR",
    "ga": "IE",
    "gl": "ES",
    "gu": "IN",
    "he": "IL",
    "hi": "IN",
    "hr": "HR",
    "hu": "HU",
    "hy": "AM",
    "id": "ID",
    "is": "IS",
    "it": "CH IT",
    "ja": "JP",
    "jv": "ID",
    "ka": "GE",
    "kk": "KZ",
    "km": "KH",
    "kn": "IN",
    "ko": "KR",
    "lo": "LA",
    "lt": "LT",
    "lv": "LV",
    "mk": "MK",
    "ml": "IN",
    "mn": "MN",
    "mr": "IN",
    "ms": "MY",
    "mt": "MT",
    "my": "MM",
    "nb": "NO",
    "ne": "NP",
    "nl": "BE NL",
    "or": "IN",
    "pa": "IN",
    "pl": "PL",
    "ps": "AF",
    "pt": "BR PT",
    "ro": "RO",
    "ru": "RU",
    "si": "LK",
    "sk": "SK",
    "sl": "SI",
    "so": "SO",
    "sq": "AL",
    "sr": "RS",
    "sv": "SE",
    "sw": "KE TZ",
    "ta": "IN",
    "te": "IN",
    "th": "TH",
    "tr": "TR",
    "uk": "UA",
    "ur": "IN",
    "uz": "UZ",
    "vi": "VN",
    "wuu": "CN",
    "yue": "CN",
    "zh": "CN CN-shandong CN-sichuan HK TW",
    "zu": "ZA",
}

LOCALES: Final = tuple(f"{language}-{region}" for language, regions in _REGIONS.items() for region in regions.split())
"""The locales that the service knows, as it writes them."""

LANGUAGES: Final = frozenset(_REGIONS)
"""The languages of these locales."""

_BY_LOWER_CASE: Final = {locale.lower(): locale for locale in LOCALES}

# Two a locale: years since the model was made, until it can no longer be adapted, and until it transcribes no more.
_GENERATIONS: Final = ((2, 0, 1), (1, 1, 2))


def known_locale(name: str) -> str | None:
    """Return a locale in the service's spelling; None for an unknown locale."""
    return _BY_LOWER_CASE.get(name.lower())


@cache
def base_models(version: str, year: int) -> Mapping[str, Entity]:
    """Return the base models by id: for every locale one that is soon to be retired and the newest.

    The ids are the same every time, the dates go by the year.
    """
    return {model.id: model for locale in LOCALES for model in _models_of(locale, version, year)}


def newest_base_model(models: Mapping[str, Entity], locale: str) -> Entity:
    """Return the default base model of a locale."""
    return models[_id(locale, len(_GENERATIONS) - 1)]


def _models_of(locale: str, version: str, year: int) -> Iterator[Entity]:
    for generation, (age, adaptation, transcription) in enumerate(_GENERATIONS):
        created = f"{year - age}-01-15T00:00:00Z"
        features = {
            "supportsTranscriptions": True,
            "supportsTranscriptionsSubmit": True,
            "supportsTranscriptionsTranscribe": True,
            "supportsEndpoints": True,
            "supportsTranscriptionsOnSpeechContainers": False,
            "supportedOutputFormats": ["Display", "Lexical"],
            "supportsAdaptationsWith": [
                "Language",
                "Acoustic",
                "Pronunciation",
                "LanguageMarkdown",
                "OutputFormatting",
            ],
        }
        body = {
            "displayName": f"{year - age}0115 {locale}",
            "description": f"Base model of {locale}",
            "locale": locale,
            "properties": {
                "deprecationDates": {
                    "adaptationDateTime": f"{year + adaptation}-01-15T00:00:00Z",
                    "transcriptionDateTime": f"{year + transcription}-01-15T00:00:00Z",
                },
                "features": features,
                "chargeForAdaptation": True,
            },
        }
        yield Entity(BASE_MODELS.path, _id(locale, generation), version, "", body, created, created, status="Succeeded")


def _id(locale: str, generation: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"speechtotext:base-model:{locale}:{generation}"))
