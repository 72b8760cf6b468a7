"""What became of the names that a version of the API has and the one after it has not, and of what is required anew.

Written by hand, and only what cannot be read off the packages. A key is a pattern of the names that it is about, as
`_packages` writes them; the first one that fits counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ._conversions import Conversion, hours, milliseconds, minutes


@dataclass(frozen=True)
class Renamed:
    """It has another name.

    Args:
        to: the new name, without that of the class or group.
        why: the difference, as a sentence.
        value: makes the new value of the old one, where they differ.
        remedy: what to do where a program's value is not a constant, or it reads the value.
    """

    to: str
    why: str
    value: Conversion | None = None
    remedy: str = ""


@dataclass(frozen=True)
class Gone:
    """It has no counterpart: a person decides."""

    why: str
    remedy: str


@dataclass(frozen=True)
class Split:
    """A class has become several.

    Args:
        among: the new classes.
        made: the one that programs make themselves, if they do.
    """

    among: tuple[str, ...]
    why: str
    remedy: str
    made: str | None = None


@dataclass(frozen=True)
class Nested:
    """A property of a model has moved into one of its parts.

    Args:
        part: the property that holds the part.
        model: the part's class.
        to: the property's name there.
        alone: what else the part is given if the program says nothing about it.
    """

    part: str
    model: str
    to: str
    why: str
    remedy: str
    alone: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Flattened:
    """What a part held is held by the model itself.

    Args:
        members: the part's properties, by their names in the model; those that have none are left out.
    """

    members: Mapping[str, str] = field(hash=False)
    why: str
    remedy: str


@dataclass(frozen=True)
class Required:
    """It must be given now.

    Args:
        value: what is given where the program gives nothing. `{models}` stands for the module of the models.
    """

    value: str
    why: str


@dataclass(frozen=True)
class Retyped:
    """The name stays, what it stands for does not.

    Args:
        read: the attribute that holds what it was before, a list, if there is one.
    """

    why: str
    remedy: str
    read: str | None = None


Change: TypeAlias = Renamed | Gone | Split | Nested | Flattened | Required | Retyped

_TWO_KINDS_OF_MODELS = "From v3.1 on, base models and custom models have classes of their own."
_NO_PROJECTS = Gone(
    "Version 2024-11-15 knows no projects.", "Take it out, or go on to 2025-10-15, which has projects again."
)
_NO_HEALTH = Gone("The service no longer tells its health.", "Take it out; a failing call tells as much.")
_NO_COPY_TO = Gone(
    "A model is no longer copied with the key of the target.",
    "Let the target allow it, and copy: "
    "authorization = target.models.authorize_copy(models.ModelCopyAuthorizationDefinition(source_resource_id=…)), "
    "stt.operations.wait(stt.models.copy(model, authorization)).",
)
_NO_LOGS = Gone(
    "The service no longer gives out or deletes the logs of endpoints.",
    "Logging needs a resource with storage of its own (BYOS): read and delete the logs there.",
)
_ONE_LINK = Gone("Endpoints have one link only, web_socket.", "Use web_socket, which is for the Speech SDK.")
_KEPT_TOO_SHORT_OR_LONG = "Give time_to_live_hours, a whole number from 6 to 744. Nothing is kept for ever, as it was without a time or with 0."

CHANGES: Final[Mapping[str, Mapping[str, Change]]] = {
    "v3_1": {
        "Model": Split(
            ("BaseModel", "CustomModel"), _TWO_KINDS_OF_MODELS, "Write CustomModel or BaseModel.", made="CustomModel"
        ),
        "ModelProperties": Split(
            ("BaseModelProperties", "CustomModelProperties"),
            _TWO_KINDS_OF_MODELS,
            "Write CustomModelProperties or BaseModelProperties.",
            made="CustomModelProperties",
        ),
        "ModelDeprecationDates": Split(
            ("BaseModelDeprecationDates", "CustomModelDeprecationDates"),
            _TWO_KINDS_OF_MODELS,
            "Write CustomModelDeprecationDates or BaseModelDeprecationDates.",
        ),
        "ModelLinks": Split(
            ("CustomModelLinks", "BaseModelLinks"), _TWO_KINDS_OF_MODELS, "Write CustomModelLinks or BaseModelLinks."
        ),
        "PaginatedModels": Split(
            ("PaginatedBaseModels", "PaginatedCustomModels"),
            _TWO_KINDS_OF_MODELS,
            "Write PaginatedCustomModels or PaginatedBaseModels.",
        ),
        "Links": Split(
            ("TranscriptionLinks", "DatasetLinks", "EvaluationLinks"),
            "From v3.1 on, each kind of entity has links of its own.",
            "Write TranscriptionLinks, DatasetLinks or EvaluationLinks.",
        ),
    },
    "v3_2": {
        "Client.service_health": _NO_HEALTH,
        "ServiceHealth": _NO_HEALTH,
        "HealthStatus": _NO_HEALTH,
        "Component": _NO_HEALTH,
        "models.copy_to": _NO_COPY_TO,
        "ModelCopy": _NO_COPY_TO,
        "CustomModelLinks.copy_to": _NO_COPY_TO,
    },
    "v2024_11_15": {
        "transcriptions.create": Renamed("submit", "Jobs are submitted."),
        "TranscriptionProperties.time_to_live": Renamed(
            "time_to_live_hours", "The time to live is given in whole hours.", hours, _KEPT_TOO_SHORT_OR_LONG
        ),
        "TranscriptionProperties.time_to_live_hours": Required(
            "48",
            "Jobs and their results are deleted after 48 hours here, since a time must be given. Without one they were "
            "kept; from 6 to 744 hours can be had.",
        ),
        "Transcription.properties": Required(
            "{models}.TranscriptionProperties(time_to_live_hours=48)",
            "Jobs and their results are deleted after 48 hours here, since a time must be given. Without one they were "
            "kept; from 6 to 744 hours can be had.",
        ),
        "TranscriptionProperties.diarization_enabled": Nested(
            "diarization",
            "DiarizationProperties",
            "enabled",
            "Diarization is switched on where the number of speakers is given.",
            "Give diarization=models.DiarizationProperties(enabled=True, max_speakers=2), or as many as you expect.",
            alone={"max_speakers": "2"},
        ),
        "DiarizationProperties.speakers": Flattened(
            {"max_count": "max_speakers"},
            "Only the highest number of speakers is given, in DiarizationProperties itself.",
            "Give max_speakers, from 2 to 35.",
        ),
        "DiarizationSpeakersProperties": Gone(
            "Only the highest number of speakers is given, in DiarizationProperties itself.",
            "Give DiarizationProperties(max_speakers=…), from 2 to 35.",
        ),
        "*(sas_validity_in_seconds)": Renamed(
            "sas_lifetime_minutes",
            "The lifetime of links is given in minutes.",
            minutes,
            "Give sas_lifetime_minutes, a whole number above 0; leave it out with storage of your own (BYOS).",
        ),
        "models.get_*_manifest(sas_lifetime_minutes)": Required(
            "720", "The links of a manifest live 12 hours here, as before; it must be said now."
        ),
        "*.duration": Renamed(
            "duration_milliseconds",
            "Durations are told in milliseconds, not as ISO 8601 text.",
            milliseconds,
            "Read duration_milliseconds, a whole number.",
        ),
        "*.supports_transcriptions": Renamed(
            "supports_transcriptions_submit", "Batch and fast transcription are told apart."
        ),
        "transcriptions.list_supported_locales": Retyped(
            "It gives an object with the lists submit and transcribe.", "Read submit.", read="submit"
        ),
        "datasets.list_supported_locales": Retyped(
            "It gives an object with the locales of each kind of dataset, no longer the kinds of each locale.",
            "Read its attribute for the kind, such as language or acoustic.",
        ),
        "DatasetLocales": Retyped(
            "It is a class with the locales of each kind of dataset, no longer a dict with the kinds of each locale.",
            "Read its attribute for the kind, such as language or acoustic.",
        ),
        "datasets.upload": Gone(
            "Datasets are no longer uploaded as a form.",
            "Create the dataset without content_url, then call upload_block for each part and commit_blocks.",
        ),
        "*.email": Gone(
            "The service no longer sends mail.",
            "Take it out; wait for the job, or have a web hook called when it ends.",
        ),
        "CustomModel.text": Gone(
            "Models are no longer trained from a text.",
            "Put the text into a dataset of kind Language, and name that in datasets.",
        ),
        "Endpoint.text": Gone(
            "Endpoints are no longer made from a text.",
            "Put the text into a dataset of kind Language, train a custom model with it, and deploy that.",
        ),
        "EndpointProperties.time_to_live": Gone(
            "Endpoints no longer end by themselves.", "Take it out, and delete the endpoint when it is not needed."
        ),
        "EndpointLinks.web_socket_conversation": Renamed("web_socket", "Endpoints have one link only."),
        "EndpointLinks.logs": _NO_LOGS,
        "EndpointLinks.*": _ONE_LINK,
        "endpoints.*log*": _NO_LOGS,
        "ProjectProperties": Gone(
            "The service no longer counts what a project contains.",
            "Count a listing, such as len(stt.projects.list_datasets(project).all()).",
        ),
        "Project.properties": Gone(
            "The service no longer counts what a project contains.",
            "Count a listing, such as len(stt.projects.list_datasets(project).all()).",
        ),
        "Client.projects": _NO_PROJECTS,
        "*Project*": _NO_PROJECTS,
        "*.project": _NO_PROJECTS,
    },
    "v2025_10_15": {
        "CombinedPhrases": Renamed("ChannelCombinedPhrases", "The class is named for the channels."),
        "TranscribeDefinition.models": Gone(
            "Fast transcription takes no models of your own.",
            "Take it out; a batch job takes a model in Transcription.model.",
        ),
    },
}
"""By the version that brought them, with which they are read."""
