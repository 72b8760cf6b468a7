"""The other key of a resource: it is sent when the service refuses the first."""

from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest

from speechtotext import AuthenticationError, ConfigurationError, IssuedToken, KeyCredential, v3_2
from unit.flavours import JOB, KEY, FakeService, Flavour

OTHER = "fedcba9876543210fedcba9876543210"
BOTH = KeyCredential(KEY, OTHER)


class Resource:
    """A service that accepts one key, and knows which ones it was sent."""

    def __init__(self, accepted: str) -> None:
        self.accepted = accepted
        self.sent: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request.headers["Ocp-Apim-Subscription-Key"])
        return httpx.Response(200, json=JOB) if self.sent[-1] == self.accepted else httpx.Response(401)


def client(flavour: Flavour, service: Any, **arguments: Any) -> v3_2.Client:
    return flavour.client(v3_2.Client, service, **{"region": "westeurope", "key": BOTH, **arguments})


def test_a_call_goes_on_with_the_other_key_and_later_calls_begin_with_it(flavour: Flavour) -> None:
    resource = Resource(OTHER)
    stt = client(flavour, resource)

    stt.transcriptions.get("a")
    stt.transcriptions.get("b")

    assert resource.sent == [KEY, OTHER, OTHER]


def test_a_body_is_sent_again_with_the_other_key(flavour: Flavour) -> None:
    resource = Resource(OTHER)
    body = v3_2.models.Transcription.from_dict(
        {"displayName": "Calls", "locale": "en-US", "contentUrls": ["https://a/b"]}
    )

    client(flavour, resource).transcriptions.create(body)

    assert resource.sent == [KEY, OTHER]


def test_keys_may_be_regenerated_one_after_the_other(flavour: Flavour) -> None:
    resource = Resource(KEY)
    stt = client(flavour, resource)

    for accepted in (KEY, OTHER, KEY):
        resource.accepted = accepted
        stt.transcriptions.get("a")

    assert resource.sent == [KEY, KEY, OTHER, OTHER, KEY]


def test_if_both_keys_are_refused_the_call_fails_after_two_requests(flavour: Flavour) -> None:
    resource = Resource("neither")

    with pytest.raises(AuthenticationError) as caught:
        client(flavour, resource).transcriptions.get("a")

    assert resource.sent == [KEY, OTHER]
    assert KEY not in str(caught.value) + repr(caught.value.__dict__)


def test_the_environment_has_room_for_both(flavour: Flavour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_KEY", KEY)
    monkeypatch.setenv("SPEECH_KEY_2", OTHER)
    resource = Resource(OTHER)

    client(flavour, resource, key=None).transcriptions.get("a")

    assert resource.sent == [KEY, OTHER]


def test_the_second_key_of_the_environment_is_not_sent_for_a_key_that_is_given(
    flavour: Flavour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_KEY_2", OTHER)
    resource = Resource(OTHER)

    with pytest.raises(AuthenticationError):
        client(flavour, resource, key=KEY).transcriptions.get("a")

    assert resource.sent == [KEY]


def test_the_change_is_logged_without_the_keys(flavour: Flavour, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "speechtotext"):
        client(flavour, Resource(OTHER)).transcriptions.get("a")

    assert [record.getMessage() for record in caplog.records] == [
        "The service refused a key; requests go on with the other key of the resource."
    ]


def test_the_same_key_twice_is_sent_once(flavour: Flavour) -> None:
    resource = Resource(OTHER)

    with pytest.raises(AuthenticationError):
        client(flavour, resource, key=KeyCredential(KEY, f" {KEY}\n")).transcriptions.get("a")

    assert resource.sent == [KEY]


@pytest.mark.parametrize("fallback", ["", "ключ", "two\nlines"])
def test_a_second_key_that_cannot_be_one_is_refused_without_repeating_it(fallback: str) -> None:
    with pytest.raises(ConfigurationError, match="key") as caught:
        v3_2.Client(region="westeurope", key=KeyCredential(KEY, fallback))
    assert not fallback or fallback not in str(caught.value)


def test_the_keys_are_not_shown() -> None:
    assert repr(BOTH) == "KeyCredential(***, ***)"
    assert repr(KeyCredential(KEY)) == "KeyCredential(***)"
    assert (BOTH.key, BOTH.fallback) == (KEY, OTHER)


def test_a_token_is_issued_for_the_other_key() -> None:
    service = FakeService(httpx.Response(401), httpx.Response(200, text="one"), httpx.Response(200, text="two"))
    http = httpx.Client(transport=httpx.MockTransport(service))
    credential = IssuedToken(region="westeurope", key=BOTH, http_client=http)

    assert [credential.get_token().token for _ in range(2)] == ["one", "two"]
    assert [request.headers["Ocp-Apim-Subscription-Key"] for request in service.requests] == [KEY, OTHER, OTHER]
