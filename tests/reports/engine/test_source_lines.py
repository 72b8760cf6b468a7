"""Lines and pointers lead to what they are about in the published file, also when no published file is at hand."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from differences.compare import compare_documents
from differences.documents import load_document
from differences.report import Entry, Layer, SourceLocation
from normalising.json_line_numbers import line_numbers
from published import VERSIONS, published_file, requires_published

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=12
)


def pointers(node: object, above: str = "") -> list[str]:
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found = [above]
    for key, value in below:
        found += pointers(value, f"{above}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return found


@given(VALUES)
def test_on_the_line_of_a_pointer_its_key_or_value_begins(value: object) -> None:
    text = json.dumps(value, indent=1)
    wanted = pointers(value)

    found = line_numbers(text, wanted)

    assert found.keys() == set(wanted)
    rows = text.split("\n")
    for pointer in wanted:
        step = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        row = rows[found[pointer] - 1].strip()
        parent = pointer.rpartition("/")[0]
        if pointer and row.startswith('"') and ": " in row and isinstance(at(value, parent), dict):
            assert row.startswith(json.dumps(step))


def at(node: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        assert isinstance(node, dict | list)
        node = node[int(key)] if isinstance(node, list) else node[key]
    return node


@given(VALUES)
def test_lines_do_not_depend_on_what_else_is_asked_for(value: object) -> None:
    text = json.dumps(value, indent=1)
    together = line_numbers(text, pointers(value))

    assert all(line_numbers(text, [pointer])[pointer] == line for pointer, line in together.items())


def test_a_text_in_one_line_has_one() -> None:
    assert line_numbers('{"a": [1, {"b": 2}]}', ["/a/1/b"])["/a/1/b"] == 1


def test_a_pointer_that_leads_nowhere_has_no_line() -> None:
    assert "/b" not in line_numbers('{"a": 1}', ["/b"])


@requires_published
@pytest.mark.parametrize(("old", "new"), [*pairwise(VERSIONS), ("v3.0", "2025-10-15")])
def test_every_place_of_a_report_is_in_the_published_file(old: str, new: str) -> None:
    entries = [
        entry
        for entry in compare_documents(load_document(old), load_document(new)).entries
        if entry.layer is not Layer.PYTHON
    ]

    for entry in entries:
        for version, place in ((old, entry.old), (new, entry.new)):
            if place is not None:
                check(version, place, entry)


def check(version: str, place: SourceLocation, entry: Entry) -> None:
    file = published_file(version)
    assert file is not None
    text = file.read_text(encoding="utf-8-sig")
    node = at(json.loads(text), place.pointer)
    row = text.split("\n")[(place.line or 0) - 1]
    last = place.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    if last.isdecimal() and not row.strip().startswith(f'"{last}"'):
        assert row.strip().startswith("{")
    else:
        assert row.strip().startswith(json.dumps(last)), entry.title
    if isinstance(node, dict) and entry.subject.startswith("query "):
        assert node.get("name", entry.subject) in entry.subject


@requires_published
def test_an_inherited_member_is_where_it_is_declared() -> None:
    (gone,) = [
        entry
        for entry in compare_documents(load_document("v3.2"), load_document("2024-11-15")).entries
        if entry.subject == "SharedModelFeatures.supportsTranscriptions"
    ]

    assert gone.old is not None
    assert gone.old.pointer == "/definitions/SharedModelFeatures/properties/supportsTranscriptions"
