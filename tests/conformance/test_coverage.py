"""All examples take part: fewer of them would go unseen otherwise."""

from __future__ import annotations

import pytest

from examples import (
    ANSWERS,
    BODIES,
    EXAMPLES,
    FURTHER,
    VERSIONS,
    answers,
    examples,
    operations,
    why_further_ones_are_not_at_hand,
    why_not_at_hand,
)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_example_is_covered(version: str) -> None:
    if not examples(version):
        pytest.skip(why_not_at_hand(version))
    further = FURTHER.get(version, frozenset())
    usual = [each for each in examples(version) if each.name not in further]
    answered = [each for each in answers(version) if each.example.name not in further]
    covered = (len(usual), len(answered), len([answer for answer in answered if answer.has_body]))
    assert covered == (EXAMPLES[version], ANSWERS[version], BODIES[version])


@pytest.mark.parametrize("version", FURTHER)
def test_every_further_example_is_covered(version: str) -> None:
    covered = {example.name for example in examples(version)} & FURTHER[version]
    if not covered:
        pytest.skip(why_further_ones_are_not_at_hand(version))
    assert covered == FURTHER[version]


@pytest.mark.parametrize("version", ["v3.0", "v3.1", "v3.2"])
def test_every_example_that_a_swagger_file_names_is_at_hand(version: str) -> None:
    if not examples(version):
        pytest.skip(why_not_at_hand(version))
    assert {example.name for example in examples(version)} == operations(version).keys()
