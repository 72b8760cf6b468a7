"""What goes beyond the operations, called wrongly."""

from __future__ import annotations

from speechtotext import v2024_11_15, v3_0
from speechtotext.v3_2 import AsyncClient, Client, models


def sync(stt: Client, later: AsyncClient, oldest: v3_0.Client, newer: v2024_11_15.Client, job: models.Dataset) -> None:
    stt.transcriptions.results(job)  # wrong
    stt.transcriptions.download("id")  # wrong
    stt.transcriptions.download("id", 1)  # wrong
    stt.transcriptions.download("id", "folder", "Transcription")  # wrong
    stt.transcriptions.download("id", "folder", on_progress=lambda: None)  # wrong
    stt.datasets.upload("data.zip", locale="en-US", display_name="Data")  # wrong
    stt.datasets.upload(b"data", kind="Acoustic", locale="en-US", display_name="Data")  # wrong
    oldest.datasets.resume_upload("id", "data.zip")  # wrong
    stt.transcriptions.submit_all(["https://a"], journal="calls.journal")  # wrong
    stt.transcriptions.submit_all("https://a", job, journal="calls.journal")  # wrong
    stt.transcriptions.resume("calls.journal")  # wrong
    stt.models.copy_to("id", later, source_resource_id="/x")  # wrong
    stt.models.copy_to("id", stt)  # wrong
    stt.models.expiring(within=90)  # wrong
    stt.transcriptions.transcribe_file("call.wav")  # wrong
    newer.endpoints.download_logs("id", "folder")  # wrong
    list(later.transcriptions.results("id"))  # wrong
