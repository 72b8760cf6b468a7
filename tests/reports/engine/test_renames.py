"""What is gone is said to be called something else only where there is something to show for it."""

from __future__ import annotations

import pytest

from differences.renames import likely_rename
from small_documents import Json, answering, members, wire

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}


@pytest.mark.parametrize(
    ("gone", "kind", "come", "to"),
    [
        ("duration", "string", [("durationMilliseconds", "integer (int64)")], "durationMilliseconds"),
        ("timeToLive", "string", [("timeToLiveHours", "integer (int32)")], "timeToLiveHours"),
        ("time_to_live", "str", [("time_to_live_hours", "int")], "time_to_live_hours"),
        ("sasValidityInSeconds", "integer (int32)", [("sasLifetimeMinutes", "integer (int32)")], "sasLifetimeMinutes"),
        ("copyTo", "string (uri)", [("copy", "string (uri)")], "copy"),
        ("supports", "boolean", [("supportsA", "boolean"), ("supportsB", "boolean")], "supportsA or supportsB"),
        ("duration", "string", [("durationText", "string"), ("durationMs", "integer")], "durationMs"),
    ],
)
def test_a_likely_new_name_is_found(gone: str, kind: str, come: list[tuple[str, str]], to: str) -> None:
    rename = likely_rename(gone, kind, come)

    assert rename is not None
    assert rename.to == to
    assert rename.evidence.endswith(".")


@pytest.mark.parametrize(
    ("gone", "kind", "come"),
    [
        ("email", "string", [("project", "string")]),
        ("speakers", "object", [("maxSpeakers", "integer")]),
        ("copyTo", "string", [("copy", "boolean")]),
        ("sasSeconds", "integer", [("lifetimeMinutes", "integer")]),
        ("a", "string", [("aOne", "string"), ("aTwo", "string"), ("aThree", "string")]),
        ("a", "string", []),
    ],
)
def test_without_evidence_no_name_is_suggested(gone: str, kind: str, come: list[tuple[str, str]]) -> None:
    assert likely_rename(gone, kind, come) is None


def test_a_new_name_is_looked_for_in_the_same_schema_alone() -> None:
    def both(one: Json, two: Json) -> Json:
        return answering(members(one=members(**one), two=members(**two)))

    here = wire(both({"size": TEXT}, {}), both({"sizeBytes": NUMBER}, {}))
    elsewhere = wire(both({"size": TEXT}, {}), both({}, {"sizeBytes": NUMBER}))

    assert [entry.rename.to for entry in here if entry.rename] == ["sizeBytes"]
    assert [entry.rename for entry in elsewhere if entry.rename] == []
