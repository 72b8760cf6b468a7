"""The examples that contradict their own Swagger file are those that are listed, and no others."""

from __future__ import annotations

import re

from breaches import breaches_of
from contradictions import CONTRADICTIONS, PERCENT_ENCODED_FILTERS
from examples import FURTHER, VERSIONS, Example, every_example, examples


@every_example()
def test_an_example_contradicts_its_swagger_file_only_as_listed(example: Example) -> None:
    listed = CONTRADICTIONS.get((example.version, example.name))
    assert sorted(breaches_of(example)) == sorted(listed.differences if listed else ())


@every_example(lambda example: "filter" in example.given)
def test_a_filter_is_percent_encoded_only_as_listed(example: Example) -> None:
    encoded = re.search("%[0-9A-Fa-f]{2}", example.given["filter"]) is not None
    assert encoded == (example.name in PERCENT_ENCODED_FILTERS[example.version])


def test_every_listed_example_is_there() -> None:
    listed = {*CONTRADICTIONS, *((version, name) for version in VERSIONS for name in PERCENT_ENCODED_FILTERS[version])}
    known = {(version, example.name) for version in VERSIONS for example in examples(version)}
    at_hand = {version for version, _ in known}
    without_further = {(version, name) for version, names in FURTHER.items() for name in names} - known
    assert {where for where in listed if where[0] in at_hand} - without_further <= known
