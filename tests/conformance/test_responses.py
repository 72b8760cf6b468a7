"""Every official example's response is parsed through the client, nothing in it is untyped, and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from examples import Answered, document, every_answer
from published import requires_published
from recording import FLAVOURS, Flavour, call, model
from typedness import as_json, untyped, written

sync_and_async = pytest.mark.parametrize("flavour", FLAVOURS)
every_declared_answer = every_answer(lambda answered: answered.example.answers_what_is_declared)
every_page = every_answer(
    lambda answered: answered.example.operation.pageable and answered.example.answers_what_is_declared
)

# Values that may be anything, as the Swagger files say it of them: property of a definition -> its map's values.
FREE: Mapping[str, tuple[str, str]] = {"ModelManifest.properties{} may be anything": ("ModelManifest", "properties")}


def returned(answered: Answered) -> Any:
    """What a response body holds that the method returns: the items of a page, else the body itself."""
    if not answered.has_body:
        return None
    return answered.body["values"] if answered.example.operation.pageable else answered.body


def page_of(answered: Answered) -> Any:
    """The body of a page through the model of pages."""
    schema = answered.example.operation.responses[str(answered.status)]["schema"]
    return model(answered.example, schema["$ref"].rpartition("/")[2]).from_dict(answered.body)


@sync_and_async
@every_answer()
def test_a_response_body_survives_the_client(answered: Answered, flavour: Flavour) -> None:
    result = call(answered, flavour).result
    parsed = [item for page in result for item in page] if answered.example.operation.pageable else result
    assert written(as_json(parsed)) == written(returned(answered))


@sync_and_async
@every_declared_answer
def test_nothing_in_a_result_is_untyped(answered: Answered, flavour: Flavour) -> None:
    outcome = call(answered, flavour)
    assert set(untyped(outcome.result, outcome.annotation)) - FREE.keys() == set()


@every_page
def test_a_page_survives_its_model(answered: Answered) -> None:
    assert written(page_of(answered).to_dict()) == written(answered.body)


@every_page
def test_nothing_in_a_page_is_untyped(answered: Answered) -> None:
    page = page_of(answered)
    assert list(untyped(page, type(page))) == []


@requires_published
@pytest.mark.parametrize("version", ["v3.2", "2024-11-15", "2025-10-15"])
def test_what_may_be_anything_is_published_so(version: str) -> None:
    for definition, name in FREE.values():
        schema = document(version)["definitions"][definition]["properties"][name]
        assert schema["additionalProperties"] == {}
