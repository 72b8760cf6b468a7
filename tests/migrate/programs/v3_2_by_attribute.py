"""As Microsoft's sample does it: make the properties, then set them one by one."""

from speechtotext.v3_2 import Client, models

KEEP_FOR = "PT48H"


def properties() -> models.TranscriptionProperties:
    properties = models.TranscriptionProperties()
    properties.word_level_timestamps_enabled = True
    properties.time_to_live = "PT12H"
    properties.diarization_enabled = True
    properties.diarization = models.DiarizationProperties(
        speakers=models.DiarizationSpeakersProperties(min_count=1, max_count=5)
    )
    return properties


with Client(region="westeurope", key="secret") as stt:
    body = models.Transcription(display_name="One by one", locale="en-US", content_urls=["https://example.com/1.wav"])
    body.properties = properties()
    body.properties.time_to_live = KEEP_FOR
    stt.transcriptions.create(body)
