"""A batch job from its creation to its deletion, as written for v3.2."""

from __future__ import annotations

from datetime import datetime
from typing import Any, assert_type
from uuid import UUID

import httpx

from speechtotext import ApiError, Page, RateLimited, SpeechError, id_of
from speechtotext.v3_2 import API_VERSION, Client, models


def make_clients() -> None:
    """Every way to make a client."""
    Client()
    Client(region="westeurope", key="…")
    Client(endpoint="https://name.cognitiveservices.azure.com", key="…", timeout=10)
    Client(region="westeurope", key="…", http_client=httpx.Client(verify=True))
    with Client(region="westeurope", key="…") as stt:
        assert_type(stt, Client)
    version: str = API_VERSION
    print(version)


def submit(stt: Client, urls: list[str]) -> models.Transcription:
    """Create a job that uses most of what a job can say."""
    speakers = models.DiarizationSpeakersProperties(min_count=1, max_count=3)
    properties = models.TranscriptionProperties(
        word_level_timestamps_enabled=True,
        punctuation_mode=models.PunctuationMode.DICTATED_AND_AUTOMATIC,
        time_to_live="PT12H",
        diarization_enabled=True,
        diarization=models.DiarizationProperties(speakers=speakers),
        language_identification=models.LanguageIdentificationProperties(candidate_locales=["en-US", "de-DE"]),
    )
    job = stt.transcriptions.create(
        models.Transcription(
            display_name="Calls",
            locale="en-US",
            content_urls=urls,
            properties=properties,
            model=models.EntityReference(self_="https://example.com/models/1"),
            custom_properties={"origin": "telephone"},
        )
    )
    assert_type(job, models.Transcription)
    return job


def look(stt: Client, job: models.Transcription) -> None:
    """Read what the service tells of a job."""
    assert_type(stt.transcriptions.get("8a8f9d2e-4f0a-4f5e-9c57-0a3c1b7d6e5f"), models.Transcription)
    assert_type(job.status, models.Status | None)
    assert_type(job.created_date_time, datetime | None)
    assert_type(job.display_name, str)
    assert_type(job.self_, str | None)
    assert_type(job.custom_properties, dict[str, str] | None)
    assert_type(job.additional_properties, dict[str, Any])
    if job.status == models.Status.FAILED and job.properties and job.properties.error:
        assert_type(job.properties.error.message, str | None)
    if job.status == "Succeeded":
        print(job.display_name)
    if job.status is models.Status.SUCCEEDED:
        for file in stt.transcriptions.list_files(job, sas_validity_in_seconds=3600):
            assert_type(file, models.File)
            if file.kind == models.FileKind.TRANSCRIPTION and file.links:
                assert_type(file.links.content_url, str | None)


def name_it_in_every_way(stt: Client, job: models.Transcription, reference: models.EntityReference) -> None:
    """An id is wanted: a UUID, text, the entity or a reference to it."""
    for one in (UUID(int=1), "8a8f9d2e", "https://example.com/transcriptions/1", job, reference):
        assert_type(stt.transcriptions.get(one), models.Transcription)
        assert_type(id_of(one), str)
    stt.transcriptions.get_file(job, "file-id")
    stt.transcriptions.get_file(job.self_ or "", models.File(name="a"))


def list_them(stt: Client) -> list[str]:
    """Listings are read item by item or page by page."""
    for job in stt.transcriptions.list(filter="status eq 'Failed'", top=50, limit=200):
        assert_type(job, models.Transcription)
    for page in stt.transcriptions.list(skip=5).pages():
        assert_type(page, Page[models.Transcription])
    first = next(iter(stt.models.list_base_models()), None)
    assert_type(first, models.BaseModel | None)
    assert_type(stt.transcriptions.list_supported_locales(), list[str])
    assert_type(stt.datasets.list_supported_locales(), dict[str, list[models.DatasetKind]])
    return sorted(job.display_name for job in stt.transcriptions.list())


def clean_up(stt: Client) -> None:
    """Delete what failed; say what went wrong."""
    for job in stt.transcriptions.list():
        try:
            stt.transcriptions.delete(job)
        except RateLimited as error:
            assert_type(error.retry_after, str | None)
        except ApiError as error:
            assert_type(error.status_code, int)
            assert_type(error.inner_codes, tuple[str, ...])
            assert_type(error.response, httpx.Response)
        except SpeechError as error:
            print(error)


def by_status(status: models.Status) -> str:
    """The values of an enum are text, and can be matched."""
    text: str = status
    match status:
        case models.Status.NOT_STARTED | models.Status.RUNNING:
            return "wait"
        case models.Status.SUCCEEDED:
            return text.lower()
        case _:
            return models.Status("Paused").value
