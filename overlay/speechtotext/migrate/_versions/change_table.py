"""The changes between neighbouring API versions that the packages alone do not tell.

Written by hand. A key is a pattern of names as `api_surface` writes them; the first pattern that matches counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .changes import Change, Flattened, Nested, Removed, Renamed, Required, Retyped, Split
from .conversions import hours, milliseconds, minutes


def _split(*among: str, made: str | None = None) -> Split:
    why = "From v3.1 on, each kind of model or entity has a class of its own."
    return Split(among, made, why=why, remedy=f"Use the class of its kind: {' or '.join(among)}.")


_PROJECTS = Removed(
    why="Version 2024-11-15 has no projects.",
    remedy="Remove it, or move on to 2025-10-15, which has projects again.",
)

_PROJECT_COUNTS = Removed(
    why="The service no longer counts what a project contains.",
    remedy="Count a listing, such as len(stt.projects.list_datasets(project).all()).",
)

_HEALTH = Removed(why="The service no longer reports its health.", remedy="Remove it; a failing call shows the same.")

_COPY_TO = Removed(
    why="A model is no longer copied with the key of the target.",
    remedy="Give the target's client: stt.models.copy_to(model, target, source_resource_id=…) copies it and waits.",
)

_LOGS = Removed(
    why="The service no longer returns or deletes the logs of endpoints.",
    remedy="Logging needs a resource with storage of its own (BYOS): read and delete the logs there.",
)

_TIME_TO_LIVE_48_HOURS = (
    "Jobs and their results are deleted after 48 hours here, since a time must be given. Without one they were kept; "
    "the service accepts 6 to 744 hours."
)

_SPEAKERS = "Only the highest number of speakers is given, in DiarizationProperties itself."

_KIND_OF_LOCALES = "Read its attribute for the kind, such as language or acoustic."

CHANGES: Final[Mapping[str, Mapping[str, Change]]] = {
    "v3_1": {
        "Model": _split("BaseModel", "CustomModel", made="CustomModel"),
        "ModelProperties": _split("BaseModelProperties", "CustomModelProperties", made="CustomModelProperties"),
        "ModelDeprecationDates": _split("BaseModelDeprecationDates", "CustomModelDeprecationDates"),
        "ModelLinks": _split("CustomModelLinks", "BaseModelLinks"),
        "PaginatedModels": _split("PaginatedBaseModels", "PaginatedCustomModels"),
        "Links": _split("TranscriptionLinks", "DatasetLinks", "EvaluationLinks"),
    },
    "v3_2": {
        "Client.service_health": _HEALTH,
        "ServiceHealth": _HEALTH,
        "HealthStatus": _HEALTH,
        "Component": _HEALTH,
        "models.copy_to_subscription": _COPY_TO,
        "models.copy_to(source_resource_id)": Required(
            "'/subscriptions/…'",
            why="The target authorizes the copy for the Azure resource id of the source.",
            remedy="Give the Azure resource id of the resource that the model is in.",
        ),
        "ModelCopy": _COPY_TO,
        "CustomModelLinks.copy_to": _COPY_TO,
    },
    "v2024_11_15": {
        "TranscriptionProperties.time_to_live": Renamed(
            "time_to_live_hours",
            hours,
            why="The time to live is given in whole hours.",
            remedy="Give time_to_live_hours, a whole number from 6 to 744. Nothing is kept for ever any more.",
        ),
        "TranscriptionProperties.time_to_live_hours": Required("48", why=_TIME_TO_LIVE_48_HOURS),
        "Transcription.properties": Required(
            "{models}.TranscriptionProperties(time_to_live_hours=48)", why=_TIME_TO_LIVE_48_HOURS
        ),
        "TranscriptionProperties.diarization_enabled": Nested(
            "diarization",
            "DiarizationProperties",
            "enabled",
            {"max_speakers": "2"},
            why="Diarization is enabled in the object that holds the number of speakers.",
            remedy="Give diarization=models.DiarizationProperties(enabled=True, max_speakers=…), with 2 to 35.",
        ),
        "DiarizationProperties.speakers": Flattened(
            {"max_count": "max_speakers"}, why=_SPEAKERS, remedy="Give max_speakers, from 2 to 35."
        ),
        "DiarizationSpeakersProperties": Removed(
            why=_SPEAKERS, remedy="Give DiarizationProperties(max_speakers=…), from 2 to 35."
        ),
        "*(sas_validity_in_seconds)": Renamed(
            "sas_lifetime_minutes",
            minutes,
            why="The lifetime of links is given in minutes.",
            remedy="Give sas_lifetime_minutes, a whole number above 0; leave it out with storage of your own (BYOS).",
        ),
        "models.get_*_manifest(sas_lifetime_minutes)": Required(
            "720", why="The links of a manifest last 12 hours here, as before; the value is required now."
        ),
        "*.duration": Renamed(
            "duration_milliseconds",
            milliseconds,
            why="Durations are numbers of milliseconds, not ISO 8601 text.",
            remedy="Read duration_milliseconds, a whole number.",
        ),
        "*.supports_transcriptions": Renamed(
            "supports_transcriptions_submit", why="Batch and fast transcription have properties of their own."
        ),
        "transcriptions.list_supported_locales": Retyped(
            "submit", why="It returns an object with the lists submit and transcribe.", remedy="Read submit."
        ),
        "datasets.list_supported_locales": Retyped(
            why="It returns an object with the locales of each kind of dataset, no longer the kinds of each locale.",
            remedy=_KIND_OF_LOCALES,
        ),
        "DatasetLocales": Retyped(
            why="It is a class with the locales of each kind of dataset, no longer a dict of the kinds of each locale.",
            remedy=_KIND_OF_LOCALES,
        ),
        "datasets.upload_form": Removed(
            why="Datasets are no longer uploaded as a form.",
            remedy="Call datasets.upload with the path of the file: it is sent in blocks.",
        ),
        "*.email": Removed(
            why="The service no longer sends mail.",
            remedy="Remove it; wait for the job, or have a web hook called when it ends.",
        ),
        "CustomModel.text": Removed(
            why="Models are no longer trained from a text.",
            remedy="Put the text into a dataset of kind Language, and name that in datasets.",
        ),
        "Endpoint.text": Removed(
            why="Endpoints are no longer made from a text.",
            remedy="Put the text into a dataset of kind Language, train a custom model with it, and deploy that.",
        ),
        "EndpointProperties.time_to_live": Removed(
            why="Endpoints no longer expire.",
            remedy="Remove it, and delete the endpoint when it is not needed.",
        ),
        "EndpointLinks.web_socket_conversation": Renamed("web_socket", why="Endpoints have one link only."),
        "EndpointLinks.logs": _LOGS,
        "EndpointLinks.*": Removed(
            why="Endpoints have one link only, web_socket.", remedy="Use web_socket, which is for the Speech SDK."
        ),
        "endpoints.*log*": _LOGS,
        "Project.properties": _PROJECT_COUNTS,
        "ProjectProperties": _PROJECT_COUNTS,
        "Client.projects": _PROJECTS,
        "*Project*": _PROJECTS,
        "*.project": _PROJECTS,
    },
}
"""By the version that brought them, with which they are read."""
