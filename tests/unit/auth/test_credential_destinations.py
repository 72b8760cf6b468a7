"""Secrets go to the service that they are for, and nowhere else."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from speechtotext import (
    UnexpectedResponse,
    v3_2,
)
from unit.auth.credentials import OWN_HOST, Credential, SignedBy
from unit.flavours import KEY, ORIGIN, FakeService, Flavour


@pytest.mark.parametrize("way", ["credential", "auth"])
def test_the_key_of_the_environment_stays_at_home_when_something_else_is_given(
    flavour: Flavour, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_KEY", KEY)
    service = FakeService(httpx.Response(204))
    given: dict[str, Any] = {"credential": Credential()} if way == "credential" else {"auth": SignedBy()}
    flavour.client(v3_2.Client, service, endpoint=OWN_HOST, **given).transcriptions.delete("x")
    assert KEY not in str(service.request.headers.raw)


def test_an_auth_of_the_user_s_signs_every_request(flavour: Flavour) -> None:
    link = f"{ORIGIN}/speechtotext/v3.2/transcriptions?skip=1"
    service = FakeService(httpx.Response(200, json={"values": [], "@nextLink": link}), httpx.Response(200, json={}))
    list(flavour.client(v3_2.Client, service, auth=SignedBy()).transcriptions.list())
    assert [request.headers["X-Signed-By"] for request in service.requests] == ["user", "user"]


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example.com/x", f"{OWN_HOST}:8443/x", "http://localhost/x"])
@pytest.mark.parametrize(
    "arguments", [{"key": KEY}, {"credential": Credential()}, {"auth": SignedBy()}], ids=["key", "credential", "auth"]
)
def test_nothing_goes_to_another_host(flavour: Flavour, elsewhere: str, arguments: dict[str, Any]) -> None:
    service = FakeService(
        httpx.Response(200, json={"values": [], "@nextLink": elsewhere}),
        httpx.Response(200, json={"values": []}),
        httpx.Response(307, headers={"Location": elsewhere}),
        httpx.Response(200, json={"values": []}),
    )
    stt = flavour.client(v3_2.Client, service, endpoint=OWN_HOST, follow_redirects=True, **arguments)
    stt.transcriptions.list().all()
    with pytest.raises(UnexpectedResponse):
        stt.transcriptions.get("x")
    stt.transcriptions.list().page(elsewhere)
    assert len(service.requests) == 4
    assert {str(request.url.copy_with(path="/", query=None)) for request in service.requests} == {f"{OWN_HOST}/"}
