"""From a recording to its text and subtitles, in a minute and without an account: `python -m nox -s quickstart`.

With a resource of your own, leave the emulator out: give `Client` your region and key, and the job the URL of a
recording.
"""

from __future__ import annotations

from speechtotext import TranscriptionResult
from speechtotext.emulator import SAMPLE, Emulator
from speechtotext.progress import JobProgress
from speechtotext.v3_2 import Client, models


def main() -> None:
    with Emulator() as emulator:
        print(f"The emulator answers at {emulator.endpoint}, in place of Azure.\n")
        # It takes the words from the file beside the recording.
        emulator.storage.put("call.txt", SAMPLE.with_suffix(".txt").read_bytes())
        recording = emulator.storage.put("call.wav", SAMPLE.read_bytes())

        print("A batch transcription of call.wav:")
        with Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
            transcribe(stt, recording).save("call.vtt")
        print("Saved as subtitles: call.vtt\n")

        print("The same code, once v3.2 is retired, over 2025-10-15:")
        with Client(endpoint=emulator.endpoint, key=emulator.key, api_version="2025-10-15") as stt:
            transcribe(stt, recording)


def transcribe(stt: Client, recording: str) -> TranscriptionResult:
    """Submit a job with one recording, wait for it, and print what is said."""
    job = stt.transcriptions.create(
        models.Transcription(
            display_name="Quickstart",
            locale="en-US",
            content_urls=[recording],
            properties=models.TranscriptionProperties(time_to_live="PT48H", word_level_timestamps_enabled=True),
        )
    )
    with JobProgress() as progress:
        job = stt.transcriptions.wait(job, timeout=60, on_progress=progress)
    (result,) = stt.transcriptions.results(job)
    print(result.to_text("txt", times=True))
    return result


if __name__ == "__main__":
    main()
