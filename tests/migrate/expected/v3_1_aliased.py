import speechtotext.v2025_10_15 as speech


class Transcriber:
    """Keeps a client, and hands out transcriptions."""

    def __init__(self, region: str, key: str) -> None:
        self.client = speech.Client(region=region, key=key)
        self.models = speech.models

    def start(self, url: str) -> str:
        props = speech.models.TranscriptionProperties(profanity_filter_mode=speech.models.ProfanityFilterMode.MASKED, time_to_live_hours=48)
        body = speech.models.Transcription(display_name="one", locale="en-GB", content_urls=[url], properties=props)
        return self.client.transcriptions.create(body).self_ or ""

    def files(self, job: str) -> list[str]:
        return [file.name or "" for file in self.client.transcriptions.list_files(job, sas_lifetime_minutes=1440)]


if __name__ == "__main__":
    transcriber = Transcriber("westeurope", "secret")
    started = transcriber.start("https://example.com/a.wav")
    print(transcriber.files(started))
    transcriber.client.close()
