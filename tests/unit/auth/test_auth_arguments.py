"""Which keys, credentials and headers a client takes, and how it refuses others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from speechtotext import (
    ConfigurationError,
    v3_0,
    v3_2,
    v2025_10_15,
)
from unit.auth.credentials import OWN_HOST, AsyncCredential, Credential, SignedBy
from unit.flavours import KEY, FakeService, Flavour

CLIENTS = (v3_0.Client, v3_0.AsyncClient, v2025_10_15.Client, v2025_10_15.AsyncClient)
each_client = pytest.mark.parametrize("kind", CLIENTS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")


def refusal(kind: Callable[..., object], **arguments: Any) -> str:
    with pytest.raises(ConfigurationError) as caught:
        kind(**arguments)
    assert str(caught.value).endswith(".")
    return str(caught.value)


@each_client
@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ({"key": KEY, "credential": Credential()}, ("key", "credential")),
        ({"key": KEY, "auth": SignedBy()}, ("key", "auth")),
        ({"credential": Credential(), "auth": SignedBy()}, ("credential", "auth")),
    ],
    ids=lambda value: " and ".join(value) if isinstance(value, tuple) else "",
)
def test_two_ways_to_authenticate_are_refused(
    kind: Callable[..., object], arguments: dict[str, Any], names: tuple[str, str]
) -> None:
    said = refusal(kind, endpoint=OWN_HOST, **arguments)
    assert all(name in said for name in names)
    assert KEY not in said


@each_client
@pytest.mark.parametrize("credential", ["token", object(), {"get_token": "token"}], ids=["text", "object", "mapping"])
def test_what_has_no_get_token_is_no_credential(kind: Callable[..., object], credential: object) -> None:
    assert "get_token" in refusal(kind, endpoint=OWN_HOST, credential=credential)


@each_client
def test_a_credential_needs_the_resource_s_own_url(kind: Callable[..., object]) -> None:
    assert "endpoint" in refusal(kind, region="westeurope", credential=Credential())


@each_client
def test_a_region_of_the_environment_is_refused_for_a_credential_as_well(
    kind: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_REGION", "westeurope")
    assert "endpoint" in refusal(kind, credential=Credential())


def test_an_asynchronous_credential_is_refused_by_a_synchronous_client() -> None:
    with pytest.raises(ConfigurationError, match="asynchronous"):
        stt = v3_2.Client(endpoint=OWN_HOST, credential=AsyncCredential())  # type: ignore[arg-type]
        stt.transcriptions.get("x")


@each_client
@pytest.mark.parametrize("key", ["ключ", "hunter2\x00", "hunter2\r\nX-Other: 1", "hunter2\x7f"], ids=ascii)
def test_a_key_that_cannot_be_one_is_refused_without_repeating_it(kind: Callable[..., object], key: str) -> None:
    said = refusal(kind, region="westeurope", key=key)
    assert "hunter2" not in said


@each_client
@pytest.mark.parametrize("name", ["key", "region", "endpoint"])
@pytest.mark.parametrize("value", ["", " ", 5], ids=repr)
def test_an_empty_argument_is_an_error_and_not_the_environment_s(
    kind: Callable[..., object], name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_KEY", KEY)
    monkeypatch.setenv("SPEECH_REGION", "westeurope")
    arguments = {"region": "westeurope", "key": KEY} | ({"region": None} if name == "endpoint" else {})

    assert f"{name} is " in refusal(kind, **{**arguments, name: value})


@pytest.mark.parametrize("name", ["X-Ünknown", "X Name", "", "X\r\nY", "\ud800", 5], ids=ascii)
def test_the_name_of_a_header_is_checked(flavour: Flavour, name: Any) -> None:
    stt = flavour.client(v3_2.Client, FakeService())
    with pytest.raises(ConfigurationError, match="not the name of a header"):
        stt.with_options(headers={name: "value"})


@pytest.mark.parametrize("value", ["hunter2é", "hunter2\ud800", "hunter2\r\nX-Other: 1", "hunter2\x00", 5], ids=ascii)
def test_the_value_of_a_header_is_checked_and_not_repeated(flavour: Flavour, value: Any) -> None:
    stt = flavour.client(v3_2.Client, FakeService())
    with pytest.raises(ConfigurationError, match="The value of the header X-Name is invalid") as caught:
        stt.with_options(headers={"X-Name": value})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("key", [f'"{KEY}"', f"'{KEY}'", f'{KEY}"', f"“{KEY}”", '"'])
def test_a_key_in_quotation_marks_is_refused(key: str) -> None:
    said = refusal(v3_2.Client, region="westeurope", key=key)

    assert said == "The key is in quotation marks: give it without them."


@pytest.mark.parametrize("service", ["stt", "tts"])
@pytest.mark.parametrize(
    ("region", "domain", "host"),
    [
        ("westeurope", "microsoft.com", "https://westeurope.api.cognitive.microsoft.com"),
        ("usgovvirginia", "azure.us", "https://usgovvirginia.api.cognitive.microsoft.us"),
    ],
)
def test_the_host_of_another_speech_service_is_refused(service: str, region: str, domain: str, host: str) -> None:
    said = refusal(v3_2.Client, endpoint=f"https://{region}.{service}.speech.{domain}", key=KEY)

    assert f"region={region!r}" in said
    assert host in said
