"""What may be given in several ways."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from speechtotext.v3_2 import Client, models
from speechtotext.v2025_10_15 import Client as Newest
from speechtotext.v2025_10_15 import models as newest_models


def references(stt: Client, model: models.CustomModel, project: models.Project) -> None:
    models.Transcription(display_name="Calls", locale="en-US", model=model, project=project)
    models.Transcription(display_name="Calls", locale="en-US", model="https://example.com/models/1")
    models.Transcription(display_name="Calls", locale="en-US", model=UUID(int=1))
    models.Transcription(
        display_name="Calls", locale="en-US", model=models.EntityReference(self_="https://example.com")
    )
    models.TranscriptionUpdate(project=project)
    stt.models.create(models.CustomModel(display_name="Terms", locale="en-US", base_model=model, datasets=["1", model]))


def dicts(stt: Client, newest: Newest) -> None:
    stt.transcriptions.create({"displayName": "Calls", "locale": "en-US"})
    models.Transcription(display_name="Calls", locale="en-US", properties={"diarizationEnabled": True})
    newest.transcriptions.transcribe("call.wav", definition={"locales": ["en-US"]})
    newest.transcriptions.transcribe_file("call.wav", definition={"locales": ["en-US"]})


def times_and_choices() -> None:
    models.TranscriptionProperties(time_to_live=timedelta(hours=48), punctuation_mode="Automatic")
    models.TranscriptionProperties(time_to_live="PT48H", punctuation_mode=models.PunctuationMode.AUTOMATIC)
    newest_models.TranscriptionProperties(time_to_live_hours=timedelta(days=2))
    models.Transcription(display_name="Calls", locale="en-US", created_date_time="2024-01-15T10:30:00Z")
    models.Transcription(display_name="Calls", locale="en-US", content_urls=("https://example.com/a.wav",))
