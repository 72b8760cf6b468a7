"""Wrong requests, with the status and the codes that each is refused with."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from emulator.recordings import wav
from emulator.requests.official import (
    ACOUSTIC,
    AUTHORIZATION,
    ENDPOINT,
    LANGUAGE,
    MODEL,
    PROJECT,
    TRANSCRIPTION,
    WEB_HOOK,
)
from examples import Json

_KEY: Final = "key-of-the-tests"


_NOBODY: Final = "00000000-0000-0000-0000-000000000000"


_JSON: Final = {"Content-Type": "application/json"}


_URLS: Final = ["https://example.com/call.wav"]


_TARGET: Final = (
    "/subscriptions/targetSubscriptionId/resourceGroups/targetResourceGroupName"
    "/providers/Microsoft.CognitiveServices/accounts/targetSpeechResourceName"
)


INVALID, ARGUMENT, CONFLICT = (400, "InvalidRequest"), (400, "InvalidArgument"), (409, "Conflict")


NOT_FOUND, MEDIA_TYPE, UNPROCESSABLE = (404, "NotFound"), (415, "UnsupportedMediaType"), (422, "UnprocessableEntity")


@dataclass(frozen=True)
class Wrong:
    """A wrong request and the answer to it.

    Args:
        path: path and query, below the version's base path; the version of the dated ones is added.
        outcome: status and code.
        inner: code of the inner error; None if there is none.
        send: what is sent, as httpx takes it.
    """

    version: str
    method: str
    path: str
    outcome: tuple[int, str]
    inner: str | None
    send: Mapping[str, Any] = field(default_factory=dict)


def job(**changes: Any) -> Json:
    """The body of a transcription of v3.x, with changes; None leaves something out."""
    return _changed({"displayName": "Calls", "locale": "en-US", "contentUrls": _URLS}, changes)


def dated_job(properties: Json | None = None, **changes: Any) -> Json:
    """The same of a dated version."""
    told = _changed({"timeToLiveHours": 48}, properties or {})
    return _changed({"displayName": "Calls", "locale": "en-US", "contentUrls": _URLS, "properties": told}, changes)


def _to(url: str) -> Json:
    """Properties with a destination of the results."""
    return {"destinationContainerUrl": url}


def _changed(body: Json, changes: Json) -> Json:
    return {name: value for name, value in {**body, **changes}.items() if value is not None}


def _self(path: str) -> Json:
    return {"self": f"http://localhost/speechtotext/v3.2/{path}"}


def _post(version: str, path: str, body: Any, inner: str | None, outcome: tuple[int, str] = INVALID) -> Wrong:
    return Wrong(version, "POST", path, outcome, inner, {"json": body})


def _patch(version: str, path: str, body: Any, inner: str | None, outcome: tuple[int, str] = INVALID) -> Wrong:
    return Wrong(version, "PATCH", path, outcome, inner, {"json": body})


def _get(version: str, path: str, inner: str | None, outcome: tuple[int, str]) -> Wrong:
    return Wrong(version, "GET", path, outcome, inner)


def _block(path: str, inner: str, outcome: tuple[int, str] = INVALID, content: bytes = b"block") -> Wrong:
    send = {"content": content, "headers": {"Content-Type": "application/octet-stream"}}
    return Wrong("v3.2", "PUT", path, outcome, inner, send)


def _form(version: str, path: str, fields: Json, inner: str, outcome: tuple[int, str] = INVALID) -> Wrong:
    files = {name: value if isinstance(value, tuple) else (None, value) for name, value in fields.items()}
    return Wrong(version, "POST", path, outcome, inner, {"files": files})


_AUDIO = ("call.wav", wav())


_DATASET = {"displayName": "Data", "locale": "en-US", "kind": "Acoustic"}


_HOOK = {"displayName": "Hook", "webUrl": "https://example.com/", "events": {"ping": True}}


_EVALUATION = {
    "displayName": "Evaluation",
    "locale": "en-US",
    "model1": _self(f"models/{MODEL}"),
    "model2": _self(f"models/{MODEL}"),
    "dataset": _self(f"datasets/{ACOUSTIC}"),
}


_COPY = {
    "targetResourceRegion": "westeurope",
    "targetResourceId": _TARGET,
    "targetResourceEndpoint": "http://localhost",
    "sourceResourceId": _TARGET.replace("target", "source"),
    "expirationDateTime": "2019-01-08T00:00:00Z",
    "id": AUTHORIZATION,
}


_SHORT, _LONG = (base64.b64encode(name).decode().replace("=", "%3D") for name in (b"0001", b"00000002"))


_TOO_LONG = base64.b64encode(bytes(65)).decode().replace("=", "%3D").replace("+", "%2B")


SUBMIT, CREATE, TRANSCRIBE = "/transcriptions:submit", "/transcriptions", "/transcriptions:transcribe"


REFUSED: Final[Mapping[str, Wrong]] = {
    "no displayName": _post("v3.0", CREATE, job(displayName=None), "InvalidPayload"),
    "no locale": _post("v3.2", CREATE, job(locale=None), "InvalidLocale"),
    "no properties": _post("2024-11-15", SUBMIT, dated_job(properties={}) | {"properties": None}, "InvalidPayload"),
    "no time to live": _post("2025-10-15", SUBMIT, dated_job({"timeToLiveHours": None}), "InvalidTimeToLive"),
    "an empty displayName": _post("v3.1", CREATE, job(displayName=""), "InvalidPayload"),
    "a displayName that is a number": _post("v3.2", CREATE, job(displayName=7), "InvalidPayload"),
    "a locale that is not known": _post("v3.2", CREATE, job(locale="xx-XX"), "InvalidLocale"),
    "self, which is read-only": _post("v3.2", CREATE, job(self="http://localhost/x"), "InvalidPayload"),
    "status, which is read-only": _post("v3.0", CREATE, job(status="Failed"), "InvalidPayload"),
    "createdDateTime, which is read-only": _post(
        "2025-10-15", SUBMIT, dated_job(createdDateTime="2024-01-01T00:00:00Z"), "InvalidPayload"
    ),
    "no recordings": _post("v3.2", CREATE, job(contentUrls=None), "OnlyOneOfUrlsOrContainerOrDataset"),
    "recordings twice": _post(
        "v3.1", CREATE, job(contentContainerUrl="https://example.com/c"), "OnlyOneOfUrlsOrContainerOrDataset"
    ),
    "too many recordings": _post("v3.2", CREATE, job(contentUrls=_URLS * 1001), "ExceededNumberOfRecordingsUris"),
    "a recording without a URL": _post("v3.2", CREATE, job(contentUrls=["call.wav"]), "InvalidRecordingsUri"),
    "recordings that are no list": _post("v3.2", CREATE, job(contentUrls="https://a/b"), "InvalidRecordingsUri"),
    "an unknown punctuationMode": _post("v3.2", CREATE, job(properties={"punctuationMode": "Loud"}), "InvalidPayload"),
    "a time to live of no form": _post("v3.2", CREATE, job(properties={"timeToLive": "2 days"}), "InvalidTimeToLive"),
    "a time to live of two months": _post("v3.0", CREATE, job(properties={"timeToLive": "P2M"}), "InvalidTimeToLive"),
    "a time to live of five hours": _post("2024-11-15", SUBMIT, dated_job({"timeToLiveHours": 5}), "InvalidTimeToLive"),
    "a time to live of 745 hours": _post(
        "2025-10-15", SUBMIT, dated_job({"timeToLiveHours": 745}), "InvalidTimeToLive"
    ),
    "a destination without SAS": _post("v3.2", CREATE, job(properties=_to("https://a.example/c")), "InvalidPayload"),
    "a destination without a container": _post(
        "v3.1", CREATE, job(properties=_to("https://a.example/?sr=c&sig=x")), "InvalidPayload"
    ),
    "a destination by FTP": _post(
        "2024-11-15", SUBMIT, dated_job(_to("ftp://a.example/c?sr=c&sig=x")), "InvalidPayload"
    ),
    "a destination that is a folder": _post(
        "2025-10-15", SUBMIT, dated_job(_to("https://a.example/c/folder?sr=c&sig=x")), "InvalidPayload"
    ),
    "a destination with a SAS for a blob": _post(
        "v3.0", CREATE, job(properties=_to("https://a.example/c?sr=b&sig=x")), "InvalidPayload"
    ),
    "36 speakers": _post(
        "2025-10-15", SUBMIT, dated_job({"diarization": {"enabled": True, "maxSpeakers": 36}}), "InvalidPayload"
    ),
    "one speaker": _post(
        "2024-11-15", SUBMIT, dated_job({"diarization": {"enabled": True, "maxSpeakers": 1}}), "InvalidPayload"
    ),
    "more speakers at least than at most": _post(
        "v3.2",
        CREATE,
        job(properties={"diarization": {"speakers": {"minCount": 5, "maxCount": 3}}}),
        "InvalidPayload",
    ),
    "diarization without speakers": _post("v3.1", CREATE, job(properties={"diarization": {}}), "InvalidPayload"),
    "a channel twice": _post("v3.2", CREATE, job(properties={"channels": [0, 0]}), "InvalidChannels"),
    "channels, where there is no code for them": _post(
        "v3.0", CREATE, job(properties={"channels": [-1]}), "InvalidPayload"
    ),
    "eleven candidate locales": _post(
        "v3.2",
        CREATE,
        job(properties={"languageIdentification": {"candidateLocales": ["en-US"] * 11}}),
        "InvalidPayload",
    ),
    "candidates without the job's locale": _post(
        "v3.1",
        CREATE,
        job(properties={"languageIdentification": {"candidateLocales": ["de-DE", "fr-FR"]}}),
        "InvalidLocale",
    ),
    "a model that is not there": _post("v3.2", CREATE, job(model=_self(f"models/{_NOBODY}")), "InvalidModel"),
    "a model by its id": _post("v3.2", CREATE, job(model={"self": MODEL}), "InvalidModel"),
    "a model of another locale": _post(
        "v3.2", CREATE, job(locale="de-DE", model=_self(f"models/{MODEL}")), "ModelMismatch"
    ),
    "a project that is not there": _post("v3.2", CREATE, job(project=_self(f"projects/{_NOBODY}")), "InvalidProject"),
    "a dataset without recordings": _post(
        "v3.2", CREATE, job(contentUrls=None, dataset=_self(f"datasets/{LANGUAGE}")), "InvalidDataset"
    ),
    "eleven custom properties": _post(
        "v3.2", CREATE, job(customProperties={str(number): "" for number in range(11)}), "InvalidPayload"
    ),
    "a custom property that is too long": _post(
        "v3.2", CREATE, job(customProperties={"name": "x" * 257}), "InvalidPayload"
    ),
    "an unknown property": _post("v3.2", CREATE, job(colour="red"), "InvalidPayload"),
    "no body": Wrong("v3.2", "POST", CREATE, INVALID, "EmptyRequest", {"headers": _JSON}),
    "a body that is not JSON": Wrong(
        "v3.2", "POST", CREATE, INVALID, "InvalidRequestBodyFormat", {"content": b"{", "headers": _JSON}
    ),
    "a body that is a list": _post("v3.2", CREATE, [], "InvalidPayload"),
    "a body without a media type": Wrong(
        "v3.2", "POST", CREATE, MEDIA_TYPE, "InvalidRequestBodyFormat", {"content": b"{}"}
    ),
    "a body of another media type": Wrong(
        "v3.2",
        "POST",
        CREATE,
        MEDIA_TYPE,
        "InvalidRequestBodyFormat",
        {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
    ),
    "a patch for what takes JSON": Wrong(
        "v3.2",
        "POST",
        "/projects",
        MEDIA_TYPE,
        "InvalidRequestBodyFormat",
        {"content": b"{}", "headers": {"Content-Type": "application/merge-patch+json"}},
    ),
    "an id that is none": _get("v3.2", "/transcriptions/call", "InvalidParameterValue", ARGUMENT),
    "an entity that is not there": _get("2025-10-15", f"/transcriptions/{_NOBODY}", None, NOT_FOUND),
    "a file that is not there": _get("v3.2", f"/transcriptions/{TRANSCRIPTION}/files/{_NOBODY}", None, NOT_FOUND),
    "a log that is not there": _get("v3.2", f"/endpoints/{ENDPOINT}/files/logs/none.wav", None, NOT_FOUND),
    "a method that the path does not take": Wrong(
        "v3.2", "PUT", CREATE, (405, "NotAllowed"), "InvalidParameter", {"json": {}}
    ),
    "top of zero": _get("v3.2", "/transcriptions?top=0", "UnsupportedPagination", ARGUMENT),
    "skip below zero": _get("2025-10-15", "/datasets?skip=-1", "UnsupportedPagination", ARGUMENT),
    "skip that is no number": _get("v3.0", "/models?skip=few", "UnsupportedPagination", ARGUMENT),
    "top of more than 32 bits": _get("v3.1", "/models?top=9999999999", "UnsupportedPagination", ARGUMENT),
    "top of no logs": _get("v3.2", f"/endpoints/{ENDPOINT}/files/logs?top=0", "InvalidTopForLogs", ARGUMENT),
    "a token that was not given": _get(
        "v3.2", f"/endpoints/{ENDPOINT}/files/logs?skipToken=x", "InvalidSkipTokenForLogs", INVALID
    ),
    "a link that ends at once": _get(
        "v3.2",
        f"/transcriptions/{TRANSCRIPTION}/files?sasValidityInSeconds=0",
        "InvalidSasValidityDuration",
        ARGUMENT,
    ),
    "a manifest without a lifetime": _get("2024-11-15", f"/models/{MODEL}/manifest", "InvalidParameter", ARGUMENT),
    "a filter in a version without": _get("v3.0", "/transcriptions?filter=x", "InvalidParameter", ARGUMENT),
    "a filter by what cannot be compared": _get(
        "v3.2", "/transcriptions?filter=model eq 'x'", "UnsupportedFilter", INVALID
    ),
    "a filter that orders text": _get(
        "v3.2", "/transcriptions?filter=displayName gt 'x'", "UnsupportedFilter", INVALID
    ),
    "a filter without quotation marks": _get(
        "2025-10-15", "/transcriptions?filter=status eq Failed", "UnsupportedFilter", INVALID
    ),
    "a filter that ends too early": _get("v3.2", "/models?filter=status eq", "UnsupportedFilter", INVALID),
    "a filter by no time": _get(
        "v3.2", "/transcriptions?filter=createdDateTime gt 'today'", "UnsupportedFilter", INVALID
    ),
    "a filter of files by status": _get(
        "v3.2", f"/transcriptions/{TRANSCRIPTION}/files?filter=status eq 'x'", "UnsupportedFilter", INVALID
    ),
    "a day that is none": Wrong(
        "v3.2", "DELETE", f"/endpoints/{ENDPOINT}/files/logs?endDate=2023-02-30", INVALID, "InvalidLogDate"
    ),
    "a dataset of an unknown kind": _post("v3.0", "/datasets", _DATASET | {"kind": "Songs"}, "InvalidPayload"),
    "a dataset of a later version's kind": _post(
        "v3.1", "/datasets", _DATASET | {"kind": "OutputFormatting"}, "InvalidPayload"
    ),
    "a blockid that is not Base64": _block(f"/datasets/{ACOUSTIC}/blocks?blockid=a!", "InvalidParameterValue"),
    "a blockid that is too long": _block(f"/datasets/{ACOUSTIC}/blocks?blockid={_TOO_LONG}", "InvalidParameterValue"),
    "a blockid of another length": _block(f"/datasets/{ACOUSTIC}/blocks?blockid={_LONG}", "InvalidParameterValue"),
    "no blockid": _block(f"/datasets/{ACOUSTIC}/blocks", "InvalidParameter", ARGUMENT),
    "a block that is too large": _block(
        f"/datasets/{ACOUSTIC}/blocks?blockid={_SHORT}", "InvalidPayload", content=bytes(8 * 2**20 + 1)
    ),
    "a block for a dataset with a URL": _block(
        f"/datasets/{LANGUAGE}/blocks?blockid={_SHORT}", "InvalidPrerequisite", CONFLICT
    ),
    "a block that was not uploaded": _post(
        "v3.2", f"/datasets/{ACOUSTIC}/blocks:commit", [{"kind": "Latest", "id": "AAAA"}], "InvalidPayload"
    ),
    "no blocks": _post("v3.2", f"/datasets/{ACOUSTIC}/blocks:commit", [], "EmptyRequest"),
    "a form without a locale": _form(
        "v3.2", "/datasets/upload", {"displayName": "Data", "kind": "Language"}, "InvalidLocale"
    ),
    "a form whose custom properties are no JSON": _form(
        "v3.1", "/datasets/upload", _DATASET | {"customProperties": "{"}, "InvalidRequestBodyFormat"
    ),
    "a model of no datasets": _post("2025-10-15", "/models", {"displayName": "M", "locale": "en-US"}, "InvalidDataset"),
    "a model of all of a custom model": _post(
        "v3.2",
        "/models",
        {"displayName": "M", "locale": "en-US", "text": "x", "properties": {"customModelWeightPercent": 101}},
        "InvalidPayload",
    ),
    "an evaluation of a custom model alone": _post(
        "v3.2", "/evaluations", {name: _EVALUATION[name] for name in _EVALUATION if name != "model2"}, "InvalidModel"
    ),
    "an evaluation with text": _post(
        "v3.2", "/evaluations", _EVALUATION | {"dataset": _self(f"datasets/{LANGUAGE}")}, "InvalidDataset"
    ),
    "a web hook without events": _post("v3.2", "/webhooks", _HOOK | {"events": {}}, "InvalidWebHookEventKind"),
    "a web hook by mail": _post("v3.2", "/webhooks", _HOOK | {"webUrl": "mailto://a@b"}, "InvalidCallbackUri"),
    "a web hook at no URL": _patch("v3.2", f"/webhooks/{WEB_HOOK}", {"webUrl": "here"}, "InvalidCallbackUri"),
    "a displayName deleted": _patch("v3.2", f"/projects/{PROJECT}", {"displayName": None}, "InvalidPayload"),
    "a displayName deleted by text": _patch("v3.2", f"/projects/{PROJECT}", {"displayName": ""}, "InvalidPayload"),
    "a locale changed": _patch("v3.2", f"/transcriptions/{TRANSCRIPTION}", {"locale": "de-DE"}, "InvalidPayload"),
    "an authorization for no resource": _post(
        "v3.2", "/models:authorizecopy", {"sourceResourceId": "me"}, "InvalidSourceAzureResourceId"
    ),
    "an authorization that was not given": _post(
        "v3.2", f"/models/{MODEL}:copy", _COPY | {"id": _NOBODY}, "InvalidPermissions"
    ),
    "an authorization for another target": _post(
        "2025-10-15", f"/models/{MODEL}:copy", _COPY | {"targetResourceId": "/subscriptions/x"}, "InvalidPermissions"
    ),
    "a copy for no key": _post(
        "v3.1", f"/models/{MODEL}:copyto", {"targetSubscriptionKey": "none"}, "SubscriptionNotFound"
    ),
    "a form without audio": _form(
        "2025-10-15", TRANSCRIBE, {"definition": json.dumps({"locales": ["en-US"]})}, "EmptyRequest"
    ),
    "audio that is empty": _form(
        "2025-10-15", TRANSCRIBE, {"audio": ("call.wav", b"")}, "EmptyAudioFile", UNPROCESSABLE
    ),
    "audio that is none": _form(
        "2025-10-15", TRANSCRIBE, {"audio": ("call.wav", b"x")}, "InvalidAudioFormat", UNPROCESSABLE
    ),
    "audio that is none, in 2024-11-15": _form(
        "2024-11-15", TRANSCRIBE, {"audio": ("call.wav", b"x")}, "InvalidAudioFormat", UNPROCESSABLE
    ),
    "a third channel": _form(
        "2025-10-15",
        TRANSCRIBE,
        {"audio": _AUDIO, "definition": json.dumps({"channels": [2]})},
        "InvalidChannelSpecification",
    ),
    "a second channel of one": _form(
        "2025-10-15",
        TRANSCRIBE,
        {"audio": _AUDIO, "definition": json.dumps({"channels": [1]})},
        "BadChannelConfiguration",
        UNPROCESSABLE,
    ),
    "a definition that is no JSON": _form(
        "2025-10-15", TRANSCRIBE, {"audio": _AUDIO, "definition": "{"}, "InvalidRequestBodyFormat"
    ),
    "a definition of another version": _form(
        "2024-11-15",
        TRANSCRIBE,
        {"audio": _AUDIO, "definition": json.dumps({"phraseList": {"phrases": []}})},
        "InvalidPayload",
    ),
}


each_wrong_request = pytest.mark.parametrize("wrong", REFUSED.values(), ids=list(REFUSED))
