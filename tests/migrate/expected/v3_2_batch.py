"""Transcribe some calls and print what came of them."""

from __future__ import annotations

import sys

from speechtotext import JobFailed
from speechtotext.v2025_10_15 import Client, models

KEEP = "P2D"  # nobody looks at them later than that


def submit(stt: Client, urls: list[str]) -> models.Transcription:
    return stt.transcriptions.create(
        models.Transcription(
            display_name="Support calls",
            locale="en-US",
            content_urls=urls,
            properties=models.TranscriptionProperties(
                word_level_timestamps_enabled=True,
                # customer and agent
                diarization=models.DiarizationProperties(
                    enabled=True,
                    max_speakers=4,
                ),
                punctuation_mode=models.PunctuationMode.DICTATED_AND_AUTOMATIC,
                time_to_live_hours=36,
            ),
        )
    )


def main() -> int:
    with Client(region="westeurope", key="secret") as stt:
        job = submit(stt, ["https://example.com/call.wav"])
        try:
            job = stt.transcriptions.wait(job, timeout=3600)
        except JobFailed as error:
            print(error, file=sys.stderr)
            return 1
        for file in stt.transcriptions.list_files(job, sas_lifetime_minutes=120):
            print(f"{file.name}: {file.properties.duration_milliseconds}" if file.properties else file.name)
        stt.transcriptions.delete(job)
    return 0


if __name__ == "__main__":
    sys.exit(main())
