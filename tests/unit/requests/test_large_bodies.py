"""Large responses: they are read by another decoder, and to the same values."""

from __future__ import annotations

import json
from typing import Any

import httpx
from hypothesis import given
from hypothesis import strategies as st

from speechtotext._core.responses import parsed
from speechtotext.v3_2 import models
from unit.flavours import JOB

LARGE = " " * (64 << 10)

numbers = st.integers(-(10**400), 10**400) | st.floats() | st.sampled_from([2**63, 2**64, -(2**63) - 1, -0.0, 5e-324])
texts = st.text(st.characters(exclude_categories=()), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
# Also what json alone reads, what no decoder does, and members of one name.
odd = st.sampled_from(
    [
        '{"a": 1, "b": 2, "a": [3]}',
        "[1e400]",
        "[NaN, -Infinity]",
        '"\\ud800"',
        "[01]",
        "[1.]",
        "{",
        "",
        '"\x01"',
        "[1] 2",
    ]
)


def read(content: bytes, *, with_json: bool) -> str:
    """What a response is read to, as text: NaN is not equal to itself, and 1 is to True."""
    response = httpx.Response(200, content=content)
    try:
        return repr(response.json() if with_json else parsed(response))
    except ValueError:
        return "no JSON"


@given(st.one_of(values.map(json.dumps), values.map(lambda value: json.dumps(value, ensure_ascii=False)), odd))
def test_a_large_body_is_read_to_the_values_that_json_gives(text: str) -> None:
    content = (text + LARGE).encode("utf-8", "surrogatepass")

    assert read(content, with_json=False) == read(content, with_json=True)


@given(values.map(json.dumps), st.sampled_from(["utf-8-sig", "utf-16", "utf-32-be"]))
def test_so_is_one_in_another_encoding(text: str, encoding: str) -> None:
    content = (text + LARGE).encode(encoding)

    assert read(content, with_json=False) == read(content, with_json=True)


members = st.dictionaries(
    st.sampled_from(
        ["status", "createdDateTime", "properties", "model", "links", "contentUrls", "new", "customProperties"]
    ),
    values,
)


@given(members)
def test_a_model_gives_back_what_came_in_a_large_body(given: dict[str, Any]) -> None:
    content = (json.dumps(JOB | given) + LARGE).encode()
    large, small = parsed(httpx.Response(200, content=content)), json.loads(content)

    one, other = (models.Transcription.from_dict(each, strict=False) for each in (large, small))

    assert repr(one.to_dict()) == repr(other.to_dict()) == repr(small)
    for name in ("status", "created_date_time", "properties", "content_urls", "custom_properties"):
        assert told(one, name) == told(other, name)


def told(model: models.Transcription, name: str) -> str:
    """What an attribute is, or why it cannot be read."""
    try:
        return repr(getattr(model, name))
    except AttributeError as error:
        return str(error)
