"""Every model of every version: what its schema describes comes back as it was; the rest is refused in one way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from example_counts import example_count
from speechtotext_api.wire import DecodeError
from unit.specification import MODULES, any_json, client_module, model, model_names, schemas, valid

each_model = pytest.mark.parametrize(
    ("version", "name"), [(version, name) for version in MODULES for name in model_names(version)]
)
slow_is_fine = [HealthCheck.too_slow, HealthCheck.data_too_large]
quickly = settings(max_examples=example_count(4), deadline=None, database=None, suppress_health_check=slow_is_fine)


@pytest.mark.parametrize("version", MODULES)
def test_every_schema_is_a_model_and_every_model_a_schema(version: str) -> None:
    assert set(client_module(version).models.__all__) == set(schemas(version))


@each_model
@quickly
@given(data=st.data())
def test_what_the_schema_describes_comes_back_as_it_was(version: str, name: str, data: st.DataObject) -> None:
    json = data.draw(valid(version, name))
    assert model(version, name).from_dict(json).to_dict() == json


@each_model
@quickly
@given(data=st.data())
def test_other_json_is_taken_or_refused_by_a_decode_error(version: str, name: str, data: st.DataObject) -> None:
    json = data.draw(spoilt(version, name))
    try:
        model(version, name).from_dict(json).to_dict()
    except DecodeError as error:
        assert len(str(error).splitlines()) == 1


@st.composite
def spoilt(draw: st.DrawFn, version: str, name: str) -> Any:
    """JSON that a schema describes, with something else in the place of one of its properties or of all of it."""
    json = draw(valid(version, name))
    place = draw(st.none() | st.sampled_from(sorted(schemas(version)[name]["properties"])))
    return draw(any_json()) if place is None else {**json, place: draw(any_json())}


@each_model
def test_every_model_says_what_it_is(version: str, name: str) -> None:
    assert (model(version, name).__doc__ or name).strip(".") != name
