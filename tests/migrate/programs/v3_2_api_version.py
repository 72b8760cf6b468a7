"""Spoke the newest version already, in the words of an older one."""

from speechtotext.v3_2 import Client, models

stt = Client(
    region="westeurope",
    key="secret",
    api_version="2025-10-15",
)
REGION = "westeurope"
model = models.EntityReference(
    self_=f"https://{REGION}.api.cognitive.microsoft.com/speechtotext/v3.2/models/base/{'1' * 4}"
)
stt.transcriptions.create(
    models.Transcription(display_name="With a model", locale="en-US", model=model, properties=None)
)
stt.close()
