"""What `transcribe_file` takes as audio, how long it waits, and results of models that tell little."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import httpx
import pytest

from speechtotext import (
    File,
    FileError,
    InvalidArgument,
    RetryPolicy,
    ServerError,
    TranscriptionResult,
    TransportError,
    v2024_11_15,
    v2025_10_15,
)
from speechtotext.v2025_10_15 import Client, models
from unit.flavours import FakeService, Flavour

URL = "https://contoso.example/recordings/call.wav?sv=1"
RESULT = {"durationMilliseconds": 10, "combinedPhrases": [{"text": "Hello."}], "phrases": []}


def answered(count: int = 1) -> FakeService:
    return FakeService(*(httpx.Response(200, json=RESULT) for _ in range(count)))


def sent(service: FakeService) -> bytes:
    return service.request.content.replace(b'": "', b'":"')


@pytest.mark.parametrize("arguments", [{}, {"audio": None}])
def test_the_audio_may_be_left_out_where_the_definition_names_a_url(
    flavour: Flavour, arguments: dict[str, Any]
) -> None:
    service = answered()
    definition = models.TranscribeDefinition(locales=["en-US"], audio_url=URL)
    flavour.client(Client, service).transcriptions.transcribe_file(**arguments, definition=definition)
    assert f'"audioUrl":"{URL}"'.encode() in sent(service)
    assert b'name="audio"' not in sent(service)
    assert service.request.headers["Content-Type"].startswith("multipart/form-data")


@pytest.mark.parametrize("url", [URL, URL.replace("https", "HTTPS"), f" {URL}\n", "http://127.0.0.1:9/a.wav"])
@pytest.mark.parametrize("definition", [None, models.TranscribeDefinition(locales=["de-DE"])])
def test_a_url_given_as_audio_is_fetched_by_the_service(flavour: Flavour, url: str, definition: Any) -> None:
    service = answered()
    flavour.client(Client, service).transcriptions.transcribe_file(url, definition=definition)
    assert f'"audioUrl":"{url.strip()}"'.encode() in sent(service)
    assert b'name="audio"' not in sent(service)
    assert (b"de-DE" in sent(service)) is (definition is not None)
    assert definition is None or definition.audio_url is None


def test_settings_may_be_json(flavour: Flavour) -> None:
    service = answered()
    definition: Any = {"locales": ["de-DE"]}
    flavour.client(Client, service).transcriptions.transcribe_file(URL, definition=definition)
    assert b'"locales":["de-DE"]' in sent(service).replace(b" ", b"")


@pytest.mark.parametrize("audio", [bytearray(b"RIFF"), memoryview(b"RIFF"), File(b"RIFF", "call.wav")])
def test_bytes_of_every_kind_are_sent(flavour: Flavour, audio: Any) -> None:
    service = answered()
    flavour.client(Client, service).transcriptions.transcribe_file(audio)
    assert b"RIFF" in sent(service)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "no audio"),
        ({"definition": models.TranscribeDefinition(locales=["en-US"])}, "no audio"),
        ({"audio": ""}, "empty path"),
        ({"audio": Path(URL)}, "looks like a URL"),
        ({"audio": PurePosixPath("https:/contoso.example/call.wav")}, "looks like a URL"),
        ({"audio": File(Path("https://contoso.example/call.wav"))}, "looks like a URL"),
        ({"audio": "https:/contoso.example/call.wav"}, "looks like a URL"),
        ({"audio": "file:///recordings/call.wav"}, "looks like a URL"),
        ({"audio": "s3://bucket/call.wav"}, "looks like a URL"),
        ({"audio": "https://"}, "looks like a URL"),
        ({"audio": URL, "definition": models.TranscribeDefinition(audio_url=f"{URL}2")}, "two different URLs"),
        ({"audio": 5}, "audio is a int"),
        ({"audio": [b"RIFF"]}, "audio is a list"),
    ],
)
def test_audio_that_cannot_be_sent_is_refused_before_anything_is_sent(
    flavour: Flavour, arguments: dict[str, Any], said: str
) -> None:
    service = answered(0)
    with pytest.raises((ValueError, TypeError), match=said):
        flavour.client(Client, service).transcriptions.transcribe_file(**arguments)
    assert service.requests == []


def test_a_version_that_fetches_no_urls_says_so(flavour: Flavour) -> None:
    service = answered(0)
    with pytest.raises(ValueError, match="does not fetch"):
        flavour.client(v2024_11_15.Client, service).transcriptions.transcribe_file(URL)


@pytest.mark.parametrize("call", ["transcribe", "transcribe_file"])
@pytest.mark.parametrize("version", [v2024_11_15, v2025_10_15])
def test_the_response_is_waited_for_an_hour(flavour: Flavour, version: Any, call: str) -> None:
    service = answered()
    getattr(flavour.client(version.Client, service).transcriptions, call)(b"RIFF")
    assert service.request.extensions["timeout"] == {"connect": 60, "read": 3600, "write": 60, "pool": 60}


def test_a_timeout_that_was_set_holds(flavour: Flavour) -> None:
    service = answered(2)
    client = flavour.client(Client, service, timeout=7)
    client.transcriptions.transcribe_file(b"RIFF")
    client.with_options(timeout=httpx.Timeout(9, read=20)).transcriptions.transcribe_file(b"RIFF")
    assert [request.extensions["timeout"]["read"] for request in service.requests] == [7, 20]


def test_the_timeout_of_a_users_own_http_client_holds() -> None:
    service = answered()
    http = httpx.Client(transport=httpx.MockTransport(service), timeout=11)
    with Client(region="westeurope", key="k", http_client=http) as client:
        client.transcriptions.transcribe_file(b"RIFF")
    assert service.request.extensions["timeout"]["read"] == 11


def test_other_calls_are_waited_for_as_before() -> None:
    service = FakeService(httpx.Response(204))
    http = httpx.Client(transport=httpx.MockTransport(service))
    Client(region="westeurope", key="k", http_client=http).transcriptions.delete("x")
    assert service.request.extensions["timeout"]["read"] == 5


@pytest.mark.parametrize("timeout", [httpx.ReadTimeout("timed out"), httpx.WriteTimeout("timed out")])
def test_a_timeout_says_which_option_helps(flavour: Flavour, timeout: Exception) -> None:
    with pytest.raises(TransportError, match=r"Give a longer timeout=… to the client, or to with_options"):
        flavour.client(Client, FakeService(timeout)).transcriptions.transcribe_file(b"RIFF")


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "diarization_unavailable", "message": "No."}},
        {"code": "ServiceUnavailable", "innerError": {"code": "DiarizationUnavailable", "message": "No."}},
        {"error": "diarization_unavailable"},
    ],
)
def test_a_503_that_does_not_pass_is_not_sent_again(flavour: Flavour, body: Any) -> None:
    service = FakeService(httpx.Response(503, json=body))
    with pytest.raises(ServerError):
        flavour.client(Client, service, retry=RetryPolicy(backoff=0)).transcriptions.transcribe_file(b"RIFF")
    assert len(service.requests) == 1


def test_another_503_is_sent_again(flavour: Flavour) -> None:
    busy = httpx.Response(503, json={"error": {"code": "ServiceUnavailable", "message": "Busy."}})
    service = FakeService(busy, httpx.Response(200, json=RESULT))
    flavour.client(Client, service, retry=RetryPolicy(backoff=0)).transcriptions.transcribe_file(b"RIFF")
    assert len(service.requests) == 2


PHRASES: list[dict[str, Any]] = [{"text": "Good morning.", "speaker": "Guest-1", "confidence": 0.5}, {"text": "Hello."}]
UNTIMED: dict[str, dict[str, Any]] = {
    "phrases without times": {"phrases": PHRASES, "combinedPhrases": [{"text": "Good morning. Hello."}]},
    "null times": {
        "phrases": [{**phrase, "offsetMilliseconds": None, "words": None} for phrase in PHRASES],
        "combinedPhrases": None,
    },
    "half of the times": {"phrases": [{**phrase, "offsetMilliseconds": 5} for phrase in PHRASES]},
    "no phrases": {"phrases": [], "combinedPhrases": [{"text": "Good morning."}, {"text": "Hello."}]},
    "text alone": {"combinedPhrases": [{"text": "Good morning."}, {"text": "Hello."}, {"text": ""}]},
    "null phrases": {"phrases": None, "combinedPhrases": [{"text": "Good morning. Hello.", "channel": None}]},
}


@pytest.mark.parametrize("name", UNTIMED)
def test_a_result_without_times_gives_its_text(flavour: Flavour, tmp_path: Path, name: str) -> None:
    service = FakeService(httpx.Response(200, json={"durationMilliseconds": 57187, **UNTIMED[name]}))
    result = flavour.client(Client, service).transcriptions.transcribe_file(b"RIFF")
    assert result.text.split() == ["Good", "morning.", "Hello."]
    assert result.to_text("txt", times=True).split() == ["Good", "morning.", "Hello."]
    assert [(row["start"], row["end"]) for row in result.to_rows()] == [(None, None)] * len(result.to_rows())
    assert " ".join(row["text"] for row in result.to_rows()) == "Good morning. Hello."
    assert not any(phrase.has_times for phrase in result.phrases)
    for ending in ("srt", "vtt"):
        with pytest.raises(FileError, match=f"The result has no times, which {ending} needs"):
            result.save(tmp_path / f"call.{ending}")
    for ending in ("txt", "csv", "tsv", "json"):
        result.save(tmp_path / f"call.{ending}")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".json", ".tsv", ".txt"]


TIMED: dict[str, Any] = {"offsetMilliseconds": 80, "durationMilliseconds": 420}
WORDS = [{"text": "Good", **TIMED}, {"text": "morning.", "offsetMilliseconds": 500, "durationMilliseconds": 80.5}]


def of(**phrase: Any) -> TranscriptionResult:
    return TranscriptionResult.from_dict({"phrases": [{"text": "Good morning.", **TIMED, **phrase}]})


def test_the_words_of_a_fast_result_have_times() -> None:
    (phrase,) = of(words=WORDS).phrases
    assert [(word.text, word.offset_in_ticks, word.duration_in_ticks) for word in phrase.words] == [
        ("Good", 800_000, 4_200_000),
        ("morning.", 5_000_000, 805_000),
    ]
    assert [word.text for word in phrase.display_words] == ["Good", "morning."]
    assert phrase.words[0].confidence is None
    assert phrase.has_times


@pytest.mark.parametrize(
    ("speaker", "voice"), [(1, "Speaker 1"), ("2", "Speaker 2"), ("Guest-1", "Guest-1"), (" A\n<b> ", "A <b>")]
)
def test_a_speaker_may_be_text(speaker: Any, voice: str) -> None:
    result = of(speaker=speaker)
    assert result.phrases[0].speaker == speaker
    assert result.to_text("txt", speakers=True) == f"{voice}: Good morning.\n"
    assert f"<v {voice.replace('<', '&lt;').replace('>', '&gt;')}>Good morning." in result.to_text("vtt")
    assert result.to_rows()[0]["speaker"] == speaker


def test_a_batch_result_may_have_speakers_with_names() -> None:
    phrase = {"offsetInTicks": 0, "durationInTicks": 5, "speaker": "Guest-2", "nBest": [{"display": "Yes."}]}
    result = TranscriptionResult.from_dict({"recognizedPhrases": [phrase]})
    assert result.to_text("txt", speakers=True) == "Guest-2: Yes.\n"


def test_times_of_the_preview_are_milliseconds() -> None:
    phrase = {"text": "Good", "offset": 500, "duration": 900, "words": [{"text": "Good", "offset": 500, "duration": 4}]}
    result = TranscriptionResult.from_dict({"duration": 8000, "phrases": [phrase]})
    assert result.duration.total_seconds() == 8
    assert result.phrases[0].offset.total_seconds() == 0.5
    assert result.phrases[0].words[0].duration_in_ticks == 40_000


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        ("en-US", "definition is 'en-US' (str): give a TranscribeDefinition or a dict."),
        ({"locales": "en-US"}, "locales of TranscribeDefinition is 'en-US' (str): give a list of strings"),
        ({"locale": ["en-US"]}, "definition holds 'locale', which TranscribeDefinition does not have"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_by_name(flavour: Flavour, definition: Any, sentence: str) -> None:
    service = answered()
    with pytest.raises(InvalidArgument) as refused:
        flavour.client(Client, service).transcriptions.transcribe_file(b"RIFF", definition=definition)
    assert sentence in str(refused.value)
    assert service.requests == []


def test_settings_may_be_a_dict(flavour: Flavour) -> None:
    service = answered()
    flavour.client(Client, service).transcriptions.transcribe_file(b"RIFF", definition={"locales": ["en-US"]})
    assert b'"locales":["en-US"]' in sent(service).replace(b'": [', b'":[')
