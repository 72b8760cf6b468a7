"""Prose that changed is counted and located, and nothing of it is told."""

from __future__ import annotations

from differences.compare import compare_documents
from differences.report import Entry, Layer, Severity, SourceLocation
from small_documents import Json, answering, loaded, members

LETTERS = {"type": "string", "enum": ["a", "b"], "x-ms-enum": {"values": [{"value": "a", "description": "first"}]}}


def words(old: Json, new: Json) -> list[Entry]:
    return [entry for entry in compare_documents(loaded(old), loaded(new)).entries if entry.layer is Layer.WORDS]


def described(text: str) -> Json:
    return answering(members(name={"type": "string", "description": text}))


def test_a_text_that_changed_is_located_and_not_quoted() -> None:
    (entry,) = words(described("before"), described("after"))

    assert (entry.rule, entry.subject) == ("words-changed", "Thing.name description")
    assert entry.severity is Severity.COMPATIBLE
    assert (entry.before, entry.after) == (None, None)
    assert entry.old == entry.new == SourceLocation("/components/schemas/Thing/properties/name/description", 32)


def test_a_text_that_stands_in_what_is_new_is_not_told_of() -> None:
    assert words(answering(members()), described("new")) == []


def test_one_text_of_what_several_inherit_is_one_entry() -> None:
    def heirs(text: str) -> Json:
        base = members(id={"type": "string", "description": text})
        heir = {"allOf": [{"$ref": "#/components/schemas/Base"}, members(own={"type": "string"})]}
        return answering(members(a={"$ref": "#/components/schemas/A"}, b=heir), A=heir, Base=base)

    assert [entry.subject for entry in words(heirs("before"), heirs("after"))] == ["Base.id description"]


def test_words_about_the_values_of_an_enum_are_one_entry() -> None:
    more = LETTERS | {"x-ms-enum": {"values": [{"value": value, "description": "x"} for value in "ab"]}}

    told = words(answering(members(kind=LETTERS)), answering(members(kind=more)))

    assert sorted((entry.rule, entry.subject) for entry in told) == [
        ("words-added", "Thing.kind descriptions of values"),
        ("words-changed", "Thing.kind descriptions of values"),
    ]


def test_words_about_a_value_that_is_new_are_not_told_of() -> None:
    more = {
        "type": "string",
        "enum": ["a", "b", "c"],
        "x-ms-enum": {"values": [{"value": "a", "description": "first"}, {"value": "c", "description": "third"}]},
    }

    assert words(answering(members(kind=LETTERS)), answering(members(kind=more))) == []
