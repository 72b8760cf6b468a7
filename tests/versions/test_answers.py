"""Whatever a newer version answers comes back as a valid object of the version that the program is written for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import example_count
from examples import Answered, Example, answers, examples, is_further, operations
from published import requires_published
from recording import FLAVOURS, Flavour, play
from speechtotext import SpeechError
from typedness import as_json
from versions.generated import answers_of
from versions.pairs import PAIRS, every_pair
from versions.published_api import as_seen_by, published_api

pytestmark = [requires_published, pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")]
sync_and_async = pytest.mark.parametrize("flavour", FLAVOURS)

RENAMED = {"Transcriptions_Submit": "Transcriptions_Create"}


@dataclass
class Service:
    """Answers the first request so, and all others with an empty page."""

    status: int
    body: Any
    asked: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        return (
            httpx.Response(200, json={"values": []}) if self.asked > 1 else httpx.Response(self.status, json=self.body)
        )


def call_of(source: str, operation: str) -> Example | None:
    """A call of a version that a newer one answers by an operation."""
    names = {RENAMED.get(operation, operation), operation}
    calls = (example for example in examples(source) if example.operation.name in names)
    return next((call for call in calls if "text" not in (call.body or {})), None)


def judge(example: Example, target: str, status: int, body: Any, flavour: Flavour) -> None:
    """The program gets a valid object."""
    result, _ = play(example, Service(status, body), flavour, api_version=target)
    if isinstance(result, SpeechError):
        raise result
    old = next(entry for entry in example.operation.responses if entry != "default")
    for told in [{"values": page} for page in as_json(result)] if example.operation.pageable else [as_json(result)]:
        as_seen_by(example.version, target).validate(example.id, example.operation.responses[old]["schema"], told)


def answered_examples() -> Iterator[tuple[Example, str, Answered]]:
    for source, target in PAIRS:
        for answered in answers(target):
            call = call_of(source, answered.example.operation.name)
            if call is not None and answered.has_body and answered.status < 400:
                yield call, target, answered


ANSWERED = list(answered_examples())
# By pair: the official answers of the newer version that a call of the older one can get.
REACHED = {
    ("v3.0", "v3.1"): 71,
    ("v3.0", "v3.2"): 69,
    ("v3.0", "2024-11-15"): 44,
    ("v3.0", "2025-10-15"): 59,
    ("v3.1", "v3.2"): 72,
    ("v3.1", "2024-11-15"): 47,
    ("v3.1", "2025-10-15"): 62,
    ("v3.2", "2024-11-15"): 51,
    ("v3.2", "2025-10-15"): 66,
    ("2024-11-15", "2025-10-15"): 53,
}


@every_pair
def test_all_answers_take_part(source: str, target: str) -> None:
    if not (examples(source) and examples(target)):
        pytest.skip(f"no examples of {source} and {target} at hand")
    found = [
        answered
        for example, newer, answered in ANSWERED
        if (example.version, newer) == (source, target) and not (is_further(example) or is_further(answered.example))
    ]
    assert len(found) == REACHED[source, target]


@sync_and_async
@pytest.mark.parametrize(
    ("example", "target", "answered"),
    ANSWERED,
    ids=[f"{answered.id}-for-{example.version}" for example, target, answered in ANSWERED],
)
def test_an_official_answer(example: Example, target: str, answered: Answered, flavour: Flavour) -> None:
    judge(example, target, answered.status, answered.body, flavour)


def generated_calls() -> Iterator[tuple[Example, str, str, int]]:
    """Calls, with the operation of the newer version that answers them."""
    for source, target in PAIRS:
        api = published_api(target)
        names = {(o.method, o.path): o.name for o in operations(target).values()}
        for operation in api.operations.values():
            name = names.get((operation.method, operation.path))
            call = call_of(source, name) if name else None
            if call is not None and "schema" in operation.entry["responses"][str(operation.status())]:
                yield call, target, operation.id, operation.status()


GENERATED = list(generated_calls())


@pytest.mark.parametrize(
    ("example", "target", "operation", "status"),
    GENERATED,
    ids=[f"{example.version}-from-{target}-{operation}" for example, target, operation, _ in GENERATED],
)
@given(data=st.data())
@settings(max_examples=example_count(3), deadline=None)
def test_a_generated_answer(example: Example, target: str, operation: str, status: int, data: st.DataObject) -> None:
    judge(example, target, status, data.draw(answers_of(target, operation)), "sync")
