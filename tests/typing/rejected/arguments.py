"""Arguments that are missing, unknown, in the wrong place or of the wrong type."""

from __future__ import annotations

import httpx

from speechtotext import Migration
from speechtotext.v2025_10_15 import Client as Newest
from speechtotext.v3_2 import Client, models


def clients() -> None:
    Client("westeurope", "key")  # wrong
    Client(region="westeurope", key=1234)  # wrong
    Client(region="westeurope", key="…", http_client=httpx.AsyncClient())  # wrong
    Client(region="westeurope", token="…")  # wrong
    Client(region="westeurope", api_version=2025)  # wrong
    Migration("2025-10-15")  # wrong
    Migration(to="2025-10-15", copy_targets=[Client()])  # wrong


def bodies(stt: Client) -> None:
    models.Transcription(locale="en-US")  # wrong
    models.Transcription("Calls", "en-US")  # wrong
    models.Transcription(display_name=5, locale="en-US")  # wrong
    models.Transcription(display_name="Calls", locale=["en-US"])  # wrong
    models.Transcription(display_name="Calls", locale=None)  # wrong
    models.Transcription(display_name="Calls", locale="en-US", content_urls="https://example.com")  # wrong
    models.Transcription(display_name="Calls", locale="en-US", model=5)  # wrong
    models.Transcription(display_name="Calls", locale="en-US", model=models.FileKind)  # wrong
    models.Transcription(display_name="Calls", locale="en-US", created_date_time=1705314600)  # wrong
    models.Transcription(display_name="Calls", locale="en-US", properties="Automatic")  # wrong
    models.TranscriptionProperties(punctuation_mode=True)  # wrong
    models.TranscriptionProperties(time_to_live=48)  # wrong
    models.TranscriptionProperties(diarization=True)  # wrong
    models.TranscriptionUpdate(project=models.ProjectUpdate(display_name="Project"))  # wrong
    stt.transcriptions.create("Calls")  # wrong
    stt.transcriptions.create(["Calls"])  # wrong
    stt.transcriptions.create(display_name="Calls", locale="en-US")  # wrong
    stt.transcriptions.create(models.TranscriptionUpdate(display_name="Calls"))  # wrong
    stt.transcriptions.update("id", models.DatasetUpdate(display_name="Calls"))  # wrong
    stt.transcriptions.update(models.TranscriptionUpdate(display_name="Calls"))  # wrong


def ids(stt: Client, dataset: models.Dataset, job: models.Transcription) -> None:
    stt.transcriptions.get()  # wrong
    stt.transcriptions.get(5)  # wrong
    stt.transcriptions.get(None)  # wrong
    stt.transcriptions.get(dataset)  # wrong
    stt.transcriptions.delete([job])  # wrong
    stt.transcriptions.get_file(job)  # wrong
    stt.evaluations.get(job)  # wrong


def queries_and_files(stt: Client, newest: Newest) -> None:
    stt.transcriptions.list("status eq 'Failed'")  # wrong
    stt.transcriptions.list(filter=["status eq 'Failed'"])  # wrong
    stt.transcriptions.list(top="5")  # wrong
    stt.transcriptions.list(orderby="name")  # wrong
    stt.datasets.upload_block("id", "text", blockid="AAE=")  # wrong
    stt.datasets.upload_block("id", b"data")  # wrong
    stt.datasets.upload_form(b"data", display_name="Data", kind="Acoustic")  # wrong
    newest.transcriptions.transcribe(audio_url="https://example.com")  # wrong
    newest.transcriptions.transcribe(["call.wav"])  # wrong
    newest.transcriptions.transcribe("call.wav", definition=["en-US"])  # wrong
