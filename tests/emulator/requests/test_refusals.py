"""Wrong requests are refused as the service does it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from breaches import breaches
from emulator.requests.official import ACOUSTIC, official_emulator
from emulator.requests.wrong_requests import _KEY, _SHORT, CREATE, REFUSED, Wrong, each_wrong_request, job
from examples import KEY_HEADER, document
from published import requires_published
from speechtotext.emulator import Emulator


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    """One for all: what is refused changes nothing."""
    with official_emulator(_KEY) as emulator:
        first = httpx.Request("PUT", _url("v3.2", f"/datasets/{ACOUSTIC}/blocks?blockid={_SHORT}"))
        with emulator.http_client() as http:
            headers = {KEY_HEADER: _KEY, "Content-Type": "application/octet-stream"}
            http.put(first.url, headers=headers, content=b"block").raise_for_status()
        yield emulator


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    with emulator.http_client() as http:
        http.headers[KEY_HEADER] = _KEY
        yield http


@each_wrong_request
def test_a_wrong_request_is_refused_with_its_status_and_codes(wrong: Wrong, http: httpx.Client) -> None:
    response = http.request(wrong.method, _url(wrong.version, wrong.path), **wrong.send)

    error = response.json()
    assert (response.status_code, error["code"]) == wrong.outcome
    assert error.get("innerError", {}).get("code") == wrong.inner


@requires_published
@each_wrong_request
def test_a_refusal_is_an_error_as_published(wrong: Wrong, http: httpx.Client) -> None:
    response = http.request(wrong.method, _url(wrong.version, wrong.path), **wrong.send)

    schema = {"$ref": "#/definitions/Error"}
    assert list(breaches(document(wrong.version), schema, response.json(), "error")) == []


def test_the_table_is_long_enough() -> None:
    assert len(REFUSED) >= 60
    assert {wrong.version for wrong in REFUSED.values()} == {"v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15"}


def test_every_fault_of_a_body_is_told(http: httpx.Client) -> None:
    response = http.post(_url("v3.2", CREATE), json={"displayName": 1, "locale": 2, "contentUrls": 3})

    assert {detail["target"] for detail in response.json()["details"]} == {"displayName", "locale", "contentUrls"}


def test_unknown_properties_and_parameters_are_ignored_unless_the_emulator_is_strict() -> None:
    with Emulator(port=None) as emulator, emulator.http_client() as http:
        http.headers[KEY_HEADER] = emulator.key
        response = http.post(_url("v3.2", f"{CREATE}?colour=red"), json=job(colour="red"))

    assert response.status_code == 201
    assert "colour" not in response.json()


def _url(version: str, path: str) -> str:
    if version.startswith("v"):
        return f"/speechtotext/{version}{path}"
    return f"/speechtotext{path}{'&' if '?' in path else '?'}api-version={version}"
