"""Faults in the way of requests, and what the client makes of them."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from emulator.recordings import wav
from faults.clients import Live
from speechtotext import (
    AuthenticationError,
    IssuedToken,
    NotFound,
    RetryPolicy,
    ServerError,
    TransportError,
    UnexpectedResponse,
    v3_2,
)
from speechtotext.emulator import Emulator

ONCE = RetryPolicy(attempts=1)


def client(live: Live, emulator: Emulator, **arguments: Any) -> Any:
    """A client that tries again at once, or as the arguments say."""
    patient = RetryPolicy(attempts=3, backoff=0)
    return live.client(v3_2, emulator.endpoint, **{"key": emulator.key, "retry": patient, **arguments})


def test_requests_are_refused_so_often_with_retry_after(emulator: Emulator) -> None:
    emulator.fail_next("Transcriptions_List", status=429, retry_after=7, times=2)

    with httpx.Client(base_url=emulator.endpoint, headers={"Ocp-Apim-Subscription-Key": emulator.key}) as http:
        answers = [http.get("/speechtotext/v3.2/transcriptions") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert [answer.headers.get("Retry-After") for answer in answers] == ["7", "7", None]


def test_a_fault_is_for_its_operation_only(live: Live, emulator: Emulator) -> None:
    emulator.fail_next("Datasets_List", status=500)
    stt = client(live, emulator, retry=ONCE)

    assert stt.transcriptions.list().all() == []
    with pytest.raises(ServerError):
        stt.datasets.list().all()


def test_a_fault_of_any_operation_happens_to_the_first(live: Live, emulator: Emulator) -> None:
    emulator.fail_next(status=404)
    stt = client(live, emulator)

    with pytest.raises(NotFound):
        stt.transcriptions.list().all()
    assert stt.transcriptions.list().all() == []


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 429, "retry_after": 0}, {"fault": "cut-off"}])
def test_the_client_gets_over_what_passes(fault: Any, live: Live, emulator: Emulator) -> None:
    emulator.fail_next("Transcriptions_List", times=2, **fault)

    assert client(live, emulator).transcriptions.list().all() == []


def test_what_is_refused_is_not_done(live: Live, emulator: Emulator) -> None:
    emulator.fail_next("Projects_Create", status=500)
    stt = client(live, emulator)

    with pytest.raises(ServerError):
        stt.projects.create(v3_2.models.Project(display_name="P", locale="en-US"))
    assert stt.projects.list().all() == []


def test_what_is_cut_off_is_done(live: Live, emulator: Emulator) -> None:
    emulator.fail_next("Projects_Create", fault="cut-off")
    stt = client(live, emulator)

    with pytest.raises(TransportError):
        stt.projects.create(v3_2.models.Project(display_name="P", locale="en-US"))
    assert len(stt.projects.list().all()) == 1


def test_an_answer_that_is_no_json_is_an_unexpected_response(live: Live, emulator: Emulator) -> None:
    emulator.fail_next("Models_ListBaseModels", fault="wrong-json")

    with pytest.raises(UnexpectedResponse):
        client(live, emulator).models.list_base_models().page()


def test_an_unknown_value_is_given_on(live: Live, emulator: Emulator) -> None:
    stt = client(live, emulator)
    job = stt.transcriptions.create(
        v3_2.models.Transcription(display_name="C", locale="en-US", content_urls=[emulator.storage.put("a.wav", wav())])
    )
    emulator.fail_next("Transcriptions_Get", fault="unknown-enum-value")

    assert stt.transcriptions.get(job).status == "Paused"
    assert stt.transcriptions.get(job).status == "Succeeded"


def test_a_token_that_has_ended_is_renewed(emulator: Emulator) -> None:
    credential = IssuedToken(endpoint=emulator.endpoint, key=emulator.key)
    with v3_2.Client(endpoint=emulator.endpoint, credential=credential) as stt:
        emulator.fail_next("Transcriptions_List", fault="expired-token")

        assert stt.transcriptions.list().all() == []


def test_a_token_that_ends_for_good_is_an_error(emulator: Emulator) -> None:
    credential = IssuedToken(endpoint=emulator.endpoint, key=emulator.key)
    with v3_2.Client(endpoint=emulator.endpoint, credential=credential) as stt:
        emulator.fail_next("Transcriptions_List", fault="expired-token", times=2)

        with pytest.raises(AuthenticationError):
            stt.transcriptions.list().all()


def test_a_slow_answer_takes_its_time(live: Live, emulator: Emulator) -> None:
    emulator.fail_next("Transcriptions_List", fault="slow", seconds=1)

    with pytest.raises(TransportError):
        client(live, emulator, retry=ONCE, timeout=0.05).transcriptions.list().all()


@pytest.mark.parametrize(
    ("fault", "status"), [({"status": 503, "retry_after": 3}, 503), ({"fault": "expired-token"}, 403)]
)
def test_downloads_fail_too(fault: Any, status: int, emulator: Emulator) -> None:
    url = emulator.storage.put("a.wav", b"RIFF")
    emulator.fail_next("Storage_GetBlob", **fault)

    refused, given = httpx.get(url), httpx.get(url)

    assert (refused.status_code, given.status_code) == (status, 200)
    assert refused.headers.get("Retry-After") == ("3" if status == 503 else None)


def test_downloads_are_cut_off(emulator: Emulator) -> None:
    url = emulator.storage.put("a.wav", bytes(1_000))
    emulator.fail_next("Storage_GetBlob", fault="cut-off")

    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(url)


def test_uploads_fail_too(emulator: Emulator) -> None:
    emulator.fail_next("Storage_PutBlob", status=500)
    url, headers = f"{emulator.endpoint}/emulator/storage/audio/a.wav", {"Ocp-Apim-Subscription-Key": emulator.key}

    answers = [httpx.put(url, headers=headers, content=b"RIFF") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [500, 201]


def test_faults_are_forgotten_with_everything_else(emulator: Emulator) -> None:
    emulator.fail_next(status=500, times=100)
    emulator.reset()

    with httpx.Client(base_url=emulator.endpoint, headers={"Ocp-Apim-Subscription-Key": emulator.key}) as http:
        assert http.get("/speechtotext/v3.2/transcriptions").status_code == 200


@pytest.mark.parametrize("wrong", [{"fault": "flood"}, {"times": 0}, {"status": 200}, {"seconds": -1}])
def test_a_fault_that_cannot_be_meant_is_refused(wrong: Any, emulator: Emulator) -> None:
    with pytest.raises(ValueError, match="fault"):
        emulator.fail_next(**wrong)


def test_a_fault_of_the_process_variant_is_told_to_the_client(in_process_speech_emulator: Emulator) -> None:
    emulator = in_process_speech_emulator
    emulator.fail_next("Projects_List", fault="cut-off")

    with emulator.http_client() as http:
        with v3_2.Client(endpoint=emulator.endpoint, key=emulator.key, http_client=http, retry=ONCE) as stt:
            with pytest.raises(TransportError):
                stt.projects.list().all()
            assert json.dumps([each.display_name for each in stt.projects.list()]) == "[]"
