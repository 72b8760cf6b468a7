"""Names that do not exist."""

from __future__ import annotations

from speechtotext import TranscriptionResults  # wrong
from speechtotext.v3_2 import Client, models


def groups_and_methods(stt: Client) -> None:
    stt.transcription.get("id")  # wrong
    stt.webhooks.ping("id")  # wrong
    stt.transcriptions.remove("id")  # wrong
    stt.datasets.listFiles("id")  # wrong
    stt.transcriptions.list().items()  # wrong


def models_and_properties(job: models.Transcription) -> None:
    models.Transcripton(display_name="Calls", locale="en-US")  # wrong
    models.Transcription(displayName="Calls", locale="en-US")  # wrong
    models.TranscriptionUpdate(name="Calls")  # wrong
    print(job.displayname)  # wrong
    print(job.self)  # wrong
    print(models.Status.SUCCESS)  # wrong
    job.dispaly_name = "Calls"  # wrong
