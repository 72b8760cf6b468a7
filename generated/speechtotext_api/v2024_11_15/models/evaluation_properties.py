from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    NUMBER,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EvaluationProperties(JsonObject):
    """Results of an evaluation. The number at the end of a name is that of the model. Set by the service, except for
    email."""

    word_error_rate_1: float | None = field(default=None)
    """Mistaken words of model1 in relation to word_count_1: substitutions, deletions and insertions together, as a
    fraction (0.065 is 6.5 percent)."""
    sentence_error_rate_1: float | None = field(default=None)
    """Share of sentences in which model1 made a mistake, as a fraction of sentence_count_1."""
    token_error_rate_1: float | None = field(default=None)
    """Mistaken tokens of model1 in relation to token_count_1, as a fraction. Unlike words, tokens include punctuation,
    capitals and number formats. May be absent."""
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
    token_count_1: int | None = field(default=None)
    """Number of tokens in the test of model1. May be absent."""
    correct_token_count_1: int | None = field(default=None)
    """Number of tokens that model1 recognised correctly. May be absent."""
    token_substitution_count_1: int | None = field(default=None)
    """Number of tokens that model1 replaced. May be absent."""
    token_deletion_count_1: int | None = field(default=None)
    """Number of tokens that model1 left out. May be absent."""
    token_insertion_count_1: int | None = field(default=None)
    """Number of tokens that model1 added. May be absent."""
    token_errors_1: TokenErrorDetails | None = field(default=None)
    """Token mistakes of model1 by type."""
    word_error_rate_2: float | None = field(default=None)
    """Mistaken words of model2 in relation to word_count_2: substitutions, deletions and insertions together, as a
    fraction (0.065 is 6.5 percent)."""
    sentence_error_rate_2: float | None = field(default=None)
    """Share of sentences in which model2 made a mistake, as a fraction of sentence_count_2."""
    token_error_rate_2: float | None = field(default=None)
    """Mistaken tokens of model2 in relation to token_count_2, as a fraction. Unlike words, tokens include punctuation,
    capitals and number formats. May be absent."""
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
    token_count_2: int | None = field(default=None)
    """Number of tokens in the test of model2. May be absent."""
    correct_token_count_2: int | None = field(default=None)
    """Number of tokens that model2 recognised correctly. May be absent."""
    token_substitution_count_2: int | None = field(default=None)
    """Number of tokens that model2 replaced. May be absent."""
    token_deletion_count_2: int | None = field(default=None)
    """Number of tokens that model2 left out. May be absent."""
    token_insertion_count_2: int | None = field(default=None)
    """Number of tokens that model2 added. May be absent."""
    token_errors_2: TokenErrorDetails | None = field(default=None)
    """Token mistakes of model2 by type."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        token_errors_1: TokenErrorDetails | Mapping[str, object] | None = None,
        token_errors_2: TokenErrorDetails | Mapping[str, object] | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        word_error_rate_1: float | None = None,
        sentence_error_rate_1: float | None = None,
        token_error_rate_1: float | None = None,
        sentence_count_1: int | None = None,
        word_count_1: int | None = None,
        correct_word_count_1: int | None = None,
        word_substitution_count_1: int | None = None,
        word_deletion_count_1: int | None = None,
        word_insertion_count_1: int | None = None,
        token_count_1: int | None = None,
        correct_token_count_1: int | None = None,
        token_substitution_count_1: int | None = None,
        token_deletion_count_1: int | None = None,
        token_insertion_count_1: int | None = None,
        word_error_rate_2: float | None = None,
        sentence_error_rate_2: float | None = None,
        token_error_rate_2: float | None = None,
        sentence_count_2: int | None = None,
        word_count_2: int | None = None,
        correct_word_count_2: int | None = None,
        word_substitution_count_2: int | None = None,
        word_deletion_count_2: int | None = None,
        word_insertion_count_2: int | None = None,
        token_count_2: int | None = None,
        correct_token_count_2: int | None = None,
        token_substitution_count_2: int | None = None,
        token_deletion_count_2: int | None = None,
        token_insertion_count_2: int | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            word_error_rate_1=word_error_rate_1,
            sentence_error_rate_1=sentence_error_rate_1,
            token_error_rate_1=token_error_rate_1,
            sentence_count_1=sentence_count_1,
            word_count_1=word_count_1,
            correct_word_count_1=correct_word_count_1,
            word_substitution_count_1=word_substitution_count_1,
            word_deletion_count_1=word_deletion_count_1,
            word_insertion_count_1=word_insertion_count_1,
            token_count_1=token_count_1,
            correct_token_count_1=correct_token_count_1,
            token_substitution_count_1=token_substitution_count_1,
            token_deletion_count_1=token_deletion_count_1,
            token_insertion_count_1=token_insertion_count_1,
            token_errors_1=token_errors_1,
            word_error_rate_2=word_error_rate_2,
            sentence_error_rate_2=sentence_error_rate_2,
            token_error_rate_2=token_error_rate_2,
            sentence_count_2=sentence_count_2,
            word_count_2=word_count_2,
            correct_word_count_2=correct_word_count_2,
            word_substitution_count_2=word_substitution_count_2,
            word_deletion_count_2=word_deletion_count_2,
            word_insertion_count_2=word_insertion_count_2,
            token_count_2=token_count_2,
            correct_token_count_2=correct_token_count_2,
            token_substitution_count_2=token_substitution_count_2,
            token_deletion_count_2=token_deletion_count_2,
            token_insertion_count_2=token_insertion_count_2,
            token_errors_2=token_errors_2,
            error=error,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("wordErrorRate1")
        if value is None or type(value) is float or type(value) is int:
            self.word_error_rate_1 = value
        value = get("sentenceErrorRate1")
        if value is None or type(value) is float or type(value) is int:
            self.sentence_error_rate_1 = value
        value = get("tokenErrorRate1")
        if value is None or type(value) is float or type(value) is int:
            self.token_error_rate_1 = value
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
        value = get("tokenCount1")
        if value is None or type(value) is int:
            self.token_count_1 = value
        value = get("correctTokenCount1")
        if value is None or type(value) is int:
            self.correct_token_count_1 = value
        value = get("tokenSubstitutionCount1")
        if value is None or type(value) is int:
            self.token_substitution_count_1 = value
        value = get("tokenDeletionCount1")
        if value is None or type(value) is int:
            self.token_deletion_count_1 = value
        value = get("tokenInsertionCount1")
        if value is None or type(value) is int:
            self.token_insertion_count_1 = value
        if get("tokenErrors1") is None:
            self.token_errors_1 = None
        value = get("wordErrorRate2")
        if value is None or type(value) is float or type(value) is int:
            self.word_error_rate_2 = value
        value = get("sentenceErrorRate2")
        if value is None or type(value) is float or type(value) is int:
            self.sentence_error_rate_2 = value
        value = get("tokenErrorRate2")
        if value is None or type(value) is float or type(value) is int:
            self.token_error_rate_2 = value
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
        value = get("tokenCount2")
        if value is None or type(value) is int:
            self.token_count_2 = value
        value = get("correctTokenCount2")
        if value is None or type(value) is int:
            self.correct_token_count_2 = value
        value = get("tokenSubstitutionCount2")
        if value is None or type(value) is int:
            self.token_substitution_count_2 = value
        value = get("tokenDeletionCount2")
        if value is None or type(value) is int:
            self.token_deletion_count_2 = value
        value = get("tokenInsertionCount2")
        if value is None or type(value) is int:
            self.token_insertion_count_2 = value
        if get("tokenErrors2") is None:
            self.token_errors_2 = None
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
from .token_error_details import TokenErrorDetails  # noqa: E402

describe(
    EvaluationProperties,
    {
        "word_error_rate_1": Member("wordErrorRate1", NUMBER),
        "sentence_error_rate_1": Member("sentenceErrorRate1", NUMBER),
        "token_error_rate_1": Member("tokenErrorRate1", NUMBER),
        "sentence_count_1": Member("sentenceCount1", INTEGER),
        "word_count_1": Member("wordCount1", INTEGER),
        "correct_word_count_1": Member("correctWordCount1", INTEGER),
        "word_substitution_count_1": Member("wordSubstitutionCount1", INTEGER),
        "word_deletion_count_1": Member("wordDeletionCount1", INTEGER),
        "word_insertion_count_1": Member("wordInsertionCount1", INTEGER),
        "token_count_1": Member("tokenCount1", INTEGER),
        "correct_token_count_1": Member("correctTokenCount1", INTEGER),
        "token_substitution_count_1": Member("tokenSubstitutionCount1", INTEGER),
        "token_deletion_count_1": Member("tokenDeletionCount1", INTEGER),
        "token_insertion_count_1": Member("tokenInsertionCount1", INTEGER),
        "token_errors_1": Member("tokenErrors1", ObjectOf(TokenErrorDetails)),
        "word_error_rate_2": Member("wordErrorRate2", NUMBER),
        "sentence_error_rate_2": Member("sentenceErrorRate2", NUMBER),
        "token_error_rate_2": Member("tokenErrorRate2", NUMBER),
        "sentence_count_2": Member("sentenceCount2", INTEGER),
        "word_count_2": Member("wordCount2", INTEGER),
        "correct_word_count_2": Member("correctWordCount2", INTEGER),
        "word_substitution_count_2": Member("wordSubstitutionCount2", INTEGER),
        "word_deletion_count_2": Member("wordDeletionCount2", INTEGER),
        "word_insertion_count_2": Member("wordInsertionCount2", INTEGER),
        "token_count_2": Member("tokenCount2", INTEGER),
        "correct_token_count_2": Member("correctTokenCount2", INTEGER),
        "token_substitution_count_2": Member("tokenSubstitutionCount2", INTEGER),
        "token_deletion_count_2": Member("tokenDeletionCount2", INTEGER),
        "token_insertion_count_2": Member("tokenInsertionCount2", INTEGER),
        "token_errors_2": Member("tokenErrors2", ObjectOf(TokenErrorDetails)),
        "error": Member("error", ObjectOf(EntityError)),
    },
)
