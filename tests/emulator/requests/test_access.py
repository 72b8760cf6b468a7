"""Whose a request is, and where it goes: keys, tokens, resources, versions, paths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest

from emulator.api import Api
from speechtotext.emulator import Emulator
from speechtotext.emulator._operations.call import Call, Handler, OperationResult
from speechtotext.emulator._operations.handlers import HANDLERS

KEY = "Ocp-Apim-Subscription-Key"
LIST = "/speechtotext/v3.2/transcriptions"


@pytest.fixture
def api() -> Iterator[Api]:
    api = Api(Emulator(port=None, transitions="at-once"))
    yield api
    api.close()


def refused(response: httpx.Response) -> tuple[int, str]:
    """Status and code of an answer of the gateway."""
    return response.status_code, response.json()["error"]["code"]


@pytest.mark.parametrize(
    "headers", [{}, {KEY: "wrong"}, {KEY: ""}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}]
)
def test_who_has_neither_key_nor_token_is_refused(headers: dict[str, str], api: Api) -> None:
    del api.http.headers[KEY]

    assert refused(api.http.get(LIST, headers=headers)) == (401, "401")


def test_a_token_serves_for_ten_minutes(api: Api) -> None:
    token = api.http.post("/sts/v1.0/issueToken", params={"scope": "speechservicesmanagement"}).text
    del api.http.headers[KEY]
    headers = {"Authorization": f"Bearer {token}"}

    api.emulator.advance(timedelta(seconds=599))
    assert api.http.get(LIST, headers=headers).status_code == 200
    api.emulator.advance(timedelta(seconds=1))
    assert refused(api.http.get(LIST, headers=headers)) == (401, "401")


def test_tokens_are_issued_for_keys_only(api: Api) -> None:
    assert refused(api.http.post("/sts/v1.0/issueToken", headers={KEY: "wrong"})) == (401, "401")


def test_resources_have_entities_of_their_own(api: Api) -> None:
    other = api.emulator.add_resource("other", key="key-of-the-other", region="northeurope")
    job = api.transcription()
    headers = {KEY: "key-of-the-other"}

    assert other.id.endswith("/accounts/other")
    assert api.http.get(LIST, headers=headers).json()["values"] == []
    assert api.http.get(job["self"], headers=headers).status_code == 404
    assert api.http.get(LIST).json()["values"] == [api.told(job)]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/speechtotext",
        "/speechtotext/v3.2",
        "/speechtotext/v3.2/nothing",
        "/speechtotext/v2.0/transcriptions",
        "/speechtotext/v3.2-preview.2/transcriptions",
        "/speechtotext/nothing?api-version=2025-10-15",
        "/speechtotext/v3.0/webhooks/00000000-0000-0000-0000-000000000000:ping",
    ],
)
def test_a_path_that_is_none_is_told_by_the_gateway(path: str, api: Api) -> None:
    response = api.http.post(path)

    assert refused(response) == (404, "404")


def test_an_encoded_colon_is_part_of_an_id(api: Api) -> None:
    path = "/speechtotext/v3.2/webhooks/00000000-0000-0000-0000-000000000000"

    assert api.http.post(f"{path}:ping").status_code == 404
    assert api.http.post(f"{path}%3Aping").status_code == 405


@pytest.mark.parametrize("query", [{}, {"api-version": "2023-01-01"}, {"api-version": "v3.2"}, {"api-version": ""}])
def test_a_dated_version_has_to_be_told(query: dict[str, str], api: Api) -> None:
    response = api.http.get("/speechtotext/transcriptions", params=query)

    error = response.json()
    assert (response.status_code, error["code"]) == (400, "InvalidArgument")
    assert error["innerError"]["target"] == "api-version"


def test_a_version_lacks_the_operations_that_it_does_not_have(api: Api) -> None:
    def status(version: str, path: str) -> int:
        return api.http.get(f"/speechtotext{path}", params={"api-version": version}).status_code

    assert status("2025-10-15", "/projects") == 200
    assert status("2024-11-15", "/projects") == 404


def test_links_begin_with_the_host_that_was_asked(api: Api) -> None:
    job = api.transcription()
    headers = {"Host": "speech.internal:8080"}

    told = api.http.get(job["self"], headers=headers).json()
    files = api.http.get(f"{LIST}/{api.id(job)}/files", headers=headers).json()["values"]

    assert told["self"].startswith("http://speech.internal:8080/speechtotext/v3.2/")
    assert files[0]["links"]["contentUrl"].startswith("http://speech.internal:8080/emulator/storage/")


def test_every_answer_tells_its_request_id(api: Api) -> None:
    answers = [api.http.get(LIST), api.http.get(LIST, params={"top": "x"}), api.http.get(LIST, headers={KEY: "x"})]

    assert len({answer.headers["apim-request-id"] for answer in answers}) == 3


def test_a_copy_of_a_model_needs_an_authorization_that_has_not_ended(api: Api) -> None:
    api.emulator.add_resource("target", key="key-of-the-target")
    model = api.told(api.post("/models", {**api.named("M"), "text": "words"}))
    asked = {"sourceResourceId": api.emulator.resource_id}
    authorization = api.http.post(
        "/speechtotext/v3.2/models:authorizecopy", json=asked, headers={KEY: "key-of-the-target"}
    ).json()

    def copy() -> httpx.Response:
        return api.http.post(f"{model['self']}:copy", json=authorization)

    accepted = copy()
    operation = api.told({"self": accepted.headers["Operation-Location"]})
    api.emulator.advance(timedelta(days=1))

    assert (accepted.status_code, operation["status"]) == (202, "Succeeded")
    copied = api.http.get(operation["result"]["link"], headers={KEY: "key-of-the-target"}).json()
    assert (copied["displayName"], copied["status"]) == ("M", "Succeeded")
    assert copy().json()["innerError"]["code"] == "ModelCopyAuthorizationExpired"


def test_the_refusal_of_an_authorization_for_another_source_names_the_right_one(api: Api) -> None:
    target = api.emulator.add_resource("target", key="key-of-the-target")
    model = api.told(api.post("/models", {**api.named("M"), "text": "words"}))
    authorization = api.http.post(
        "/speechtotext/v3.2/models:authorizecopy",
        json={"sourceResourceId": target.id},
        headers={KEY: "key-of-the-target"},
    ).json()

    refused = api.http.post(f"{model['self']}:copy", json=authorization)

    assert refused.json()["message"].endswith(f"authorize the copy with sourceResourceId {api.emulator.resource_id!r}.")


def test_a_merge_patch_is_taken_by_both_its_media_types(api: Api) -> None:
    project: Any = api.post("/projects", {**api.named("P"), "description": "D", "customProperties": {"a": "1"}})

    for media_type in ("application/merge-patch+json", "application/json; charset=utf-8"):
        headers = {"Content-Type": media_type}
        content = b'{"description": null, "customProperties": {"a": null, "b": "2"}}'
        project = api.http.patch(project["self"], content=content, headers=headers).json()

    assert "description" not in project
    assert project["customProperties"] == {"b": "2"}


@pytest.mark.parametrize("member", ["model", "properties"])
def test_an_endpoint_keeps_what_it_cannot_be_without(member: str, api: Api) -> None:
    endpoint = api.told(api.post("/endpoints", {**api.named("E"), "properties": {"loggingEnabled": True}}))

    changed = api.patch(endpoint, {member: None})

    assert changed["model"] == endpoint["model"]
    assert changed["properties"]["loggingEnabled"] is (member == "model")


@pytest.mark.parametrize(("member", "code"), [("webUrl", "InvalidCallbackUri"), ("events", "InvalidWebHookEventKind")])
def test_a_web_hook_keeps_what_it_cannot_be_without(member: str, code: str, api: Api) -> None:
    body = {"displayName": "H", "webUrl": "http://127.0.0.1:9/", "events": {"ping": True}}
    hook = api.post("/webhooks", body)

    refused = api.http.patch(hook["self"], json={member: None})

    assert refused.json()["innerError"]["code"] == code


def test_what_is_the_emulators_own_fault_is_told_as_such(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(call: Call) -> OperationResult:
        raise RuntimeError("out of order")

    monkeypatch.setitem(cast("dict[str, Handler]", HANDLERS), "Projects_List", Handler("breaks down", broken))

    answer = api.http.get("/speechtotext/v3.2/projects")

    assert (answer.status_code, answer.json()["code"]) == (500, "InternalServerError")
    assert "out of order" in caplog.text


def test_json_that_is_too_deep_is_refused(api: Api) -> None:
    content = b'{"a":' * 20_000 + b"1" + b"}" * 20_000

    answer = api.http.post(LIST, content=content, headers={"Content-Type": "application/json"})

    assert answer.json()["innerError"]["code"] == "InvalidRequestBodyFormat"
