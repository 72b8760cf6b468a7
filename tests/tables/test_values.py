"""The tables: their schemas, and that they say what the result objects say."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.test_any_result import crowds, monologues
from speechtotext import FileError, InvalidArgument, TranscriptionResult, tables
from tables.expected import FILES, phrase_rows, result_file, rows, word_rows

ORIGIN = ("file", "source")

PINNED = {
    "inputs": """file: string
source: string
job: string
status: string
error_kind: string
error_message: string
timestamp: timestamp[us, tz=UTC]
duration: duration[us]
locale: string
phrases: int64
words: int64""",
    "phrases": """file: string
source: string
position: int64
channel: int64
speaker: string
start: duration[us]
end: duration[us]
locale: string
confidence: double
status: string
text: string
lexical: string
itn: string
masked_itn: string
display: string""",
    "words": """file: string
source: string
phrase: int64
position: int64
start: duration[us]
end: duration[us]
text: string
confidence: double""",
}


def test_the_schemas_are_as_documented() -> None:
    assert {name: str(schema) for name, schema in tables.SCHEMAS.items()} == PINNED


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_tables_of_a_file_say_what_its_results_say(file: Path) -> None:
    results = TranscriptionResult.load_all(file)

    assert rows(tables.read(file, "phrases").read_all(), *ORIGIN) == phrase_rows(results)
    assert rows(tables.read(file, "words").read_all(), *ORIGIN) == word_rows(results)
    recordings = rows(tables.read(file, "inputs").read_all())
    assert [
        (each["file"], each["status"], each["duration"], each["timestamp"], each["phrases"]) for each in recordings
    ] == [
        (
            str(file),
            "Succeeded",
            result.duration,
            # A time without a zone is one of UTC.
            result.timestamp
            and (result.timestamp if result.timestamp.tzinfo else result.timestamp.replace(tzinfo=UTC)),
            len(result.phrases),
        )
        for result in results
    ]


def test_all_files_at_once_are_what_each_of_them_is() -> None:
    for table in tables.SCHEMAS:
        together = tables.read(FILES, table).read_all()
        assert together == pa.concat_tables([tables.read(file, table).read_all() for file in FILES])


@given(st.one_of(monologues(), crowds()))
def test_the_tables_of_any_result_say_what_it_says(result: TranscriptionResult) -> None:
    assert rows(tables.read(result, "phrases").read_all(), *ORIGIN) == phrase_rows([result])
    assert rows(tables.read(result, "words").read_all(), *ORIGIN) == word_rows([result])


TICKS = st.one_of(
    st.floats(-1e15, 1e15),
    st.integers(-(10**15), 10**15),
    st.integers(-1000, 1000).map(lambda number: number * 5),
    st.sampled_from([-5.0, 5.0, -4.999999999999999, 4.999999999999999, 15.0, -15.0, 1e15, 0.1]),
)


@given(TICKS, TICKS)
def test_any_time_is_rounded_as_the_objects_round_it(offset: float, duration: float) -> None:
    word = {"word": "a", "offsetInTicks": offset, "durationInTicks": duration}
    phrase = {"offsetInTicks": offset, "durationInTicks": duration, "nBest": [{"words": [word]}]}
    result = TranscriptionResult.from_dict({"recognizedPhrases": [phrase], "durationInTicks": duration})

    (said,) = result.phrases
    for table in ("phrases", "words"):
        ((start, end),) = zip(*times_of(result, table), strict=True)
        assert (start, end) == (said.offset // timedelta(microseconds=1), said.end // timedelta(microseconds=1))


def times_of(result: TranscriptionResult, table: Any) -> list[list[int]]:
    content = tables.read(result, table).read_all()
    return [content[name].cast(pa.int64()).to_pylist() for name in ("start", "end")]


def test_words_of_a_fast_result_are_there_once(tmp_path: Path) -> None:
    word = {"text": "Yes.", "offsetMilliseconds": 100, "durationMilliseconds": 300}
    phrase = {"text": "Yes.", "offsetMilliseconds": 100, "durationMilliseconds": 300, "words": [word]}
    (tmp_path / "fast.json").write_text(json.dumps({"phrases": [phrase], "durationMilliseconds": 500}))

    assert tables.read(tmp_path, "words").read_all()["text"].to_pylist() == ["Yes."]


def test_spoken_words_come_before_shown_ones() -> None:
    spoken = {"word": "two", "offsetInTicks": 0, "durationInTicks": 10}
    shown = {"displayText": "2.", "offsetInTicks": 0, "durationInTicks": 10}

    def texts(**words: Any) -> list[str]:
        phrase = {"offsetInTicks": 0, "durationInTicks": 10, "nBest": [{"display": "2.", **words}]}
        result = TranscriptionResult.from_dict({"recognizedPhrases": [phrase]})
        return [str(text) for text in tables.read(result, "words").read_all()["text"].to_pylist()]

    assert texts(words=[spoken], displayWords=[shown]) == ["two"]
    assert texts(displayWords=[shown]) == ["2."]


def test_a_result_with_the_text_of_its_channels_alone_has_a_row_for_each() -> None:
    result = TranscriptionResult.from_dict({"combinedPhrases": [{"channel": 0, "text": "Hello."}], "phrases": []})

    ((row),) = rows(tables.read(result).read_all())
    assert (row["text"], row["channel"], row["start"], row["end"]) == ("Hello.", 0, None, None)


def test_a_source_has_no_signature(tmp_path: Path) -> None:
    file = result_file(tmp_path / "call.json", "Hello.", source="https://a.example/call.wav?sv=1&sig=SECRET&se=2")

    for table in tables.SCHEMAS:
        assert set(tables.read(file, table).read_all()["source"].to_pylist()) == {"https://a.example/call.wav"}
    assert [row["source"] for row in TranscriptionResult.load(file).to_rows()] == ["https://a.example/call.wav"]


def test_positions_of_a_file_with_several_recordings_go_on(tmp_path: Path) -> None:
    (file,) = (file for file in FILES if file.stem == "v2_0")
    content = json.loads(file.read_text(encoding="utf-8"))
    content["AudioFileResults"] *= 2
    (tmp_path / "twice.json").write_text(json.dumps(content), encoding="utf-8")
    results = TranscriptionResult.load_all(tmp_path / "twice.json")

    assert len(results) == 2
    assert rows(tables.read(tmp_path, "phrases").read_all(), *ORIGIN) == phrase_rows(results)
    assert rows(tables.read(tmp_path, "words").read_all(), *ORIGIN) == word_rows(results)
    assert tables.read(tmp_path, "inputs").read_all().num_rows == 2


def test_batches_are_bounded_and_lose_nothing(tmp_path: Path) -> None:
    texts = [f"one two three {number}" for number in range(50)]
    for number in range(3):
        result_file(tmp_path / f"{number}.json", *texts)

    bounds: list[tuple[tables.TableName, int]] = [("inputs", 2), ("phrases", 7), ("words", 7), ("words", 3)]
    for table, most in bounds:
        batches = list(tables.read(tmp_path, table, batch_rows=most))
        assert max(batch.num_rows for batch in batches) <= most
        assert pa.Table.from_batches(batches) == tables.read(tmp_path, table).read_all()
    assert tables.read(tmp_path, "words").read_all().num_rows == 3 * 50 * 4


def test_a_phrase_has_a_row_with_its_words() -> None:
    result = TranscriptionResult.load(next(file for file in FILES if file.stem == "v3_0"))

    plain, with_words = result.to_rows(), result.to_rows(words=True)

    assert [{name: value for name, value in row.items() if name != "words"} for row in with_words] == plain
    told = [(word["text"], word["start"], word["confidence"]) for row in with_words for word in row["words"]]
    assert told == [
        (word.text, word.offset.total_seconds(), word.confidence)
        for phrase in sorted(result.phrases, key=lambda phrase: phrase.offset)
        for word in phrase.words
    ]
    assert pa.Table.from_pylist(with_words).num_rows == len(plain)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"table": "sentences"}, "Invalid table 'sentences': use one of inputs, phrases, words."),
        ({"mode": "dropmalformed"}, "Invalid mode 'dropmalformed': use permissive or failfast."),
        ({"batch_rows": 0}, "Invalid batch_rows 0: use a positive number."),
    ],
)
def test_arguments_that_are_wrong_are_refused(arguments: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        tables.read(FILES, **arguments)
    assert str(refused.value) == told


def test_a_channel_that_no_column_holds_is_told_with_its_file(tmp_path: Path) -> None:
    phrase = {"offsetInTicks": 0, "durationInTicks": 0, "channel": 2**70, "nBest": []}
    file = result_file(tmp_path / "call.json", recognizedPhrases=[phrase])

    with pytest.raises(FileError, match=r"call\.json cannot be read .* channel"):
        tables.read(file, mode="failfast").read_all()
