"""No key, token or signature in any log, error, traceback or repr."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from _pytest._io.saferepr import saferepr_unlimited

from faults.server import Server, answer
from speechtotext import SpeechError
from speechtotext.storage import BlobStorage, FsspecStorage, Storage, _blob_storage, open_storage
from storage.azurite import ACCOUNT, KEY, Azurite, Identity, Token
from storage.files import DAY, MIB, put, written
from storage.s3 import S3, SECRET, SESSION
from storage.test_blob_credentials import sas

SIGNATURE_MEMBERS: Final = ("sig", "Signature", "X-Amz-Signature", "X-Amz-Security-Token", "x-amz-security-token")
WRONG_KEY: Final = "cGxhbnRlZC1zZWNyZXQta2V5"
WRONG_SIGNATURE: Final = "planted-signature"


class Known(Identity):
    """A credential that remembers the tokens that it has given."""

    given: Final[list[str]] = []

    def get_token(self, *scopes: str) -> Token:
        token = super().get_token(*scopes)
        self.given.append(token.token)
        return token


@pytest.fixture(autouse=True)
def every_logger(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Takes all records of all loggers of the process."""
    import azure.storage.blob  # noqa: F401
    import s3fs  # noqa: F401

    caplog.set_level(logging.DEBUG)
    names = [*logging.root.manager.loggerDict, "botocore.auth", "botocore.endpoint", "urllib3.connectionpool"]
    for name in names:
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def by_key(azurite: Azurite, secure_azurite: Azurite, s3: S3) -> Storage:
    return azurite.storage()


def by_connection_string(azurite: Azurite, secure_azurite: Azurite, s3: S3) -> Storage:
    return BlobStorage(azurite.new_container(), credential=azurite.connection_string)


def by_sas_token(azurite: Azurite, secure_azurite: Azurite, s3: S3) -> Storage:
    url = azurite.new_container()
    return BlobStorage(url, credential=sas(url))


def by_sas_url(azurite: Azurite, secure_azurite: Azurite, s3: S3) -> Storage:
    url = azurite.new_container()
    return open_storage(f"{url}?{sas(url)}")


def by_token(azurite: Azurite, secure_azurite: Azurite, s3: S3) -> Storage:
    return secure_azurite.storage(credential=Known())


def by_s3(azurite: Azurite, secure_azurite: Azurite, s3: S3) -> Storage:
    return s3.storage()


def by_s3v4(azurite: Azurite, secure_azurite: Azurite, s3: S3) -> Storage:
    return s3.storage(config_kwargs={"signature_version": "s3v4"})


def secrets_of(link: str) -> set[str]:
    """What lets anybody in."""
    members = parse_qs(urlsplit(link).query)
    found = {value for name in SIGNATURE_MEMBERS for value in members.get(name, ())}
    return found | {KEY, SECRET, SESSION, WRONG_KEY, WRONG_SIGNATURE, *Known.given}


def found_in(text: str, secrets: set[str]) -> set[str]:
    return {secret for secret in secrets if secret in text or secret in unquote(text)}


def written_by(records: list[logging.LogRecord]) -> str:
    """What the logs say, without those of moto's web server."""
    ours = [record for record in records if record.name.partition(".")[0] not in ("werkzeug", "moto")]
    return "\n".join(map(logging.Formatter("%(name)s %(message)s").format, ours))


@pytest.mark.parametrize(
    "make",
    [by_key, by_connection_string, by_sas_token, by_sas_url, by_token, by_s3, by_s3v4],
    ids=lambda make: make.__name__,
)
def test_no_secret_is_logged(
    make: Callable[[Azurite, Azurite, S3], Storage],
    azurite: Azurite,
    secure_azurite: Azurite,
    s3: S3,
    tmp_path: Path,
    every_logger: pytest.LogCaptureFixture,
) -> None:
    storage = make(azurite, secure_azurite, s3)
    put(storage, "call.wav", written(tmp_path / "call.wav", 9 * MIB))
    link = storage.link("call.wav", DAY)
    list(storage.list())
    storage.delete("call.wav")

    logged = {record.name.partition(".")[0] for record in every_logger.records}
    assert logged & {"urllib3", "botocore"}
    assert secrets_of(link) > {KEY}
    text = written_by(every_logger.records) + repr(storage) + repr(vars(storage)) + storage.url + storage.url_of("a")
    hidden = secrets_of(link)
    assert found_in(text, hidden) == set()


def locals_shown(error: BaseException | None) -> Iterator[str]:
    """The locals of the package's own frames of an error and of what led to it."""
    while error is not None:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if frame.f_globals.get("__name__", "").startswith("speechtotext"):
                yield from (saferepr_unlimited(value) for value in frame.f_locals.values())
        error = error.__cause__ or error.__context__


def shown(error: SpeechError) -> str:
    response: Any = getattr(error, "response", None)
    sent = [response.text, str(response.request.url), str(response.request.headers)] if response is not None else []
    return "\n".join([str(error), repr(error), *traceback.format_exception(error), *locals_shown(error), *sent])


QUOTING: Final = (
    f"<Error><Code>AuthenticationFailed</Code><Message>No luck with ?sv=1&amp;sig={WRONG_SIGNATURE}</Message>"
    f"<AuthenticationErrorDetail>The MAC signature '{WRONG_SIGNATURE}' is wrong</AuthenticationErrorDetail></Error>"
).encode()


@pytest.mark.parametrize("credential", [WRONG_KEY, f"sv=1&sp=r&sig={WRONG_SIGNATURE}"])
@pytest.mark.parametrize(
    "call",
    [
        lambda storage, file: put(storage, "call.wav", file),
        lambda storage, file: list(storage.list()),
        lambda storage, file: storage.delete("call.wav"),
    ],
)
def test_no_secret_is_in_an_error(
    call: Callable[[Storage, Path], object],
    credential: str,
    tmp_path: Path,
    every_logger: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_blob_storage, "_RETRIES", 0)
    for reply in (answer(403, QUOTING, Content_Type="application/xml"), answer(500)):
        with Server() as server:
            server.reply(reply)
            storage = BlobStorage(f"{server.url}/account/calls", credential=credential)
            with pytest.raises(SpeechError) as raised:
                call(storage, written(tmp_path / "call.wav", 10))
        assert found_in(shown(raised.value), secrets_of("")) == set()
    assert found_in(written_by(every_logger.records), secrets_of("")) == set()


@pytest.mark.parametrize(
    "make",
    [
        lambda: BlobStorage(f"https://account.blob.core.windows.net/UPPER?sv=1&sig={WRONG_SIGNATURE}"),
        lambda: BlobStorage(f"https://example.com/calls?sv=1&sig={WRONG_SIGNATURE}"),
        lambda: BlobStorage("az://other/calls", credential=f"AccountName={ACCOUNT};AccountKey={WRONG_KEY}"),
        lambda: BlobStorage("az://account/calls", credential=f"{WRONG_KEY}!"),
        lambda: BlobStorage("az://account/calls", credential=f"AccountName;AccountKey={WRONG_KEY}"),
        lambda: open_storage(f"https://account.blob.core.windows.net?sv=1&sig={WRONG_SIGNATURE}"),
        lambda: FsspecStorage("file:///tmp", secret=SECRET),
        lambda: FsspecStorage("s3://", secret=SECRET),
    ],
)
def test_no_secret_is_in_a_refusal(make: Callable[[], object]) -> None:
    with pytest.raises(SpeechError) as raised:
        make()

    assert found_in(shown(raised.value), secrets_of("")) == set()
