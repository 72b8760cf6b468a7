"""Of every kind of change that is made to a real document, the report says exactly that, with the right severity."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from functools import cache

import pytest

from differences.compare import compare_documents
from differences.documents import LoadedDocument, parse_document
from differences.report import Layer, Severity
from keyword_changes import BODY_KEYWORD_CHANGES, KEYWORD_CHANGES, KeywordChange, Means
from mutations import MUTATIONS, Json, Mutation, Says, definition, operation
from published import requires_published, swagger_document

pytestmark = requires_published

QUERY = "GET /transcriptions/locales"


def loaded(document: Json) -> LoadedDocument:
    return parse_document(json.dumps(document).encode(), "a.json")


def said(old: LoadedDocument, new: LoadedDocument) -> list[Says]:
    entries = compare_documents(old, new).entries
    return [Says(entry.rule, entry.subject, entry.severity) for entry in entries if entry.layer is Layer.WIRE]


@cache
def real() -> LoadedDocument:
    return loaded(swagger_document("v3.2"))


def changed(change: Callable[[Json], object]) -> LoadedDocument:
    document = swagger_document("v3.2")
    change(document)
    return loaded(document)


# What requests and responses of the probes are made of.
PROBED = ("/transcriptions", "/transcriptions/{id}", "/transcriptions/locales", "/datasets/{id}/blocks")


@cache
def part() -> str:
    """A part of a real document, which is compared in a fraction of the time."""
    whole = swagger_document("v3.2")
    paths = {path: whole["paths"][path] for path in PROBED}
    definitions: Json = {}
    waiting = referred(paths)
    while waiting:
        name = waiting.pop()
        definitions[name] = whole["definitions"][name]
        waiting |= referred(definitions[name]) - definitions.keys()
    return json.dumps({**whole, "paths": paths, "definitions": definitions})


def referred(node: Json) -> set[str]:
    """The definitions that a part of a document refers to."""
    return set(re.findall(r'"#/definitions/(\w+)"', json.dumps(node)))


def probing(change: Callable[[Json], object]) -> LoadedDocument:
    document = json.loads(part())
    change(document)
    return loaded(document)


def in_request(schema: Json) -> LoadedDocument:
    return probing(lambda s: definition(s, "TranscriptionUpdate")["properties"].update(probe=copy.deepcopy(schema)))


def in_answer(schema: Json) -> LoadedDocument:
    return probing(lambda s: definition(s, "ResponseBlock")["properties"].update(probe=copy.deepcopy(schema)))


def in_both(schema: Json) -> LoadedDocument:
    return probing(lambda s: definition(s, "Transcription")["properties"].update(probe=copy.deepcopy(schema)))


def in_query(schema: Json) -> LoadedDocument:
    parameter = {"in": "query", "name": "probe", **schema}
    return probing(lambda s: operation(s, QUERY).update(parameters=[parameter]))


def in_header(schema: Json) -> LoadedDocument:
    return probing(lambda s: operation(s, QUERY)["responses"]["200"].update(headers={"probe": schema}))


def test_a_document_does_not_differ_from_itself() -> None:
    assert said(real(), real()) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_change_is_the_one_entry(mutation: Mutation) -> None:
    before, after = real(), changed(mutation.change)

    assert said(before, after) == [mutation.there]
    assert said(after, before) == [mutation.back]


@pytest.mark.parametrize("change", [*KEYWORD_CHANGES, *BODY_KEYWORD_CHANGES], ids=lambda change: change.name)
def test_what_a_schema_says_is_judged_by_its_direction(change: KeywordChange) -> None:
    says(change, in_request, "TranscriptionUpdate.probe", sent)
    says(change, in_answer, "ResponseBlock.probe", answered)
    says(change, in_both, "Transcription.probe", graver)


@pytest.mark.parametrize("change", KEYWORD_CHANGES, ids=lambda change: change.name)
def test_what_a_parameter_or_header_says_is_judged_by_its_direction(change: KeywordChange) -> None:
    says(change, in_query, "query probe", sent)
    says(change, in_header, "header probe", answered)


def says(
    change: KeywordChange, place: Callable[[Json], LoadedDocument], subject: str, severity: Callable[[Means], Severity]
) -> None:
    before, after = place(change.before), place(change.after)

    assert said(before, after) == [Says(change.there.rule, subject, severity(change.there))]
    assert said(after, before) == [Says(change.back.rule, subject, severity(change.back))]


def sent(means: Means) -> Severity:
    return means.sent


def answered(means: Means) -> Severity:
    return means.answered


def graver(means: Means) -> Severity:
    return min(means.sent, means.answered, key=list(Severity).index)


def test_how_a_list_is_written_in_a_query_is_told() -> None:
    listed = {"type": "array", "items": {"type": "string"}, "collectionFormat": "multi"}
    joined = listed | {"collectionFormat": "csv"}

    (entry,) = said(in_query(listed), in_query(joined))

    assert (entry.rule, entry.severity) == ("serialisation-changed", "breaking")


def test_the_name_of_a_variable_in_a_path_is_no_difference() -> None:
    def rename(swagger: Json) -> None:
        swagger["paths"]["/models/{model}:copy"] = swagger["paths"].pop("/models/{id}:copy")
        operation(swagger, "POST /models/{model}:copy")["parameters"][0]["name"] = "model"

    assert said(real(), changed(rename)) == []


def test_the_name_of_a_definition_is_no_difference() -> None:
    text = json.dumps(swagger_document("v3.2"))

    assert said(real(), loaded(json.loads(text.replace("ResponseBlock", "StoredBlock")))) == []


def test_where_a_parameter_is_written_is_no_difference() -> None:
    def write_out(swagger: Json) -> None:
        parameters = operation(swagger, "GET /transcriptions")["parameters"]
        parameters[0] = dict(swagger["parameters"]["skipQueryParameter"])

    assert said(real(), changed(write_out)) == []
