"""Errors go to other processes and come back as they were: job queues and process pools pickle them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any, TypeVar

import httpx
import pytest

from speechtotext import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    Conflict,
    InvalidRequest,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    SpeechError,
    TransportError,
    UnexpectedResponse,
    v3_2,
)
from unit.flavours import KEY, FakeService, Flavour

T = TypeVar("T")

BODY = {
    "code": "InvalidRequest",
    "message": "The request is invalid.",
    "target": "transcription",
    "details": [{"code": "Other"}],
    "innerError": {"code": "InvalidLocale", "message": "The locale 'xx' is not supported."},
}
KINDS: list[tuple[int, type[ApiError]]] = [
    (400, InvalidRequest),
    (401, AuthenticationError),
    (402, ApiError),
    (403, PermissionDenied),
    (404, NotFound),
    (409, Conflict),
    (429, RateLimited),
    (500, ServerError),
]
ATTRIBUTES = ("status_code", "code", "inner_codes", "message", "target", "details", "request_id", "retry_after")


def pickled(value: T, protocol: int = pickle.HIGHEST_PROTOCOL) -> T:
    kept: T = pickle.loads(pickle.dumps(value, protocol))
    return kept


COPIES: list[Callable[[Any], Any]] = [
    pickled,
    lambda error: pickled(error, 2),
    copy.copy,
    copy.deepcopy,
    lambda error: pickled(pickled(error)),
]
each_way = pytest.mark.parametrize("again", COPIES, ids=["pickle", "old pickle", "copy", "deepcopy", "twice"])


def raised(flavour: Flavour, answer: httpx.Response | Exception) -> SpeechError:
    with pytest.raises(SpeechError) as caught:
        flavour.client(v3_2.Client, FakeService(answer)).transcriptions.get("x")
    return caught.value


@each_way
@pytest.mark.parametrize(("status", "kind"), KINDS, ids=[kind.__name__ for _, kind in KINDS])
def test_a_refusal_keeps_everything(
    flavour: Flavour, status: int, kind: type[ApiError], again: Callable[[ApiError], ApiError]
) -> None:
    headers = {"apim-request-id": "4711", "Retry-After": "3"}
    error = raised(flavour, httpx.Response(status, json=BODY, headers=headers))
    assert isinstance(error, ApiError)
    kept = again(error)
    assert type(kept) is type(error) is kind
    assert str(kept) == str(error)
    assert [getattr(kept, name) for name in ATTRIBUTES] == [getattr(error, name) for name in ATTRIBUTES]
    assert kept.response.status_code == status
    assert kept.response.json() == BODY
    assert kept.response.headers == error.response.headers
    assert kept.response.request.url == error.response.request.url


@each_way
def test_a_refusal_without_a_body_keeps_everything(flavour: Flavour, again: Callable[[ApiError], ApiError]) -> None:
    error = raised(flavour, httpx.Response(502, html="<h1>Bad gateway</h1>"))
    assert isinstance(error, ApiError)
    kept = again(error)
    assert (str(kept), kept.code, kept.message, kept.details) == (str(error), None, "", [])


@each_way
def test_an_answer_that_makes_no_sense_is_kept(
    flavour: Flavour, again: Callable[[UnexpectedResponse], UnexpectedResponse]
) -> None:
    error = raised(flavour, httpx.Response(200, json=["no job"]))
    assert isinstance(error, UnexpectedResponse)
    kept = again(error)
    assert type(kept) is UnexpectedResponse
    assert str(kept) == str(error)
    assert kept.response.json() == error.response.json()


@each_way
def test_a_lost_connection_is_kept(flavour: Flavour, again: Callable[[SpeechError], SpeechError]) -> None:
    error = raised(flavour, httpx.ReadTimeout("timed out"))
    kept = again(error)
    assert type(kept) is TransportError
    assert str(kept) == str(error)


@each_way
def test_a_client_that_cannot_be_made_is_told_alike(again: Callable[[SpeechError], SpeechError]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        v3_2.Client(region="westeurope", key="ключ")
    kept = again(caught.value)
    assert type(kept) is ConfigurationError
    assert str(kept) == str(caught.value)


@each_way
def test_a_note_is_kept(flavour: Flavour, again: Callable[[SpeechError], SpeechError]) -> None:
    for answer in (httpx.Response(404), httpx.Response(200, text="rubbish"), httpx.ConnectError("refused")):
        error = raised(flavour, answer)
        error.add_note("while fetching the calls of Monday")
        assert getattr(again(error), "__notes__", None) == ["while fetching the calls of Monday"]


@pytest.mark.parametrize("status", [404, 200], ids=["404", "rubbish"])
def test_what_is_kept_of_an_error_holds_no_key(flavour: Flavour, status: int) -> None:
    error = raised(flavour, httpx.Response(status, text="rubbish"))
    assert KEY.encode() not in pickle.dumps(error)
