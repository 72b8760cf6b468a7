"""Whatever is answered, to any operation of any version, comes out as a result or as an error of this package."""

from __future__ import annotations

import asyncio
import inspect
import json
import typing
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from example_counts import example_count
from speechtotext import File, RetryPolicy, SpeechError
from unit.flavours import KEY, ORIGIN
from unit.specification import (
    MODULES,
    Json,
    any_json,
    client_module,
    method_name,
    model,
    operations,
    schemas,
    snake_case,
)

each_version = pytest.mark.parametrize("version", MODULES)
slow_is_fine = [HealthCheck.too_slow, HealthCheck.data_too_large]
often = settings(max_examples=example_count(20), deadline=None, database=None, suppress_health_check=slow_is_fine)
seldom = settings(often, max_examples=example_count(4))

CONTENT_TYPES = ["application/json", "application/json; charset=utf-16", "application/json; charset=nonsense"]
CONTENT_TYPES += ["text/plain", "text/html; charset=utf-8", "application/octet-stream", ";", ""]
MEMBERS = ["values", "@nextLink", "self", "error", "code", "message", "details", "innerError", "properties", "status"]

members = st.dictionaries(st.sampled_from([*MEMBERS, "links", "displayName", "locale", "kind"]), any_json(), max_size=4)
links = st.sampled_from([ORIGIN, f"{ORIGIN}/speechtotext/x?skip=1", "https://[", "x", "https://elsewhere.example.com"])
listings = st.fixed_dictionaries({"values": st.lists(members, max_size=2)}, optional={"@nextLink": links | any_json()})
bodies = st.binary(max_size=40) | st.builds(lambda value: json.dumps(value).encode(), any_json() | members | listings)
headers = st.fixed_dictionaries(
    {"Content-Type": st.sampled_from(CONTENT_TYPES)},
    optional={
        "Retry-After": st.sampled_from(["1", "-1", "nan", "soon", "Tue, 31 Mar 2026 12:00:30 +99999999999999999999"]),
        "Location": links | st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12),
        "apim-request-id": st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=8),
    },
)
statuses = st.sampled_from([200, 201, 202, 204, 400, 404, 429, 503]) | st.integers(200, 599)

answers = st.builds(
    lambda status, body, headers: (status, body, {name: value.encode("latin-1") for name, value in headers.items()}),
    statuses,
    bodies,
    headers,
)


def minimal(version: str, schema: Json) -> Any:
    """The least JSON that a schema describes."""
    if "$ref" in schema:
        return minimal(version, schemas(version)[schema["$ref"].rpartition("/")[2]])
    if "allOf" in schema:
        return minimal(version, schema["allOf"][0])
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        required = schema.get("required", ())
        return {name: minimal(version, each) for name, each in schema.get("properties", {}).items() if name in required}
    texts = {"date-time": "2026-03-31T12:00:00Z", "uuid": str(UUID(int=1)), "uri": "https://example.com/"}
    text = texts.get(schema.get("format", ""), "text")
    return {"string": text, "integer": 1, "number": 1.5, "boolean": True, "array": []}[schema["type"]]


def argument(version: str, annotation: Any) -> Any:
    """Something that a parameter can be given."""
    kinds = (annotation, *typing.get_args(annotation))
    if str in kinds:
        return b"RIFF" if File in kinds else "x"
    if bytes in kinds:
        return b"block"
    if int in kinds:
        return 6
    kind = next(each for kind in kinds for each in (kind, *typing.get_args(kind)) if hasattr(each, "from_dict"))
    made = model(version, kind.__name__).from_dict(minimal(version, schemas(version)[kind.__name__]))
    return [made] if typing.get_origin(annotation) is Sequence else made


@cache
def calls(version: str, client: str) -> list[tuple[str, str, list[Any], dict[str, Any]]]:
    """Every operation of a version: its group and method, and arguments for it."""
    stt = getattr(client_module(version), client)(region="westeurope", key=KEY)
    found = []
    for group, verb in operations(version):
        place = snake_case(group), method_name(group, verb)
        method = getattr(getattr(stt, place[0]), place[1])
        hints = typing.get_type_hints(method)
        needed = [each for each in inspect.signature(method).parameters.values() if each.default is each.empty]
        given = {each: argument(version, hints[each.name]) for each in needed}
        positional = [value for each, value in given.items() if each.kind is not each.KEYWORD_ONLY]
        named = {each.name: value for each, value in given.items() if each.kind is each.KEYWORD_ONLY}
        found.append((*place, positional, named))
    return found


def transport_of(answer: tuple[int, bytes, dict[str, bytes]]) -> httpx.MockTransport:
    """Answers every request so."""
    status, body, headers = answer
    return httpx.MockTransport(lambda request: httpx.Response(status, content=body, headers=list(headers.items())))  # type: ignore[arg-type]


def arguments() -> dict[str, Any]:
    return {
        "region": "westeurope",
        "key": KEY,
        "rate_limit": None,
        "retry": RetryPolicy(attempts=2, backoff=0, seconds=0),
    }


@each_version
def test_every_operation_of_a_version_is_called(version: str) -> None:
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, request.url.path))
        return httpx.Response(204)

    http = httpx.Client(transport=httpx.MockTransport(handler))
    stt = client_module(version).Client(http_client=http, **arguments())
    for group, method, positional, named in calls(version, "Client"):
        with suppress(SpeechError):
            result = getattr(getattr(stt, group), method)(*positional, **named)
            list(result) if hasattr(result, "pages") else None
    assert len(asked) == len(set(asked)) == len(operations(version))


@each_version
@often
@example(answer=(200, b"[" * 100_000, {}))
@example(answer=(400, b"[" * 100_000, {}))
@example(answer=(200, b'{"values": [' + b'{"properties":' * 50_000, {}))
@example(answer=(400, b'{"innerError":' * 500 + b"{}" + b"}" * 500, {}))
@example(answer=(200, b"9" * 5_000, {}))
@example(answer=(500, b"9" * 5_000, {}))
@example(answer=(200, b'"\\ud800"', {}))
@example(answer=(500, b'{"message": "\\ud800"}', {}))
@example(answer=(302, b"", {"Location": b"https://["}))
@example(answer=(500, b"\xff", {"Content-Type": b"text/plain; charset=nonsense"}))
@example(answer=(429, b"", {"Retry-After": b"Tue, 31 Mar 2026 12:00:30 +99999999999999999999"}))
@example(answer=(400, b'{"code": "first\\nsecond"}', {}))
@example(answer=(400, b"", {"apim-request-id": b"first\x85second"}))
@example(answer=(200, b'{"": Infinity}', {"Content-Type": b"application/json"}))
@given(answer=answers)
def test_any_answer_is_a_result_or_an_error_of_this_package(
    version: str, answer: tuple[int, bytes, dict[str, bytes]]
) -> None:
    with httpx.Client(transport=transport_of(answer)) as http:
        stt = client_module(version).Client(http_client=http, **arguments())
        for group, method, positional, named in calls(version, "Client"):
            try:
                result = getattr(getattr(stt, group), method)(*positional, **named)
                list(result) if hasattr(result, "pages") else repr(result)
            except SpeechError as error:
                assert len(str(error).splitlines()) == 1
            except Exception:
                note(f"{group}.{method}")
                raise


@each_version
@seldom
@given(answer=answers)
def test_so_it_is_asynchronously(version: str, answer: tuple[int, bytes, dict[str, bytes]]) -> None:
    async def use() -> None:
        async with httpx.AsyncClient(transport=transport_of(answer)) as http:
            stt = client_module(version).AsyncClient(http_client=http, **arguments())
            for group, method, positional, named in calls(version, "AsyncClient"):
                with suppress(SpeechError):
                    result = getattr(getattr(stt, group), method)(*positional, **named)
                    await (result.all() if hasattr(result, "pages") else result)

    asyncio.run(use())
