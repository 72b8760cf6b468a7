"""Every official example of a version, against every newer one: accepted there, and answered as the version would."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from examples import Example, examples, is_further
from published import requires_published
from recording import FLAVOURS, Flavour
from typedness import as_json
from versions.migrated import migrated
from versions.pairs import EXPRESSIBLE, INEXPRESSIBLE, PAIRS, every_pair
from versions.published_api import as_seen_by

sync_and_async = pytest.mark.parametrize("flavour", FLAVOURS)
at_hand = [(example, target) for source, target in PAIRS for example in examples(source)]


def every_example(
    only: Callable[[Example, str], bool] = lambda example, target: True,
) -> pytest.MarkDecorator:
    found = [(example, target) for example, target in at_hand if only(example, target)]
    return pytest.mark.parametrize(
        ("example", "target"), found, ids=[f"{example.id}-to-{target}" for example, target in found]
    )


def is_expressible(example: Example, target: str) -> bool:
    return example.name not in INEXPRESSIBLE[example.version, target]


@requires_published
@sync_and_async
@every_example(is_expressible)
def test_an_example_is_accepted_by_the_newer_version(example: Example, target: str, flavour: Flavour) -> None:
    outcome = migrated(example, target, flavour)
    assert outcome.result is outcome.outcome
    assert outcome.requests


@requires_published
@sync_and_async
@every_example(is_expressible)
def test_what_comes_back_is_valid_in_the_version_of_the_program(
    example: Example, target: str, flavour: Flavour
) -> None:
    result = as_json(migrated(example, target, flavour).result)
    status = next(status for status in example.operation.responses if status != "default")
    schema = example.operation.responses[status].get("schema")
    for body in [{"values": page} for page in result] if example.operation.pageable else [result]:
        if schema:
            as_seen_by(example.version, target).validate(example.id, schema, body)


@requires_published
@every_pair
@sync_and_async
def test_what_cannot_be_said_is_known(source: str, target: str, flavour: Flavour) -> None:
    if not examples(source):
        pytest.skip(f"no examples of {source} at hand")
    changes = {example: migrated(example, target, flavour).change for example in examples(source)}
    refused = {example.name: change for example, change in changes.items() if change is not None}
    assert refused == INEXPRESSIBLE[source, target]
    always_there = [example for example in changes if not is_further(example)]
    assert len(always_there) - len(refused) == EXPRESSIBLE[source, target]


@requires_published
@sync_and_async
@every_example(lambda example, target: not is_expressible(example, target))
def test_nothing_is_sent_of_what_cannot_be_said(example: Example, target: str, flavour: Flavour) -> None:
    assert migrated(example, target, flavour).requests == []
