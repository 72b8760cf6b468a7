"""Results of transcription that are misused."""

from __future__ import annotations

from speechtotext import Phrase, TranscriptionResult, Word


def read() -> None:
    TranscriptionResult.load(b"{}")  # wrong
    TranscriptionResult.from_bytes("{}")  # wrong
    TranscriptionResult.from_dict([])  # wrong
    TranscriptionResult("call.json")  # wrong


def look_at(result: TranscriptionResult) -> None:
    print(result.source.upper())  # wrong
    print(result.phrases[0].offset + 1)  # wrong
    print(result.phrases[0].speaker + 1)  # wrong
    print(result.phrases[0].display.upper())  # wrong
    print(result.phrases[0].display_words[0].confidence)  # wrong
    print(result.phrases[0].nBest)  # wrong
    result.phrases[0].words[0].text = "no"  # wrong
    result.phrases = ()  # wrong
    result.phrases.append(result.phrases[0])  # wrong


def save(result: TranscriptionResult) -> None:
    result.save()  # wrong
    result.save("call.txt", True)  # wrong
    result.save("call.txt", format="vtt")  # wrong
    result.to_text("docx")  # wrong
    result.to_text("txt", speaker=True)  # wrong
    result.to_text("srt", names=["Ann", "Bo"])  # wrong
    result.to_text("srt", names={1: None})  # wrong
    result.to_text("srt", channel="left")  # wrong
    result.to_rows(speakers=True)  # wrong
    result.to_text("srt", style="ebu")  # wrong
    result.to_text("srt", columns="wide")  # wrong
    result.save("call.srt", options={"columns": 37})  # wrong
    result.search(5)  # wrong
    result.sentences()[0].text = ""  # wrong
    print(result.to_rows()[0]["duration"])  # wrong


def make() -> None:
    Word("yes", 0, 1)  # wrong
    Word(text="yes")  # wrong
    Phrase(offset_in_ticks="0", duration_in_ticks=1)  # wrong
