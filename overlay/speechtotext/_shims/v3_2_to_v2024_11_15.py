"""From v3.2 to 2024-11-15."""

from __future__ import annotations

from typing import Any

from speechtotext._errors import NotExpressible
from speechtotext_api.calls import Request

from . import transcription_properties as transcriptions
from .change import Change, Flow, Json, MoveObject, MoveRequest, NoChangeNeeded, Parameter, Program, VersionStep
from .durations import milliseconds

_SAS_LIFETIME = "sas-lifetime-in-minutes"
_NO_ENDPOINT_TIME_TO_LIVE = "no-time-to-live-of-endpoints"
_DELETE_YOURSELF = "Leave out time_to_live, and delete the endpoint yourself."
_HALF_A_DAY = 12 * 60 * 60


def _minutes(seconds: str) -> str | None:
    """Whole minutes, rounded up; none for 0, which asks for the plain URLs that one's own storage now has anyway."""
    try:
        lifetime = int(seconds)
    except ValueError:
        return seconds
    if lifetime <= 0:
        return seconds if lifetime else None
    return str(-(-lifetime // 60))


def _seconds(minutes: str) -> str:
    return str(int(minutes) * 60) if minutes.isdecimal() else minutes


def _lifetime_of_manifest(request: Request[Any], program: Program) -> None:
    if request.query.setdefault("sasValidityInSeconds", str(_HALF_A_DAY)) == "0":
        raise NotExpressible(
            _SAS_LIFETIME,
            "From 2024-11-15 on the links of a manifest have a lifetime.",
            "Set it to a minute or more, or leave it out for 12 hours.",
        )


def _without_email(properties: Json, program: Program) -> None:
    if properties.pop("email", None):
        program.warn("From 2024-11-15 on the service sends no e-mails: email is not sent. Use a web hook instead.")


def _without_project(entity: Json, program: Program) -> None:
    if entity.pop("project", None):
        program.warn("2024-11-15 has no projects: the reference to one is left out. 2025-10-15 has them again.")


def _of_form(move: MoveObject) -> MoveRequest:
    def move_form(request: Request[Any], program: Program) -> None:
        request.form = dict(request.form or {})
        move(request.form, program)

    return move_form


def _without_time_to_live(properties: Json, program: Program) -> None:
    given = properties.pop("timeToLive", None)
    if given is not None and not (isinstance(given, str) and milliseconds(given) == 0):
        raise NotExpressible(
            _NO_ENDPOINT_TIME_TO_LIVE,
            "From 2024-11-15 on the service no longer deletes endpoints automatically.",
            _DELETE_YOURSELF,
        )


def _supports_transcriptions(features: Json) -> None:
    if "supportsTranscriptionsSubmit" in features:
        features["supportsTranscriptions"] = features.pop("supportsTranscriptionsSubmit")


def _web_socket_conversation(links: Json) -> None:
    if "webSocket" in links:
        links["webSocketConversation"] = links.pop("webSocket")


def _kinds_by_locale(answer: Any) -> Any:
    if not (isinstance(answer, dict) and all(isinstance(locales, list) for locales in answer.values())):
        return answer
    kinds: dict[str, list[str]] = {}
    for kind, locales in answer.items():
        for locale in locales:
            kinds.setdefault(str(locale), []).append(kind)
    return kinds


def _locales_of_submit(answer: Any) -> Any:
    return answer.get("Submit", []) if isinstance(answer, dict) else answer


def _upload_in_blocks(request: Request[Any], program: Program) -> Flow:
    # Here and below, because it is slow to import and rarely needed.
    from .dataset_uploads import upload_in_blocks

    return upload_in_blocks(request, program)


def _model_with_text(request: Request[Any], program: Program) -> Flow:
    from .dataset_uploads import model_with_text

    return model_with_text(request, program)


def _endpoint_with_text(request: Request[Any], program: Program) -> Flow:
    from .dataset_uploads import endpoint_with_text

    return endpoint_with_text(request, program)


_PROPERTIES = ("TranscriptionProperties", "DatasetProperties", "FileProperties")
_MANIFESTS = ("Models_GetBaseModelManifest", "Models_GetCustomModelManifest")
_LOGS = tuple(
    f"Endpoints_{action}{of}Log{number}"
    for of in ("", "BaseModel")
    for action, number in (("List", "s"), ("Get", ""), ("Delete", ""), ("Delete", "s"))
)
_PROJECTS = (
    *(f"Projects_{verb}" for verb in ("Create", "Delete", "Get", "List", "ListSupportedLocales", "Update")),
    *(f"Projects_List{of}" for of in ("Datasets", "Endpoints", "Evaluations", "Models", "Transcriptions")),
)
_WITH_PROJECT = ("CustomModel", "Dataset", "Endpoint", "Evaluation", "Transcription")

STEP = VersionStep(
    "v3.2",
    "2024-11-15",
    (
        Change(
            name="version-in-the-query",
            why="The version is in the query of every URL, as api-version, and no longer in the path.",
            covers=(
                "version-changed info.version",
                "base-path-changed servers",
                "required-parameter-added query api-version",
            ),
            request="Paths, links and references lose v3.2 and get api-version.",
            response=(
                "self, links, references, @nextLink, Location and Operation-Location contain v3.2 in the path again."
            ),
        ),
        Change(
            name="submit",
            why="Transcriptions are submitted at /transcriptions:submit.",
            covers=("operation-moved POST /transcriptions",),
            request="POST /transcriptions becomes POST /transcriptions:submit.",
            paths={"Transcriptions_Create": ("/transcriptions", "/transcriptions:submit")},
            renamed={"Transcriptions_Create": "Transcriptions_Submit"},
        ),
        Change(
            name="properties-required",
            why="A transcription requires properties.",
            covers=("property-became-required Transcription.properties",),
            request="Missing properties are added.",
            send={"Transcription": transcriptions.with_properties},
        ),
        Change(
            name=transcriptions.TIME_TO_LIVE,
            why="The service keeps transcriptions for 6 hours to 31 days; the number of hours is required.",
            covers=(
                "property-removed *.timeToLive",
                "required-property-added TranscriptionProperties.timeToLiveHours",
            ),
            request="timeToLive becomes timeToLiveHours, rounded up; 48 where there is none, with a warning.",
            response="timeToLiveHours becomes timeToLive.",
            remedy="Set a time in this range, or pass api_version=Migration(to=…, clamp_time_to_live=True).",
            send={"TranscriptionProperties": transcriptions.time_to_live_hours},
            read={"TranscriptionProperties": transcriptions.time_to_live},
        ),
        Change(
            name="durations-in-milliseconds",
            why="Durations are numbers of milliseconds.",
            covers=("property-removed *.duration", "property-added *.durationMilliseconds"),
            response="durationMilliseconds becomes duration.",
            read=dict.fromkeys(_PROPERTIES, transcriptions.duration),
        ),
        Change(
            name=transcriptions.DIARIZATION,
            why="Diarization is one object: whether it is enabled, and the maximum number of speakers, 2 to 35.",
            covers=(
                "property-removed DiarizationProperties.speakers",
                "property-removed TranscriptionProperties.diarizationEnabled",
                "property-added DiarizationProperties.*",
            ),
            request=(
                "diarizationEnabled and speakers.maxCount become diarization.enabled and maxSpeakers, which is 2 where "
                "only diarizationEnabled is set; minCount is left out, with a warning if it is more than 1."
            ),
            response="enabled and maxSpeakers become diarizationEnabled and, unless it is 2, speakers.maxCount.",
            remedy="Set 2 to 35 speakers; for one leave out diarization.",
            send={"TranscriptionProperties": transcriptions.diarization_in_one},
            read={"TranscriptionProperties": transcriptions.diarization_in_two},
        ),
        Change(
            name=_SAS_LIFETIME,
            why="The lifetime of links is a number of minutes, and required for manifests.",
            covers=(
                "parameter-removed query sasValidityInSeconds",
                "parameter-added query sasLifetimeMinutes",
                "required-parameter-added query sasLifetimeMinutes",
            ),
            request=(
                "sasValidityInSeconds becomes sasLifetimeMinutes, rounded up; 0 is left out, since storage of your "
                "own has plain links anyway; 720 for a manifest without one."
            ),
            response="sasLifetimeMinutes in @nextLink becomes sasValidityInSeconds.",
            remedy="For a manifest set a minute or more; for files in storage of your own leave it out.",
            parameters={"sasValidityInSeconds": Parameter("sasLifetimeMinutes", _minutes, _seconds)},
            send_request=dict.fromkeys(_MANIFESTS, _lifetime_of_manifest),
        ),
        Change(
            name="two-kinds-of-transcription",
            why="Models have separate properties for the support of batch and fast transcription.",
            covers=(
                "property-removed SharedModelFeatures.supportsTranscriptions",
                "property-added SharedModelFeatures.supportsTranscriptions*",
            ),
            response="supportsTranscriptionsSubmit becomes supportsTranscriptions.",
            read=dict.fromkeys(("BaseModelFeatures", "CustomModelFeatures"), _supports_transcriptions),
        ),
        Change(
            name="one-link-of-endpoints",
            why="Endpoints have one link only, for conversations over a web socket.",
            covers=("property-removed EndpointLinks.*", "property-added EndpointLinks.webSocket"),
            response="webSocket becomes webSocketConversation; the other links are None.",
            remedy="Use the Speech SDK, which needs the endpoint's id only.",
            read={"EndpointLinks": _web_socket_conversation},
        ),
        Change(
            name="locales-by-kind",
            why="Locales of datasets are listed by kind, those of transcriptions by batch and fast transcription.",
            covers=("map-values-removed DatasetLocales", "property-added DatasetLocales.*", "type-changed *locales*"),
            response="Kinds of datasets by locale; the locales of batch transcription.",
            read_response={
                "Datasets_ListSupportedLocales": _kinds_by_locale,
                "Transcriptions_ListSupportedLocales": _locales_of_submit,
            },
        ),
        Change(
            name="upload-in-blocks",
            why="A dataset is uploaded in blocks, no longer as a form.",
            covers=("operation-removed POST /datasets/upload",),
            request="The dataset is created, its file sent in blocks, and these are committed.",
            response="The dataset, as the upload returned it.",
            remedy="Pass data=…, and custom properties that are a JSON object.",
            flows={"Datasets_Upload": _upload_in_blocks},
        ),
        Change(
            name="text-as-dataset",
            why="Models and endpoints are adapted to datasets only, no longer to a text in the request.",
            covers=("property-removed *.text",),
            request=(
                "The text becomes a dataset that the model is adapted to, and for an endpoint a model of its own, "
                "with a warning; the call waits for them."
            ),
            remedy="For an endpoint with a text, give a base model.",
            flows={"Models_Create": _model_with_text, "Endpoints_Create": _endpoint_with_text},
        ),
        Change(
            name="no-email",
            why="The service sends no e-mails.",
            covers=("property-removed *.email",),
            request="email is left out, with a warning.",
            remedy="Web hooks tell when a job has ended.",
            send=dict.fromkeys(
                (
                    "CustomModelProperties",
                    "DatasetProperties",
                    "EndpointProperties",
                    "EvaluationProperties",
                    "TranscriptionProperties",
                ),
                _without_email,
            ),
            send_request={"Datasets_Upload": _of_form(_without_email)},
        ),
        Change(
            name=_NO_ENDPOINT_TIME_TO_LIVE,
            why="The service no longer deletes endpoints automatically.",
            covers=("property-removed *.timeToLive",),
            request="The client refuses timeToLive, unless it is 0, which is not sent.",
            remedy=_DELETE_YOURSELF,
            send={"EndpointProperties": _without_time_to_live},
        ),
        Change(
            name="no-endpoint-logs",
            why="From 2024-11-15 on the service does not give the logs of endpoints.",
            covers=("operation-removed */endpoints/*/files/logs*", "property-removed EndpointLinks.logs"),
            request="Refused.",
            remedy="Logging needs storage of your own (BYOS) there: read the logs in it.",
            gone=_LOGS,
        ),
        Change(
            name="no-projects",
            why="2024-11-15 has no projects.",
            covers=("operation-removed */projects*",),
            request="Refused.",
            remedy="Use 2025-10-15, which has them again.",
            gone=_PROJECTS,
        ),
        Change(
            name="no-references-to-projects",
            why="Entities belong to no project.",
            covers=("property-removed *.project",),
            request="project is left out, with a warning.",
            remedy="Use 2025-10-15, which has projects again.",
            send={
                **dict.fromkeys(_WITH_PROJECT, _without_project),
                **dict.fromkeys(
                    (f"{entity}Update" for entity in _WITH_PROJECT if entity != "CustomModel"), _without_project
                ),
                "ModelUpdate": _without_project,
            },
            send_request={"Datasets_Upload": _of_form(_without_project)},
        ),
    ),
    (
        NoChangeNeeded(
            "What answers hold beyond v3.2 is kept: values as they came.",
            ("open-enum-values-added DetailedErrorCode",),
        ),
        NoChangeNeeded(
            "A program of v3.2 does not use it.",
            ("operation-added POST /transcriptions:transcribe",),
            "To use it, move the program to a newer version.",
        ),
        NoChangeNeeded("Only tools see it.", ("operation-id-changed *",)),
        NoChangeNeeded(
            "The client authenticates as it did before.",
            ("security-narrowed security",),
            "If the service refuses a token, give the key.",
        ),
    ),
)
