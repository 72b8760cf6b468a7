"""Spoke the newest version already, in the words of an older one."""

from speechtotext.v3_2 import Client, models

stt = Client(
    region="westeurope",
    key="secret",
    api_version="2025-10-15",
)
REGION = "westeurope"
BASE_MODEL = "5800c43b-36ba-5ff2-b1bd-2bae7303279d"
model = models.EntityReference(
    self_=f"https://{REGION}.api.cognitive.microsoft.com/speechtotext/v3.2/models/base/{BASE_MODEL}"
)
stt.transcriptions.create(
    models.Transcription(
        display_name="With a model",
        locale="en-US",
        content_urls=["https://example.com/1.wav"],
        model=model,
        properties=None,
    )
)
stt.close()
