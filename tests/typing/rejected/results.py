"""Results that are taken for something else."""

from __future__ import annotations

from datetime import datetime

from speechtotext.v3_2 import Client, models


def optional(job: models.Transcription, update: models.TranscriptionUpdate) -> None:
    print(job.properties.duration)  # wrong
    print(job.status.value)  # wrong
    print(job.created_date_time.isoformat())  # wrong
    for url in job.content_urls:  # wrong
        print(url)
    print(update.display_name.upper())  # wrong
    text: str = job.self_  # wrong
    print(text)


def listings(stt: Client) -> None:
    print(stt.transcriptions.list()[0])  # wrong
    print(len(stt.transcriptions.list()))  # wrong
    next(stt.transcriptions.list())  # wrong
    jobs: list[models.Transcription] = stt.transcriptions.list()  # wrong
    print(jobs)
    for dataset in stt.datasets.list():
        stt.transcriptions.delete(dataset)  # wrong


def attributes(job: models.Transcription, properties: models.TranscriptionProperties) -> None:
    job.display_name = None  # wrong
    job.status = "Failed"  # wrong
    job.content_urls = "https://example.com"  # wrong
    job.custom_properties = {"number": 5}  # wrong
    job.created_date_time = "2024-01-15"  # wrong
    properties.channels = ["0"]  # wrong
    when: datetime = models.EntityReference(self_="x").self_  # wrong
    print(when)
