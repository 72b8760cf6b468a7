"""Web hooks are called: challenged, told of events, signed."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from emulator.api import Api, Json
from emulator.receiver import EVENT, SIGNATURE, Receiver
from speechtotext.emulator import Emulator


@pytest.fixture
def api() -> Iterator[Api]:
    api = Api(Emulator(port=None, transitions="at-once"))
    yield api
    api.close()


def hook(api: Api, receiver: Receiver, *events: str, **further: Any) -> Json:
    """A web hook that asks for events, after its challenge."""
    body = {"displayName": "Hook", "webUrl": receiver.url, "events": dict.fromkeys(events, True), **further}
    return api.told(api.post("/webhooks", body))


def test_a_web_hook_is_ready_when_it_has_answered_its_challenge(api: Api, receiver: Receiver) -> None:
    told = hook(api, receiver, "ping")

    (challenge,) = receiver.calls
    assert told["status"] == "Succeeded"
    assert challenge.headers[EVENT] == "Challenge"
    assert challenge.target.startswith("/callback?code=secret&validationToken=")


def test_a_web_hook_that_does_not_answer_its_challenge_fails(api: Api, receiver: Receiver) -> None:
    receiver.meant = False
    told = hook(api, receiver, "transcriptionCreation")

    api.transcription()
    api.emulator.settle()

    assert (told["status"], told["properties"]["error"]["code"]) == ("Failed", "InvalidCallbackUri")
    assert receiver.events == []


def test_a_web_hook_that_failed_is_challenged_again_when_its_url_is_set(api: Api, receiver: Receiver) -> None:
    receiver.meant = False
    told = hook(api, receiver, "ping")
    receiver.meant = True

    api.patch(told, {"webUrl": receiver.url})

    again = api.told(told)
    assert again["status"] == "Succeeded"
    assert "error" not in again["properties"]


def test_a_web_hook_is_told_of_the_events_that_it_asks_for(api: Api, receiver: Receiver) -> None:
    hook(api, receiver, "transcriptionCreation", "transcriptionCompletion", "transcriptionDeletion")
    job = api.transcription()
    api.told(job)
    api.http.delete(job["self"])
    api.emulator.settle()

    assert receiver.events == ["TranscriptionCreation", "TranscriptionCompletion", "TranscriptionDeletion"]
    told = [json.loads(call.body) for call in receiver.calls[1:]]
    assert {each["self"] for each in told} == {job["self"]}
    assert len({each["invocationId"] for each in told}) == 3


def test_calls_are_signed_with_the_secret(api: Api, receiver: Receiver) -> None:
    hook(api, receiver, "transcriptionCreation", properties={"secret": "s3cret"})
    api.transcription()
    api.emulator.settle()

    challenge, event = receiver.calls
    token = challenge.target.rpartition("=")[2].encode()
    assert challenge.headers[SIGNATURE] == _signature(b"s3cret", token)
    assert event.headers[SIGNATURE] == _signature(b"s3cret", event.body)


def test_without_a_secret_nothing_is_signed(api: Api, receiver: Receiver) -> None:
    hook(api, receiver, "ping")

    assert SIGNATURE not in receiver.calls[0].headers


def test_a_call_that_is_refused_is_made_again(api: Api, receiver: Receiver) -> None:
    hook(api, receiver, "transcriptionCreation")
    receiver.failures = 2
    api.transcription()
    api.emulator.settle()

    bodies = {call.body for call in receiver.calls[1:]}
    assert len(receiver.events) == 3
    assert len(bodies) == 1


def test_a_ping_shows_the_web_hook_itself(api: Api, receiver: Receiver) -> None:
    told = hook(api, receiver, "transcriptionCreation")

    answered = api.http.post(f"{told['self']}:ping")
    api.emulator.settle()

    assert (answered.status_code, answered.headers["Retry-After"]) == (202, "1")
    assert receiver.events == ["Ping"]
    assert json.loads(receiver.calls[-1].body)["self"] == told["self"]


def test_a_test_tells_of_the_latest_entities(api: Api, receiver: Receiver) -> None:
    told = hook(api, receiver, "transcriptionCompletion", "modelCompletion")
    assert api.http.post(f"{told['self']}:test").status_code == 204

    api.transcription()
    newest = api.told(api.transcription())
    api.emulator.settle()
    before = len(receiver.calls)
    assert api.http.post(f"{told['self']}:test").status_code == 202
    api.emulator.settle()

    (call,) = receiver.calls[before:]
    assert (call.headers[EVENT], json.loads(call.body)["self"]) == ("TranscriptionCompletion", newest["self"])


def test_a_web_hook_is_told_in_the_words_of_its_own_version(api: Api, receiver: Receiver) -> None:
    query = {"api-version": "2024-11-15"}
    body = {"displayName": "Hook", "webUrl": receiver.url, "events": {"transcriptionCreation": True}}
    made = api.http.post("/speechtotext/webhooks", params=query, json=body).json()
    api.told(made)

    api.transcription()
    api.emulator.settle()

    assert api.get(f"/webhooks/{made['self'].partition('?')[0].rpartition('/')[2]}")["properties"]["apiVersion"] == (
        "2024-11-15"
    )
    assert json.loads(receiver.calls[-1].body)["self"].endswith("?api-version=2024-11-15")


def test_a_web_hook_is_not_told_of_what_its_version_cannot_read(api: Api, receiver: Receiver) -> None:
    body = {"displayName": "Hook", "webUrl": receiver.url, "events": {"transcriptionCreation": True}}
    api.told(api.http.post("/speechtotext/v3.0/webhooks", json=body).json())

    api.transcription()
    api.emulator.settle()

    assert receiver.events == []


def test_events_happen_without_anybody_looking(api: Api, receiver: Receiver) -> None:
    hook(api, receiver, "transcriptionCompletion")
    api.emulator.start()

    api.transcription()

    receiver.wait_for("TranscriptionCompletion")


def _signature(secret: bytes, signed: bytes) -> str:
    return base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()
