"""The credential of azure-identity: which authority and scope it is made for in each cloud."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from speechtotext import ConfigurationError, CredentialError, v3_2
from speechtotext._auth.entra import cloud_of, default_credential
from speechtotext.storage import BlobStorage
from unit.auth.credentials import OWN_HOST, Gives


@pytest.mark.parametrize(
    ("url", "scope", "authority"),
    [
        (OWN_HOST, "https://cognitiveservices.azure.com/.default", "login.microsoftonline.com"),
        (
            "https://a.cognitiveservices.azure.us",
            "https://cognitiveservices.azure.us/.default",
            "login.microsoftonline.us",
        ),
        (
            "https://a.cognitiveservices.azure.cn",
            "https://cognitiveservices.azure.cn/.default",
            "login.chinacloudapi.cn",
        ),
        (
            "https://a.blob.core.usgovcloudapi.net",
            "https://cognitiveservices.azure.us/.default",
            "login.microsoftonline.us",
        ),
        (
            "https://a.blob.core.chinacloudapi.cn",
            "https://cognitiveservices.azure.cn/.default",
            "login.chinacloudapi.cn",
        ),
    ],
)
def test_a_cloud_is_told_by_the_host(url: str, scope: str, authority: str) -> None:
    cloud = cloud_of(url)
    assert (cloud.scope, cloud.authority) == (scope, authority)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The arguments that azure-identity's credential is made with."""
    arguments: list[dict[str, Any]] = []

    class Noted:
        def __init__(self, **given: Any) -> None:
            arguments.append({name: value for name, value in given.items() if name != "transport"})

        def get_token(self, *scopes: str) -> object:
            raise NotImplementedError

    monkeypatch.delenv("AZURE_AUTHORITY_HOST", raising=False)
    monkeypatch.delenv("AZURE_STORAGE_CONNECTION_STRING", raising=False)
    monkeypatch.setattr("azure.identity.DefaultAzureCredential", Noted)
    return arguments


def test_storage_in_another_cloud_asks_the_authority_of_that_cloud(made: list[dict[str, Any]]) -> None:
    BlobStorage("https://store.blob.core.usgovcloudapi.net/calls")

    assert made == [{"authority": "login.microsoftonline.us"}]


def test_an_authority_of_the_environment_is_left_to_azure_identity(
    made: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_AUTHORITY_HOST", "https://login.example.com")

    default_credential(OWN_HOST, "give a key")

    assert made == [{}]


def test_without_azure_identity_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "azure.identity", None)

    with pytest.raises(ConfigurationError) as caught:
        default_credential(OWN_HOST, "give a key")

    assert str(caught.value) == ("Entra ID needs azure-identity: install speechtotext-client[azure], or give a key.")


def test_each_credential_of_a_chain_says_in_a_sentence_why_it_gave_no_token() -> None:
    chain = (
        "Chain failed. Attempted credentials:\n"
        "\tEnvironmentCredential: EnvironmentCredential authentication unavailable. No variables are set.\n"
        "Visit https://example.com/environment for help.\n"
        "\tManagedIdentityCredential: ManagedIdentityCredential authentication unavailable.\n"
        "\tAzureCliCredential: Please run 'az login' first. It is explained at https://example.com/cli.\n"
        "See https://example.com/chain."
    )
    stt = v3_2.Client(endpoint=OWN_HOST, credential=Gives(ValueError(chain)))

    with pytest.raises(CredentialError) as caught:
        stt.transcriptions.get("a")

    assert str(caught.value) == (
        "The credential returned no token: Chain failed. Attempted credentials: "
        "EnvironmentCredential: No variables are set; "
        "ManagedIdentityCredential: authentication unavailable; "
        "AzureCliCredential: Please run 'az login' first. "
        "Sign in with az login, or give the program an identity of its own."
    )


def test_a_credential_that_gives_no_token_raises_an_error_of_its_own() -> None:
    stt = v3_2.Client(endpoint=OWN_HOST, credential=Gives(ValueError("no identity here")))

    with pytest.raises(CredentialError, match=r"^The credential returned no token: no identity here\.$"):
        stt.transcriptions.get("a")
