"""As Microsoft's sample does it: make the properties, then set them one by one."""

from speechtotext.v2025_10_15 import Client, models

KEEP_FOR = "PT48H"


def properties() -> models.TranscriptionProperties:
    properties = models.TranscriptionProperties(time_to_live_hours=48)
    properties.word_level_timestamps_enabled = True
    properties.time_to_live_hours = 12
    properties.diarization_enabled = True
    properties.diarization = models.DiarizationProperties(
        max_speakers=5
    )
    return properties


with Client(region="westeurope", key="secret") as stt:
    body = models.Transcription(display_name="One by one", locale="en-US", content_urls=["https://example.com/1.wav"], properties=models.TranscriptionProperties(time_to_live_hours=48))
    body.properties = properties()
    body.properties.time_to_live = KEEP_FOR
    stt.transcriptions.create(body)
