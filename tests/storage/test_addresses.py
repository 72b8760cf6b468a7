"""URLs of containers, in every cloud."""

from __future__ import annotations

import pytest

from speechtotext import ConfigurationError
from speechtotext.storage import BlobStorage, open_storage

KEY = "cGxhbnRlZC1rZXk="


@pytest.mark.parametrize(
    ("url", "account", "shown"),
    [
        ("https://account.blob.core.windows.net/calls", "account", None),
        ("https://account.blob.core.usgovcloudapi.net/calls/of/May", "account", None),
        ("https://account.blob.core.chinacloudapi.cn/calls", "account", None),
        ("https://account.z01.blob.storage.azure.net/calls", "account", None),
        ("https://account-secondary.blob.core.windows.net/calls", "account", None),
        ("https://ACCOUNT.blob.core.windows.net/$web/", "account", "https://account.blob.core.windows.net/$web"),
        (
            "https://account.blob.core.windows.net/calls/of%20May/",
            "account",
            "https://account.blob.core.windows.net/calls/of%20May",
        ),
        ("http://127.0.0.1:10000/devstoreaccount1/calls", "devstoreaccount1", None),
        ("http://localhost:10000/devstoreaccount1/calls/a", "devstoreaccount1", None),
        ("http://[::1]:10000/devstoreaccount1/calls", "devstoreaccount1", None),
        ("az://account/calls/a/größe", "account", "https://account.blob.core.windows.net/calls/a/gr%C3%B6%C3%9Fe"),
        ("AZ://account/calls/100%25?", "account", "https://account.blob.core.windows.net/calls/100%2525%3F"),
    ],
)
def test_a_url_names_account_container_and_prefix(url: str, account: str, shown: str | None) -> None:
    storage = open_storage(url, credential=KEY)

    assert isinstance(storage, BlobStorage)
    assert (storage.of_account.name, storage.url) == (account, shown or url)
    assert storage.url_of("a b.wav") == f"{shown or url}/a%20b.wav"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://account.blob.core.windows.net/calls", "would send credentials in clear text: use https"),
        ("https://example.com/calls", r"example\.com is not a host of Azure Blob Storage"),
        ("https://account.blob.core.windows.net.example.com/calls", "is not a host of Azure Blob Storage"),
        ("https://account.blob.core.windows.net/", "names no container"),
        ("az://account", "names no container"),
        ("az:///calls", "Invalid name of a storage account ''"),
        ("https://account.blob.core.windows.net/Calls_of_May", "Invalid name of a container 'Calls_of_May'"),
        ("https://user:planted@account.blob.core.windows.net/calls", "Invalid URL of a container"),
        ("https://[/calls", "Invalid URL of a container"),
    ],
)
def test_a_url_that_names_no_container_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence) as raised:
        open_storage(url, credential=KEY)
    assert "planted" not in str(raised.value)


@pytest.mark.parametrize("url", ["", "calls", "/tmp/calls", 42])
def test_what_is_no_url_is_refused(url: object) -> None:
    with pytest.raises(ConfigurationError, match="Invalid URL of a storage"):
        open_storage(url)  # type: ignore[arg-type]


def test_a_storage_like_another_has_its_endpoint_and_credential() -> None:
    like = BlobStorage("https://account.blob.core.usgovcloudapi.net/calls", credential=KEY)

    assert (
        open_storage("az://account/others/May", like=like).url
        == "https://account.blob.core.usgovcloudapi.net/others/May"
    )


def test_a_storage_of_another_account_needs_its_own_credential(monkeypatch: pytest.MonkeyPatch) -> None:
    like = BlobStorage("https://account.blob.core.windows.net/calls", credential=KEY)

    with pytest.raises(ConfigurationError, match="is not of the storage account 'account'"):
        like.beside("az://other/calls")
    other = open_storage("az://other/calls", like=like, credential=KEY)
    assert other.url == "https://other.blob.core.windows.net/calls"
