"""Another service has methods of the same names."""

from dataclasses import dataclass

import openai

from speechtotext.v2025_10_15 import Client


@dataclass
class Entry:
    time_to_live: str
    duration: str


def keep(entry: Entry) -> str:
    return entry.time_to_live + entry.duration


other = openai.OpenAI()
with Client(region="westeurope", key="secret") as stt, open("call.wav", "rb") as audio:
    print(other.audio.transcriptions.create(model="whisper-1", file=audio).text)
    print([job.display_name for job in stt.transcriptions.list()], keep(Entry("1", "2")))
