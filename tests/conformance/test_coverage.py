"""All examples take part: fewer of them would go unseen otherwise."""

from __future__ import annotations

import pytest

from examples import ANSWERS, BODIES, EXAMPLES, VERSIONS, answers, example_folder, examples, operations, why_not_at_hand


@pytest.mark.parametrize("version", VERSIONS)
def test_every_example_is_covered(version: str) -> None:
    folder = example_folder(version)
    if folder is None:
        pytest.skip(why_not_at_hand(version))
    covered = (len(examples(version)), len(list(answers(version))), len([a for a in answers(version) if a.has_body]))
    assert covered == (EXAMPLES[version], ANSWERS[version], BODIES[version])


@pytest.mark.parametrize("version", ["v3.0", "v3.1", "v3.2"])
def test_every_example_that_a_swagger_file_names_is_at_hand(version: str) -> None:
    if example_folder(version) is None:
        pytest.skip(why_not_at_hand(version))
    assert {example.name for example in examples(version)} == operations(version).keys()
