"""A client: where it sends to, with which key, and how ids and filters stand in its requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from speechtotext import ConfigurationError, SpeechError, v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15
from unit.flavours import ID, JOB, KEY, ORIGIN, FakeService, Flavour, Sync, query_of

CLIENTS = (
    v3_0.Client,
    v3_0.AsyncClient,
    v3_1.Client,
    v3_1.AsyncClient,
    v3_2.Client,
    v3_2.AsyncClient,
    v2024_11_15.Client,
    v2024_11_15.AsyncClient,
    v2025_10_15.Client,
    v2025_10_15.AsyncClient,
)
OWN_HOST = "https://name.cognitiveservices.azure.com"


def url_asked(flavour: Flavour, **arguments: Any) -> str:
    """The URL that a client made with `arguments` asks for the transcription called x."""
    service = FakeService(httpx.Response(200, json=JOB))
    flavour.client(v3_2.Client, service, **arguments).transcriptions.get("x")
    return str(service.request.url)


def is_sentence(error: Exception) -> bool:
    """Whether the message of an error is one line, of moderate length, that ends as a sentence does."""
    message = str(error)
    return bool(re.fullmatch(r"\S[^\n\r]{10,200}[.]", message))


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("westeurope", "westeurope.api.cognitive.microsoft.com"),
        ("West Europe", "westeurope.api.cognitive.microsoft.com"),
        ("usgovvirginia", "usgovvirginia.api.cognitive.microsoft.us"),
        ("chinaeast2", "chinaeast2.api.cognitive.azure.cn"),
    ],
)
def test_a_region_names_the_host(flavour: Flavour, region: str, host: str) -> None:
    assert url_asked(flavour, region=region) == f"https://{host}/speechtotext/v3.2/transcriptions/x"


@pytest.mark.parametrize(
    ("endpoint", "origin"),
    [
        (OWN_HOST, OWN_HOST),
        (f"{OWN_HOST}/", OWN_HOST),
        (f" {OWN_HOST} ", OWN_HOST),
        (f"{OWN_HOST}/speechtotext", OWN_HOST),
        (f"{OWN_HOST}/speechtotext/v3.2", OWN_HOST),
        (f"{OWN_HOST}/speechtotext/v3.2/", OWN_HOST),
        (f"{OWN_HOST}/speechtotext/v3.2-preview.2", OWN_HOST),
        ("https://gateway.example.com/speech", "https://gateway.example.com/speech"),
        ("https://gateway.example.com/teams/a~1/speech/", "https://gateway.example.com/teams/a~1/speech"),
        ("https://gateway.example.com/speech/speechtotext/v3.2/", "https://gateway.example.com/speech"),
        ("https://gateway.example.com:8443/x/speechtotext", "https://gateway.example.com:8443/x"),
        ("http://localhost:8080/stt", "http://localhost:8080/stt"),
        (OWN_HOST.upper(), OWN_HOST),
        ("https://westeurope.api.cognitive.microsoft.com/", "https://westeurope.api.cognitive.microsoft.com"),
        ("https://name.cognitiveservices.azure.us", "https://name.cognitiveservices.azure.us"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:10000/", "http://127.0.0.1:10000"),
        ("http://[::1]:10000", "http://[::1]:10000"),
    ],
)
def test_an_endpoint_is_taken_in_every_form(flavour: Flavour, endpoint: str, origin: str) -> None:
    assert url_asked(flavour, endpoint=endpoint) == f"{origin}/speechtotext/v3.2/transcriptions/x"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://name.cognitiveservices.azure.com",
        "http://127.0.0.1.example.com",
        f"{OWN_HOST}/other",
        "https://westeurope.api.cognitive.microsoft.com/sts/v1.0/issuetoken",
        "https://gateway.example.com/speech/../other",
        "https://gateway.example.com/speech/speechtotext/v3.2/transcriptions",
        "https://gateway.example.com/a b",
        "https://gateway.example.com/speech?subscription-key=x",
        f"{OWN_HOST}/speechtotext/v3.2/transcriptions",
        f"{OWN_HOST}?api-version=2025-10-15",
        f"{OWN_HOST}#top",
        "https://someone:secret@name.cognitiveservices.azure.com",
        "https://someone@name.cognitiveservices.azure.com",
        "https://:secret@name.cognitiveservices.azure.com",
        "westeurope",
        "name.cognitiveservices.azure.com",
        "ftp://name.cognitiveservices.azure.com",
        "https://",
        "https:///speechtotext",
        "https://[::1",
        "https://name.cognitiveservices.azure.com:99999",
        "https://na me.cognitiveservices.azure.com",
        "https://<name>.cognitiveservices.azure.com",
        "https://name..azure.com",
        "https://xn--a.azure.com",
        " ",
    ],
)
def test_an_endpoint_that_cannot_be_meant_is_refused_with_a_sentence(endpoint: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        v3_2.Client(endpoint=endpoint, key=KEY)
    assert is_sentence(caught.value)


def test_the_refusal_of_an_endpoint_does_not_repeat_its_password() -> None:
    with pytest.raises(ConfigurationError) as caught:
        v3_2.Client(endpoint="https://someone:hunter2@name.cognitiveservices.azure.com", key=KEY)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("region", ["west/europe", "westeurope.example.com", "westeurope#", "west-europe", "é", "\n"])
def test_a_region_that_cannot_be_one_is_refused_with_a_sentence(region: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        v3_2.Client(region=region, key=KEY)
    assert is_sentence(caught.value)


@given(st.builds("https://{}".format, st.text(min_size=1)))
def test_whatever_stands_for_an_endpoint_is_refused_or_works(endpoint: str) -> None:
    service = FakeService(httpx.Response(204))
    try:
        client = Sync().client(v3_2.Client, service, endpoint=endpoint)
    except ConfigurationError:
        return
    client.transcriptions.delete("x")
    assert service.request.url.path.endswith("/speechtotext/v3.2/transcriptions/x")


def test_the_environment_gives_region_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_REGION", "northeurope")
    monkeypatch.setenv("SPEECH_KEY", "key-of-environment")
    service = FakeService(httpx.Response(204))
    v3_2.Client(http_client=httpx.Client(transport=httpx.MockTransport(service))).transcriptions.delete("x")
    assert service.request.url.host == "northeurope.api.cognitive.microsoft.com"
    assert service.request.headers["Ocp-Apim-Subscription-Key"] == "key-of-environment"


def test_the_environment_gives_the_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_ENDPOINT", OWN_HOST)
    assert OWN_HOST in repr(v3_2.Client(key=KEY))


def test_arguments_go_before_the_environment(flavour: Flavour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_ENDPOINT", OWN_HOST)
    monkeypatch.setenv("SPEECH_KEY", "key-of-environment")
    service = FakeService(httpx.Response(204))
    flavour.client(v3_2.Client, service).transcriptions.delete("x")
    assert str(service.request.url).startswith(ORIGIN)
    assert service.request.headers["Ocp-Apim-Subscription-Key"] == KEY


@pytest.mark.parametrize("kind", CLIENTS)
@pytest.mark.parametrize(
    "arguments",
    [
        {"key": KEY},
        {"region": "westeurope"},
        {"region": "westeurope", "key": ""},
        {"region": "westeurope", "endpoint": OWN_HOST, "key": KEY},
    ],
    ids=["neither region nor endpoint", "no key", "empty key", "both region and endpoint"],
)
def test_too_little_or_too_much_is_refused_with_a_sentence(
    kind: Callable[..., object], arguments: dict[str, str]
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        kind(**arguments)
    assert is_sentence(caught.value)


@pytest.mark.parametrize("key", ["hunter2\x00", "hunter2\r\nX-Other: 1", "hunter2-ключ"])
def test_a_key_that_no_header_can_hold_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        v3_2.Client(region="westeurope", key=key)
    assert is_sentence(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_line_break_after_the_key_is_not_part_of_it(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204))
    flavour.client(v3_2.Client, service, key=f"{KEY}\n").transcriptions.delete("x")
    assert service.request.headers["Ocp-Apim-Subscription-Key"] == KEY


@pytest.mark.parametrize("kind", CLIENTS)
def test_a_client_shows_its_version_and_host_but_no_key(kind: Callable[..., object]) -> None:
    client = kind(region="westeurope", key=KEY)
    assert KEY not in repr(client) + str(client) + repr(vars(client))
    assert ORIGIN in repr(client)


def test_the_key_goes_as_a_header_and_nowhere_else(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(201, json=JOB))
    body = v3_2.models.Transcription(display_name="Calls", locale="en-US", content_urls=["https://example.com/a.wav"])
    flavour.client(v3_2.Client, service).transcriptions.create(body)
    holding = [name for name, value in service.request.headers.items() if KEY in value]
    assert holding == ["ocp-apim-subscription-key"]
    assert KEY not in str(service.request.url)
    assert KEY.encode() not in service.request.content


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_the_key_does_not_follow_a_redirect_to_another_host(flavour: Flavour, status: int) -> None:
    keys_elsewhere = []

    def handler(request: httpx.Request) -> httpx.Response:
        if str(request.url).startswith(ORIGIN):
            return httpx.Response(status, headers={"Location": "https://elsewhere.example.com/"})
        keys_elsewhere.append(request.headers.get("Ocp-Apim-Subscription-Key"))
        return httpx.Response(204)

    client = flavour.client(v3_2.Client, handler, follow_redirects=True)
    with suppress(SpeechError):
        client.transcriptions.delete("x")
    assert KEY not in keys_elsewhere


def test_a_dated_version_stands_in_the_query_of_every_call(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204), httpx.Response(200, json={"values": []}))
    client = flavour.client(v2025_10_15.Client, service)
    client.transcriptions.delete("x")
    list(client.transcriptions.list(top=5))
    assert [query_of(request) for request in service.requests] == [
        [("api-version", "2025-10-15")],
        [("api-version", "2025-10-15"), ("top", "5")],
    ]


def test_a_version_in_the_path_is_not_in_the_query(flavour: Flavour) -> None:
    assert "?" not in url_asked(flavour)


@pytest.mark.parametrize(
    "given_id",
    [
        ID,
        UUID(ID),
        f"{ORIGIN}/speechtotext/v3.2/transcriptions/{ID}",
        f"{ORIGIN}/speechtotext/v3.2/transcriptions/{ID}/",
        f"{ORIGIN}/speechtotext/transcriptions/{ID}?api-version=2025-10-15",
        v3_2.models.Transcription.from_dict(JOB),
        v3_2.models.EntityReference(self_=JOB["self"]),
    ],
    ids=["text", "UUID", "URL", "URL with slash", "URL with query", "entity", "reference"],
)
def test_an_id_in_every_form_gives_the_same_path(flavour: Flavour, given_id: Any) -> None:
    service = FakeService(httpx.Response(204))
    flavour.client(v3_2.Client, service).transcriptions.delete(given_id)
    assert service.request.url.raw_path.decode() == f"/speechtotext/v3.2/transcriptions/{ID}"


def test_what_has_no_id_yet_is_refused_before_anything_is_sent(flavour: Flavour) -> None:
    service = FakeService()
    fresh = v3_2.models.Transcription(display_name="Calls", locale="en-US")
    with pytest.raises(ValueError, match="no id in"):
        flavour.client(v3_2.Client, service).transcriptions.delete(fresh)
    assert service.requests == []


@example("")
@example(".")
@example("..")
@example("a/../b")
@example("%2e%2e")
@example("a?b#c")
@given(st.text())
def test_an_id_of_any_text_is_one_segment_of_the_path_and_no_query(text: str) -> None:
    service = FakeService(httpx.Response(204))
    client = Sync().client(v3_2.Client, service)
    try:
        client.transcriptions.delete(text)
    except ValueError:
        assert service.requests == []
        return
    before, segment = service.request.url.raw_path.decode().rsplit("/", 1)
    assert before == "/speechtotext/v3.2/transcriptions"
    assert "?" not in segment
    if "://" not in text:
        assert unquote(segment) == text


@given(st.text(), st.text())
def test_a_file_id_of_any_text_leaves_the_rest_of_the_path_alone(job: str, file: str) -> None:
    service = FakeService(httpx.Response(200, json={}))
    client = Sync().client(v2025_10_15.Client, service)
    try:
        client.transcriptions.get_file(job, file)
    except ValueError:
        assert service.requests == []
        return
    segments = service.request.url.raw_path.decode().partition("?")[0].split("/")
    assert segments[:3] + [segments[4]] == ["", "speechtotext", "transcriptions", "files"]
    assert len(segments) == 6
    assert query_of(service.request) == [("api-version", "2025-10-15")]


@example("name eq 'a'&top=9#b+c%26d")
@given(st.text())
def test_a_filter_of_any_text_is_one_parameter(text: str) -> None:
    service = FakeService(httpx.Response(200, json={}))
    list(Sync().client(v3_2.Client, service).transcriptions.list(filter=text, top=3))
    assert query_of(service.request) == [("top", "3"), ("filter", text)]


def test_a_colon_that_belongs_to_the_path_stays_a_colon(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204))
    flavour.client(v3_2.Client, service).web_hooks.ping(ID)
    assert service.request.url.raw_path.decode() == f"/speechtotext/v3.2/webhooks/{ID}:ping"
