"""The emulator under azure-ai-transcription, Microsoft's own client of fast transcription."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from speechtotext.emulator import SAMPLE, Emulator

transcription: Any = pytest.importorskip("azure.ai.transcription", reason="azure-ai-transcription is not installed")
models: Any = pytest.importorskip("azure.ai.transcription.models")
credentials: Any = pytest.importorskip("azure.core.credentials")
exceptions: Any = pytest.importorskip("azure.core.exceptions")

TEXT = "Good morning, Contoso."


@pytest.fixture(scope="module")
def service() -> Iterator[Emulator]:
    with Emulator(transcripts=lambda recording: TEXT) as service:
        yield service


@pytest.fixture
def client(service: Emulator) -> Iterator[Any]:
    with transcription.TranscriptionClient(service.endpoint, credentials.AzureKeyCredential(service.key)) as client:
        yield client


def of_file(**options: Any) -> Any:
    """The content of a call that sends the sample."""
    definition = models.TranscriptionOptions(locales=["en-US"], **options)
    return models.TranscriptionContent(audio=("call.wav", SAMPLE.read_bytes()), definition=definition)


def test_a_file_is_transcribed(client: Any) -> None:
    result = client.transcribe(of_file())
    assert result.combined_phrases[0].text == TEXT
    (phrase,) = result.phrases
    assert (phrase.text, phrase.locale) == (TEXT, "en-US")
    assert [word.text for word in phrase.words] == TEXT.split()
    assert result.duration_milliseconds > 0


def test_a_url_is_transcribed(client: Any, service: Emulator) -> None:
    url = service.storage.put("call.wav", SAMPLE.read_bytes())
    assert client.transcribe_from_url(url).combined_phrases[0].text == TEXT


def test_speakers_are_told_apart(client: Any) -> None:
    options = models.TranscriptionDiarizationOptions(enabled=True, max_speakers=2)
    (phrase,) = client.transcribe(of_file(diarization_options=options)).phrases
    assert phrase.speaker is not None


def test_phrases_are_favoured(client: Any) -> None:
    phrases = models.PhraseListProperties(phrases=["Contoso"])
    assert client.transcribe(of_file(phrase_list=phrases)).combined_phrases[0].text == TEXT


def test_enhanced_mode_is_taken(client: Any) -> None:
    mode = models.EnhancedModeProperties(task="transcribe", prompt=["Names of companies."])
    assert client.transcribe(of_file(enhanced_mode=mode)).combined_phrases[0].text == TEXT


def test_a_wrong_key_is_refused_as_the_client_expects(service: Emulator) -> None:
    wrong = credentials.AzureKeyCredential("wrong")
    with (
        transcription.TranscriptionClient(service.endpoint, wrong) as client,
        pytest.raises(exceptions.ClientAuthenticationError) as caught,
    ):
        client.transcribe(of_file())
    assert caught.value.status_code == 401


def test_a_recording_that_is_none_is_refused_as_the_client_expects(client: Any) -> None:
    content = models.TranscriptionContent(
        audio=("call.wav", b"text"), definition=models.TranscriptionOptions(locales=["en-US"])
    )
    with pytest.raises(exceptions.HttpResponseError) as caught:
        client.transcribe(content)
    assert caught.value.status_code == 422


def test_its_asynchronous_client_works_too(service: Emulator) -> None:
    asynchronous: Any = pytest.importorskip("azure.ai.transcription.aio")
    pytest.importorskip("aiohttp", reason="aiohttp is not installed")

    async def use() -> str:
        key = credentials.AzureKeyCredential(service.key)
        async with asynchronous.TranscriptionClient(service.endpoint, key) as client:
            text: str = (await client.transcribe(of_file())).combined_phrases[0].text
            return text

    assert asyncio.run(use()) == TEXT
