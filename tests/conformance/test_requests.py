"""Every official example's request, made through the client, goes out as the published Swagger file says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from examples import JSON_FIELDS, KEY_HEADER, Answered, Example, Operation, every_answer, every_example
from recording import FLAVOURS, Flavour, by_keywords, call, json_arguments, sends_json, sends_models
from typedness import as_json, untyped, written

sync_and_async = pytest.mark.parametrize("flavour", FLAVOURS)


@dataclass(frozen=True)
class Sent:
    """A request in a form to compare: the path percent-encoded, the query decoded, JSON in one form."""

    method: str
    origin: str
    path: str
    query: list[tuple[str, str]]
    key: str | None
    content_type: str | None
    body: str
    form: dict[str, str]
    files: frozenset[str]


def published(example: Example) -> Sent:
    """The request that the Swagger file and the example describe."""
    operation = example.operation
    fields = operation.parameters_in("formData")
    return Sent(
        method=operation.method,
        origin=example.endpoint,
        path=example.url_path,
        query=sorted(example.query.items()),
        key=example.key,
        content_type=example.content_type,
        body=written(example.body) if sends_json(example) else example.body or "",
        form={name: field_text(operation, name, text) for name, text in example.form.items()},
        files=frozenset(name for name in example.form if fields[name]["type"] == "file"),
    )


def recorded(request: httpx.Request, operation: Operation) -> Sent:
    """The request that the transport was given."""
    path, _, query = request.url.raw_path.decode().partition("?")
    content_type = request.headers.get("Content-Type", "").partition(";")[0] or None
    body = request.content.decode()
    parts = form_parts(request) if content_type == "multipart/form-data" else {}
    return Sent(
        method=request.method,
        origin=f"{request.url.scheme}://{request.url.netloc.decode()}/",
        path=path,
        query=sorted(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))),
        key=request.headers.get(KEY_HEADER),
        content_type=content_type,
        body="" if parts else written(json.loads(body)) if content_type == "application/json" else body,
        form={name: field_text(operation, name, content(part)) for name, part in parts.items()},
        files=frozenset(name for name, part in parts.items() if part.get_filename() is not None),
    )


def form_parts(request: httpx.Request) -> dict[str, EmailMessage]:
    """The parts of a multipart/form-data body, by field."""
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    message = BytesParser(_class=EmailMessage, policy=policy.HTTP).parsebytes(head + request.content)
    parts = [(part.get_param("name", header="Content-Disposition"), part) for part in message.iter_parts()]
    by_field = {name: part for name, part in parts if isinstance(name, str) and isinstance(part, EmailMessage)}
    assert len(by_field) == len(parts)
    return by_field


def content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def field_text(operation: Operation, name: str, text: str) -> str:
    """The text of a form's field; JSON in one form."""
    return written(json.loads(text)) if (operation.name, name) in JSON_FIELDS else text


def type_of(argument: Any) -> Any:
    return list[type(argument[0])] if isinstance(argument, list) else type(argument)  # type: ignore[misc]


@sync_and_async
@every_answer()
def test_the_request_of_an_example_goes_out_as_published(answered: Answered, flavour: Flavour) -> None:
    example = answered.example
    assert recorded(call(answered, flavour).requests[0], example.operation) == published(example)


@sync_and_async
@every_answer(lambda answered: answered.next_link is not None)
def test_the_next_page_is_asked_for_at_exactly_its_link(answered: Answered, flavour: Flavour) -> None:
    sent = [(request.method, str(request.url)) for request in call(answered, flavour).requests[1:]]
    assert sent == [("GET", answered.next_link)]


@sync_and_async
@every_answer(lambda answered: answered.next_link is not None)
def test_the_key_goes_with_the_request_for_the_next_page(answered: Answered, flavour: Flavour) -> None:
    assert call(answered, flavour).requests[1].headers[KEY_HEADER] == answered.example.key


@sync_and_async
@every_answer(lambda answered: answered.example.operation.pageable and answered.next_link is None)
def test_no_second_request_is_sent_without_a_next_page(answered: Answered, flavour: Flavour) -> None:
    assert len(call(answered, flavour).requests) == 1


@every_example(sends_models)
def test_a_body_survives_its_model(example: Example) -> None:
    for argument, expected in json_arguments(example):
        assert written(as_json(argument)) == written(expected)


@every_example(sends_models)
def test_nothing_in_a_body_is_untyped(example: Example) -> None:
    for argument, _ in json_arguments(example):
        assert list(untyped(argument, type_of(argument))) == []


@every_example(sends_models)
def test_a_body_made_by_keywords_is_the_one_made_of_json(example: Example) -> None:
    for argument, expected in json_arguments(example):
        assert by_keywords(type_of(argument), expected) == argument
