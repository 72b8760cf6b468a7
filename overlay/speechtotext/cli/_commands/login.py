"""`speechtotext login`: how commands sign in, and whether that works."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

import speechtotext
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.exit_codes import exit_code_of
from speechtotext.cli._output.messages import print_error, print_note
from speechtotext.cli._output.records import RecordOutput

if TYPE_CHECKING:
    from speechtotext import TokenCredential

_ROLES: Final = {
    "service": "Cognitive Services Speech User or Cognitive Services Speech Contributor",
    "storage": "Storage Blob Data Contributor",
}
_ACCEPTED: Final = "accepted"


@click.command()
@click.option("--check", is_flag=True, help="Sign in, call the service, and show your identity.")
@with_record_output
@with_service
def login(service: Service, check: bool, output: RecordOutput) -> None:
    """Show how commands sign in to the service.

    \b
    speechtotext login --check
    speechtotext login --check --auth entra --endpoint https://NAME.cognitiveservices.azure.com

    --auth key, the default, sends SPEECH_KEY, and SPEECH_KEY_2 if that is refused. --auth entra takes the first of
    these that gives a token: the environment (AZURE_CLIENT_ID and others), workload identity, managed identity, and the
    tools that you signed in with, such as "az login". It needs the role "Cognitive Services Speech User" or "Cognitive
    Services Speech Contributor" on the resource, and for --storage "Storage Blob Data Contributor" on the account.
    """
    record = _settings(service)
    error: speechtotext.SpeechError | None = None
    if check:
        answers: dict[str, Any] = {}
        try:
            if service.credential is not None:
                answers |= _identity(service.credential, service.settings.endpoint or "")
            for name, each in _clients(service):
                answers[name], failure = _answer(each)
                # One of two keys is enough.
                error = None if _ACCEPTED in answers.values() else failure
        except speechtotext.SpeechError as failure:
            error = failure
        record |= answers
    output.print_record(record)
    if error is not None:
        print_error(str(error))
        raise click.exceptions.Exit(exit_code_of(error))
    if not check:
        print_note("To see whether that works: speechtotext login --check")


def _settings(service: Service) -> dict[str, Any]:
    """Return what is known without asking anybody.

    Raises:
        click.ClickException: a setting is missing.
        ConfigurationError: a setting is invalid.
    """
    # Imported here because the client is slow to import.
    from speechtotext._auth.endpoint import service_url

    service.require_credentials()
    chosen = service.settings
    keys = [name for name in ("key", "key_2") if getattr(chosen, name)]
    return {
        "resource": service_url(chosen.region, chosen.endpoint),
        "auth": chosen.auth,
        "from": chosen.sources["auth" if service.credential is not None else "key"],
        **({"roles": _ROLES} if service.credential is not None else {"keys": keys}),
    }


def _identity(credential: TokenCredential, endpoint: str) -> dict[str, Any]:
    """Return who the credential is for.

    Raises:
        CredentialError: it gives no token.
    """
    from speechtotext._auth.credentials import no_token
    from speechtotext._auth.entra import cloud_of
    from speechtotext._auth.identity import identity_of

    try:
        token = credential.get_token(cloud_of(endpoint).scope)
    except Exception as error:
        raise no_token(error) from error
    known = identity_of(token.token)
    return {
        "tenant": known.tenant,
        "objectId": known.object_id,
        "clientId": known.client_id,
        "identity": known.kind,
        "tokenEndsInMinutes": int((token.expires_on - time.time()) // 60),
    }


def _clients(service: Service) -> Iterator[tuple[str, Any]]:
    """Yield what to call the service with, by its name in the record: each key by itself."""
    chosen = service.settings
    if service.credential is not None:
        yield "call", service.client
        return
    for name in ("key", "key_2"):
        key = getattr(chosen, name)
        if key:
            yield name, service.client_for(chosen.region, chosen.endpoint, speechtotext.KeyCredential(key))


def _answer(client: Any) -> tuple[str, speechtotext.SpeechError | None]:
    """Return what the service answers to a call that changes nothing, and the error, if any."""
    try:
        client.transcriptions.list(limit=1).page()
    except speechtotext.ApiError as error:
        return f"refused with HTTP {error.status_code}", error
    except speechtotext.SpeechError as error:
        return "no answer", error
    return _ACCEPTED, None
