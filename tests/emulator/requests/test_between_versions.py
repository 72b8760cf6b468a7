"""What is made in one version, seen through the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import httpx
import pytest

from emulator.recordings import wav
from speechtotext.emulator import Emulator

VERSIONS: Final = ("v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15")

Send = Callable[..., httpx.Response]


@pytest.fixture
def send(emulator: Emulator) -> Iterator[Send]:
    """Sends a request in a version."""
    with httpx.Client(base_url=emulator.endpoint, headers={"Ocp-Apim-Subscription-Key": emulator.key}) as http:

        def send(method: str, version: str, path: str, **further: Any) -> httpx.Response:
            if version.startswith("v"):
                return http.request(method, f"/speechtotext/{version}{path}", **further)
            query = {"api-version": version, **further.pop("params", {})}
            return http.request(method, f"/speechtotext{path}", params=query, **further)

        yield send


def made(send: Send, version: str, properties: dict[str, Any], url: str = "https://example.com/call.wav") -> str:
    """The id of a transcription made in a version."""
    path = "/transcriptions" if version.startswith("v") else "/transcriptions:submit"
    body = {"displayName": "Calls", "locale": "en-US", "contentUrls": [url], "properties": properties}
    told = send("POST", version, path, json=body)
    return str(told.json()["self"].partition("?")[0].rpartition("/")[2])


def properties(send: Send, version: str, id: str) -> dict[str, Any]:
    told: dict[str, Any] = send("GET", version, f"/transcriptions/{id}").json()["properties"]
    return told


@pytest.mark.parametrize("made_in", VERSIONS)
@pytest.mark.parametrize("read_in", VERSIONS)
def test_a_transcription_cannot_be_read_through_an_older_version(made_in: str, read_in: str, send: Send) -> None:
    id = made(send, made_in, {"timeToLiveHours": 48} if made_in.startswith("2") else {})
    is_newer = VERSIONS.index(made_in) > VERSIONS.index(read_in)

    alone = send("GET", read_in, f"/transcriptions/{id}")
    listed = send("GET", read_in, "/transcriptions").json()["values"]

    assert alone.status_code == (400 if is_newer else 200)
    assert len(listed) == (0 if is_newer else 1)


@pytest.mark.parametrize("read_in", VERSIONS)
def test_links_are_those_of_the_version_that_is_asked(read_in: str, send: Send, emulator: Emulator) -> None:
    id = made(send, "v3.0", {})
    told = send("GET", read_in, f"/transcriptions/{id}").json()
    base = f"{emulator.endpoint}/speechtotext" + (f"/{read_in}" if read_in.startswith("v") else "")
    suffix = "" if read_in.startswith("v") else f"?api-version={read_in}"

    assert told["self"] == f"{base}/transcriptions/{id}{suffix}"
    assert told["links"]["files"] == f"{base}/transcriptions/{id}/files{suffix}"
    assert told["model"]["self"].startswith(f"{base}/models/base/")


def test_a_time_to_live_is_told_in_the_words_of_each_version(send: Send) -> None:
    id = made(send, "v3.2", {"timeToLive": "P1DT30M"})

    assert properties(send, "v3.2", id)["timeToLive"] == "P1DT30M"
    assert properties(send, "2025-10-15", id)["timeToLiveHours"] == 25


def test_a_job_that_is_kept_for_ever_has_no_hours_to_live(send: Send) -> None:
    id = made(send, "v3.2", {})

    assert "timeToLive" not in properties(send, "v3.2", id)
    assert properties(send, "2024-11-15", id)["timeToLiveHours"] == 0


def test_speakers_are_told_in_the_words_of_each_version(send: Send) -> None:
    id = made(send, "v3.1", {"diarizationEnabled": True, "diarization": {"speakers": {"minCount": 2, "maxCount": 4}}})

    assert properties(send, "v3.2", id)["diarizationEnabled"] is True
    assert properties(send, "v3.2", id)["diarization"] == {"speakers": {"minCount": 2, "maxCount": 4}}
    assert properties(send, "2025-10-15", id)["diarization"] == {"enabled": True, "maxSpeakers": 4}


def test_a_duration_is_told_in_the_words_of_each_version(send: Send, emulator: Emulator) -> None:
    id = made(send, "v3.0", {}, emulator.storage.put("call.wav", wav()))

    assert properties(send, "v3.0", id)["duration"] == "PT1S"
    assert properties(send, "2024-11-15", id)["durationMilliseconds"] == 1000


def test_a_project_is_not_told_where_there_are_none(send: Send) -> None:
    project = send("POST", "v3.2", "/projects", json={"displayName": "P", "locale": "en-US"}).json()["self"]
    body = {"displayName": "D", "locale": "en-US", "kind": "Language", "project": {"self": project}}
    id = send("POST", "v3.2", "/datasets", json=body).json()["self"].rpartition("/")[2]

    assert "project" in send("GET", "v3.2", f"/datasets/{id}").json()
    assert "project" not in send("GET", "2024-11-15", f"/datasets/{id}").json()
    assert "project" in send("GET", "2025-10-15", f"/datasets/{id}").json()


def test_a_dataset_of_a_later_kind_is_not_there_before(send: Send) -> None:
    body = {"displayName": "D", "locale": "en-US", "kind": "OutputFormatting"}
    id = send("POST", "v3.2", "/datasets", json=body).json()["self"].rpartition("/")[2]

    assert send("GET", "v3.1", f"/datasets/{id}").status_code == 400
    assert send("GET", "v3.1", "/datasets").json()["values"] == []
    assert send("GET", "2025-10-15", f"/datasets/{id}").json()["kind"] == "OutputFormatting"


def test_what_a_model_is_for_is_told_in_the_words_of_each_version(send: Send) -> None:
    def features(version: str) -> dict[str, Any]:
        told: dict[str, Any] = send("GET", version, "/models/base").json()["values"][0]["properties"]
        return dict(told.get("features", {}))

    assert features("v3.0") == {}
    assert features("v3.2")["supportsTranscriptions"] is True
    assert features("2024-11-15")["supportsTranscriptionsSubmit"] is True
    assert "OutputFormatting" not in features("v3.1")["supportsAdaptationsWith"]


def test_locales_are_laid_out_as_each_version_does(send: Send) -> None:
    assert "en-US" in send("GET", "v3.2", "/transcriptions/locales").json()
    assert "en-US" in send("GET", "2025-10-15", "/transcriptions/locales").json()["Submit"]
    assert "Acoustic" in send("GET", "v3.2", "/datasets/locales").json()["en-US"]
    assert "en-US" in send("GET", "2025-10-15", "/datasets/locales").json()["Acoustic"]


@pytest.mark.parametrize(
    ("version", "known", "unknown"),
    [
        ("v3.0", {"durationInTicks"}, {"durationMilliseconds", "locale", "displayWords"}),
        ("v3.2", {"durationInTicks", "locale", "displayWords"}, {"durationMilliseconds", "offsetMilliseconds"}),
        ("2024-11-15", {"durationInTicks", "durationMilliseconds", "offsetMilliseconds", "locale"}, set()),
    ],
)
def test_a_result_has_the_shape_of_the_version_of_its_job(
    version: str, known: set[str], unknown: set[str], send: Send, emulator: Emulator
) -> None:
    asked: dict[str, Any] = {"wordLevelTimestampsEnabled": True}
    asked |= {} if version == "v3.0" else {"displayFormWordLevelTimestampsEnabled": True}
    asked |= {"timeToLiveHours": 48} if version == "2024-11-15" else {}
    id = made(send, version, asked, emulator.storage.put("call.wav", wav()))

    (file, _) = send("GET", "2025-10-15", f"/transcriptions/{id}/files").json()["values"]
    names = set(_names(httpx.get(file["links"]["contentUrl"]).json()))

    assert known <= names
    assert not unknown & names


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _names(member)


def test_the_words_of_another_version_mean_nothing() -> None:
    with Emulator(port=None) as emulator, emulator.http_client() as http:
        http.headers["Ocp-Apim-Subscription-Key"] = emulator.key
        body = {
            "displayName": "Calls",
            "locale": "en-US",
            "contentUrls": ["https://example.com/call.wav"],
            "properties": {"timeToLiveHours": 48, "diarization": {"speakers": {"minCount": 1}, "enabled": True}},
        }
        made = http.post("/speechtotext/v3.2/transcriptions", json=body).json()
        changed = http.patch(made["self"], json={"locale": "de-DE", "status": "Failed"}).json()
        later = http.get(made["self"].replace("/v3.2", ""), params={"api-version": "2025-10-15"}).json()

    assert made["properties"]["diarizationEnabled"] is False
    assert (changed["locale"], changed["status"]) == ("en-US", "NotStarted")
    assert later["properties"]["timeToLiveHours"] == 0
