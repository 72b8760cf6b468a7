from speechtotext.v2025_10_15 import Client, models

job = models.Transcription(
    display_name="a job", locale="en-US", content_container_url="https://example.blob.core.windows.net/calls?sv=1",
    properties=models.TranscriptionProperties(time_to_live_hours=24),
)

with Client(region="westeurope", key="secret") as stt:
    submitted = stt.transcriptions.submit(job)
    locales = stt.transcriptions.list_supported_locales()
    print(submitted.status, locales.submit, locales.transcribe)
