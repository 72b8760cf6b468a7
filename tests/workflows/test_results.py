"""`results` and `report`: what a job has come to, and why an input or a whole job failed."""

from __future__ import annotations

import json
import pickle
from typing import Any

import httpx
import pytest

from speechtotext import (
    FileError,
    JobFailed,
    ReportedInput,
    ResultsIncomplete,
    SpeechError,
    StorageError,
    TranscriptionResult,
)
from speechtotext.v3_2 import Client, models
from unit.flavours import ID, JOB, Flavour
from workflows.stored_files import StoredFiles

REPORT = {
    "successfulTranscriptionsCount": 1,
    "failedTranscriptionsCount": 1,
    "details": [
        {"source": "https://a.example/1.wav?sig=SECRET", "status": "Succeeded"},
        {
            "source": "https://a.example/2.wav",
            "status": "Failed",
            "errorKind": "InvalidAudio",
            "errorMessage": "https://a.example/2.wav?sig=SECRET has no audio.",
        },
    ],
}
FAILED = ReportedInput(
    "https://a.example/2.wav", "Failed", "InvalidAudio", "https://a.example/2.wav?sig=*** has no audio."
)


def _result(number: int) -> bytes:
    phrase = {"recognitionStatus": "Success", "channel": 0, "offsetInTicks": 0, "durationInTicks": 10_000_000}
    best = {"confidence": 0.9, "lexical": "hello", "itn": "hello", "maskedITN": "hello", "display": f"Hello {number}."}
    return json.dumps(
        {
            "source": f"https://a.example/{number}.wav",
            "timestamp": "2026-01-01T00:00:00Z",
            "durationInTicks": 10_000_000,
            "combinedRecognizedPhrases": [{"channel": 0, **best}],
            "recognizedPhrases": [{**phrase, "nBest": [best]}],
        }
    ).encode()


def _service(count: int, **more: Any) -> StoredFiles:
    contents = {f"contenturl_{number}.json": _result(number) for number in range(count)}
    return StoredFiles({**contents, "report.json": json.dumps(REPORT).encode()}, **more)


def test_every_input_gives_a_result_in_the_order_of_the_files(flavour: Flavour) -> None:
    stt = flavour.client(Client, _service(25, page=10))

    results: list[TranscriptionResult] = list(stt.transcriptions.results(ID, concurrency=4))

    assert [result.text for result in results] == [f"Hello {number}." for number in range(25)]
    assert results[3].source == "https://a.example/3.wav"


def test_results_are_fetched_as_they_are_asked_for(flavour: Flavour) -> None:
    service = _service(25)
    results = iter(flavour.client(Client, service).transcriptions.results(ID, concurrency=4))
    assert service.requests == []

    next(results)

    assert len(service.fetches) == 4


def test_an_entity_is_as_good_as_its_id(flavour: Flavour) -> None:
    job = models.Transcription.from_dict(JOB)

    (result,) = flavour.client(Client, _service(1)).transcriptions.results(job)

    assert result.text == "Hello 0."


BROKEN = {"no JSON": b"<html>", "no result": b"[]", "empty": b"", "cut off": b'{"recognizedPhrases": ['}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("concurrency", [1, 8])
def test_every_result_that_can_be_read_is_given_before_the_others_are_told(
    flavour: Flavour, content: bytes, concurrency: int
) -> None:
    contents = {f"contenturl_{number}.json": _result(number) for number in range(5)}
    stt = flavour.client(Client, StoredFiles({**contents, "contenturl_1.json": content, "contenturl_4.json": content}))

    given = []
    with pytest.raises(ResultsIncomplete) as caught:
        for result in stt.transcriptions.results(ID, concurrency=concurrency):
            given.append(result.text)  # noqa: PERF401

    assert given == ["Hello 0.", "Hello 2.", "Hello 3."]
    assert str(caught.value).startswith(
        f"2 of 5 results of {ID} cannot be fetched: contenturl_1.json cannot be read as"
    )
    assert [type(error) for error in caught.value.exceptions] == [FileError, FileError]
    assert "contenturl_4.json" in str(caught.value.exceptions[1])


def test_a_file_that_storage_refuses_is_told(flavour: Flavour) -> None:
    service = _service(3)
    gone = {"Content-Type": "application/xml", "x-ms-error-code": "BlobNotFound"}
    xml = b"<?xml version='1.0'?><Error><Code>BlobNotFound</Code><Message>It is gone.\nTime: 1</Message></Error>"
    service.answers = [httpx.Response(404, headers=gone, content=xml) for _ in range(2)]
    stt = flavour.client(Client, service)

    results = iter(stt.transcriptions.results(ID, concurrency=1))
    assert [next(results).text, next(results).text] == ["Hello 1.", "Hello 2."]
    with pytest.raises(ResultsIncomplete) as caught:
        next(results)

    (error,) = caught.value.exceptions
    assert isinstance(error, StorageError)
    assert str(error).startswith("Fetching contenturl_0.json was answered with HTTP 404: It is gone (BlobNotFound")


def test_missing_results_are_caught_as_a_group_or_as_a_whole(flavour: Flavour) -> None:
    stt = flavour.client(Client, StoredFiles({"contenturl_0.json": b"<html>"}))
    with pytest.raises(SpeechError):
        list(stt.transcriptions.results(ID))
    caught = []
    try:
        list(stt.transcriptions.results(ID))
    except* FileError as group:
        caught = list(group.exceptions)
    assert len(caught) == 1
    again = pickle.loads(pickle.dumps(ResultsIncomplete("One is missing.", [FileError("x")])))
    assert (str(again), len(again.exceptions)) == ("One is missing.", 1)


def test_a_sentence_about_many_missing_results_is_short(flavour: Flavour) -> None:
    stt = flavour.client(Client, StoredFiles({f"contenturl_{number}.json": b"x" for number in range(40)}))
    with pytest.raises(ResultsIncomplete, match=r"^40 of 40 results .* And 37 more\.$") as caught:
        list(stt.transcriptions.results(ID))
    assert len(caught.value.exceptions) == 40


def test_files_are_listed_by_kind(flavour: Flavour) -> None:
    stt = flavour.client(Client, _service(25, page=10))

    (report,) = stt.transcriptions.files(ID, kind=models.FileKind.TRANSCRIPTION_REPORT)

    assert report.name == "report.json"
    assert len(stt.transcriptions.files(ID).all()) == 26


def test_a_report_tells_what_became_of_each_input(flavour: Flavour) -> None:
    report = flavour.client(Client, _service(1)).transcriptions.report(ID)

    assert report.succeeded == (ReportedInput("https://a.example/1.wav?sig=***", "Succeeded"),)
    assert report.failed == (FAILED,)
    assert report.inputs[1].raw == REPORT["details"][1]  # type: ignore[index]
    assert str(report.failed[0]) == (
        "https://a.example/2.wav failed (InvalidAudio: https://a.example/2.wav?sig=*** has no audio.)"
    )
    assert "SECRET" not in repr(report)


def test_a_job_without_a_report_has_an_empty_one(flavour: Flavour) -> None:
    report = flavour.client(Client, StoredFiles({})).transcriptions.report(ID)

    assert report.inputs == ()


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"{}", b'{"details": 1}', b'{"details": ["x"]}'])
def test_a_file_that_is_no_report_is_told(flavour: Flavour, content: bytes) -> None:
    stt = flavour.client(Client, StoredFiles({"report.json": content}))

    with pytest.raises(FileError, match="This is not the report of a transcription"):
        stt.transcriptions.report(ID)


class Failing(StoredFiles):
    """A job that has failed."""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(ID):
            error = {"code": "InvalidData", "message": "Something is wrong."}
            return httpx.Response(200, json={**JOB, "status": "Failed", "properties": {"error": error}})
        return super().__call__(request)


def test_a_failed_job_shows_its_report(flavour: Flavour) -> None:
    stt = flavour.client(Client, Failing({"report.json": json.dumps(REPORT).encode()}))

    with pytest.raises(JobFailed) as caught:
        stt.transcriptions.wait(ID)

    assert caught.value.report is not None
    assert caught.value.report.failed == (FAILED,)
    assert str(caught.value).endswith(
        "has failed (InvalidData: Something is wrong). Of its inputs 1 failed; the first: "
        "https://a.example/2.wav failed (InvalidAudio: https://a.example/2.wav?sig=*** has no audio.)."
    )


def test_a_failed_job_is_told_also_where_its_report_cannot_be_had(flavour: Flavour) -> None:
    service = Failing({"report.json": b"<html>"})
    stt = flavour.client(Client, service)

    with pytest.raises(JobFailed, match=r"has failed \(InvalidData: Something is wrong\)\.$") as caught:
        stt.transcriptions.wait(ID)

    assert caught.value.report is None
