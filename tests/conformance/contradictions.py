"""Where an official example contradicts the Swagger file that it belongs to, one by one.

`test_contradictions` finds the contradictions by itself and compares: one that is not listed here fails, and so does
an entry that is no longer true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Where = tuple[str, str]
"""Version and name of an example."""


@dataclass(frozen=True)
class Contradiction:
    """What an example says otherwise than its Swagger file, and why the example is the one to be wrong.

    Attributes:
        differences: each difference, in the words of `breaches`.
        reason: why it is the example's.
        leave_out: parameters that cannot be given to the client, as the operation has none of that name.
        give: parameters that the operation cannot do without.
        amend: members of parameters, by their paths, that the operation cannot do without, or None for one that it
            does not have.
    """

    differences: frozenset[str]
    reason: str
    leave_out: tuple[str, ...] = ()
    give: Mapping[str, Any] | None = None
    amend: Mapping[str, Any] | None = None

    @property
    def is_of_members_that_are_answered(self) -> bool:
        """Whether an answer has members that are not declared, or lacks a required one."""
        return any(each.startswith("answer") and each.endswith(_OF_MEMBERS) for each in self.differences)


_SPEECH_LINKS = [
    f"{way}{mode}" for way in ("rest", "webSocket") for mode in ("Conversation", "Dictation", "Interactive")
]
_OF_MEMBERS = ("not declared", "not given")
_NO_VERSION = "parameter api-version: required, not given"
_ALWAYS_SENT = "required of every operation of its version and given by all other examples; the client always sends it"
_OF_OLDER_JOBS = "members of older versions were left standing, as jobs that were made with those may still be answered"
_TIME_TO_LIVE = {"transcription.properties.timeToLive": None, "transcription.properties.timeToLiveHours": 48}


def _each(where: str, *names: str, what: str = "not declared") -> frozenset[str]:
    """The same difference of several members of one object."""
    return frozenset(f"{where}/{name}: {what}" for name in names)


def _of_older_job(where: str) -> frozenset[str]:
    """What a job has and lacks that was made with an older version."""
    undeclared = _each(f"{where}properties", "diarizationEnabled", "duration", "timeToLive")
    return undeclared | {f"{where}properties/timeToLiveHours: required, not given"}


_MANIFEST = Contradiction(
    differences=frozenset(
        f"answer 200: properties/{name} is {found}, declared as object"
        for name, found in {
            "IN_FESpec": "a string",
            "IN_DNNSpec": "a string",
            "IN_HCLGSpecBase": "a string",
            "IN_HCLGSpec": "a string",
            "IN_BeamSize": "a number",
            "IN_BeamThreshold": "a number",
            "IN_NBestBeamSize": "a number",
        }.items()
    ),
    reason="settings are text and numbers here, objects in the Swagger file; from v3.2 on that file allows any value",
)

CONTRADICTIONS: Final[Mapping[Where, Contradiction]] = {
    ("v3.0", "get_model_manifest"): _MANIFEST,
    ("v3.0", "get_base_model_manifest"): _MANIFEST,
    ("v3.1", "get_model_manifest"): _MANIFEST,
    ("v3.1", "get_base_model_manifest"): _MANIFEST,
    ("2024-11-15", "get_model_manifest"): Contradiction(
        differences=frozenset(
            {
                "parameter sasValidityInSeconds: not declared",
                "parameter sasLifetimeMinutes: required, not given",
            }
        ),
        reason="the name and unit of v3.2 (120 s) were left standing; this version has minutes",
        leave_out=("sasValidityInSeconds",),
        give={"sasLifetimeMinutes": 2},
    ),
    ("2024-11-15", "get_transcription_files_filtered_by_name"): Contradiction(
        differences=frozenset({"parameter sasValidityInSeconds: not declared"}),
        reason="the name of v3.2 was left standing; this version has sasLifetimeMinutes, which is optional here",
        leave_out=("sasValidityInSeconds",),
    ),
    ("2024-11-15", "create_endpoint"): Contradiction(
        differences=frozenset({"answer 201: links/logs: not declared"}),
        reason="the link of older versions was left standing; this version has no logs",
    ),
    ("2024-11-15", "create_multispeaker_diarization_transcription"): Contradiction(
        differences=frozenset(
            {
                *_of_older_job("answer 201: "),
                "answer 201: properties/diarization/speakers: not declared",
                *_each("parameter transcription: properties", "diarizationEnabled", "timeToLive"),
                "parameter transcription: properties/diarization/speakers: not declared",
                "parameter transcription: properties/timeToLiveHours: required, not given",
            }
        ),
        reason="the request of v3.2 was left standing",
        amend={
            **_TIME_TO_LIVE,
            "transcription.properties.diarizationEnabled": None,
            "transcription.properties.diarization": {"enabled": True, "maxSpeakers": 5},
        },
    ),
    ("2024-11-15", "create_uri_transcription"): Contradiction(
        differences=frozenset(
            {
                *_of_older_job("answer 201: "),
                *_each("parameter transcription: properties", "diarizationEnabled", "timeToLive"),
                "parameter transcription: properties/timeToLiveHours: required, not given",
            }
        ),
        reason="the request of v3.2 was left standing",
        amend={**_TIME_TO_LIVE, "transcription.properties.diarizationEnabled": None},
    ),
    ("2024-11-15", "get_transcriptions"): Contradiction(
        differences=_of_older_job("answer 200: values/0/") | _of_older_job("answer 200: values/1/"),
        reason=_OF_OLDER_JOBS,
    ),
    ("2024-11-15", "transcribe_file"): Contradiction(
        differences=frozenset({_NO_VERSION, "parameter definition is no JSON"}),
        reason=f"{_ALWAYS_SENT}; a bracket was lost",
        give={"definition": '{"locales": ["en-US"]}'},
    ),
    ("2025-10-15", "get_project_endpoints"): Contradiction(
        differences=frozenset().union(
            *(
                _each(f"answer 200: values/{index}/links", "logs", *_SPEECH_LINKS)
                | {f"answer 200: values/{index}/properties/timeToLive: not declared"}
                for index in (0, 1)
            )
        ),
        reason="links and a property of older versions were left standing",
    ),
    **{
        ("2025-10-15", name): Contradiction(differences=frozenset({_NO_VERSION}), reason=_ALWAYS_SENT)
        for name in (
            "transcribe_file",
            "transcribe_audio_url",
            "transcribe_enhanced_mode",
            "transcribe_enhanced_model_options",
        )
    },
}

PARAMETERS_TO_LEAVE_OUT: Final = {where: entry.leave_out for where, entry in CONTRADICTIONS.items()}
PARAMETERS_TO_GIVE: Final = {where: dict(entry.give or {}) for where, entry in CONTRADICTIONS.items()}
MEMBERS_TO_AMEND: Final = {where: dict(entry.amend or {}) for where, entry in CONTRADICTIONS.items()}

# `filter` is declared as plain text, without the mark that says "already encoded". These give it percent-encoded, as
# it stands in a URL; sent as the text it is declared to be, it would be encoded twice. Other examples of the same
# parameter (get_projects_with_foundry) give the text. A caller passes the text, so here it is decoded first.
PERCENT_ENCODED_FILTERS: Final[Mapping[str, frozenset[str]]] = {
    "v3.0": frozenset(),
    "v3.1": frozenset(
        {
            "get_acoustic_datasets",
            "get_dataset_files",
            "get_dataset_report_files",
            "get_datasets",
            "get_endpoints",
            "get_english_base_models",
            "get_evaluations_with_status_running",
            "get_failed_transcriptions",
            "get_model_files",
            "get_not_started_endpoints",
            "get_project_datasets",
            "get_project_endpoints",
            "get_project_models",
            "get_project_transcriptions",
            "get_projects_from_2018_and_2019",
            "get_running_models",
            "get_transcription_files",
            "get_transcription_files_filtered_by_name",
            "get_transcriptions",
            "get_web_hooks",
            "get_web_hooks_from_march_2020",
        }
    ),
    "v3.2": frozenset(
        {
            "get_acoustic_datasets",
            "get_dataset_files",
            "get_dataset_report_files",
            "get_datasets",
            "get_endpoints",
            "get_english_base_models",
            "get_evaluations_with_status_running",
            "get_failed_transcriptions",
            "get_model_files",
            "get_not_started_endpoints",
            "get_project_datasets",
            "get_project_endpoints",
            "get_project_models",
            "get_project_transcriptions",
            "get_projects_from_2018_and_2019",
            "get_running_models",
            "get_transcription_files",
            "get_transcription_files_filtered_by_name",
            "get_transcriptions",
            "get_web_hooks",
            "get_web_hooks_from_march_2020",
        }
    ),
    "2024-11-15": frozenset(
        {
            "get_acoustic_datasets",
            "get_dataset_files",
            "get_dataset_report_files",
            "get_datasets",
            "get_endpoints",
            "get_english_base_models",
            "get_evaluations_with_status_running",
            "get_failed_transcriptions",
            "get_model_files",
            "get_not_started_endpoints",
            "get_running_models",
            "get_transcription_files",
            "get_transcription_files_filtered_by_name",
            "get_transcriptions",
            "get_web_hooks",
            "get_web_hooks_from_march_2020",
        }
    ),
    "2025-10-15": frozenset(
        {
            "get_acoustic_datasets",
            "get_dataset_files",
            "get_dataset_report_files",
            "get_datasets",
            "get_endpoints",
            "get_english_base_models",
            "get_evaluations_with_status_running",
            "get_failed_transcriptions",
            "get_model_files",
            "get_not_started_endpoints",
            "get_project_datasets",
            "get_project_endpoints",
            "get_project_models",
            "get_project_transcriptions",
            "get_projects_from_2018_and_2019",
            "get_running_models",
            "get_transcription_files",
            "get_transcription_files_filtered_by_name",
            "get_transcriptions",
            "get_web_hooks",
            "get_web_hooks_from_march_2020",
        }
    ),
}
