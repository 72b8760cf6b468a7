"""What the dated versions have: submit, fast transcription with files in every form, and their own models."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import IO, assert_type

from speechtotext import File
from speechtotext.v2024_11_15 import Client as OlderClient
from speechtotext.v2024_11_15 import models as older
from speechtotext.v2025_10_15 import Client, models


def submit(stt: Client) -> None:
    """A job says how long its results are kept."""
    properties = models.TranscriptionProperties(
        time_to_live_hours=48,
        diarization=models.DiarizationProperties(enabled=True, max_speakers=4),
    )
    body = models.Transcription(display_name="Calls", locale="en-US", properties=properties)
    job = stt.transcriptions.submit(body)
    assert_type(job, models.Transcription)
    assert_type(job.properties, models.TranscriptionProperties)
    assert_type(job.properties.duration_milliseconds, int | None)
    assert_type(stt.transcriptions.list_supported_locales(), models.TranscriptionLocales)


def transcribe(stt: Client, stream: IO[bytes]) -> None:
    """Audio is a path, bytes, a file object, or a `File`."""
    definition = models.TranscribeDefinition(
        locales=["en-US"], profanity_filter_mode=models.ProfanityFilterMode.MASKED, channels=[0]
    )
    for audio in ("call.wav", Path("call.wav"), b"RIFF", BytesIO(b"RIFF"), stream, File(b"RIFF", name="call.wav")):
        assert_type(stt.transcriptions.transcribe(audio, definition=definition), models.TranscribeResult)
    result = stt.transcriptions.transcribe("call.wav")
    assert_type(result.duration_milliseconds, int)
    assert_type([phrase.text for phrase in result.phrases], list[str])


def projects(stt: Client) -> None:
    """Projects came back in this version."""
    project = stt.projects.create(models.Project(display_name="Calls", locale="en-US"))
    for dataset in stt.projects.list_datasets(project):
        assert_type(dataset, models.Dataset)


def copy(stt: OlderClient, target: OlderClient) -> None:
    """A model goes from one resource to another."""
    authorization = target.models.authorize_copy(older.ModelCopyAuthorizationDefinition(source_resource_id="…"))
    operation = stt.models.copy("model-id", authorization)
    assert_type(operation, older.Operation)
    assert_type(stt.operations.get_model_copy(operation), older.Operation)
    assert_type(operation.status, older.Status | None)
