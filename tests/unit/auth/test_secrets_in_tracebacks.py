"""Keys and tokens do not show in tracebacks with locals, in `repr`, or in the requests that errors hold."""

from __future__ import annotations

import io
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from _pytest._io.saferepr import saferepr_unlimited
from rich.console import Console
from rich.pretty import pretty_repr

from speechtotext import IssuedToken, RetryPolicy, SpeechError, v3_1, v3_2
from speechtotext._redaction import Secret, SecretHeaders
from unit.flavours import FakeService, Flavour

# Not `key = …` in any function of this module: its own locals are shown, too.
MARK = "planted"
PLANTED: dict[str, Any] = {"key": f"{MARK}-0123456789abcdef"}
TOKEN = {"token": f"{MARK}-token-0123456789"}
STORED = "https://name.blob.core.windows.net/c/a.wav"
ONCE = RetryPolicy(attempts=1)


class Planted:
    """A credential whose token must not be seen."""

    def get_token(self, *scopes: str) -> Any:
        return type("Token", (), {**TOKEN, "expires_on": int(time.time()) + 3600})


def shown(error: BaseException) -> str:
    """What people and services see of an error: its text, the locals of all frames as pytest and rich show them, and
    the requests that it holds."""
    return "\n".join([str(error), *locals_of(error), requests_held(error)])


def locals_of(error: BaseException | None) -> Iterator[str]:
    """The locals of all frames of an error and of what led to it."""
    if error is not None:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            for value in frame.f_locals.values():
                yield saferepr_unlimited(value)
                yield pretty_repr(value, max_length=10)
        yield from locals_of(error.__cause__)
        yield from locals_of(error.__context__)


def requests_held(error: BaseException | None) -> str:
    """The headers of the requests of an error and of what led to it."""
    if error is None:
        return ""
    request = getattr(error, "_request", None) or getattr(getattr(error, "response", None), "_request", None)
    headers = "" if request is None else str(request.headers.raw)
    return headers + requests_held(error.__cause__) + requests_held(error.__context__)


def raised(call: Callable[[], object]) -> SpeechError:
    with pytest.raises(SpeechError) as caught:
        call()
    return caught.value


FAILURES = [
    httpx.ConnectError("refused"),
    httpx.ReadError("reset"),
    httpx.ReadTimeout("timed out"),
    httpx.RemoteProtocolError("cut off"),
    httpx.Response(401),
    httpx.Response(500),
    httpx.Response(302, headers={"Location": "https://elsewhere.example.com"}),
    httpx.Response(200, text="no JSON"),
]


def fresh(answer: httpx.Response | httpx.HTTPError) -> httpx.Response | httpx.HTTPError:
    """The same, not used yet: a response is sent once."""
    if isinstance(answer, httpx.Response):
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
    return answer


@pytest.mark.parametrize("answer", FAILURES, ids=repr)
@pytest.mark.parametrize("way", ["key", "credential"])
def test_a_call_that_fails_shows_no_credentials(
    flavour: Flavour, answer: httpx.Response | httpx.HTTPError, way: str
) -> None:
    given: dict[str, Any] = PLANTED if way == "key" else {"credential": Planted()}
    service = FakeService(fresh(answer), fresh(answer))
    stt = flavour.client(v3_2.Client, service, endpoint="https://name.example.com", retry=ONCE, **given)

    error = raised(lambda: stt.transcriptions.get("x"))

    assert MARK in str(service.requests[0].headers.raw)
    assert MARK not in shown(error)


def test_a_url_that_cannot_be_sent_shows_no_key(flavour: Flavour) -> None:
    stt = flavour.client(v3_2.Client, FakeService(httpx.InvalidURL("invalid")), retry=ONCE, **PLANTED)
    stt._transport.service = stt._transport.service._replace(base_path="/\x00")

    assert MARK not in shown(raised(lambda: stt.transcriptions.get("x")))


@pytest.mark.parametrize("kind", [v3_2.Client, v3_2.AsyncClient])
@pytest.mark.parametrize(
    "wrong",
    [
        {"region": "West/Europe"},
        {"api_version": "v9"},
        {"api_version": 5},
        {"limits": 5},
        {"http_client": 5},
        {"auth": httpx.BasicAuth("name", "")},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_client_that_cannot_be_made_shows_no_key(kind: Callable[..., object], wrong: dict[str, Any]) -> None:
    arguments = (
        {"region": "westeurope", **wrong} if wrong else {"region": "westeurope", "auth": httpx.BasicAuth("", "")}
    )

    assert MARK not in shown_by_construction(kind, arguments)


def shown_by_construction(kind: Callable[..., object], arguments: dict[str, Any]) -> str:
    return shown(raised(lambda: kind(**arguments, **PLANTED)))


@pytest.mark.parametrize("answer", FAILURES[:6], ids=repr)
def test_a_token_that_is_not_issued_shows_no_key(answer: httpx.Response | httpx.HTTPError) -> None:
    http = httpx.Client(transport=httpx.MockTransport(FakeService(fresh(answer))))
    credential = IssuedToken(region="westeurope", http_client=http, **PLANTED)

    assert MARK not in shown(raised(lambda: credential.get_token()))


def test_an_issued_token_does_not_show_itself() -> None:
    http = httpx.Client(transport=httpx.MockTransport(FakeService(httpx.Response(200, text=TOKEN["token"]))))
    issued = IssuedToken(region="westeurope", http_client=http, **PLANTED).get_token()

    assert issued.token == TOKEN["token"]
    assert MARK not in repr(issued)


def test_a_model_that_cannot_be_copied_shows_no_key_of_the_target(flavour: Flavour) -> None:
    source = flavour.client(v3_1.Client, FakeService(httpx.Response(400)), key="other-key", retry=ONCE)
    target = flavour.client(v3_1.Client, FakeService(), **PLANTED)

    assert MARK not in shown(raised(lambda: source.models.copy_to("x", target=target)))


def test_a_file_that_cannot_be_fetched_shows_no_token_of_storage(flavour: Flavour) -> None:
    file = {
        "self": "https://name.example.com/speechtotext/v3.2/transcriptions/x/files/y",
        "name": "a.json",
        "kind": "Transcription",
        "links": {"contentUrl": STORED},
    }
    service = FakeService(httpx.Response(200, json={"values": [file]}), *[httpx.ReadError("reset")] * 3)
    stt = flavour.client(v3_2.Client, service, storage_credential=Planted(), retry=ONCE)

    error = raised(lambda: list(stt.transcriptions.results("x")))

    assert MARK in str(service.requests[-1].headers.raw)
    assert MARK not in shown(error)


@pytest.mark.parametrize("secret", [Secret(MARK), SecretHeaders({"Authorization": MARK})])
def test_a_secret_is_revealed_only_where_it_is_asked_for(secret: Secret | SecretHeaders) -> None:
    console = Console(file=io.StringIO())
    console.print(secret)
    assert isinstance(console.file, io.StringIO)

    assert MARK not in f"{secret}{secret!r}{console.file.getvalue()}"
    assert (secret.reveal() if isinstance(secret, Secret) else secret["Authorization"]) == MARK
