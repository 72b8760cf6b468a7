"""Jobs: how they move on, what their work comes to, and how long they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import httpx
import pytest

from emulator.api import Api
from emulator.recordings import archive, wav
from speechtotext.emulator import Emulator, Polls, Recording, Seconds
from speechtotext.emulator._jobs import scheduler

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

Make = Callable[..., Api]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes emulators in the process whose clock stands still until it is put forward."""
    made: list[Api] = []

    def make(**arguments: Any) -> Api:
        api = Api(Emulator(port=None, now=lambda: NOW, **arguments))
        made.append(api)
        return api

    yield make
    for api in made:
        api.close()


def test_jobs_move_on_as_time_goes_by(make: Make) -> None:
    api = make(transitions=Seconds(start=10, run=20))
    job = api.transcription()

    assert api.status(job) == "NotStarted"
    api.emulator.advance(timedelta(seconds=10))
    assert api.status(job) == "Running"
    api.emulator.advance(timedelta(seconds=19))
    assert api.status(job) == "Running"
    api.emulator.advance(timedelta(seconds=1))
    assert api.status(job) == "Succeeded"


def test_jobs_move_on_as_they_are_looked_at(make: Make) -> None:
    api = make(transitions=Polls(start=1, run=2))
    job = api.transcription()

    assert [api.status(job) for _ in range(5)] == ["NotStarted", "Running", "Running", "Succeeded", "Succeeded"]


def test_listing_jobs_is_looking_at_those_on_the_page(make: Make) -> None:
    api = make(transitions=Polls(start=1, run=1))
    first, second = api.transcription(), api.transcription()

    for _ in range(2):
        api.get("/transcriptions", top=1)

    assert api.status(first) == "Succeeded"
    assert api.status(second) == "NotStarted"


def test_jobs_end_at_once(make: Make) -> None:
    api = make(transitions="at-once")
    created = api.post("/transcriptions", api.job())

    assert created["status"] == "NotStarted"
    assert api.status(created) == "Succeeded"


def test_the_time_of_the_last_change_is_when_it_was_due(make: Make) -> None:
    api = make(transitions=Seconds(start=10, run=20))
    job = api.transcription()

    api.emulator.advance(timedelta(hours=1))

    assert api.told(job)["lastActionDateTime"] == "2026-11-23T12:00:30Z"


@pytest.mark.parametrize(("run", "asked"), [(45, "45"), (0.2, "1"), (100_000, "300")])
def test_an_unfinished_job_tells_when_to_look_again(run: float, asked: str, make: Make) -> None:
    api = make(transitions=Seconds(start=0, run=run))
    job = api.transcription()

    assert api.http.get(job["self"]).headers["Retry-After"] == asked
    assert api.http.get("/speechtotext/v3.2/transcriptions").headers["Retry-After"] == asked
    api.emulator.advance(timedelta(days=2))
    assert "Retry-After" not in api.http.get(job["self"]).headers


def test_an_unfinished_job_cannot_be_deleted(make: Make) -> None:
    api = make(transitions=Seconds(10, 10))
    job = api.transcription()

    refused = api.http.delete(job["self"])

    assert (refused.status_code, refused.json()["innerError"]["code"]) == (409, "DeleteNotAllowed")
    api.emulator.advance(timedelta(seconds=20))
    assert api.http.delete(job["self"]).status_code == 204


def test_what_is_not_there_can_be_deleted_but_for_endpoints_and_web_hooks(make: Make) -> None:
    api = make()
    nobody = "00000000-0000-0000-0000-000000000000"

    for group in ("transcriptions", "datasets", "models", "evaluations", "projects"):
        assert api.http.delete(f"/speechtotext/v3.2/{group}/{nobody}").status_code == 204
    for group in ("endpoints", "webhooks"):
        assert api.http.delete(f"/speechtotext/v3.2/{group}/{nobody}").status_code == 404


def test_a_job_is_deleted_when_its_time_to_live_is_over(make: Make) -> None:
    api = make(transitions="at-once")
    job = api.transcription(properties={"timeToLive": "PT8H"})
    (file, *_) = api.get(f"/transcriptions/{api.id(job)}/files", sasValidityInSeconds=86_400)["values"]

    api.emulator.advance(timedelta(hours=8) - timedelta(seconds=1))
    assert api.status(job) == "Succeeded"
    api.emulator.advance(timedelta(seconds=1))

    assert api.http.get(job["self"]).status_code == 404
    assert api.http.get(file["links"]["contentUrl"]).status_code == 404


def test_a_link_to_a_file_ends_when_it_was_told_to(make: Make) -> None:
    api = make(transitions="at-once")
    job = api.transcription()
    files = f"/transcriptions/{api.id(job)}/files"
    (short, *_) = api.get(files, sasValidityInSeconds=60)["values"]
    (usual, *_) = api.get(files)["values"]

    api.emulator.advance(timedelta(seconds=61))
    assert api.http.get(short["links"]["contentUrl"]).status_code == 403
    assert api.http.get(usual["links"]["contentUrl"]).status_code == 200
    api.emulator.advance(timedelta(hours=12))
    assert api.http.get(usual["links"]["contentUrl"]).status_code == 403


def test_a_job_fails_if_none_of_its_recordings_can_be_used(make: Make) -> None:
    api = make(transitions="at-once")
    broken = api.emulator.storage.put("broken.wav", b"no audio")
    job = api.told(api.transcription(contentUrls=[broken]))

    assert job["status"] == "Failed"
    assert job["properties"]["error"]["code"] == "InvalidData"
    (report,) = api.contents(job)["TranscriptionReport"]
    assert report["failedTranscriptionsCount"] == 1
    assert (report["details"][0]["source"], report["details"][0]["errorKind"]) == (broken, "InvalidAudio")


def test_a_job_succeeds_if_one_of_its_recordings_can_be_used(make: Make) -> None:
    api = make(transitions="at-once")
    good, gone = api.audio(), api.emulator.storage.url("audio", "gone.wav")
    job = api.told(api.transcription(contentUrls=[gone, good]))

    files = api.get(f"/transcriptions/{api.id(job)}/files")["values"]

    assert job["status"] == "Succeeded"
    assert [file["name"] for file in files] == ["contenturl_1.json", "report.json"]
    (report,) = api.contents(job)["TranscriptionReport"]
    assert [line["status"] for line in report["details"]] == ["Failed", "Succeeded"]


def test_a_job_whose_recordings_cannot_be_had_fails(make: Make) -> None:
    api = make(transitions="at-once", http=httpx.Client(transport=httpx.MockTransport(_no_such_host)))
    job = api.told(api.transcription(contentUrls=["https://example.com/call.wav"]))

    assert job["properties"]["error"]["code"] == "InvalidUri"


def test_recordings_are_fetched_from_elsewhere(make: Make) -> None:
    elsewhere = httpx.MockTransport(lambda request: httpx.Response(200, content=wav()))
    api = make(transitions="at-once", http=httpx.Client(transport=elsewhere))
    job = api.told(api.transcription(contentUrls=["https://example.com/calls/monday.wav?sig=x"]))

    assert job["status"] == "Succeeded"
    (result,) = api.contents(job)["Transcription"]
    assert result["combinedRecognizedPhrases"][0]["display"] == "This is monday."


def test_a_container_is_transcribed_blob_by_blob(make: Make) -> None:
    api = make(transitions="at-once")
    for name in ("calls/monday.wav", "calls/day two/tuesday.wav", "other.wav"):
        api.emulator.storage.put(name, wav(), container="recordings")
    url = api.emulator.storage.container_link("recordings", prefix="calls/")
    job = api.transcription(contentUrls=None, contentContainerUrl=url)

    files = api.get(f"/transcriptions/{api.id(job)}/files", filter="kind eq 'Transcription'")["values"]

    assert [file["name"] for file in files] == ["calls/day two/tuesday.wav.json", "calls/monday.wav.json"]


@pytest.mark.parametrize("permissions", ["r", "l"])
def test_a_container_has_to_be_readable_and_listable(permissions: str, make: Make) -> None:
    api = make(transitions="at-once")
    api.emulator.storage.put("monday.wav", wav(), container="recordings")
    url = api.emulator.storage.container_link("recordings", permissions=permissions)
    job = api.told(api.transcription(contentUrls=None, contentContainerUrl=url))

    assert job["properties"]["error"]["code"] == "InvalidUri"


def test_a_dataset_of_recordings_is_transcribed(make: Make) -> None:
    api = make(transitions="at-once")
    data = api.emulator.storage.put("data.zip", archive({"one.wav": wav(), "two.wav": wav()}))
    dataset = api.post("/datasets", {**api.named("D"), "kind": "AudioFiles", "contentUrl": data})
    job = api.told(api.transcription(contentUrls=None, dataset={"self": dataset["self"]}))

    assert job["properties"]["duration"] == "PT2S"


def test_results_go_to_the_container_that_the_job_names(make: Make) -> None:
    api = make(transitions="at-once")
    api.emulator.storage.put("mine.txt", b"", container="results")
    destination = api.emulator.storage.container_link("results", permissions="rwl")
    job = api.told(api.transcription(properties={"destinationContainerUrl": destination}))
    (file, _) = api.get(f"/transcriptions/{api.id(job)}/files")["values"]

    plain = file["links"]["contentUrl"]

    assert "?" not in plain
    assert api.http.get(plain).status_code == 409
    signed = f"{plain}?{destination.partition('?')[2]}"
    assert api.http.get(signed).json()["source"]
    api.http.delete(job["self"])
    assert api.http.get(signed).status_code == 200


def test_a_job_fails_whose_destination_cannot_be_written_to(make: Make) -> None:
    api = make(transitions="at-once")
    api.emulator.storage.put("mine.txt", b"", container="results")
    destination = api.emulator.storage.container_link("results", permissions="rl")
    job = api.told(api.transcription(properties={"destinationContainerUrl": destination}))

    assert job["properties"]["error"]["code"] == "InaccessibleCustomerStorage"


def test_links_to_files_of_such_a_job_have_no_lifetime(make: Make) -> None:
    api = make(transitions="at-once")
    api.emulator.storage.put("mine.txt", b"", container="results")
    destination = api.emulator.storage.container_link("results", permissions="w")
    job = api.transcription(properties={"destinationContainerUrl": destination})

    query = {"api-version": "2025-10-15", "sasLifetimeMinutes": "5"}
    refused = api.http.get(f"/speechtotext/transcriptions/{api.id(job)}/files", params=query)

    assert refused.json()["innerError"]["code"] == "InvalidSasValidityDuration"


def test_speakers_are_told_apart_on_one_channel_only(make: Make) -> None:
    api = make(transitions="at-once")
    stereo = api.emulator.storage.put("stereo.wav", wav(channels=2))
    asked = {"diarizationEnabled": True}

    one = api.told(api.transcription(properties=asked))
    two = api.told(api.transcription(properties=asked, contentUrls=[stereo]))

    assert api.contents(one)["Transcription"][0]["recognizedPhrases"][0]["speaker"] == 1
    assert two["status"] == "Failed"


def test_only_the_channels_that_are_asked_for_are_transcribed(make: Make) -> None:
    api = make(transitions="at-once", transcripts={"stereo.wav": "Hello?\nYes, hello.\nGood."})
    stereo = api.emulator.storage.put("stereo.wav", wav(channels=2))
    job = api.told(api.transcription(properties={"channels": [1]}, contentUrls=[stereo]))

    (result,) = api.contents(job)["Transcription"]

    assert [(each["channel"], each["display"]) for each in result["combinedRecognizedPhrases"]] == [(1, "Yes, hello.")]
    assert {phrase["channel"] for phrase in result["recognizedPhrases"]} == {1}


def test_a_transcript_is_what_a_function_says(make: Make) -> None:
    def said(recording: Recording) -> str:
        return f"{recording.name} in {recording.locale}"

    api = make(transitions="at-once", transcripts=said)
    job = api.told(api.transcription(locale="de-DE"))

    (result,) = api.contents(job)["Transcription"]
    assert result["combinedRecognizedPhrases"][0]["display"] == "call.wav in de-DE"


def test_a_transcript_is_what_the_text_beside_the_recording_says(make: Make) -> None:
    api = make(transitions="at-once")
    api.emulator.storage.put("call.txt", b"Good morning.")
    job = api.told(api.transcription())

    (result,) = api.contents(job)["Transcription"]
    assert result["combinedRecognizedPhrases"][0]["display"] == "Good morning."


def test_a_transcriber_that_breaks_down_fails_the_job(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    def broken(recording: Recording) -> str:
        raise RuntimeError("out of order")

    api = make(transitions="at-once", transcripts=broken)
    job = api.told(api.transcription())

    assert job["properties"]["error"]["code"] == "InternalServerError"
    assert "out of order" in caplog.text


def test_a_job_whose_work_takes_long_is_seen_running(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "_PATIENCE", 0)
    heard = Event()

    def slow(recording: Recording) -> str:
        heard.wait()
        return "At last."

    api = make(transitions="at-once", transcripts=slow)
    job = api.transcription()

    assert api.status(job) == "Running"
    snapshot = api.emulator.snapshot()
    heard.set()
    monkeypatch.setattr(scheduler, "_PATIENCE", 30)
    assert api.status(job) == "Succeeded"
    api.emulator.restore(snapshot)
    assert api.status(job) == "Succeeded"


def test_a_job_fails_that_was_told_to(make: Make) -> None:
    api = make(transitions="at-once")
    api.emulator.fail_next_job("transcriptions", "QuotaViolation", "Too much.")

    first, second = api.told(api.transcription()), api.told(api.transcription())

    assert first["properties"]["error"] == {"code": "QuotaViolation", "message": "Too much."}
    assert second["status"] == "Succeeded"


def test_a_dataset_tells_which_lines_it_takes(make: Make) -> None:
    api = make(transitions="at-once")
    url = api.emulator.storage.put("words.txt", b"Wien\tv i: n\nno pronunciation\n")
    dataset = api.told(api.post("/datasets", {**api.named("D"), "kind": "Pronunciation", "contentUrl": url}))

    assert dataset["properties"]["acceptedLineCount"] == 1
    assert dataset["properties"]["rejectedLineCount"] == 1


@pytest.mark.parametrize(
    ("kind", "data"), [("Acoustic", b"no archive"), ("Language", b"\xff\xfe"), ("Language", b"\n")]
)
def test_a_dataset_fails_of_which_nothing_can_be_used(kind: str, data: bytes, make: Make) -> None:
    api = make(transitions="at-once")
    url = api.emulator.storage.put("data", data)
    dataset = api.told(api.post("/datasets", {**api.named("D"), "kind": kind, "contentUrl": url}))

    assert dataset["properties"]["error"]["code"] == "DataImportFailed"
    assert api.get(f"/datasets/{api.id(dataset)}/files")["values"][0]["kind"] == "DatasetReport"


def test_what_has_failed_cannot_be_built_on(make: Make) -> None:
    api = make(transitions="at-once")
    api.emulator.fail_next_job("datasets", "DataImportFailed")
    url = api.emulator.storage.put("text.txt", b"text")
    dataset = api.post("/datasets", {**api.named("D"), "kind": "Language", "contentUrl": url})
    api.told(dataset)

    refused = api.http.post(
        "/speechtotext/v3.2/models", json={**api.named("M"), "datasets": [{"self": dataset["self"]}]}
    )

    assert refused.json()["innerError"]["code"] == "FailedDataset"


def test_a_model_in_use_cannot_be_deleted(make: Make) -> None:
    api = make(transitions="at-once")
    model = api.told(api.post("/models", {**api.named("M"), "text": "words"}))
    endpoint = api.post("/endpoints", {**api.named("E"), "model": {"self": model["self"]}})
    api.told(endpoint)

    refused = api.http.delete(model["self"])

    assert (refused.status_code, refused.json()["innerError"]["code"]) == (409, "InUseViolation")
    api.http.delete(endpoint["self"])
    assert api.http.delete(model["self"]).status_code == 204


def test_a_base_model_that_can_no_longer_be_adapted_is_refused(make: Make) -> None:
    api = make()
    oldest = api.get("/models/base", filter="locale eq 'en-US'")["values"][0]

    refused = api.http.post(
        "/speechtotext/v3.2/models", json={**api.named("M"), "text": "x", "baseModel": {"self": oldest["self"]}}
    )

    assert refused.json()["innerError"]["code"] == "ModelDeprecated"


def _no_such_host(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no such host", request=request)
