"""What holds of all documents, whatever is in them."""

from __future__ import annotations

import json
import random
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from any_documents import DOCUMENTS, Json, reordered
from differences.compare import compare_documents
from differences.documents import LoadedDocument, parse_document
from differences.report import Entry

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def loaded(document: Json) -> LoadedDocument:
    return parse_document(json.dumps(document, indent=1).encode(), "things.json")


def differences(old: Json, new: Json) -> list[Entry]:
    return list(compare_documents(loaded(old), loaded(new)).entries)


def told(entries: list[Entry]) -> list[tuple[object, ...]]:
    """All of them but where they stand."""
    return [
        (entry.rule, entry.subject, entry.severity, set(entry.operations), entry.alike, entry.fingerprint)
        for entry in entries
    ]


@unhurried
@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(document: Json) -> None:
    assert differences(document, document) == []


@unhurried
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_order_that_means_nothing_is_no_difference(document: Json, order: random.Random) -> None:
    assert differences(document, reordered(document, order)) == []


@unhurried
@given(DOCUMENTS, DOCUMENTS, st.randoms(use_true_random=False))
def test_a_report_is_the_same_in_whatever_order_the_documents_are_written(
    old: Json, new: Json, order: random.Random
) -> None:
    assert told(differences(reordered(old, order), reordered(new, order))) == told(differences(old, new))


@unhurried
@given(DOCUMENTS, DOCUMENTS)
def test_a_rule_and_a_subject_name_one_entry(old: Json, new: Json) -> None:
    counts = Counter((entry.rule, entry.subject) for entry in differences(old, new))

    assert max(counts.values(), default=1) == 1


@unhurried
@given(DOCUMENTS, DOCUMENTS)
def test_what_was_added_there_is_removed_back(old: Json, new: Json) -> None:
    there, back = differences(old, new), differences(new, old)

    assert {entry.subject for entry in there if entry.rule == "operation-added"} == {
        entry.subject for entry in back if entry.rule == "operation-removed"
    }


@unhurried
@given(DOCUMENTS, DOCUMENTS)
def test_every_entry_has_a_place_with_a_line(old: Json, new: Json) -> None:
    for entry in differences(old, new):
        places = [place for place in (entry.old, entry.new) if place is not None]
        assert places
        assert all(place.line is not None for place in places)
