"""Fast transcription of short files."""

from pathlib import Path

from speechtotext.v2024_11_15 import Client, models


def words_of(phrases: list[models.ChannelCombinedPhrases]) -> list[str]:
    return " ".join(phrase.text for phrase in phrases).split()


with Client(region="westeurope", key="secret") as stt:
    definition = models.TranscribeDefinition(
        locales=["en-US"],
        diarization=models.TranscribeDiarizationProperties(enabled=True, max_speakers=2),
    )
    result = stt.transcriptions.transcribe(Path("call.wav"), definition=definition)
    print(len(words_of(result.combined_phrases)), "words in", result.duration_milliseconds, "ms")
