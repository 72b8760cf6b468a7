"""Written for the newest version: there is nothing to do."""

from speechtotext.v2025_10_15 import Client, models

with Client(region="westeurope", key="secret") as stt:
    properties = models.TranscriptionProperties(
        time_to_live_hours=48, diarization=models.DiarizationProperties(enabled=True, max_speakers=3)
    )
    job = stt.transcriptions.submit(
        models.Transcription(display_name="New", locale="en-US", content_urls=["https://example.com"], properties=properties)
    )
    for file in stt.transcriptions.list_files(job, sas_lifetime_minutes=60):
        print(file.name, file.properties and file.properties.duration_milliseconds)
