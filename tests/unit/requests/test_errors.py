"""What a call raises when the service refuses, answers rubbish, or cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

import speechtotext
from speechtotext import (
    ApiError,
    AuthenticationError,
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
from unit.flavours import JOB, FakeService, Flavour

REFUSAL = {
    "code": "InvalidRequest",
    "message": "The request is invalid.",
    "target": "transcription",
    "details": [{"code": "Other", "message": "More."}],
    "innerError": {
        "code": "InvalidPayload",
        "message": "The payload is invalid.",
        "innerError": {"code": "InvalidLocale", "message": "The locale 'xx' is not supported."},
    },
}


def error_of(flavour: Flavour, answer: httpx.Response | Exception, **arguments: Any) -> SpeechError:
    """What asking for a transcription raises when the service answers so."""
    with pytest.raises(SpeechError) as caught:
        flavour.client(v3_2.Client, FakeService(answer), **arguments).transcriptions.get("x")
    return caught.value


def refused(flavour: Flavour, status: int, **answer: Any) -> ApiError:
    """What a refusal raises."""
    error = error_of(flavour, httpx.Response(status, **answer))
    assert isinstance(error, ApiError)
    return error


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, InvalidRequest),
        (401, AuthenticationError),
        (402, ApiError),
        (403, PermissionDenied),
        (404, NotFound),
        (405, InvalidRequest),
        (409, Conflict),
        (410, NotFound),
        (412, Conflict),
        (413, InvalidRequest),
        (415, InvalidRequest),
        (422, InvalidRequest),
        (429, RateLimited),
        (500, ServerError),
        (503, ServerError),
        (599, ServerError),
    ],
)
def test_the_status_tells_the_class_of_the_error(flavour: Flavour, status: int, kind: type[ApiError]) -> None:
    error = refused(flavour, status, json=REFUSAL)
    assert type(error) is kind
    assert error.status_code == status


def test_a_refusal_is_told_in_one_sentence(flavour: Flavour) -> None:
    error = refused(flavour, 400, json=REFUSAL, headers={"apim-request-id": "4711"})
    assert str(error) == (
        "Transcriptions_Get was answered with HTTP 400: The locale 'xx' is not supported "
        "(InvalidRequest > InvalidPayload > InvalidLocale, request id 4711). Details: More."
    )


def test_a_message_of_several_lines_is_told_on_one(flavour: Flavour) -> None:
    error = refused(flavour, 400, json={"code": "InvalidRequest", "message": "First line.\r\nSecond line.\n"})
    assert len(str(error).splitlines()) == 1


def test_the_parts_of_a_refusal_are_attributes(flavour: Flavour) -> None:
    error = refused(flavour, 400, json=REFUSAL, headers={"Retry-After": "3"})
    assert error.code == "InvalidRequest"
    assert error.inner_codes == ("InvalidPayload", "InvalidLocale")
    assert error.message == "The locale 'xx' is not supported."
    assert error.target == "transcription"
    assert error.details == [{"code": "Other", "message": "More."}]
    assert error.retry_after == "3"
    assert error.response.json() == REFUSAL


@pytest.mark.parametrize("header", ["apim-request-id", "x-ms-request-id", "X-RequestId"])
def test_the_request_id_is_found_in_each_of_its_headers(flavour: Flavour, header: str) -> None:
    error = refused(flavour, 500, headers={header: "4711"})
    assert error.request_id == "4711"
    assert "request id 4711" in str(error)


def test_a_refusal_of_the_gateway_is_understood(flavour: Flavour) -> None:
    body = {"error": {"code": "401", "message": "Access denied due to invalid subscription key."}}
    error = refused(flavour, 401, json=body)
    assert error.code == "401"
    assert error.message == "Access denied due to invalid subscription key."


def test_a_refusal_in_plain_text_is_quoted_by_its_first_line(flavour: Flavour) -> None:
    assert refused(flavour, 503, text="Overloaded\nsecond line").message == "Overloaded"


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"content": b""},
        {"html": "<h1>Bad gateway</h1>"},
        {"content": b"\xff\xfe{"},
        {"json": []},
        {"json": None},
        {"json": "text"},
        {"json": {"error": "text"}},
        {"json": {"code": 5, "message": ["a"], "details": {}, "innerError": "x"}},
        {"content": b"[" * 100_000},
    ],
    ids=["nothing", "empty", "html", "bytes", "list", "null", "text", "error text", "wrong types", "deeply nested"],
)
def test_a_refusal_with_any_body_is_still_a_sentence(flavour: Flavour, answer: dict[str, Any]) -> None:
    error = refused(flavour, 502, **answer)
    assert str(error).startswith("Transcriptions_Get was answered with HTTP 502")
    assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, {"content": b""}),
        (200, {"html": "<h1>Welcome</h1>"}),
        (200, {"content": b"{"}),
        (200, {"content": b"\xff\xfe\x00"}),
        (200, {"content": b"[" * 100_000}),
        (200, {"json": []}),
        (200, {"json": None}),
        (204, {}),
        (302, {"headers": {"Location": "https://example.com/"}}),
        (304, {}),
    ],
    ids=["empty", "html", "cut off", "bytes", "nested", "list", "null", "no content", "redirect", "not modified"],
)
def test_an_answer_that_makes_no_sense_is_held_by_the_error(
    flavour: Flavour, status: int, answer: dict[str, Any]
) -> None:
    response = httpx.Response(status, **answer)
    error = error_of(flavour, response)
    assert type(error) is UnexpectedResponse
    assert error.response is response
    assert str(error).startswith("Transcriptions_Get ")
    assert len(str(error).splitlines()) == 1


def test_a_missing_required_property_is_named_by_a_strict_client(flavour: Flavour) -> None:
    error = error_of(flavour, httpx.Response(200, json={"displayName": "Calls"}), strict=True)
    assert type(error) is UnexpectedResponse
    assert "Transcription.locale is missing" in str(error)


def test_a_property_of_another_type_is_named_without_its_value(flavour: Flavour) -> None:
    error = error_of(flavour, httpx.Response(200, json={**JOB, "locale": ["confidential"]}), strict=True)
    assert type(error) is UnexpectedResponse
    assert "Transcription.locale" in str(error)
    assert "confidential" not in str(error)


def test_another_status_of_success_is_taken_as_one(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(202, json=JOB))
    assert flavour.client(v3_2.Client, service).transcriptions.get("x").display_name == "Calls"


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("Name or service not known"),
        httpx.ConnectTimeout("timed out"),
        httpx.ReadTimeout("timed out"),
        httpx.WriteError("broken pipe"),
        httpx.ReadError("connection reset"),
        httpx.RemoteProtocolError("peer closed connection without sending complete message body"),
        httpx.ProxyError("407"),
        httpx.PoolTimeout(""),
        httpx.TooManyRedirects("Exceeded maximum allowed redirects."),
        httpx.DecodingError("incorrect header check"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_when_no_answer_comes_the_cause_is_kept(flavour: Flavour, failure: httpx.RequestError) -> None:
    error = error_of(flavour, failure)
    assert type(error) is TransportError
    assert error.__cause__ is failure
    assert str(error).startswith("Transcriptions_Get got no response")
    assert str(error).endswith(".")


@pytest.mark.parametrize("call", [lambda stt: list(stt.datasets.list()), lambda stt: stt.datasets.get("x")])
def test_every_kind_of_call_raises_the_same_errors(flavour: Flavour, call: Callable[[v3_2.Client], Any]) -> None:
    with pytest.raises(NotFound):
        call(flavour.client(v3_2.Client, FakeService(httpx.Response(404))))


def test_to_delete_what_is_gone_already_is_no_error(flavour: Flavour) -> None:
    flavour.client(v3_2.Client, FakeService(httpx.Response(404))).datasets.delete("x")


def test_all_errors_are_speech_errors() -> None:
    exported = [getattr(speechtotext, name) for name in speechtotext.__all__]
    raised = [entry for entry in exported if isinstance(entry, type) and issubclass(entry, Exception)]
    errors = [entry for entry in raised if not issubclass(entry, Warning)]
    assert len(errors) >= 12
    assert all(issubclass(error, SpeechError) for error in errors)


def test_a_key_that_is_a_stand_in_is_not_taken_for_a_part_of_words(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(401))
    with pytest.raises(AuthenticationError, match="Check that the key is one of this resource"):
        flavour.client(v3_2.Client, service, key="key").datasets.get("x")
