"""Who can call the emulator at its port, and whom the emulator calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from emulator.receiver import Receiver
from speechtotext.emulator import DEVELOPMENT_KEY, Emulator

LIST = "/speechtotext/v3.2/transcriptions"
KEY = "Ocp-Apim-Subscription-Key"


@pytest.fixture(scope="module")
def served() -> Iterator[Emulator]:
    with Emulator(transitions="at-once", allow_hosts=["Speech.Internal"]) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def open_to_all() -> Iterator[Emulator]:
    with Emulator(host="0.0.0.0", transitions="at-once") as emulator:
        yield emulator


def call(emulator: Emulator, path: str = LIST, *, key: str | None = None, **headers: str) -> httpx.Response:
    """GET a path, or POST to an action of the control API."""
    method = "POST" if "/control/" in path else "GET"
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.request(
        method, f"{emulator.endpoint}{path}", headers={KEY: emulator.key if key is None else key, **given}
    )


@pytest.mark.parametrize("host", ["localhost", "localhost:99", "127.0.0.1", "127.1.2.3", "[::1]:8765", "a.localhost"])
def test_this_machine_s_names_are_answered(served: Emulator, host: str) -> None:
    assert call(served, Host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "192.0.2.1", "127.0.0.1.evil.example", "[bad", "", "a@localhost:b"],
)
@pytest.mark.parametrize(
    "path", [LIST, "/emulator/control/snapshot", "/emulator/storage/audio", "/sts/v1.0/issueToken"]
)
def test_other_hosts_names_are_refused(served: Emulator, host: str, path: str) -> None:
    refused = call(served, path, Host=host, Content_Type="application/json")

    assert (refused.status_code, "--allow-host" in refused.text) == (403, True)


def test_an_allowed_host_is_answered_and_told_in_links(served: Emulator) -> None:
    answer = call(served, Host="speech.internal:8080")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example", "file://", "http://[x"]
)
@pytest.mark.parametrize("path", [LIST, "/emulator/control/reset"])
def test_pages_of_other_sites_are_refused(served: Emulator, origin: str, path: str) -> None:
    assert call(served, path, Origin=origin, Content_Type="application/json").status_code == 403


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1", "http://speech.internal"])
def test_pages_of_this_machine_and_of_allowed_hosts_may_call(served: Emulator, origin: str) -> None:
    assert call(served, Origin=origin).status_code == 200


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_the_control_api_takes_json_only(served: Emulator, media_type: str) -> None:
    served.storage.put("kept.wav", b"recording")

    refused = call(served, "/emulator/control/reset", Content_Type=media_type)

    assert refused.status_code == 415
    assert served.storage.blob("audio", "kept.wav").size == 9


def test_other_machines_reach_it_with_a_key_that_is_not_published(open_to_all: Emulator) -> None:
    assert open_to_all.key != DEVELOPMENT_KEY
    assert call(open_to_all).status_code == 200
    assert call(open_to_all, key=DEVELOPMENT_KEY).status_code == 401


@pytest.mark.parametrize(("key", "status"), [(None, 204), ("", 401), (DEVELOPMENT_KEY, 401), ("é", 401)])
def test_the_control_api_of_an_open_emulator_demands_the_key(
    open_to_all: Emulator, key: str | None, status: int
) -> None:
    given = None if key is None else key.encode("latin-1").decode("latin-1")
    headers = {"Content-Type": "application/json", KEY: open_to_all.key if given is None else given}
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]

    answer = httpx.post(f"{open_to_all.endpoint}/emulator/control/settle", headers=raw)

    assert answer.status_code == status


@pytest.mark.parametrize(("host", "status"), [("192.0.2.1:8765", 200), ("[2001:db8::1]", 200), ("evil.example", 403)])
def test_an_open_emulator_is_addressed_by_address_not_by_a_foreign_name(
    open_to_all: Emulator, host: str, status: int
) -> None:
    assert call(open_to_all, Host=host).status_code == status


def test_a_page_served_from_an_address_may_not_call_an_open_emulator(open_to_all: Emulator) -> None:
    assert call(open_to_all, Origin="http://192.0.2.9").status_code == 403


def test_a_key_may_be_chosen() -> None:
    with Emulator(host="0.0.0.0", key="chosen") as emulator:
        assert call(emulator, key="chosen").status_code == 200


def job(url: str) -> dict[str, Any]:
    return {"displayName": "Calls", "locale": "en-US", "contentUrls": [url]}


def post(emulator: Emulator, path: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {KEY: emulator.key}
    made = httpx.post(f"{emulator.endpoint}/speechtotext/v3.2{path}", json=body, headers=headers)
    assert made.status_code == 201, made.text
    told: dict[str, Any] = httpx.get(made.json()["self"], headers=headers).json()
    return told


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest", "https://files.example/a.wav", "http://[fe80::1]/a.wav", "ftp://localhost/a"],
)
def test_recordings_of_hosts_that_are_not_allowed_are_not_fetched(served: Emulator, url: str) -> None:
    failed = post(served, "/transcriptions", job(url))

    assert failed["status"] == "Failed"
    assert failed["properties"]["error"]["code"] == "InvalidUri"


def test_it_says_how_to_allow_a_host(served: Emulator) -> None:
    failed = post(served, "/transcriptions", job("https://files.example/a.wav"))

    assert "--allow-host files.example" in failed["properties"]["error"]["message"]


def test_web_hooks_of_hosts_that_are_not_allowed_are_not_called(served: Emulator) -> None:
    hook = {"displayName": "Hook", "webUrl": "http://hook.example/", "events": {"transcriptionCompletion": True}}

    failed = post(served, "/webhooks", hook)

    assert failed["status"] == "Failed"
    assert "not allowed" in failed["properties"]["error"]["message"]


def test_web_hooks_of_this_machine_are_called(served: Emulator, receiver: Receiver) -> None:
    hook = {"displayName": "Hook", "webUrl": receiver.url, "events": {"transcriptionCompletion": True}}

    assert post(served, "/webhooks", hook)["status"] == "Succeeded"
