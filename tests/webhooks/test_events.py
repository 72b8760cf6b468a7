"""Events as they are read from calls: nothing is lost, and what is not known is kept."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from speechtotext import SpeechError, WebHookRefused, id_of
from speechtotext.v3_2 import models
from speechtotext.webhooks import EventKind, WebHookEvent, parse
from webhooks.sender import HOOK, ID, INVOCATION, JOB, ORIGIN, SECRET, Call, event, ping


def read(call: Call) -> WebHookEvent:
    return parse(call.headers, call.body)


def refusal(headers: Mapping[str, str], body: bytes) -> WebHookRefused:
    with pytest.raises(WebHookRefused) as caught:
        parse(headers, body)
    return caught.value


def test_an_event_tells_what_happened_to_which_entity() -> None:
    happened = read(event("TranscriptionCompletion"))

    assert happened.kind is EventKind.TRANSCRIPTION_COMPLETION
    assert happened.self_ == JOB
    assert happened.invocation_id == INVOCATION
    assert happened.group == "transcriptions"
    assert happened.api_version == "v3.2"


def test_an_event_tells_the_id_of_its_entity() -> None:
    assert id_of(read(event())) == ID


def test_an_empty_member_is_none() -> None:
    happened = read(event(url="", invocation_id=""))

    assert (happened.self_, happened.invocation_id) == (None, None)


def test_a_ping_is_about_the_web_hook_itself() -> None:
    happened = read(ping())

    assert happened.kind is EventKind.PING
    assert happened.self_ == HOOK
    assert happened.group == "web_hooks"
    assert happened.status == "Succeeded"
    assert happened.invocation_id is None


@pytest.mark.parametrize(
    ("url", "group", "api_version"),
    [
        (f"{ORIGIN}/speechtotext/v3.0/models/{ID}", "models", "v3.0"),
        (f"{ORIGIN}/speechtotext/v3.2-preview.2/datasets/{ID}", "datasets", "v3.2-preview.2"),
        (f"{ORIGIN}/speechtotext/evaluations/{ID}?api-version=2025-10-15", "evaluations", "2025-10-15"),
        (f"{ORIGIN}/speechtotext/endpoints/{ID}", "endpoints", None),
        ("https://[", None, None),
    ],
)
def test_the_url_of_the_entity_tells_its_group_and_version(
    url: str, group: str | None, api_version: str | None
) -> None:
    happened = read(event(url=url))

    assert (happened.group, happened.api_version) == (group, api_version)


def test_the_kinds_are_the_events_that_a_web_hook_can_be_made_for() -> None:
    described = {name for name in models.WebHookEvents.__annotations__ if name != "additional_properties"}

    assert {kind.name.lower() for kind in EventKind} == described


@pytest.mark.parametrize("written", ["Ping", "ping", "PING"])
def test_upper_and_lower_case_of_a_kind_are_the_same(written: str) -> None:
    assert EventKind(written) is EventKind.PING


def test_a_kind_that_is_not_known_is_kept() -> None:
    assert read(event("ProjectCreation")).kind == "ProjectCreation"


def test_members_that_are_not_known_are_kept() -> None:
    assert read(event(region="westeurope", parts=[1, 2])).raw["parts"] == [1, 2]


def test_time_and_status_are_read_where_they_are_told() -> None:
    happened = read(event(timestamp="2026-11-22T10:00:00Z", status="Failed"))

    assert happened.timestamp == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert happened.status == "Failed"


@pytest.mark.parametrize("odd", [None, 5, "yesterday", ["x"]])
def test_time_and_status_of_another_shape_are_in_the_raw_body_alone(odd: Any) -> None:
    happened = read(event(timestamp=odd, status=[odd]))

    assert (happened.timestamp, happened.status) == (None, None)
    assert happened.raw["timestamp"] == odd


@pytest.mark.parametrize(
    "headers",
    [
        {"X-MicrosoftSpeechServices-Event": "Ping"},
        {"x-microsoftspeechservices-event": "Ping"},
        httpx.Headers({"X-MICROSOFTSPEECHSERVICES-EVENT": "Ping"}),
    ],
)
def test_upper_and_lower_case_of_headers_are_the_same(headers: Mapping[str, str]) -> None:
    assert parse(headers, b"{}").kind is EventKind.PING


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no JSON",
        b"\xff\xfe\x00",
        b"[" * 50_000,
        b"9" * 5000,
        b"null",
        b'"text"',
        b'[{"self": "x"}]',
        b'{"self": 5}',
        b'{"self": ["x"]}',
        b'{"invocationId": 5}',
        b'{"invocationId": {}}',
    ],
)
def test_a_body_that_is_none_of_an_event_is_refused(body: bytes) -> None:
    error = refusal({"X-MicrosoftSpeechServices-Event": "Ping"}, body)

    assert error.status_code == 400
    assert str(error).startswith("The ")


@pytest.mark.parametrize("headers", [{}, {"X-MicrosoftSpeechServices-Event": ""}, {"Event": "Ping"}])
def test_a_call_that_names_no_event_is_refused(headers: Mapping[str, str]) -> None:
    error = refusal(headers, b"{}")

    assert error.status_code == 400
    assert str(error) == "The header X-MicrosoftSpeechServices-Event is missing."


def test_a_refusal_is_a_speech_error_and_can_be_pickled() -> None:
    error = refusal({}, b"{}")
    error.add_note("noted")
    copy = pickle.loads(pickle.dumps(error))

    assert isinstance(error, SpeechError)
    assert (str(copy), copy.status_code, copy.__notes__) == (str(error), 400, ["noted"])


def test_an_event_can_be_pickled_compared_and_hashed() -> None:
    happened = read(event("ProjectCreation"))
    copy = pickle.loads(pickle.dumps(happened))

    assert copy == happened
    assert hash(copy) == hash(happened)


def test_the_secret_in_a_ping_is_not_shown() -> None:
    happened = read(ping())

    assert SECRET in json.dumps(happened.raw)
    assert SECRET not in repr(happened)
