"""Spoke the newest version already, in the words of an older one."""

from speechtotext.v2025_10_15 import Client, models

stt = Client(
    region="westeurope",
    key="secret",
)
REGION = "westeurope"
model = models.EntityReference(
    self_=f"https://{REGION}.api.cognitive.microsoft.com/speechtotext/models/base/{'1' * 4}?api-version=2025-10-15"
)
stt.transcriptions.submit(
    models.Transcription(display_name="With a model", locale="en-US", model=model, properties=models.TranscriptionProperties(time_to_live_hours=48))
)
stt.close()
