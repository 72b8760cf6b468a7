"""Arguments of clients in the forms that people have them; what cannot be used is refused by name."""

from __future__ import annotations

import os
import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import certifi
import httpx
import pytest

from speechtotext import ConfigurationError, IssuedToken, v3_2
from speechtotext._core.clients.arguments import trusted_certificates
from unit.flavours import KEY, ORIGIN, FakeService, Flavour


class AzureKeyCredential:
    """As that of azure.core: the key is a property."""

    def __init__(self, key: str) -> None:
        self._key = key

    @property
    def key(self) -> str:
        return self._key


@pytest.mark.parametrize("argument", ["key", "credential"])
def test_a_key_credential_is_taken_for_the_key(flavour: Flavour, argument: str) -> None:
    service = FakeService(httpx.Response(204))
    arguments: dict[str, Any] = {"key": None, argument: AzureKeyCredential(f" {KEY}\n")}
    flavour.client(v3_2.Client, service, **arguments).transcriptions.delete("x")
    assert service.request.headers["Ocp-Apim-Subscription-Key"] == KEY


def test_the_credential_of_azure_core_is_one() -> None:
    credentials = pytest.importorskip("azure.core.credentials")
    service = FakeService(httpx.Response(204))
    http = httpx.Client(transport=httpx.MockTransport(service))
    stt = v3_2.Client(region="westeurope", key=credentials.AzureKeyCredential(KEY), http_client=http)
    stt.transcriptions.delete("x")
    assert service.request.headers["Ocp-Apim-Subscription-Key"] == KEY


def test_an_issued_token_takes_a_key_credential_too() -> None:
    service = FakeService(httpx.Response(200, text="eyJ0.e30.c2ln"))
    http = httpx.Client(transport=httpx.MockTransport(service))
    IssuedToken(region="westeurope", key=AzureKeyCredential(KEY), http_client=http).get_token()
    assert service.request.headers["Ocp-Apim-Subscription-Key"] == KEY


def kinds() -> list[Any]:
    return [v3_2.Client, v3_2.AsyncClient]


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("of", [str, Path])
def test_certificates_may_be_a_file(kind: Any, of: type) -> None:
    kind(region="westeurope", key=KEY, verify=of(certifi.where()))


def certificates(number: int) -> str:
    """The first of the usual certificates."""
    end = "-----END CERTIFICATE-----\n"
    return end.join(Path(certifi.where()).read_text(encoding="utf-8").split(end)[:number]) + end


def test_the_certificates_of_the_environment_are_read_once_until_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ca.pem"
    file.write_text(certificates(1), encoding="utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    first = trusted_certificates(True)
    assert trusted_certificates(True) is first

    file.write_text(certificates(2), encoding="utf-8")
    os.utime(file, (1, 1))
    second = trusted_certificates(True)
    assert isinstance(second, ssl.SSLContext)
    assert second.cert_store_stats()["x509_ca"] == 2

    monkeypatch.setenv("SSL_CERT_FILE", certifi.where())
    third = trusted_certificates(True)
    assert isinstance(third, ssl.SSLContext)
    assert third.cert_store_stats()["x509_ca"] > 2


def test_threads_that_begin_together_load_the_certificates_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ca.pem").write_text(certificates(100), encoding="utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    together = Barrier(8, timeout=60)

    def load(_: int) -> object:
        together.wait()
        return trusted_certificates(True)

    with ThreadPoolExecutor(8) as threads:
        loaded = list(threads.map(load, range(8)))

    assert all(each is loaded[0] for each in loaded)


def test_certificates_of_a_file_take_the_place_of_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text(certificates(1), encoding="utf-8")
    context = trusted_certificates(tmp_path / "ca.pem")
    assert isinstance(context, ssl.SSLContext)
    assert context.cert_store_stats()["x509_ca"] == 1
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert isinstance(trusted_certificates(str(tmp_path)), ssl.SSLContext)


@pytest.mark.parametrize("kind", kinds())
def test_certificates_that_cannot_be_read_are_told_with_their_path(kind: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    for path in (tmp_path / "missing.pem", tmp_path / "empty.pem"):
        with pytest.raises(ConfigurationError, match=r"^verify: no certificates can be read from '.*\.pem'"):
            kind(region="westeurope", key=KEY, verify=path)


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"verify": None}, "verify is None"),
        ({"verify": 1}, "verify is 1"),
        ({"retry": 3}, r"retry is 3: give a RetryPolicy, such as RetryPolicy\(attempts=3\)"),
        ({"retry": 0}, "retry is 0"),
        ({"rate_limit": 50}, r"rate_limit is 50: give a RateLimit"),
        ({"timeout": "60"}, "timeout is '60'"),
        ({"timeout": -1}, "timeout is -1"),
        ({"timeout": True}, "timeout is True"),
        ({"timeout": float("nan")}, "timeout is nan"),
        ({"deadline": "60"}, "deadline is '60'"),
        ({"deadline": 0}, "deadline is 0"),
        ({"deadline": timedelta(0)}, "deadline is 0:00:00"),
    ],
)
def test_an_argument_of_another_type_is_refused_by_name(kind: Any, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        kind(region="westeurope", key=KEY, **arguments)


@pytest.mark.parametrize("arguments", [{"retry": 3}, {"timeout": "60"}, {"deadline": "x"}])
def test_so_are_options(flavour: Flavour, arguments: dict[str, Any]) -> None:
    (name,) = arguments
    with pytest.raises(ConfigurationError, match=f"^{name} is "):
        flavour.client(v3_2.Client, FakeService()).with_options(**arguments)


def test_times_may_be_durations(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204), httpx.Response(204))
    client = flavour.client(v3_2.Client, service, timeout=timedelta(minutes=2), deadline=timedelta(hours=1))
    client.transcriptions.delete("x")
    client.with_options(timeout=timedelta(seconds=3), deadline=None).transcriptions.delete("x")
    assert [request.extensions["timeout"]["read"] for request in service.requests] == [120, 3]


def test_no_timeout_is_an_option(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204))
    flavour.client(v3_2.Client, service).with_options(timeout=None).transcriptions.delete("x")
    assert service.request.extensions["timeout"]["read"] is None


def model(number: int, **ends: str | None) -> dict[str, Any]:
    own = f"{ORIGIN}/speechtotext/v3.2/models/base/00000000-0000-0000-0000-{number:012}"
    properties = {"deprecationDates": ends} if ends else None
    return {"self": own, "displayName": f"model {number}", "locale": "en-US", "properties": properties}


def test_ends_of_models_without_a_zone_are_in_utc(flavour: Flavour) -> None:
    soon = datetime.now(UTC) + timedelta(days=9)
    plain = f"{soon:%Y-%m-%dT%H:%M:%S}"
    models = [
        model(1, transcriptionDateTime=f"{soon + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"),
        model(2, transcriptionDateTime=plain, adaptationDateTime="2099-01-01T00:00:00Z"),
        model(3, adaptationDateTime="2099-01-01T00:00:00"),
        model(4),
        model(5, transcriptionDateTime="9999-12-31T23:59:59.9999999"),
        model(6, transcriptionDateTime="0001-01-01T00:00:00"),
    ]

    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"values": models if request.url.path.endswith("/base") else []})

    found = flavour.client(v3_2.Client, handler).models.expiring(within=timedelta(days=90))
    assert [entry.model.display_name for entry in found] == ["model 6", "model 2", "model 1"]
    assert found[1].ends == soon.replace(microsecond=0)


@pytest.mark.parametrize("within", [90, "90d", None])
def test_a_span_that_is_none_is_refused_by_name(flavour: Flavour, within: Any) -> None:
    with pytest.raises(ValueError, match="within is "):
        flavour.client(v3_2.Client, FakeService()).models.expiring(within=within)
