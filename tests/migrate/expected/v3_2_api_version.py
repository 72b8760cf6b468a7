"""Spoke the newest version already, in the words of an older one."""

from speechtotext.v2025_10_15 import Client, models

stt = Client(
    region="westeurope",
    key="secret",
)
REGION = "westeurope"
BASE_MODEL = "5800c43b-36ba-5ff2-b1bd-2bae7303279d"
model = models.EntityReference(
    self_=f"https://{REGION}.api.cognitive.microsoft.com/speechtotext/models/base/{BASE_MODEL}?api-version=2025-10-15"
)
stt.transcriptions.create(
    models.Transcription(
        display_name="With a model",
        locale="en-US",
        content_urls=["https://example.com/1.wav"],
        model=model,
        properties=models.TranscriptionProperties(time_to_live_hours=48),
    )
)
stt.close()
