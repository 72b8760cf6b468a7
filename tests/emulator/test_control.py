"""What is done to the emulator itself: from Python, over HTTP, and to keep its state."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.api import Api
from emulator.recordings import wav
from speechtotext.emulator import Emulator, Product, Seconds
from speechtotext.emulator._contract.documents import documents
from speechtotext.v3_2 import AsyncClient, Client


@pytest.fixture
def api() -> Iterator[Api]:
    api = Api(Emulator(port=None, transitions="at-once"))
    yield api
    api.close()


def act(api: Api, action: str, **given: Any) -> Any:
    """What the control API answers."""
    answer = api.http.post(f"/emulator/control/{action}", json=given)
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


def test_a_snapshot_brings_back_what_was_there(api: Api) -> None:
    job = api.told(api.transcription())
    before = api.contents(job)
    snapshot = json.loads(json.dumps(api.emulator.snapshot()))

    api.http.delete(job["self"])
    api.emulator.storage.put("call.wav", b"other")
    api.emulator.restore(snapshot)

    assert api.told(job) == job
    assert api.contents(job) == before


def test_a_snapshot_serves_another_emulator_and_again(api: Api) -> None:
    job = api.told(api.transcription())
    snapshot = api.emulator.snapshot()

    for _ in range(2):
        other = Api(Emulator(port=None))
        other.emulator.restore(snapshot)
        assert other.told(job) == job
        other.close()


def test_a_job_goes_on_where_it_was() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    first, second = (Api(Emulator(port=None, transitions=Seconds(10, 10), now=lambda: now)) for _ in range(2))
    job = first.transcription()
    first.emulator.advance(timedelta(seconds=12))

    second.emulator.restore(first.emulator.snapshot())

    assert second.status(job) == "Running"
    second.emulator.advance(timedelta(seconds=8))
    assert second.status(job) == "Succeeded"
    first.close()
    second.close()


def test_what_is_no_snapshot_is_refused(api: Api) -> None:
    with pytest.raises(ValueError, match="snapshot"):
        api.emulator.restore({})


def test_a_reset_forgets_everything(api: Api) -> None:
    job = api.transcription()
    api.emulator.add_resource("other", key="key-of-the-other")
    api.emulator.advance(timedelta(days=1))

    api.emulator.reset()

    assert api.http.get(job["self"]).status_code == 404
    assert api.http.get(job["self"], headers={"Ocp-Apim-Subscription-Key": "key-of-the-other"}).status_code == 401
    assert api.emulator.snapshot()["ahead"] == 0


def test_the_state_is_kept_in_a_folder(tmp_path: Path) -> None:
    first = Api(Emulator(port=None, transitions="at-once", folder=tmp_path / "state"))
    job = first.told(first.transcription())
    before = first.contents(job)
    first.close()

    second = Api(Emulator(port=None, folder=tmp_path / "state"))

    assert second.told(job) == job
    assert second.contents(job) == before
    second.emulator.reset()
    assert list((tmp_path / "state" / "blobs").iterdir()) == []
    second.close()


@pytest.mark.parametrize("content", ["", "[]", '{"format": 0}'])
def test_a_folder_with_something_else_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(content, encoding="utf-8")

    with pytest.raises(ValueError, match="no state"):
        Emulator(folder=tmp_path)


def test_a_client_that_was_given_is_left_open() -> None:
    with httpx.Client() as http:
        Emulator(port=None, http=http).stop()

        assert not http.is_closed


def test_a_seed_is_there_as_if_it_had_been_made(api: Api) -> None:
    created = datetime(2020, 1, 1, tzinfo=UTC)
    id = api.emulator.seed(
        "transcriptions",
        {**api.named("Seeded"), "contentUrls": ["https://example.com/a.wav"]},
        version="v3.2",
        status="Failed",
        created=created,
        files=[Product("report.json", "TranscriptionReport", b"{}")],
    )

    told = api.get(f"/transcriptions/{id}")
    assert (told["status"], told["createdDateTime"]) == ("Failed", "2020-01-01T00:00:00Z")
    assert api.contents(told) == {"TranscriptionReport": [{}]}


def test_a_seed_without_a_status_begins(api: Api) -> None:
    id = api.emulator.seed("transcriptions", api.job(), version="v3.2")

    assert api.get(f"/transcriptions/{id}")["status"] == "Succeeded"


@pytest.mark.parametrize(
    ("collection", "further", "words"),
    [
        ("songs", {}, "unknown collection 'songs': choose one of projects, "),
        ("transcription", {}, "unknown collection 'transcription': did you mean 'transcriptions'"),
        ("projects", {"version": "v9"}, "unknown version 'v9'"),
        ("projects", {"version": "2025-10-51"}, "did you mean '2025-10-15'"),
        ("projects", {"id": "1"}, "'1' is not a valid id: expected a UUID"),
        ("projects", {"resource": "none"}, "unknown resource 'none'"),
        ("transcriptions", {"status": "failed"}, "unknown status 'failed': did you mean 'Failed'"),
        ("transcriptions", {"files": [Product("a", "Transcrption", b"")]}, "did you mean 'Transcription'"),
        ("transcriptions", {}, "would refuse"),
    ],
)
def test_a_seed_that_cannot_be_is_refused(collection: str, further: Any, words: str, api: Api) -> None:
    with pytest.raises(ValueError, match=words):
        api.emulator.seed(collection, api.named("Seed"), **further)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"display_name": "Seed"}, "unknown property 'display_name': did you mean 'displayName'"),
        ({"properties": {"timeToLiveHour": 6}}, "did you mean 'properties.timeToLiveHours'"),
    ],
)
def test_a_seed_with_an_unknown_property_is_refused(body: Any, words: str, api: Api) -> None:
    with pytest.raises(ValueError, match=words):
        api.emulator.seed("transcriptions", body)


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ("Transcription_List", "unknown operation 'Transcription_List': did you mean 'Transcriptions_List'"),
        ("storage_getblob", "did you mean 'Storage_GetBlob'"),
        ("xyz", "unknown operation 'xyz': choose one of .*, Storage_ListBlobs"),
    ],
)
def test_a_fault_of_an_unknown_operation_is_refused(operation: str, words: str, api: Api) -> None:
    with pytest.raises(ValueError, match=words):
        api.emulator.fail_next(operation, status=403)


@pytest.mark.parametrize("version", ["v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15"])
def test_a_fault_can_be_of_any_operation_of_any_version(version: str, api: Api) -> None:
    for operation in documents()[version].operations:
        api.emulator.fail_next(operation)


@pytest.mark.parametrize(
    ("collection", "words"),
    [("transcription", "did you mean 'transcriptions'"), ("projects", "unknown collection of jobs 'projects'")],
)
def test_a_failure_of_an_unknown_kind_of_job_is_refused(collection: str, words: str, api: Api) -> None:
    with pytest.raises(ValueError, match=words):
        api.emulator.fail_next_job(collection, "InvalidData")


def test_a_log_of_an_unknown_kind_is_refused(api: Api) -> None:
    with pytest.raises(ValueError, match="unknown kind of log 'audio': did you mean 'Audio'"):
        api.emulator.add_log("en-US", "a.wav", wav(), kind="audio")


def status_with_token(api: Api, token: str) -> int:
    api.http.headers.pop("Ocp-Apim-Subscription-Key", None)
    return api.http.get("/speechtotext/v3.2/projects", headers={"Authorization": f"Bearer {token}"}).status_code


def test_the_tokens_of_its_credential_are_accepted_until_they_expire_or_are_revoked(api: Api) -> None:
    credential = api.emulator.credential()

    first = credential.get_token("https://cognitiveservices.azure.com/.default").token
    assert status_with_token(api, first) == 200
    api.emulator.advance(timedelta(hours=1))
    second = credential.get_token().token
    assert (status_with_token(api, first), status_with_token(api, second)) == (401, 200)
    api.emulator.revoke_tokens()
    assert status_with_token(api, second) == 401


def test_a_token_of_one_s_own_can_be_issued(api: Api) -> None:
    api.emulator.issue_token("own-token")

    assert status_with_token(api, "own-token") == 200


def test_a_client_signs_in_with_its_credential(api: Api) -> None:
    credential = api.emulator.credential()

    with (
        api.emulator.http_client() as http,
        Client(endpoint=api.emulator.endpoint, credential=credential, http_client=http) as stt,
    ):
        assert stt.projects.list().all() == []


def test_an_asynchronous_client_signs_in_with_its_credential(api: Api) -> None:
    credential = api.emulator.credential()

    async def projects() -> int:
        async with (
            api.emulator.async_http_client() as http,
            AsyncClient(endpoint=api.emulator.endpoint, credential=credential, http_client=http) as stt,
        ):
            return len(await stt.projects.list().all())

    assert asyncio.run(projects()) == 0


def test_the_credential_of_an_unknown_resource_is_refused(api: Api) -> None:
    with pytest.raises(ValueError, match="did you mean 'development'"):
        api.emulator.credential(resource="developement")


def test_the_control_api_issues_tokens(api: Api) -> None:
    token = act(api, "tokens", seconds=60)["token"]

    assert status_with_token(api, token) == 200


@pytest.mark.parametrize(
    ("action", "given", "words"),
    [
        ("faults", {"operation": "Transcription_List"}, "did you mean 'Transcriptions_List'"),
        ("faults", {"fault": "cutoff"}, "did you mean 'cut-off'"),
        ("faults", {"fault": "odd-answer", "odd_answers": ["odd-date"]}, "did you mean 'odd-dates'"),
        ("job-failures", {"collection": "dataset", "code": "X"}, "did you mean 'datasets'"),
        ("entities", {"collection": "projects", "body": {}, "status": "failed"}, "did you mean 'Failed'"),
        ("nothing", {}, "choose one of reset, faults, "),
    ],
)
def test_the_control_api_names_the_closest_name(action: str, given: Any, words: str, api: Api) -> None:
    answer = api.http.post(f"/emulator/control/{action}", json=given)

    assert words in answer.json()["error"]


def test_the_control_api_does_the_same(api: Api) -> None:
    act(api, "faults", operation="Projects_List", status=429, retry_after=1)
    assert api.http.get("/speechtotext/v3.2/projects").headers["Retry-After"] == "1"

    act(api, "job-failures", collection="transcriptions", code="InvalidData")
    assert api.status(api.transcription()) == "Failed"

    snapshot = act(api, "snapshot")
    target = act(api, "resources", name="target", key="key-of-the-target")
    assert target["keys"] == ["key-of-the-target"]

    body = {**api.named("Seeded"), "contentUrls": ["https://example.com/a.wav"]}
    file = {"name": "a.json", "kind": "Transcription", "content": base64.b64encode(b"{}").decode()}
    seed = {"collection": "transcriptions", "body": body, "version": "v3.2", "status": "Succeeded", "files": [file]}
    id = act(api, "entities", **seed, created="2020-01-01T00:00:00Z")["id"]
    assert api.contents(api.get(f"/transcriptions/{id}")) == {"Transcription": [{}]}

    log = {"of": "en-US", "name": "a.wav", "content": base64.b64encode(b"RIFF").decode()}
    act(api, "logs", **log, created="2020-01-01T00:00:00Z")
    assert [each["name"] for each in api.get("/endpoints/base/en-US/files/logs")["values"]] == ["a.wav"]

    act(api, "clock", advance=3600)
    assert act(api, "snapshot")["ahead"] == 3600
    act(api, "settle")
    act(api, "restore", **snapshot)
    assert api.http.get(f"/speechtotext/v3.2/transcriptions/{id}").status_code == 404
    act(api, "reset")
    assert api.get("/transcriptions")["values"] == []


@pytest.mark.parametrize(
    ("action", "given", "status"),
    [
        ("nothing", {}, 404),
        ("faults", {"fault": "flood"}, 400),
        ("faults", {"unknown": 1}, 400),
        ("clock", {}, 400),
        ("restore", {}, 400),
    ],
)
def test_the_control_api_refuses_what_cannot_be_meant(action: str, given: Any, status: int, api: Api) -> None:
    answer = api.http.post(f"/emulator/control/{action}", json=given)

    assert answer.status_code == status
    assert answer.json()["error"]


def test_logs_are_told_in_pages_and_deleted_by_the_day(api: Api) -> None:
    for day in range(1, 6):
        created = datetime(2026, 1, day, tzinfo=UTC)
        api.emulator.add_log("en-US", f"2026-01-0{day}.wav", wav(), created=created)
    first = api.get("/endpoints/base/en-US/files/logs", top=2)
    second = api.http.get(first["@nextLink"]).json()

    assert [log["name"] for log in second["values"]] == ["2026-01-03.wav", "2026-01-04.wav"]
    assert httpx.URL(first["@nextLink"]).params["skipToken"]
    api.http.delete("/speechtotext/v3.2/endpoints/base/en-US/files/logs", params={"endDate": "2026-01-03"})
    left = api.get("/endpoints/base/en-US/files/logs")["values"]
    assert [log["name"] for log in left] == ["2026-01-04.wav", "2026-01-05.wav"]


def test_an_endpoint_without_logging_has_no_logs(api: Api) -> None:
    endpoint = api.told(api.post("/endpoints", api.named("E")))

    refused = api.http.get(f"{endpoint['self']}/files/logs")

    assert refused.json()["innerError"]["code"] == "EndpointWithoutLogging"
