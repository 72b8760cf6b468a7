"""Odd answers of the emulator, as the live service gives them: the client goes on whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import anyio
import httpx
import pytest

from faults.clients import Live
from speechtotext import FileError, UnexpectedResponse, _clock, id_of, v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15
from speechtotext.emulator import SAMPLE, Emulator
from speechtotext.emulator._odd_answers import ODD_ANSWERS, OddAnswer

VERSIONS: Final = {module.API_VERSION: module for module in (v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15)}
OF_FAST: Final = ("fast-without-times", "fast-without-phrases", "text-speaker")
OF_JOBS: Final = [kind for kind in ODD_ANSWERS if kind not in OF_FAST]
TEXT: Final = "This is call."

SEEDED: Final = {"displayName": "Calls", "locale": "en-US", "contentUrls": ["https://contoso.example/call.wav"]}

Kinds = bool | list[OddAnswer]
Odd = Callable[[Kinds], Emulator]

each_version = pytest.mark.parametrize("module", VERSIONS.values(), ids=VERSIONS)
oldest_and_newest = pytest.mark.parametrize("module", [v3_0, v2025_10_15], ids=["v3.0", "2025-10-15"])
each_kind_of_jobs = pytest.mark.parametrize("kinds", [*([kind] for kind in OF_JOBS), True], ids=str)


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[Odd]:
    """Starts an emulator whose answers are odd. Nobody waits."""

    async def async_sleep(seconds: float) -> None:
        await anyio.sleep(0)

    monkeypatch.setattr(_clock, "sleep", lambda seconds: None)
    monkeypatch.setattr(_clock, "wait", lambda event, seconds: None)
    monkeypatch.setattr(_clock, "async_sleep", async_sleep)
    with ExitStack() as stack:
        yield lambda kinds: stack.enter_context(Emulator(transitions="at-once", odd_answers=kinds))


def client(live: Live, emulator: Emulator, module: Any = v2025_10_15) -> Any:
    return live.client(module, emulator.endpoint, key=emulator.key)


def body(module: Any, *urls: str) -> Any:
    """The body of a transcription."""
    further: dict[str, Any] = {"content_urls": list(urls)} if urls else {}
    if not module.API_VERSION.startswith("v"):
        further["properties"] = module.models.TranscriptionProperties(time_to_live_hours=48)
    return module.models.Transcription(display_name="Calls", locale="en-US", **further)


def submitted(stt: Any, emulator: Emulator, module: Any = v2025_10_15) -> Any:
    """A new job of one recording."""
    create = stt.transcriptions.create if module.API_VERSION.startswith("v") else stt.transcriptions.submit
    return create(body(module, emulator.storage.put("call.wav", SAMPLE.read_bytes())))


def listed_raw(emulator: Emulator, **query: str) -> Any:
    """What the emulator answers as the list of jobs of 2025-10-15."""
    headers = {"Ocp-Apim-Subscription-Key": emulator.key}
    url = f"{emulator.endpoint}/speechtotext/transcriptions"
    return httpx.get(url, headers=headers, params={"api-version": "2025-10-15", **query}).raise_for_status().json()


@each_version
@each_kind_of_jobs
def test_jobs_are_listed_read_and_waited_for(kinds: Kinds, module: Any, live: Live, odd: Odd) -> None:
    emulator = odd(kinds)
    stt = client(live, emulator, module)
    jobs = {id_of(submitted(stt, emulator, module)) for _ in range(3)}

    assert {id_of(job) for job in stt.transcriptions.list(top=1)} == jobs
    assert {id_of(job) for job in stt.transcriptions.wait_all(jobs, timeout=60)} == jobs
    for job in jobs:
        found = stt.transcriptions.get(job)
        assert (id_of(found), found.display_name, found.to_dict()["displayName"]) == (job, "Calls", "Calls")
        assert repr(found)
        assert stt.transcriptions.wait(job, timeout=60).status == "Succeeded"


@pytest.mark.parametrize("module", [v3_0, v3_2, v2024_11_15], ids=["v3.0", "v3.2", "2024-11-15"])
@pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")
@each_kind_of_jobs
def test_programs_of_older_versions_read_them_too(kinds: Kinds, module: Any, live: Live, odd: Odd) -> None:
    emulator = odd(kinds)
    newest = client(live, emulator)
    jobs = {id_of(submitted(newest, emulator)) for _ in range(3)}
    stt = live.client(module, emulator.endpoint, key=emulator.key, api_version="2025-10-15")

    assert {id_of(job) for job in stt.transcriptions.list(top=1)} == jobs
    for job in stt.transcriptions.wait_all(jobs, timeout=60):
        assert (job.display_name, job.status) == ("Calls", "Succeeded")
        assert [result.text for result in stt.transcriptions.results(job)] == [TEXT]


@oldest_and_newest
@each_kind_of_jobs
def test_results_are_read_whatever_their_job_is_answered_as(kinds: Kinds, module: Any, live: Live, odd: Odd) -> None:
    emulator = odd(kinds)
    stt = client(live, emulator, module)

    for _ in range(3):
        job = stt.transcriptions.wait(submitted(stt, emulator, module), timeout=60)
        assert [result.text for result in stt.transcriptions.results(job)] == [TEXT]


@oldest_and_newest
@each_kind_of_jobs
def test_a_batch_goes_to_its_end_and_nothing_is_sent_twice(
    kinds: Kinds, module: Any, live: Live, odd: Odd, tmp_path: Path
) -> None:
    emulator = odd(kinds)
    stt = client(live, emulator, module)
    urls = [emulator.storage.put(name, SAMPLE.read_bytes()) for name in ("one.wav", "two.wav")]
    journal = tmp_path / "journal"

    stt.transcriptions.submit_all(urls, body(module), journal=journal)
    summary = stt.transcriptions.resume(journal, tmp_path / "out", timeout=60)
    stt.transcriptions.retry_failed(journal)

    assert (len(summary.succeeded), len(summary.failed)) == (2, 0)
    assert len(stt.transcriptions.list().all()) == 1


@pytest.mark.parametrize("kind", OF_FAST)
def test_fast_results_give_their_text(kind: OddAnswer, live: Live, odd: Odd) -> None:
    stt = client(live, odd([kind]))

    assert stt.transcriptions.transcribe_file(SAMPLE).text == TEXT
    assert stt.transcriptions.transcribe(SAMPLE).combined_phrases[0].text == TEXT


def test_fast_results_without_times_have_no_subtitles(live: Live, odd: Odd, tmp_path: Path) -> None:
    result = client(live, odd(["fast-without-times"])).transcriptions.transcribe_file(SAMPLE)

    with pytest.raises(FileError, match="no times"):
        result.save(tmp_path / "call.srt")
    assert [phrase.text for phrase in result.phrases] == [TEXT]


def test_speakers_are_given_as_the_text_that_they_are(live: Live, odd: Odd) -> None:
    result = client(live, odd(["text-speaker"])).transcriptions.transcribe_file(SAMPLE)

    assert [phrase.speaker for phrase in result.phrases] == ["Speaker-1"]


def test_only_the_odd_attribute_cannot_be_read(live: Live, odd: Odd) -> None:
    emulator = odd(["older-job"])
    stt = client(live, emulator)
    job = stt.transcriptions.get(submitted(stt, emulator))

    assert job.to_dict()["properties"]["timeToLive"] == "P2D"
    with pytest.raises(UnexpectedResponse, match="time_to_live_hours"):
        _ = job.properties.time_to_live_hours


EXPECTED: Final[dict[OddAnswer, Callable[[Any], bool]]] = {
    "older-job": lambda job: "timeToLiveHours" not in job["properties"] and job["properties"]["timeToLive"] == "P2D",
    "number-properties": lambda job: job["customProperties"]["retryCount"] == 0,
    "empty-model": lambda job: job["model"] == {},
    "empty-language-identification": lambda job: job["properties"]["languageIdentification"] == {},
    "null-properties": lambda job: job["properties"] is None,
    "odd-dates": lambda job: job["createdDateTime"] == "",
    "text-flags": lambda job: job["properties"]["diarizationEnabled"] == "true",
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_kind_is_as_its_description_says(kind: OddAnswer) -> None:
    with Emulator(transitions="at-once", odd_answers=[kind]) as emulator:
        emulator.seed("transcriptions", SEEDED, status="Succeeded")
        (job,) = listed_raw(emulator)["values"]

    assert EXPECTED[kind](job)


def test_all_kinds_have_their_turn() -> None:
    with Emulator(transitions="at-once", odd_answers=True) as emulator:
        for _ in EXPECTED:
            emulator.seed("transcriptions", SEEDED, status="Succeeded")
        jobs = listed_raw(emulator)["values"]
        link = listed_raw(emulator, top="1")["@nextLink"]

    properties = [job["properties"] for job in jobs]
    assert [each is None for each in properties].count(True) == 1
    assert ["timeToLive" in each for each in properties if each].count(True) == 1
    assert [job.get("model") == {} for job in jobs].count(True) == 1
    assert link.startswith("https://westeurope.api.cognitive.microsoft.com/speechtotext/transcriptions?")


def test_a_fault_makes_the_next_answers_odd(live: Live, odd: Odd) -> None:
    emulator = odd(False)
    stt = client(live, emulator)
    job = submitted(stt, emulator)
    emulator.fail_next("Transcriptions_Get", fault="odd-answer", odd_answers=["null-properties"], times=2)

    answers = [stt.transcriptions.get(job).to_dict()["properties"] for _ in range(3)]

    assert [answer is None for answer in answers] == [True, True, False]


def test_the_control_api_makes_answers_odd() -> None:
    with Emulator(transitions="at-once") as emulator:
        emulator.seed("transcriptions", SEEDED, status="Succeeded")
        fault = {"fault": "odd-answer", "odd_answers": ["empty-model"]}
        httpx.post(f"{emulator.endpoint}/emulator/control/faults", json=fault).raise_for_status()
        wrong = {"fault": "odd-answer", "odd_answers": ["odd"]}
        refused = httpx.post(f"{emulator.endpoint}/emulator/control/faults", json=wrong)

        assert listed_raw(emulator)["values"][0]["model"] == {}
    assert (refused.status_code, "odd" in refused.text) == (400, True)


def test_a_kind_that_is_none_is_refused() -> None:
    wrong: Any = ["odd"]
    with pytest.raises(ValueError, match="unknown odd answer 'odd': choose one of older-job"):
        Emulator(port=None, odd_answers=wrong)


def test_late_files_are_listed_when_they_are_looked_for_again() -> None:
    with Emulator(transitions="at-once", odd_answers=["late-files"]) as emulator:
        url = emulator.storage.put("call.wav", SAMPLE.read_bytes())
        job = emulator.seed("transcriptions", {**SEEDED, "contentUrls": [url]}, version="v3.2")
        emulator.settle()
        headers = {"Ocp-Apim-Subscription-Key": emulator.key}
        files = f"{emulator.endpoint}/speechtotext/v3.2/transcriptions/{job}/files"
        counts = [len(httpx.get(files, headers=headers).json()["values"]) for _ in range(3)]

    assert counts == [0, 2, 2]
