"""Send a mail when the work is done."""

from speechtotext.v2025_10_15 import Client, models

MAIL = "someone@example.com"

with Client(region="westeurope", key="secret") as stt:
    stt.transcriptions.create(
        models.Transcription(
            display_name="Mailed", locale="en-US", content_urls=["https://example.com/1.wav"],
            properties=models.TranscriptionProperties(email=MAIL, time_to_live="PT1H"),
        )
    )
    stt.datasets.upload_form("words.txt", display_name="Words", locale="en-US", kind="Language", email=MAIL)
