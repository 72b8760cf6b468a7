"""Calls that are made by others: threads, callbacks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from speechtotext.v2025_10_15 import Client, models


@dataclass
class Worker:
    stt: Client

    def submit_all(self, bodies: list[models.Transcription]) -> list[models.Transcription]:
        with ThreadPoolExecutor() as pool:
            return list(pool.map(self.stt.transcriptions.create, bodies))

    def first_file(self, job: models.Transcription) -> str | None:
        with ThreadPoolExecutor() as pool:
            future = pool.submit(self.stt.transcriptions.list_files, job, sas_lifetime_minutes=2)
        return next(iter(future.result())).name


def job_of(name: str) -> models.Transcription:
    return models.Transcription(display_name=name, locale="en-US", content_urls=[f"https://example.com/{name}.wav"], properties=models.TranscriptionProperties(time_to_live_hours=48))


with Client(region="westeurope", key="secret") as stt:
    worker = Worker(stt)
    jobs = worker.submit_all([job_of(name) for name in ("a", "b")])
    longest = max(jobs, key=lambda job: job.created_date_time.timestamp() if job.created_date_time else 0)
    print(worker.first_file(longest))
    raw = stt.with_raw_response(lambda stt: stt.transcriptions.create(job_of("c")))
    print(raw.status_code)
