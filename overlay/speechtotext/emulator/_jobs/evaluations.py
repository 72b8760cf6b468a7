"""Process evaluation jobs: word and token error rates of two models."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._recognition.recordings import InvalidData
from speechtotext.emulator._recognition.transcribers import lexical
from speechtotext.emulator._storage.blobs import Blob

from .datasets import read_recordings
from .job_context import JobContext
from .transitions import Outcome

_MODELS: Final = (1, 2)


class EditCounts(NamedTuple):
    """The edit counts of an alignment with the fewest edits."""

    correct: int
    substitutions: int
    deletions: int
    insertions: int

    @property
    def errors(self) -> int:
        """The number of edits."""
        return self.substitutions + self.deletions + self.insertions

    @property
    def length(self) -> int:
        """The length of the reference sequence."""
        return self.correct + self.substitutions + self.deletions


class RecordingComparison(NamedTuple):
    """The comparison of a recording's reference and recognised text, by words and by tokens."""

    name: str
    said: str
    heard: str
    words: EditCounts
    tokens: EditCounts


def evaluate(context: JobContext, resource: Resource, evaluation: Entity) -> Outcome:
    """Transcribe the dataset of an evaluation with both models and count their errors."""
    dataset = context.state.entity(resource, evaluation.body["dataset"]["self"])
    archive = next((file for file in dataset.files if file.kind == "AcousticDataArchive"), None) if dataset else None
    if archive is None:
        return Outcome(("InvalidDataset", "The dataset holds no recordings with texts."))
    content = context.storage.blob(archive.container, archive.blob)
    properties: Json = {}
    products = []
    try:
        compared = list(_compare_recordings(context, content, evaluation.body["locale"]))
    except InvalidData as unusable:
        return Outcome((unusable.kind, unusable.message))
    details = [each._asdict() | {"words": each.words._asdict(), "tokens": each.tokens._asdict()} for each in compared]
    # There is one transcriber, so both models hear the same.
    for model in _MODELS:
        properties |= {f"{name}{model}": value for name, value in _rates(compared).items()}
        products.append(Product(f"details{model}.json", "EvaluationDetails", json.dumps(details).encode()))
    return Outcome(properties=properties, products=tuple(products))


def count_edits(said: Sequence[str], heard: Sequence[str]) -> EditCounts:
    """Count the edits from the reference to the recognised sequence."""
    # Of each beginning of what was heard, the best changes for the beginning of what was said so far.
    row = [EditCounts(0, 0, 0, inserted) for inserted in range(len(heard) + 1)]
    for word in said:
        above, row = row, [row[0]._replace(deletions=row[0].deletions + 1)]
        for index, other in enumerate(heard):
            if word == other:
                row.append(above[index]._replace(correct=above[index].correct + 1))
                continue
            substituted, deleted, inserted = above[index], above[index + 1], row[index]
            row.append(
                min(
                    substituted._replace(substitutions=substituted.substitutions + 1),
                    deleted._replace(deletions=deleted.deletions + 1),
                    inserted._replace(insertions=inserted.insertions + 1),
                    key=lambda count_edits: count_edits.errors,
                )
            )
    return row[-1]


def _compare_recordings(context: JobContext, archive: Blob, locale: str) -> Iterator[RecordingComparison]:
    for recorded in read_recordings(archive):
        if recorded.text is None:
            continue
        try:
            facts = context.recordings.inspect(recorded.audio)
        except InvalidData:
            continue
        transcript = context.recordings.transcribe(recorded.name, recorded.audio, facts, locale)
        said, heard = recorded.text, " ".join(phrase.text for phrase in transcript.phrases)
        words = count_edits(lexical(said).split(), lexical(heard).split())
        yield RecordingComparison(recorded.name, said, heard, words, count_edits(said.split(), heard.split()))


def _rates(compared: Sequence[RecordingComparison]) -> Json:
    """Return error counts and rates, by property name without the model's number."""
    words, tokens = _sum([each.words for each in compared]), _sum([each.tokens for each in compared])
    wrong = sum(each.words.errors > 0 for each in compared)
    return {
        "wordErrorRate": _share(words.errors, words.length),
        "sentenceErrorRate": _share(wrong, len(compared)),
        "tokenErrorRate": _share(tokens.errors, tokens.length),
        "sentenceCount": len(compared),
        **_counts("word", words),
        **_counts("token", tokens),
        "tokenErrors": _token_errors(words, tokens),
    }


def _counts(unit: str, counted: EditCounts) -> Json:
    return {
        f"{unit}Count": counted.length,
        f"correct{unit.title()}Count": counted.correct,
        f"{unit}SubstitutionCount": counted.substitutions,
        f"{unit}DeletionCount": counted.deletions,
        f"{unit}InsertionCount": counted.insertions,
    }


def _token_errors(words: EditCounts, tokens: EditCounts) -> Json:
    """Return token errors: lexical ones, and others such as punctuation and capitalisation."""
    in_words, edits = words.errors, max(tokens.errors, words.errors)
    return {
        "lexical": {"numberOfEdits": in_words, "percentageOfAllEdits": _share(in_words, edits)},
        "others": {"numberOfEdits": edits - in_words, "percentageOfAllEdits": _share(edits - in_words, edits)},
    }


def _sum(counted: Sequence[EditCounts]) -> EditCounts:
    return EditCounts(*(sum(column) for column in zip(*counted, strict=True))) if counted else EditCounts(0, 0, 0, 0)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
