"""What the clients do beside single calls, in every version: waiting, pages, errors, raw answers."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.recordings import wav
from emulator.requests.test_every_operation import each_version
from faults.clients import Live
from speechtotext import (
    AuthenticationError,
    Conflict,
    InvalidRequest,
    IssuedToken,
    JobFailed,
    NotFound,
    WaitTimeout,
    id_of,
)
from speechtotext.emulator import Emulator, Seconds


@pytest.fixture
def stt(version: Any, live: Live, emulator: Emulator) -> Any:
    return live.client(version, emulator.endpoint, key=emulator.key)


def made(version: Any, stt: Any, url: str, name: str = "Calls") -> Any:
    """A new transcription."""
    is_dated = hasattr(stt.transcriptions, "submit")
    life = {"properties": version.models.TranscriptionProperties(time_to_live_hours=48)} if is_dated else {}
    job = version.models.Transcription(display_name=name, locale="en-US", content_urls=[url], **life)
    return (stt.transcriptions.submit if is_dated else stt.transcriptions.create)(job)


@each_version
def test_many_jobs_are_waited_for(version: Any, stt: Any, emulator: Emulator) -> None:
    url = emulator.storage.put("call.wav", wav())
    jobs = [made(version, stt, url, f"Job {number}") for number in range(12)]

    ended = list(stt.transcriptions.wait_all(jobs, timeout=60))

    assert sorted(map(id_of, ended)) == sorted(map(id_of, jobs))
    assert {job.status for job in ended} == {"Succeeded"}


@each_version
def test_a_job_that_fails_says_why(version: Any, stt: Any, emulator: Emulator) -> None:
    emulator.fail_next_job("transcriptions", "InvalidData", "It is all noise.")
    job = made(version, stt, emulator.storage.put("call.wav", wav()))

    with pytest.raises(JobFailed) as failure:
        stt.transcriptions.wait(job, timeout=60)

    assert (failure.value.code, failure.value.message) == ("InvalidData", "It is all noise.")


@each_version
def test_a_wait_ends_when_its_time_is_over(version: Any, live: Live) -> None:
    with Emulator(transitions=Seconds(3600, 3600)) as emulator:
        stt = live.client(version, emulator.endpoint, key=emulator.key)
        job = made(version, stt, emulator.storage.put("call.wav", wav()))

        with pytest.raises(WaitTimeout) as timeout:
            stt.transcriptions.wait(job, timeout=0)

    assert timeout.value.pending == (id_of(job),)


@each_version
def test_pages_are_fetched_until_enough_are_there(version: Any, stt: Any, emulator: Emulator) -> None:
    for number in range(7):
        emulator.seed("projects", {"displayName": f"P {number}", "locale": "en-US"}, version="v3.2")
        emulator.seed("datasets", {"displayName": f"D {number}", "locale": "en-US", "kind": "Language"}, version="v3.0")

    listing = stt.datasets.list(top=3)

    assert [each.display_name for each in listing] == [f"D {number}" for number in range(7)]
    assert [len(page) for page in listing.pages()] == [3, 3, 1]
    assert len(stt.datasets.list(top=3, limit=5).all()) == 5
    second = listing.page(listing.page().next_link)
    assert [each.display_name for each in second] == ["D 3", "D 4", "D 5"]


@each_version
def test_refusals_are_the_clients_errors(version: Any, stt: Any, live: Live, emulator: Emulator) -> None:
    dataset = version.models.Dataset(display_name="D", locale="xx-XX", kind="Language")
    with pytest.raises(InvalidRequest) as refused:
        stt.datasets.create(dataset)
    assert (refused.value.code, refused.value.inner_codes) == ("InvalidRequest", ("InvalidLocale",))
    assert refused.value.request_id

    with pytest.raises(NotFound) as missing:
        stt.datasets.get("00000000-0000-0000-0000-000000000000")
    assert missing.value.code == "NotFound"

    with pytest.raises(AuthenticationError):
        live.client(version, emulator.endpoint, key="wrong").datasets.list().all()


@each_version
def test_an_unfinished_job_cannot_be_deleted(version: Any, live: Live) -> None:
    with Emulator(transitions=Seconds(3600, 3600)) as emulator:
        stt = live.client(version, emulator.endpoint, key=emulator.key)
        job = made(version, stt, emulator.storage.put("call.wav", wav()))

        with pytest.raises(Conflict) as refused:
            stt.transcriptions.delete(job)

    assert refused.value.inner_codes == ("DeleteNotAllowed",)


@each_version
def test_a_token_is_as_good_as_a_key(version: Any, live: Live, emulator: Emulator) -> None:
    credential = IssuedToken(endpoint=emulator.endpoint, key=emulator.key)
    stt = live.client(version, emulator.endpoint, credential=credential)

    assert stt.datasets.list().all() == []


@each_version
def test_the_answer_itself_is_there(version: Any, stt: Any, emulator: Emulator) -> None:
    job = made(version, stt, emulator.storage.put("call.wav", wav()))
    raw = stt.with_raw_response(lambda client: client.transcriptions.get(job))

    assert (raw.status_code, raw.parsed.self_) == (200, job.self_)
