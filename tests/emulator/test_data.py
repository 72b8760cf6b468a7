"""Data that is uploaded and what is made of it: blocks, forms, models, evaluations, fast transcription."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.api import Api, Json
from emulator.recordings import archive, wav
from speechtotext.emulator import Emulator
from speechtotext.emulator._contract.durations import duration, parse_duration
from speechtotext.emulator._jobs.evaluations import EditCounts, count_edits

WORDS = st.lists(st.sampled_from("abc"), max_size=6)


@pytest.fixture
def api() -> Iterator[Api]:
    api = Api(Emulator(port=None, transitions="at-once", transcripts={"stereo.wav": "Hello?\nYes.\nGood."}))
    yield api
    api.close()


def waiting(api: Api) -> Json:
    """A dataset that waits for its blocks."""
    return api.post("/datasets", {**api.named("D"), "kind": "Language"})


def put(api: Api, dataset: Json, block: str, content: bytes) -> httpx.Response:
    headers = {"Content-Type": "application/octet-stream"}
    return api.http.put(f"{dataset['self']}/blocks", params={"blockid": block}, headers=headers, content=content)


def commit(api: Api, dataset: Json, *blocks: str) -> httpx.Response:
    listed = [{"kind": "Latest", "id": block} for block in blocks]
    return api.http.post(f"{dataset['self']}/blocks:commit", json=listed)


def text_of(api: Api, dataset: Json) -> str:
    files = api.get(f"/datasets/{api.id(dataset)}/files", filter="kind eq 'LanguageData'")["values"]
    return api.http.get(files[0]["links"]["contentUrl"]).text


def test_blocks_are_put_together_as_the_list_says(api: Api) -> None:
    dataset = waiting(api)
    for block, content in (("AAAA", b"one\n"), ("BBBB", b"two\n"), ("CCCC", b"left out\n"), ("BBBB", b"second\n")):
        assert put(api, dataset, block, content).status_code == 201

    assert api.status(dataset) == "NotStarted"
    assert commit(api, dataset, "BBBB", "AAAA").status_code == 200

    assert api.status(dataset) == "Succeeded"
    assert text_of(api, dataset) == "second\none\n"
    told = api.http.get(f"{dataset['self']}/blocks").json()
    assert told["committedBlocks"] == [{"name": "BBBB", "size": 7}, {"name": "AAAA", "size": 4}]


def test_blocks_of_the_largest_size_are_taken(api: Api) -> None:
    assert put(api, waiting(api), "AAAA", bytes(8 * 2**20)).status_code == 201


def test_data_is_committed_once(api: Api) -> None:
    dataset = waiting(api)
    put(api, dataset, "AAAA", b"one")
    commit(api, dataset, "AAAA")

    again = [put(api, dataset, "AAAA", b"two"), commit(api, dataset, "AAAA")]

    assert [answer.status_code for answer in again] == [409, 409]


def test_a_dataset_that_waits_for_its_blocks_can_be_deleted(api: Api) -> None:
    dataset = waiting(api)
    put(api, dataset, "AAAA", b"one")

    assert api.http.delete(dataset["self"]).status_code == 204
    assert api.emulator.snapshot()["containers"] == {}


def test_only_a_dataset_without_a_url_links_to_its_blocks(api: Api) -> None:
    url = api.emulator.storage.put("text.txt", b"text")
    fetched = api.post("/datasets", {**api.named("D"), "kind": "Language", "contentUrl": url})

    assert set(waiting(api)["links"]) == {"files", "listBlocks", "uploadBlocks", "commitBlocks"}
    assert set(fetched["links"]) == {"files"}


def test_a_form_without_data_makes_a_dataset_that_fails(api: Api) -> None:
    form = {name: (None, value) for name, value in {**api.named("D"), "kind": "Language"}.items()}
    dataset = api.http.post("/speechtotext/v3.2/datasets/upload", files=form).json()

    assert api.told(dataset)["properties"]["error"]["code"] == "DataImportFailed"


def test_the_links_of_a_manifest_end(api: Api) -> None:
    model = api.told(api.post("/models", {**api.named("M"), "text": "words"}))
    manifest = api.get(f"/models/{api.id(model)}/manifest", sasValidityInSeconds=60)
    url = manifest["modelFiles"][0]["contentUrl"]

    assert manifest["model"]["self"] == model["self"]
    assert api.http.get(url).status_code == 200
    api.emulator.advance(timedelta(seconds=61))
    assert api.http.get(url).status_code == 403


def test_the_errors_of_an_evaluation_are_counted(api: Api) -> None:
    said = b"one.wav\tthis is one\ntwo.wav\tThat was not two at all"
    data = api.emulator.storage.put("data.zip", archive({"one.wav": wav(), "two.wav": wav(), "trans.txt": said}))
    dataset = api.told(api.post("/datasets", {**api.named("D"), "kind": "Acoustic", "contentUrl": data}))
    base = {"self": api.get("/models/base", filter="locale eq 'en-US'")["values"][1]["self"]}
    body = {**api.named("E"), "model1": base, "model2": base, "dataset": {"self": dataset["self"]}}
    evaluation = api.told(api.post("/evaluations", body))

    # "This is one." and "This is two." are heard.
    counted = evaluation["properties"]
    assert (counted["sentenceCount1"], counted["sentenceErrorRate1"]) == (2, 0.5)
    assert (counted["wordCount1"], counted["correctWordCount1"]) == (9, 4)
    kinds = ("Substitution", "Deletion", "Insertion")
    assert [counted[f"word{kind}Count1"] for kind in kinds] == [2, 3, 0]
    assert counted["wordErrorRate1"] == counted["wordErrorRate2"] == 0.5556
    assert counted["tokenErrors1"]["lexical"]["numberOfEdits"] == 5


@given(said=WORDS, heard=WORDS)
def test_edits_account_for_all_words(said: list[str], heard: list[str]) -> None:
    counted = count_edits(said, heard)

    assert counted.correct + counted.substitutions + counted.deletions == len(said)
    assert counted.correct + counted.substitutions + counted.insertions == len(heard)
    assert counted.errors == count_edits(heard, said).errors
    assert (counted.errors == 0) == (said == heard)


@given(first=WORDS, second=WORDS, third=WORDS)
def test_edits_are_the_fewest(first: list[str], second: list[str], third: list[str]) -> None:
    assert count_edits(first, third).errors <= count_edits(first, second).errors + count_edits(second, third).errors


def test_nothing_heard_is_all_deleted() -> None:
    assert count_edits(["a", "b"], []) == EditCounts(0, 0, 2, 0)
    assert count_edits([], ["a"]) == EditCounts(0, 0, 0, 1)


@given(span=st.timedeltas(min_value=timedelta(), max_value=timedelta(days=40)))
def test_durations_are_read_as_they_were_written(span: timedelta) -> None:
    assert parse_duration(duration(span)) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("PT0S", timedelta()),
        ("P1DT12H", timedelta(hours=36)),
        ("P2W", timedelta(days=14)),
        ("P1Y1M", timedelta(days=395)),
        ("PT0.5S", timedelta(milliseconds=500)),
    ],
)
def test_durations_are_read(text: str, span: timedelta) -> None:
    assert parse_duration(text) == span


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "1D", "PT1", "P1S", "P-1D"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        parse_duration(text)


def transcribed(api: Api, audio: bytes, name: str = "call.wav", **definition: Any) -> Json:
    """What fast transcription says at once."""
    files: Any = {"audio": (name, audio), "definition": (None, json.dumps({"locales": ["en-US"], **definition}))}
    query = {"api-version": "2025-10-15"}
    answer = api.http.post("/speechtotext/transcriptions:transcribe", params=query, files=files)
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()
    return told


def test_a_recording_is_transcribed_at_once(api: Api) -> None:
    told = transcribed(api, wav())

    assert told["combinedPhrases"] == [{"text": "This is call."}]
    assert told["durationMilliseconds"] == 1000
    (phrase,) = told["phrases"]
    assert [word["text"] for word in phrase["words"]] == ["This", "is", "call."]
    assert not {"channel", "speaker"} & set(phrase)


def test_channels_are_told_apart_if_they_are_asked_for(api: Api) -> None:
    stereo = wav(channels=2)

    merged = transcribed(api, stereo, "stereo.wav")["combinedPhrases"]
    apart = transcribed(api, stereo, "stereo.wav", channels=[0, 1])["combinedPhrases"]

    assert merged == [{"text": "Hello? Yes. Good."}]
    assert apart == [{"channel": 0, "text": "Hello? Good."}, {"channel": 1, "text": "Yes."}]


def test_speakers_are_numbered_if_they_are_asked_for(api: Api) -> None:
    told = transcribed(api, wav(), "stereo.wav", diarization={"enabled": True, "maxSpeakers": 2})

    assert [phrase["speaker"] for phrase in told["phrases"]] == [1, 2, 1]


_TIMES: Final = {"offsetMilliseconds", "durationMilliseconds"}


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ({"task": "transcribe"}, {*_TIMES, "words"}),
        ({"model": "mai-transcribe-2"}, set()),
        ({"model": "mai-transcribe-2", "modelOptions": {"timestamps": "none"}}, set()),
        ({"model": "mai-transcribe-2", "modelOptions": {"timestamps": "segment"}}, _TIMES),
        ({"model": "mai-transcribe-2", "modelOptions": {"timestamps": "word"}}, {*_TIMES, "words"}),
    ],
)
def test_times_are_told_as_the_model_is_asked_for_them(api: Api, mode: Json, told: set[str]) -> None:
    (phrase,) = transcribed(api, wav(), enhancedMode={"enabled": True, **mode})["phrases"]

    assert phrase.keys() & {*_TIMES, "words"} == told


def test_languages_are_taken_where_enhanced_mode_is_on(api: Api) -> None:
    (phrase,) = transcribed(api, wav(), locales=["en"], enhancedMode={"enabled": True})["phrases"]

    assert phrase["locale"] == "en"


def test_a_recording_is_told_by_its_url(api: Api) -> None:
    definition = json.dumps({"audioUrl": api.audio(), "locales": ["en-US"]})
    query = {"api-version": "2025-10-15"}
    files = {"definition": (None, definition)}
    told = api.http.post("/speechtotext/transcriptions:transcribe", params=query, files=files).json()

    assert told["combinedPhrases"] == [{"text": "This is call."}]
