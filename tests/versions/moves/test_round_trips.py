"""Up then down is the identity on all that can be said, and a chain of steps is what the steps are one by one."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import example_count
from examples import Example, Operation, operations
from published import requires_published
from recording import FLAVOURS, Flavour, play
from speechtotext import Migration, NotExpressible
from speechtotext._shims.change import VersionStep
from speechtotext._shims.durations import iso_8601
from speechtotext._shims.operation_plan import OperationPlan
from speechtotext._shims.steps import steps_between
from speechtotext._shims.translator import translator_between
from speechtotext_api.calls import Operation as SentOperation
from speechtotext_api.calls import Request
from typedness import as_json
from versions.generated import answers_of, examples_of
from versions.pairs import PAIRS
from versions.published_api import published_api

pytestmark = [requires_published, pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")]

# What is lost on the way to 2024-11-15 and beyond, with a warning, or becomes an entity of its own.
LOST = {"email", "minCount", "text"}
TIMES_TO_LIVE = st.integers(6, 744).map(lambda hours: iso_8601(hours * 3_600_000))
SPEAKERS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"diarizationEnabled": False},
        {"diarizationEnabled": True},
        {"diarizationEnabled": True, "diarization": {"speakers": {}}},
        {"diarizationEnabled": True, "diarization": {"speakers": {"maxCount": 3}}},
        {"diarizationEnabled": True, "diarization": {"speakers": {"maxCount": 35}}},
        {"diarizationEnabled": False, "diarization": {"speakers": {"maxCount": 2}}},
    ]
)


def operations_of(version: str) -> list[Operation]:
    return sorted(set(operations(version).values()), key=lambda operation: operation.name)


def plan(operation: str, steps: Sequence[VersionStep]) -> OperationPlan:
    migration = Migration(to=steps[-1].newer)
    return OperationPlan(operation, steps[0].older, steps, translator_between(steps[0].older, migration))


CREATIONS = [
    (operation, target)
    for source, target in PAIRS
    for operation in operations_of(source)
    if operation.name.endswith(("_Create", "_Submit"))
    and not (target == "2024-11-15" and operation.name == "Projects_Create")
]
CHAINS = [
    (operation, target)
    for source, target in PAIRS
    for operation in operations_of(source)
    if len(steps_between(source, target)) > 1 and plan(operation.name, steps_between(source, target)).flow is None
]


def ids(calls: Sequence[tuple[Operation, str]]) -> list[str]:
    return [f"{operation.version}-{operation.name}-to-{target}" for operation, target in calls]


@st.composite
def entities(draw: st.DrawFn, operation: Operation, target: str) -> tuple[Example, Any]:
    """A call that creates an entity, and the entity: of all that nothing is lost of."""
    example = draw(examples_of(operation))
    ((name, body),) = example.parameters.items()
    body["displayName"] = "Calls"
    if operation.version.startswith("v") and not target.startswith("v"):
        body = _without(body, LOST | ({"project"} if target == "2024-11-15" else set()))
        if operation.name == "Endpoints_Create":
            body = _without(body, {"timeToLive"})
        if operation.name == "Transcriptions_Create":
            others = {
                n: v for n, v in body.get("properties", {}).items() if n not in ("diarization", "diarizationEnabled")
            }
            body["properties"] = {**others, "timeToLive": draw(TIMES_TO_LIVE), **draw(SPEAKERS)}
    return replace(example, parameters={name: body}), body


def echo(request: httpx.Request) -> httpx.Response:
    """A service that answers with what it was sent."""
    return httpx.Response(201, content=request.content, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(("operation", "target"), CREATIONS, ids=ids(CREATIONS))
@given(data=st.data())
@settings(max_examples=example_count(3), deadline=None)
def test_what_goes_up_comes_down_the_same(
    operation: Operation, target: str, flavour: Flavour, data: st.DataObject
) -> None:
    example, entity = data.draw(entities(operation, target))
    result, _ = play(example, echo, flavour, api_version=target)
    assert as_json(result) == entity


@pytest.mark.parametrize(("operation", "target"), CHAINS, ids=ids(CHAINS))
@given(data=st.data())
@settings(max_examples=example_count(3), deadline=None)
def test_a_chain_is_its_steps_one_by_one(operation: Operation, target: str, data: st.DataObject) -> None:
    steps = steps_between(operation.version, target)
    request = _request(data.draw(examples_of(operation)))
    assert _sent(request, [steps]) == _sent(request, [(step,) for step in steps])
    newest = _names(operation.name, steps)[-1]
    answer = data.draw(_answers(target, newest))
    assert _read(answer, operation.name, [steps]) == _read(answer, operation.name, [(step,) for step in steps])


def _sent(request: Request[Any], chain: Sequence[Sequence[VersionStep]]) -> object:
    """What a request becomes; None if it cannot be said."""
    name = request.operation.id
    try:
        for steps in chain:
            request = plan(name, steps).newer(request)
            name = _names(name, steps)[-1]
    except NotExpressible:
        # If for several reasons, the chain need not tell the same one.
        return None
    return request.path, request.query, request.json, request.form, request.content


def _read(answer: Any, operation: str, chain: Sequence[Sequence[VersionStep]]) -> Any:
    """What an answer becomes."""
    answer = deepcopy(answer)
    names = [operation]
    for steps in chain:
        names.append(_names(names[-1], steps)[-1])
    for name, steps in reversed(list(zip(names, chain, strict=False))):
        answer = plan(name, steps).older(answer)
    return answer


def _names(operation: str, steps: Sequence[VersionStep]) -> list[str]:
    """The ids that an operation has, version by version."""
    names = [operation]
    for step in steps:
        renamed = {old: new for change in step.changes for old, new in change.renamed.items()}
        names.append(renamed.get(names[-1], names[-1]))
    return names


def _answers(target: str, operation: str) -> st.SearchStrategy[Any]:
    published = next((o for o in operations_of(target) if o.name == operation), None)
    if published is None:
        return st.just(None)
    api = published_api(target)
    found = next(o for o in api.operations.values() if (o.method, o.path) == (published.method, published.path))
    has_body = "schema" in found.entry["responses"][str(found.status())]
    return answers_of(target, found.id) if has_body else st.just(None)


def _request(example: Example) -> Request[Any]:
    """The request of a call, as the client makes it."""
    operation = example.operation
    return Request(
        SentOperation(operation.name, operation.method, operation.path, {}),
        example.url_path.removeprefix(operation.base_path),
        example.query,
        json=example.body if example.content_type == "application/json" else None,
        form=dict(example.form) or None,
        content_type=example.content_type,
    )


def _without(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(member, names) for name, member in value.items() if name not in names}
    return [_without(item, names) for item in value] if isinstance(value, list) else value
