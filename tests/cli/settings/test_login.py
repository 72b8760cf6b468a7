"""Keys and Entra ID on the command line: who signs in, what the service answers, and what is never shown."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest
from azure.core.pipeline.transport import RequestsTransport

from cli.conftest import Cli, Done
from cli.entra import (
    APPLICATION,
    HEADER,
    OBJECT,
    SERVICE,
    SIGNATURE,
    STORAGE,
    TENANT,
    Fault,
    ManagedIdentity,
    managed_identity,
)
from emulator.recordings import wav
from speechtotext import _clock
from speechtotext.emulator import Emulator
from storage.azurite import Azurite, secure_azurite

__all__ = ["secure_azurite"]

WRONG = "00000000000000000000000000000000"
WHO = {"tenant": TENANT, "objectId": OBJECT, "clientId": APPLICATION, "identity": "app"}


@pytest.fixture
def identity(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[ManagedIdentity]:
    """A managed identity, by which commands sign in."""
    monkeypatch.delenv("SPEECH_KEY")
    monkeypatch.setenv("SPEECH_AUTH", "entra")
    with managed_identity(emulator, monkeypatch) as identity:
        yield identity


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long between two attempts."""
    monkeypatch.setattr(_clock, "sleep", lambda seconds: None)
    monkeypatch.setattr(_clock, "wait", lambda event, seconds: Event.wait(event, min(seconds, 0.01)))


def shows_no_secret(done: Done) -> bool:
    return not any(secret in done.out + done.err for secret in (HEADER, SIGNATURE, "eyJ", "Bearer"))


def test_recordings_are_transcribed_with_a_managed_identity(
    cli: Cli, identity: ManagedIdentity, recording: str
) -> None:
    Path("call.wav").write_bytes(wav())

    done = cli.does("transcribe", "call.wav", recording, "--out", "texts")

    assert len(done.lines) == len(list(Path("texts").glob("*.txt"))) == 2
    assert set(identity.asked) == {SERVICE}
    assert shows_no_secret(done)


def test_an_expired_token_is_renewed(cli: Cli, identity: ManagedIdentity, emulator: Emulator) -> None:
    emulator.fail_next("Transcriptions_List", fault="expired-token")

    cli.does("transcriptions", "list")

    assert identity.asked == [SERVICE, SERVICE]


def test_a_token_that_expires_in_the_middle_of_a_run_is_renewed(
    cli: Cli, identity: ManagedIdentity, emulator: Emulator, recording: str
) -> None:
    emulator.fail_next("Transcriptions_ListFiles", fault="expired-token")

    assert cli.does("transcribe", recording).out == "Good morning, Contoso.\n"
    assert len(identity.asked) == 2


def test_who_one_is_and_what_the_service_answers_is_told(
    cli: Cli, identity: ManagedIdentity, emulator: Emulator
) -> None:
    done = cli.does("login", "--check", "--json")

    record = done.record
    assert WHO.items() <= record.items()
    assert (record["auth"], record["from"], record["resource"]) == ("entra", "the environment", emulator.endpoint)
    assert record["roles"] == {
        "service": "Cognitive Services Speech User or Cognitive Services Speech Contributor",
        "storage": "Storage Blob Data Contributor",
    }
    assert (record["call"], record["tokenEndsInMinutes"]) == ("accepted", 1)
    assert shows_no_secret(done)


def test_an_identity_without_a_role_is_told_which_it_needs(
    cli: Cli, identity: ManagedIdentity, emulator: Emulator
) -> None:
    emulator.fail_next("Transcriptions_List", status=403)

    done = cli("login", "--check", "--json")

    assert (done.code, done.record["call"]) == (5, "refused with HTTP 403")
    assert WHO.items() <= done.record.items()
    (error,) = done.errors
    assert "the role Cognitive Services Speech User or Speech Contributor is needed" in error
    assert shows_no_secret(done)


INVALID_CLIENT = json.dumps({"error": "invalid_client", "error_description": f"Invalid client secret: {WRONG}"})
NO_TOKEN = {
    "400": (Fault(400), "The endpoint of tokens returned HTTP 400."),
    "400 invalid_client": (Fault(400, INVALID_CLIENT), "The endpoint of tokens returned HTTP 400."),
    "401": (Fault(401), "The endpoint of tokens returned HTTP 401."),
    "429 for an hour": (Fault(429, "{}", {"Retry-After": "3600"}), "The endpoint of tokens returned HTTP 429."),
    "500": (Fault(500, "oops"), "The endpoint of tokens returned HTTP 500."),
    "a page": (Fault(200, "<html>Sign in</html>"), "JSON is invalid"),
    "no token": (Fault(200, "{}"), "ManagedIdentityCredential"),
    "no response": (Fault(200, "{}", seconds=60), "Read timed out"),
}


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between requests for tokens, which take no time, as does no response."""
    slept: list[float] = []
    monkeypatch.setattr(RequestsTransport, "sleep", lambda self, duration: slept.append(duration))
    monkeypatch.setattr("speechtotext._auth.entra_credential._READ_TIMEOUT", 0.2)
    return slept


@pytest.mark.parametrize("command", [("login", "--check"), ("transcriptions", "list")], ids=" ".join)
@pytest.mark.parametrize("name", NO_TOKEN)
def test_an_identity_that_gives_no_token_is_told_in_one_line(
    cli: Cli, identity: ManagedIdentity, pauses: list[float], command: tuple[str, ...], name: str
) -> None:
    identity.fault, reason = NO_TOKEN[name]

    done = cli(*command)

    assert done.code == 5
    (error,) = done.errors
    assert error.startswith(
        "Error: The credential returned no token: DefaultAzureCredential failed to retrieve a token"
    )
    assert "ManagedIdentityCredential" in error
    assert reason in error
    assert sum(pauses) <= 90
    assert shows_no_secret(done)


def test_an_endpoint_of_tokens_that_is_not_there_is_told_in_one_line(
    cli: Cli, identity: ManagedIdentity, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{held.getsockname()[1]}/msi/token")

        done = cli("login", "--check")

    assert (done.code, len(done.errors)) == (5, 1)
    assert "Connection refused" in done.err or "actively refused" in done.err


@pytest.mark.parametrize(
    ("flags", "error"),
    [
        (("--region", "westeurope"), "Entra ID needs the resource's own URL, with its custom subdomain, "),
        (("--endpoint", "https://eastus.api.cognitive.microsoft.com"), "Entra ID needs the resource's own URL, "),
        (("--key", WRONG, "--auth", "entra"), "Both --key and --auth entra were given: give one of them."),
    ],
    ids=["region", "regional endpoint", "key"],
)
def test_what_entra_id_cannot_do_with_is_refused(
    cli: Cli, identity: ManagedIdentity, flags: tuple[str, ...], error: str
) -> None:
    done = cli("transcriptions", "list", *flags)

    assert done.code == 2
    assert done.err.startswith(f"Error: {error}")
    assert identity.asked == []


def test_a_key_on_the_command_line_wins_over_entra_id_of_the_environment(
    cli: Cli, identity: ManagedIdentity, emulator: Emulator
) -> None:
    cli.does("transcriptions", "list", "--key", emulator.key)

    assert identity.asked == []


def test_without_azure_identity_the_extra_is_named(
    cli: Cli, identity: ManagedIdentity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "azure.identity", None)

    done = cli("transcriptions", "list")

    assert (done.code, done.errors) == (
        2,
        ["Error: Entra ID needs azure-identity: install speechtotext-client[azure], or use --auth key."],
    )


def test_the_identity_serves_storage_too(
    cli: Cli, emulator: Emulator, secure_azurite: Azurite, monkeypatch: pytest.MonkeyPatch
) -> None:
    container = secure_azurite.new_container()
    Path("call.wav").write_bytes(wav())
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(secure_azurite.authority))
    # It would be taken without --auth entra.
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", secure_azurite.connection_string)
    fetched: list[httpx.Request] = []

    def fetch(request: httpx.Request) -> httpx.Response:
        # Azurite does not know the signatures of the newest version of storage.
        fetched.append(request)
        return httpx.Response(200, content=wav())

    with (
        httpx.Client(transport=httpx.MockTransport(fetch)) as http,
        Emulator(transitions="at-once", http=http) as service,
        managed_identity(service, monkeypatch) as identity,
    ):
        monkeypatch.setenv("SPEECH_ENDPOINT", service.endpoint)
        done = cli.does("transcribe", "call.wav", "--batch", "--storage", container, "--auth", "entra")

    assert done.out
    assert {SERVICE, STORAGE} == set(identity.asked)
    # The link is signed for the identity, not with a key of the account.
    assert {request.url.params["skoid"] for request in fetched} == {OBJECT}
    assert shows_no_secret(done)


def test_each_key_is_checked(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_KEY", WRONG)
    monkeypatch.setenv("SPEECH_KEY_2", emulator.key)

    done = cli.does("login", "--check", "--json")

    assert done.record == {
        "resource": emulator.endpoint,
        "auth": "key",
        "from": "the environment",
        "keys": ["key", "key_2"],
        "key": "refused with HTTP 401",
        "key_2": "accepted",
    }


def test_a_key_that_is_refused_is_told(cli: Cli, emulator: Emulator) -> None:
    done = cli("login", "--check", "--key", WRONG)

    assert (done.code, done.lines[-1]) == (5, "key: refused with HTTP 401")
    (error,) = done.errors
    assert error.startswith("Error: Transcriptions_List was answered with HTTP 401: ")
    assert WRONG not in done.out + done.err


def test_without_a_check_nobody_is_asked(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_KEY", WRONG)

    done = cli.does("login", "--region", "westeurope")

    assert done.lines == [
        "resource: https://westeurope.api.cognitive.microsoft.com",
        "auth: key",
        "from: the environment",
        "keys:",
        "  - key",
    ]
    assert done.errors == ["To see whether that works: speechtotext login --check"]


def test_a_run_goes_on_with_the_second_key(
    cli: Cli, emulator: Emulator, recording: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_KEY", WRONG)
    monkeypatch.setenv("SPEECH_KEY_2", emulator.key)

    assert cli.does("transcribe", recording).out == "Good morning, Contoso.\n"
