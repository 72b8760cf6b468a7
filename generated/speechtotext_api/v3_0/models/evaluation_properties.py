from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    NUMBER,
    TEXT,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EvaluationProperties(JsonObject):
    """Results of an evaluation. The number at the end of a name is that of the model. Set by the service, except for
    email."""

    word_error_rate_2: float | None = field(default=None)
    """Mistaken words of model2 in relation to word_count_2: substitutions, deletions and insertions together, as a
    fraction (0.065 is 6.5 percent)."""
    word_error_rate_1: float | None = field(default=None)
    """Mistaken words of model1 in relation to word_count_1: substitutions, deletions and insertions together, as a
    fraction (0.065 is 6.5 percent)."""
    sentence_error_rate_2: float | None = field(default=None)
    """Share of sentences in which model2 made a mistake, as a fraction of sentence_count_2."""
    sentence_count_2: int | None = field(default=None)
    """Number of sentences in the test of model2."""
    word_count_2: int | None = field(default=None)
    """Number of words in the test of model2."""
    correct_word_count_2: int | None = field(default=None)
    """Number of words that model2 recognised correctly."""
    word_substitution_count_2: int | None = field(default=None)
    """Number of words that model2 replaced."""
    word_deletion_count_2: int | None = field(default=None)
    """Number of words that model2 left out."""
    word_insertion_count_2: int | None = field(default=None)
    """Number of words that model2 added."""
    sentence_error_rate_1: float | None = field(default=None)
    """Share of sentences in which model1 made a mistake, as a fraction of sentence_count_1."""
    sentence_count_1: int | None = field(default=None)
    """Number of sentences in the test of model1."""
    word_count_1: int | None = field(default=None)
    """Number of words in the test of model1."""
    correct_word_count_1: int | None = field(default=None)
    """Number of words that model1 recognised correctly."""
    word_substitution_count_1: int | None = field(default=None)
    """Number of words that model1 replaced."""
    word_deletion_count_1: int | None = field(default=None)
    """Number of words that model1 left out."""
    word_insertion_count_1: int | None = field(default=None)
    """Number of words that model1 added."""
    email: str | None = field(default=None, repr=redacted)
    """Email address to notify when the work has ended. The service deletes it afterwards."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        email: str | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        word_error_rate_2: float | None = None,
        word_error_rate_1: float | None = None,
        sentence_error_rate_2: float | None = None,
        sentence_count_2: int | None = None,
        word_count_2: int | None = None,
        correct_word_count_2: int | None = None,
        word_substitution_count_2: int | None = None,
        word_deletion_count_2: int | None = None,
        word_insertion_count_2: int | None = None,
        sentence_error_rate_1: float | None = None,
        sentence_count_1: int | None = None,
        word_count_1: int | None = None,
        correct_word_count_1: int | None = None,
        word_substitution_count_1: int | None = None,
        word_deletion_count_1: int | None = None,
        word_insertion_count_1: int | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            word_error_rate_2=word_error_rate_2,
            word_error_rate_1=word_error_rate_1,
            sentence_error_rate_2=sentence_error_rate_2,
            sentence_count_2=sentence_count_2,
            word_count_2=word_count_2,
            correct_word_count_2=correct_word_count_2,
            word_substitution_count_2=word_substitution_count_2,
            word_deletion_count_2=word_deletion_count_2,
            word_insertion_count_2=word_insertion_count_2,
            sentence_error_rate_1=sentence_error_rate_1,
            sentence_count_1=sentence_count_1,
            word_count_1=word_count_1,
            correct_word_count_1=correct_word_count_1,
            word_substitution_count_1=word_substitution_count_1,
            word_deletion_count_1=word_deletion_count_1,
            word_insertion_count_1=word_insertion_count_1,
            email=email,
            error=error,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("wordErrorRate2")
        if value is None or type(value) is float or type(value) is int:
            self.word_error_rate_2 = value
        value = get("wordErrorRate1")
        if value is None or type(value) is float or type(value) is int:
            self.word_error_rate_1 = value
        value = get("sentenceErrorRate2")
        if value is None or type(value) is float or type(value) is int:
            self.sentence_error_rate_2 = value
        value = get("sentenceCount2")
        if value is None or type(value) is int:
            self.sentence_count_2 = value
        value = get("wordCount2")
        if value is None or type(value) is int:
            self.word_count_2 = value
        value = get("correctWordCount2")
        if value is None or type(value) is int:
            self.correct_word_count_2 = value
        value = get("wordSubstitutionCount2")
        if value is None or type(value) is int:
            self.word_substitution_count_2 = value
        value = get("wordDeletionCount2")
        if value is None or type(value) is int:
            self.word_deletion_count_2 = value
        value = get("wordInsertionCount2")
        if value is None or type(value) is int:
            self.word_insertion_count_2 = value
        value = get("sentenceErrorRate1")
        if value is None or type(value) is float or type(value) is int:
            self.sentence_error_rate_1 = value
        value = get("sentenceCount1")
        if value is None or type(value) is int:
            self.sentence_count_1 = value
        value = get("wordCount1")
        if value is None or type(value) is int:
            self.word_count_1 = value
        value = get("correctWordCount1")
        if value is None or type(value) is int:
            self.correct_word_count_1 = value
        value = get("wordSubstitutionCount1")
        if value is None or type(value) is int:
            self.word_substitution_count_1 = value
        value = get("wordDeletionCount1")
        if value is None or type(value) is int:
            self.word_deletion_count_1 = value
        value = get("wordInsertionCount1")
        if value is None or type(value) is int:
            self.word_insertion_count_1 = value
        value = get("email")
        if value is None or type(value) is str:
            self.email = value
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402

describe(
    EvaluationProperties,
    {
        "word_error_rate_2": Member("wordErrorRate2", NUMBER),
        "word_error_rate_1": Member("wordErrorRate1", NUMBER),
        "sentence_error_rate_2": Member("sentenceErrorRate2", NUMBER),
        "sentence_count_2": Member("sentenceCount2", INTEGER),
        "word_count_2": Member("wordCount2", INTEGER),
        "correct_word_count_2": Member("correctWordCount2", INTEGER),
        "word_substitution_count_2": Member("wordSubstitutionCount2", INTEGER),
        "word_deletion_count_2": Member("wordDeletionCount2", INTEGER),
        "word_insertion_count_2": Member("wordInsertionCount2", INTEGER),
        "sentence_error_rate_1": Member("sentenceErrorRate1", NUMBER),
        "sentence_count_1": Member("sentenceCount1", INTEGER),
        "word_count_1": Member("wordCount1", INTEGER),
        "correct_word_count_1": Member("correctWordCount1", INTEGER),
        "word_substitution_count_1": Member("wordSubstitutionCount1", INTEGER),
        "word_deletion_count_1": Member("wordDeletionCount1", INTEGER),
        "word_insertion_count_1": Member("wordInsertionCount1", INTEGER),
        "email": Member("email", TEXT),
        "error": Member("error", ObjectOf(EntityError)),
    },
)
