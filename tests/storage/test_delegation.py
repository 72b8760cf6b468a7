"""Links that are signed with user delegation keys, with token credentials."""

from __future__ import annotations

import ssl
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import digest
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import httpx
import pytest
from azure.core.credentials import AccessToken
from azure.storage.blob import BlobServiceClient

from speechtotext import ConfigurationError, _clock
from speechtotext.storage import BlobStorage
from storage.azurite import ACCOUNT, Azurite, Identity, Token
from storage.files import DAY, put, written

AZURITE_VERSION = "2025-11-05"


@pytest.fixture
def storage(secure_azurite: Azurite) -> BlobStorage:
    return secure_azurite.storage(credential=Identity())


@pytest.fixture
def context(secure_azurite: Azurite) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=secure_azurite.authority)


class Azure:
    """The identity as a credential of azure-core."""

    def get_token(self, *scopes: str, **options: object) -> AccessToken:
        return AccessToken(*Identity().get_token(*scopes))


def told(link: str) -> dict[str, str]:
    """The members of a SAS token."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def time_of(link: str, member: str) -> datetime:
    return datetime.fromisoformat(told(link)[member])


def as_azurite_signs(link: str, azurite: Azurite) -> str:
    """The same permission, signed as the newest version of storage that Azurite knows has it.

    Newer versions have two more lines, for request headers and query parameters.
    """
    members = told(link) | {"sv": AZURITE_VERSION}
    client = BlobServiceClient(azurite.endpoint, Azure(), connection_verify=str(azurite.authority))
    with client:
        key = client.get_user_delegation_key(time_of(link, "skt"), time_of(link, "ske"))
    path = urlsplit(link).path.removeprefix(f"/{ACCOUNT}")
    lines = [members[name] for name in ("sp", "st", "se")] + [f"/blob/{ACCOUNT}{path}"]
    lines += [members[name] for name in ("skoid", "sktid", "skt", "ske", "sks", "skv")] + [""] * 6
    lines += [members["spr"], members["sv"], members["sr"]] + [""] * 7
    signature = b64encode(digest(b64decode(key.value or ""), "\n".join(lines).encode(), sha256)).decode()
    return f"{link.partition('?')[0]}?{urlencode(members | {'sig': signature}, quote_via=quote)}"


def test_a_token_uploads_and_its_links_are_signed_with_a_key_of_the_service(
    secure_azurite: Azurite, storage: BlobStorage, context: ssl.SSLContext, tmp_path: Path
) -> None:
    file = written(tmp_path / "call.wav", 1000)
    put(storage, "call.wav", file)

    link = storage.link("call.wav", DAY)

    assert httpx.get(as_azurite_signs(link, secure_azurite), verify=context).content == file.read_bytes()


def test_azurite_refuses_the_signature_of_a_newer_version(
    storage: BlobStorage, context: ssl.SSLContext, tmp_path: Path
) -> None:
    put(storage, "call.wav", written(tmp_path / "call.wav", 1000))

    link = storage.link("call.wav", DAY)

    # Should this fail, Azurite has caught up, and `as_azurite_signs` can go.
    assert told(link)["sv"] > AZURITE_VERSION
    assert httpx.get(link, verify=context).status_code == 403


def test_links_of_all_threads_share_a_key(secure_azurite: Azurite, storage: BlobStorage) -> None:
    before = len(secure_azurite.requests("POST", "comp=userdelegationkey"))

    with ThreadPoolExecutor(8) as pool:
        links = list(pool.map(lambda number: storage.link(f"{number}.wav", DAY), range(200)))

    assert len({told(link)["ske"] for link in links}) == 1
    assert len(secure_azurite.requests("POST", "comp=userdelegationkey")) == before + 1


@pytest.mark.parametrize(
    ("lifetime", "age", "requests"), [(DAY, 5.9, 1), (DAY, 6.1, 2), (7 * DAY, 0.02, 1), (7 * DAY, 0.1, 2)]
)
def test_a_key_is_renewed_when_it_ends_too_early(
    lifetime: timedelta,
    age: float,
    requests: int,
    secure_azurite: Azurite,
    storage: BlobStorage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = len(secure_azurite.requests("POST", "comp=userdelegationkey"))
    storage.link("call.wav", lifetime)
    # The tokens, and the server, go on by the true time.
    later = datetime.now(UTC) + timedelta(days=age)
    monkeypatch.setattr(_clock, "utc_now", lambda: later)

    link = storage.link("call.wav", lifetime)

    assert len(secure_azurite.requests("POST", "comp=userdelegationkey")) == before + requests
    assert time_of(link, "se") - later > min(lifetime, timedelta(days=6, hours=22))


def test_clocks_may_differ(storage: BlobStorage) -> None:
    link = storage.link("call.wav", DAY)
    now = datetime.now(UTC)

    assert now - time_of(link, "st") > timedelta(minutes=14)
    assert now - time_of(link, "skt") > timedelta(minutes=14)
    assert time_of(link, "se") - now > DAY + timedelta(minutes=14)


def test_no_link_lives_longer_than_its_key(storage: BlobStorage) -> None:
    link = storage.link("call.wav", 30 * DAY)

    assert told(link)["se"] == told(link)["ske"]
    assert timedelta(days=6, hours=22) < time_of(link, "se") - datetime.now(UTC) < timedelta(days=7)
    assert time_of(link, "ske") - time_of(link, "skt") <= timedelta(days=7)


class Broken:
    """A credential that gives no token."""

    def get_token(self, *scopes: str) -> Token:
        raise RuntimeError("no account, sig=planted-signature")


class Asynchronous:
    """A credential of asynchronous programs."""

    async def get_token(self, *scopes: str) -> Token:
        return Token("planted-token", 0)


@pytest.mark.parametrize(
    ("credential", "sentence"),
    [
        (Broken(), r"The credential returned no token: no account, sig=\*\*\*\."),
        (Asynchronous(), "The credential is asynchronous"),
    ],
)
def test_a_credential_that_fails_is_told(
    credential: object, sentence: str, secure_azurite: Azurite, tmp_path: Path
) -> None:
    storage = secure_azurite.storage(credential=credential)

    with pytest.raises(ConfigurationError, match=sentence):
        storage.link("call.wav", DAY)
    with pytest.raises(ConfigurationError, match=sentence):
        put(storage, "call.wav", written(tmp_path / "call.wav", 10))
