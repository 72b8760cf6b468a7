"""The work on evaluations: how far what two models hear is from what was said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._recognition.recordings import Unusable
from speechtotext.emulator._recognition.transcribers import lexical

from .datasets import recordings_of
from .transitions import Outcome
from .worker import Workplace

_MODELS: Final = (1, 2)


class Edits(NamedTuple):
    """The fewest changes that make one sequence another."""

    correct: int
    substitutions: int
    deletions: int
    insertions: int

    @property
    def errors(self) -> int:
        """How many changes there are."""
        return self.substitutions + self.deletions + self.insertions

    @property
    def length(self) -> int:
        """How long the first sequence is."""
        return self.correct + self.substitutions + self.deletions


class Compared(NamedTuple):
    """One recording: what was said, what a model heard, and how they differ in words and in tokens."""

    name: str
    said: str
    heard: str
    words: Edits
    tokens: Edits


def evaluate(place: Workplace, resource: Resource, evaluation: Entity) -> Outcome:
    """Let both models hear the dataset of an evaluation, and count their errors."""
    dataset = place.state.entity(resource, evaluation.body["dataset"]["self"])
    archive = next((file for file in dataset.files if file.kind == "AcousticDataArchive"), None) if dataset else None
    if archive is None:
        return Outcome(("InvalidDataset", "The dataset holds no recordings with texts."))
    content = place.storage.blob(archive.container, archive.blob).read()
    properties: Json = {}
    products = []
    try:
        compared = list(_compared(place, content, evaluation.body["locale"]))
    except Unusable as unusable:
        return Outcome((unusable.kind, unusable.message))
    details = [each._asdict() | {"words": each.words._asdict(), "tokens": each.tokens._asdict()} for each in compared]
    # There is one transcriber, so both models hear the same.
    for model in _MODELS:
        properties |= {f"{name}{model}": value for name, value in _rates(compared).items()}
        products.append(Product(f"details{model}.json", "EvaluationDetails", json.dumps(details).encode()))
    return Outcome(properties=properties, products=tuple(products))


def edits(said: Sequence[str], heard: Sequence[str]) -> Edits:
    """The fewest changes that make what was heard of what was said."""
    # Of each beginning of what was heard, the best changes for the beginning of what was said so far.
    row = [Edits(0, 0, 0, inserted) for inserted in range(len(heard) + 1)]
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
                    key=lambda edits: edits.errors,
                )
            )
    return row[-1]


def _compared(place: Workplace, archive: bytes, locale: str) -> Iterator[Compared]:
    for recorded in recordings_of(archive):
        if recorded.text is None:
            continue
        try:
            facts = place.recordings.inspected(recorded.audio)
        except Unusable:
            continue
        transcript = place.recordings.transcribed(recorded.name, recorded.audio, facts, locale)
        said, heard = recorded.text, " ".join(phrase.text for phrase in transcript.phrases)
        words = edits(lexical(said).split(), lexical(heard).split())
        yield Compared(recorded.name, said, heard, words, edits(said.split(), heard.split()))


def _rates(compared: Sequence[Compared]) -> Json:
    """Counts and rates of errors, by their names without the number of the model."""
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


def _counts(unit: str, counted: Edits) -> Json:
    return {
        f"{unit}Count": counted.length,
        f"correct{unit.title()}Count": counted.correct,
        f"{unit}SubstitutionCount": counted.substitutions,
        f"{unit}DeletionCount": counted.deletions,
        f"{unit}InsertionCount": counted.insertions,
    }


def _token_errors(words: Edits, tokens: Edits) -> Json:
    """Errors in tokens: those in the words themselves, and others, such as in punctuation and capital letters."""
    in_words, edits = words.errors, max(tokens.errors, words.errors)
    return {
        "lexical": {"numberOfEdits": in_words, "percentageOfAllEdits": _share(in_words, edits)},
        "others": {"numberOfEdits": edits - in_words, "percentageOfAllEdits": _share(edits - in_words, edits)},
    }


def _sum(counted: Sequence[Edits]) -> Edits:
    return Edits(*(sum(column) for column in zip(*counted, strict=True))) if counted else Edits(0, 0, 0, 0)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
