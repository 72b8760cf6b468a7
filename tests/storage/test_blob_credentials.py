"""What lets a program in to Azure Blob Storage."""

from __future__ import annotations

import logging
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from azure.storage.blob import ContainerSasPermissions, generate_container_sas

from speechtotext import ConfigurationError, TransportError
from speechtotext.storage import BlobStorage, open_storage
from storage.azurite import ACCOUNT, KEY, Azurite
from storage.files import DAY, names, put, written

URL = "https://account.blob.core.windows.net/recordings"
KEY_OF_ACCOUNT = "AccountKey=cGxhbnRlZC1rZXk="


def sas(url: str, permissions: str = "racwdl", lifetime: timedelta = 2 * DAY) -> str:
    """A SAS token for the container of a URL."""
    token: str = generate_container_sas(
        ACCOUNT,
        url.rpartition("/")[2],
        KEY,
        permission=ContainerSasPermissions.from_string(permissions),
        expiry=datetime.now(UTC) + lifetime,
    )
    return token


def signed(lifetime: timedelta = DAY, permissions: str = "r") -> str:
    """A SAS token that nobody has to accept."""
    return f"sv=2025&sp={permissions}&se={datetime.now(UTC) + lifetime:%Y-%m-%dT%H:%M:%SZ}&sig=planted-signature"


def test_a_sas_token_uploads_and_its_links_carry_it(
    azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path
) -> None:
    file = written(tmp_path / "call.wav", 1000)
    put(blob_storage, "first.wav", file)
    token = sas(blob_storage.url)
    storage = azurite.storage(blob_storage.url, credential=token)
    put(storage, "call.wav", file)

    assert storage.link("call.wav", DAY) == f"{storage.url_of('call.wav')}?{token}"
    assert httpx.get(storage.link("call.wav", DAY)).content == file.read_bytes()
    assert names(storage) == ["call.wav", "first.wav"]
    storage.delete("first.wav")
    assert names(storage) == ["call.wav"]


def test_a_url_may_hold_a_sas_token(azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path) -> None:
    put(blob_storage, "call.wav", written(tmp_path / "call.wav", 10))

    storage = open_storage(f"{blob_storage.url}?{sas(blob_storage.url)}")

    assert storage.url == blob_storage.url
    assert names(storage) == ["call.wav"]


def test_a_connection_string_names_the_endpoint(azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path) -> None:
    put(blob_storage, "a/call.wav", written(tmp_path / "call.wav", 10))
    container = blob_storage.url.rpartition("/")[2]

    by_short_url = BlobStorage(f"az://{ACCOUNT}/{container}/a", credential=azurite.connection_string)
    by_url = BlobStorage(blob_storage.url, credential=azurite.connection_string)

    assert by_short_url.url == f"{blob_storage.url}/a"
    assert names(by_short_url) == ["call.wav"]
    assert names(by_url) == ["a/call.wav"]
    assert httpx.get(by_short_url.link("call.wav", DAY)).status_code == 200


def test_a_connection_string_of_the_environment_serves_its_account(
    azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(blob_storage, "call.wav", written(tmp_path / "call.wav", 10))
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", azurite.connection_string)

    assert names(open_storage(f"az://{ACCOUNT}/{blob_storage.url.rpartition('/')[2]}")) == ["call.wav"]


def test_https_with_a_certificate_of_ones_own(secure_azurite: Azurite, tmp_path: Path) -> None:
    file = written(tmp_path / "call.wav", 10)
    storage = secure_azurite.storage()
    put(storage, "call.wav", file)
    context = ssl.create_default_context(cafile=secure_azurite.authority)

    assert httpx.get(storage.link("call.wav", DAY), verify=context).content == file.read_bytes()
    assert "spr=https" in storage.link("call.wav", DAY)


def test_certificates_of_the_environment_are_trusted(
    secure_azurite: Azurite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(secure_azurite.authority))

    put(secure_azurite.storage(verify=None), "call.wav", written(tmp_path / "call.wav", 10))


@pytest.mark.parametrize(
    ("credential", "sentence"),
    [
        ("not base64!", "The credential of the storage account 'account' is not valid"),
        (42, "expected a token credential, an account key, a connection string or a SAS token, got a int"),
        ("AccountName=account", "neither AccountKey nor SharedAccessSignature"),
        (KEY_OF_ACCOUNT, "neither AccountName nor BlobEndpoint"),
        (f"AccountName=account;{KEY_OF_ACCOUNT};x", "NAME=VALUE"),
        (
            f"AccountName=other;{KEY_OF_ACCOUNT}",
            "The connection string is of https://other.blob.core.windows.net, the URL of",
        ),
        (f"BlobEndpoint=http://account.blob.core.windows.net;{KEY_OF_ACCOUNT}", "use https"),
    ],
)
def test_a_credential_that_cannot_be_meant_is_refused(credential: object, sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence) as raised:
        BlobStorage(URL, credential=credential)  # type: ignore[arg-type]
    assert "cGxhbnRlZC1rZXk=" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (
            f"AccountName=account;{KEY_OF_ACCOUNT};EndpointSuffix=core.chinacloudapi.cn",
            "https://account.blob.core.chinacloudapi.cn/c",
        ),
        (
            f"DefaultEndpointsProtocol=https;AccountName=account;{KEY_OF_ACCOUNT}",
            "https://account.blob.core.windows.net/c",
        ),
        (
            f"accountname=account;{KEY_OF_ACCOUNT};BlobEndpoint=https://media.example.com/",
            "https://media.example.com/c",
        ),
        (
            "BlobEndpoint=https://account.blob.core.windows.net;SharedAccessSignature=sig=planted",
            "https://account.blob.core.windows.net/c",
        ),
    ],
)
def test_endpoints_of_connection_strings(text: str, url: str) -> None:
    assert BlobStorage("az://account/containers", credential=text).url == f"{url}ontainers"


def test_the_connection_string_of_development() -> None:
    storage = BlobStorage("az://devstoreaccount1/recordings", credential="UseDevelopmentStorage=true")

    assert storage.url == "http://127.0.0.1:10000/devstoreaccount1/recordings"


def test_a_sas_token_that_has_expired_gives_no_links() -> None:
    with pytest.raises(ConfigurationError, match=r"The SAS token of the storage expired at .*: make a new one"):
        BlobStorage(URL, credential=signed(-DAY)).link("call.wav", DAY)


def test_a_sas_token_without_permission_to_read_gives_no_links() -> None:
    with pytest.raises(ConfigurationError, match="does not permit reading"):
        BlobStorage(URL, credential=signed(permissions="cw")).link("call.wav", DAY)


def test_links_that_end_early_with_a_sas_token_are_warned_of_once(caplog: pytest.LogCaptureFixture) -> None:
    storage = BlobStorage(URL, credential=signed(DAY / 2))

    with caplog.at_level(logging.WARNING, "speechtotext"):
        storage.link("call.wav", DAY)
        storage.link("other.wav", DAY)

    (record,) = caplog.records
    assert record.getMessage().startswith(f"Links to {URL} expire with its SAS token, at ")


def test_two_credentials_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="Both a credential and a SAS token in the URL"):
        BlobStorage(f"{URL}?{signed()}", credential="cGxhbnRlZC1rZXk=")


def test_a_server_that_is_not_trusted_is_told(
    secure_azurite: Azurite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from speechtotext.storage import _blob_storage

    monkeypatch.setattr(_blob_storage, "_RETRIES", 0)
    with pytest.raises(TransportError, match="certificate"):
        put(secure_azurite.storage(verify=None), "call.wav", written(tmp_path / "call.wav", 10))
