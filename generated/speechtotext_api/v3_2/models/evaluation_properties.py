from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    integer,
    members,
    number,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EvaluationProperties:
    """Results of an evaluation, the number at the end of a name saying for which model. Told by the service, except for
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
    """How many sentences model1 was tested with."""
    word_count_1: int | None = field(default=None)
    """How many words model1 was tested with."""
    correct_word_count_1: int | None = field(default=None)
    """How many words model1 got right."""
    word_substitution_count_1: int | None = field(default=None)
    """How many words model1 replaced by another."""
    word_deletion_count_1: int | None = field(default=None)
    """How many words model1 left out."""
    word_insertion_count_1: int | None = field(default=None)
    """How many words model1 added that were not said."""
    token_count_1: int | None = field(default=None)
    """How many tokens model1 was tested with. May be absent."""
    correct_token_count_1: int | None = field(default=None)
    """How many tokens model1 got right. May be absent."""
    token_substitution_count_1: int | None = field(default=None)
    """How many tokens model1 replaced by another. May be absent."""
    token_deletion_count_1: int | None = field(default=None)
    """How many tokens model1 left out. May be absent."""
    token_insertion_count_1: int | None = field(default=None)
    """How many tokens model1 added that are not in the human transcript. May be absent."""
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
    """How many sentences model2 was tested with."""
    word_count_2: int | None = field(default=None)
    """How many words model2 was tested with."""
    correct_word_count_2: int | None = field(default=None)
    """How many words model2 got right."""
    word_substitution_count_2: int | None = field(default=None)
    """How many words model2 replaced by another."""
    word_deletion_count_2: int | None = field(default=None)
    """How many words model2 left out."""
    word_insertion_count_2: int | None = field(default=None)
    """How many words model2 added that were not said."""
    token_count_2: int | None = field(default=None)
    """How many tokens model2 was tested with. May be absent."""
    correct_token_count_2: int | None = field(default=None)
    """How many tokens model2 got right. May be absent."""
    token_substitution_count_2: int | None = field(default=None)
    """How many tokens model2 replaced by another. May be absent."""
    token_deletion_count_2: int | None = field(default=None)
    """How many tokens model2 left out. May be absent."""
    token_insertion_count_2: int | None = field(default=None)
    """How many tokens model2 added that are not in the human transcript. May be absent."""
    token_errors_2: TokenErrorDetails | None = field(default=None)
    """Token mistakes of model2 by type."""
    email: str | None = field(default=None, repr=redacted)
    """Address to be notified when the work has ended. The service erases it once the message is sent."""
    error: EntityError | None = field(default=None)
    """Why it failed; present only when the status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("EvaluationProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("wordErrorRate1")
            if value is not None:
                known += 1
                if type(value) is not float:
                    value = number("EvaluationProperties.wordErrorRate1", value)
            self.word_error_rate_1 = value
            value = get("sentenceErrorRate1")
            if value is not None:
                known += 1
                if type(value) is not float:
                    value = number("EvaluationProperties.sentenceErrorRate1", value)
            self.sentence_error_rate_1 = value
            value = get("tokenErrorRate1")
            if value is not None:
                known += 1
                if type(value) is not float:
                    value = number("EvaluationProperties.tokenErrorRate1", value)
            self.token_error_rate_1 = value
            value = get("sentenceCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.sentenceCount1", value)
            self.sentence_count_1 = value
            value = get("wordCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.wordCount1", value)
            self.word_count_1 = value
            value = get("correctWordCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.correctWordCount1", value)
            self.correct_word_count_1 = value
            value = get("wordSubstitutionCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.wordSubstitutionCount1", value)
            self.word_substitution_count_1 = value
            value = get("wordDeletionCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.wordDeletionCount1", value)
            self.word_deletion_count_1 = value
            value = get("wordInsertionCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.wordInsertionCount1", value)
            self.word_insertion_count_1 = value
            value = get("tokenCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.tokenCount1", value)
            self.token_count_1 = value
            value = get("correctTokenCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.correctTokenCount1", value)
            self.correct_token_count_1 = value
            value = get("tokenSubstitutionCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.tokenSubstitutionCount1", value)
            self.token_substitution_count_1 = value
            value = get("tokenDeletionCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.tokenDeletionCount1", value)
            self.token_deletion_count_1 = value
            value = get("tokenInsertionCount1")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.tokenInsertionCount1", value)
            self.token_insertion_count_1 = value
            value = get("tokenErrors1")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("EvaluationProperties.tokenErrors1", value)
                value = TokenErrorDetails.from_dict(value)
            self.token_errors_1 = value
            value = get("wordErrorRate2")
            if value is not None:
                known += 1
                if type(value) is not float:
                    value = number("EvaluationProperties.wordErrorRate2", value)
            self.word_error_rate_2 = value
            value = get("sentenceErrorRate2")
            if value is not None:
                known += 1
                if type(value) is not float:
                    value = number("EvaluationProperties.sentenceErrorRate2", value)
            self.sentence_error_rate_2 = value
            value = get("tokenErrorRate2")
            if value is not None:
                known += 1
                if type(value) is not float:
                    value = number("EvaluationProperties.tokenErrorRate2", value)
            self.token_error_rate_2 = value
            value = get("sentenceCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.sentenceCount2", value)
            self.sentence_count_2 = value
            value = get("wordCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.wordCount2", value)
            self.word_count_2 = value
            value = get("correctWordCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.correctWordCount2", value)
            self.correct_word_count_2 = value
            value = get("wordSubstitutionCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.wordSubstitutionCount2", value)
            self.word_substitution_count_2 = value
            value = get("wordDeletionCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.wordDeletionCount2", value)
            self.word_deletion_count_2 = value
            value = get("wordInsertionCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.wordInsertionCount2", value)
            self.word_insertion_count_2 = value
            value = get("tokenCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.tokenCount2", value)
            self.token_count_2 = value
            value = get("correctTokenCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.correctTokenCount2", value)
            self.correct_token_count_2 = value
            value = get("tokenSubstitutionCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.tokenSubstitutionCount2", value)
            self.token_substitution_count_2 = value
            value = get("tokenDeletionCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.tokenDeletionCount2", value)
            self.token_deletion_count_2 = value
            value = get("tokenInsertionCount2")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EvaluationProperties.tokenInsertionCount2", value)
            self.token_insertion_count_2 = value
            value = get("tokenErrors2")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("EvaluationProperties.tokenErrors2", value)
                value = TokenErrorDetails.from_dict(value)
            self.token_errors_2 = value
            value = get("email")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("EvaluationProperties.email", value)
            self.email = value
            value = get("error")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("EvaluationProperties.error", value)
                value = EntityError.from_dict(value)
            self.error = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.word_error_rate_1 is not None:
                data["wordErrorRate1"] = self.word_error_rate_1
            if self.sentence_error_rate_1 is not None:
                data["sentenceErrorRate1"] = self.sentence_error_rate_1
            if self.token_error_rate_1 is not None:
                data["tokenErrorRate1"] = self.token_error_rate_1
            if self.sentence_count_1 is not None:
                data["sentenceCount1"] = self.sentence_count_1
            if self.word_count_1 is not None:
                data["wordCount1"] = self.word_count_1
            if self.correct_word_count_1 is not None:
                data["correctWordCount1"] = self.correct_word_count_1
            if self.word_substitution_count_1 is not None:
                data["wordSubstitutionCount1"] = self.word_substitution_count_1
            if self.word_deletion_count_1 is not None:
                data["wordDeletionCount1"] = self.word_deletion_count_1
            if self.word_insertion_count_1 is not None:
                data["wordInsertionCount1"] = self.word_insertion_count_1
            if self.token_count_1 is not None:
                data["tokenCount1"] = self.token_count_1
            if self.correct_token_count_1 is not None:
                data["correctTokenCount1"] = self.correct_token_count_1
            if self.token_substitution_count_1 is not None:
                data["tokenSubstitutionCount1"] = self.token_substitution_count_1
            if self.token_deletion_count_1 is not None:
                data["tokenDeletionCount1"] = self.token_deletion_count_1
            if self.token_insertion_count_1 is not None:
                data["tokenInsertionCount1"] = self.token_insertion_count_1
            if self.token_errors_1 is not None:
                data["tokenErrors1"] = self.token_errors_1.to_dict()
            if self.word_error_rate_2 is not None:
                data["wordErrorRate2"] = self.word_error_rate_2
            if self.sentence_error_rate_2 is not None:
                data["sentenceErrorRate2"] = self.sentence_error_rate_2
            if self.token_error_rate_2 is not None:
                data["tokenErrorRate2"] = self.token_error_rate_2
            if self.sentence_count_2 is not None:
                data["sentenceCount2"] = self.sentence_count_2
            if self.word_count_2 is not None:
                data["wordCount2"] = self.word_count_2
            if self.correct_word_count_2 is not None:
                data["correctWordCount2"] = self.correct_word_count_2
            if self.word_substitution_count_2 is not None:
                data["wordSubstitutionCount2"] = self.word_substitution_count_2
            if self.word_deletion_count_2 is not None:
                data["wordDeletionCount2"] = self.word_deletion_count_2
            if self.word_insertion_count_2 is not None:
                data["wordInsertionCount2"] = self.word_insertion_count_2
            if self.token_count_2 is not None:
                data["tokenCount2"] = self.token_count_2
            if self.correct_token_count_2 is not None:
                data["correctTokenCount2"] = self.correct_token_count_2
            if self.token_substitution_count_2 is not None:
                data["tokenSubstitutionCount2"] = self.token_substitution_count_2
            if self.token_deletion_count_2 is not None:
                data["tokenDeletionCount2"] = self.token_deletion_count_2
            if self.token_insertion_count_2 is not None:
                data["tokenInsertionCount2"] = self.token_insertion_count_2
            if self.token_errors_2 is not None:
                data["tokenErrors2"] = self.token_errors_2.to_dict()
            if self.email is not None:
                data["email"] = self.email
            if self.error is not None:
                data["error"] = self.error.to_dict()
            return data
        except AttributeError:
            return to_json(self, _KNOWN)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Never:
            raise unreadable(self, name)

    def __repr__(self) -> str:
        return represent(self)

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


_KNOWN = {
    "wordErrorRate1": "word_error_rate_1",
    "sentenceErrorRate1": "sentence_error_rate_1",
    "tokenErrorRate1": "token_error_rate_1",
    "sentenceCount1": "sentence_count_1",
    "wordCount1": "word_count_1",
    "correctWordCount1": "correct_word_count_1",
    "wordSubstitutionCount1": "word_substitution_count_1",
    "wordDeletionCount1": "word_deletion_count_1",
    "wordInsertionCount1": "word_insertion_count_1",
    "tokenCount1": "token_count_1",
    "correctTokenCount1": "correct_token_count_1",
    "tokenSubstitutionCount1": "token_substitution_count_1",
    "tokenDeletionCount1": "token_deletion_count_1",
    "tokenInsertionCount1": "token_insertion_count_1",
    "tokenErrors1": "token_errors_1",
    "wordErrorRate2": "word_error_rate_2",
    "sentenceErrorRate2": "sentence_error_rate_2",
    "tokenErrorRate2": "token_error_rate_2",
    "sentenceCount2": "sentence_count_2",
    "wordCount2": "word_count_2",
    "correctWordCount2": "correct_word_count_2",
    "wordSubstitutionCount2": "word_substitution_count_2",
    "wordDeletionCount2": "word_deletion_count_2",
    "wordInsertionCount2": "word_insertion_count_2",
    "tokenCount2": "token_count_2",
    "correctTokenCount2": "correct_token_count_2",
    "tokenSubstitutionCount2": "token_substitution_count_2",
    "tokenDeletionCount2": "token_deletion_count_2",
    "tokenInsertionCount2": "token_insertion_count_2",
    "tokenErrors2": "token_errors_2",
    "email": "email",
    "error": "error",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
from .token_error_details import TokenErrorDetails  # noqa: E402
