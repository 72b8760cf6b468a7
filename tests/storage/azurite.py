"""Azurite, Microsoft's emulator of Azure Blob Storage, as fixtures: one per session, a fresh container per test."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from json import dumps
from pathlib import Path
from typing import Final, NamedTuple

import httpx
import pytest
import trustme
from azure.storage.blob import ContainerClient

from speechtotext.storage import BlobStorage

ACCOUNT: Final = "devstoreaccount1"
# Public, of every Azurite.
KEY: Final = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="

_COMMAND: Final = Path(sys.prefix, "azurite", "node_modules", ".bin", "azurite-blob")
_LISTENS: Final = re.compile(r"listens on (https?://\S+)")
_REQUEST: Final = re.compile(r'"(\w+) (\S+) HTTP/1\.\d" (\d+)')
_START: Final = 60.0
_numbers: Final = count(1)


@dataclass(frozen=True)
class Azurite:
    """A running Azurite.

    Attributes:
        endpoint: URL of its account.
        log: file that its access log is written to.
        authority: file of the certificate authority to trust; None with http.
    """

    endpoint: str
    log: Path
    authority: Path | None = None

    @property
    def connection_string(self) -> str:
        return f"AccountName={ACCOUNT};AccountKey={KEY};BlobEndpoint={self.endpoint};"

    def requests(self, method: str = "", part: str = "") -> list[str]:
        """The requests so far, such as `PUT /devstoreaccount1/… 201`, of a method and with some text in the URL."""
        # A line is written some time after the response: those before that of a last request are complete.
        marker = f"/marker-{next(_numbers)}"
        httpx.get(self.endpoint + marker, verify=False)
        deadline = time.monotonic() + _START
        while marker not in (log := self.log.read_text("utf-8")):
            assert time.monotonic() < deadline, "Azurite does not write its log"
            time.sleep(0.01)
        found = _REQUEST.findall(log)
        return [f"{verb} {url} {status}" for verb, url, status in found if verb.startswith(method) and part in url]

    def free_url(self) -> str:
        """The URL of a container that does not exist."""
        return f"{self.endpoint}/container-{next(_numbers)}"

    def new_container(self) -> str:
        """The URL of a fresh container."""
        url = self.free_url()
        verify = True if self.authority is None else str(self.authority)
        with ContainerClient.from_container_url(url, credential=KEY, connection_verify=verify) as client:
            client.create_container()
        return url

    def storage(self, url: str | None = None, **options: object) -> BlobStorage:
        """A storage in a container, by default a fresh one, with the key of the account."""
        given = {"credential": KEY, "verify": self.authority} | options
        return BlobStorage(url or self.new_container(), **given)  # type: ignore[arg-type]


class Token(NamedTuple):
    """A token, and when it ends, in seconds since 1970."""

    token: str
    expires_on: int


@dataclass(frozen=True)
class Identity:
    """A token credential that Azurite believes: it reads tokens of Entra ID without checking who signed them."""

    lifetime: timedelta = timedelta(hours=1)

    def get_token(self, *scopes: str) -> Token:
        now = datetime.now(UTC)
        tenant, identity = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
        claims = {
            "aud": "https://storage.azure.com",
            "iss": f"https://sts.windows.net/{tenant}/",
            "iat": int((now - timedelta(minutes=5)).timestamp()),
            "nbf": int((now - timedelta(minutes=5)).timestamp()),
            "exp": int((now + self.lifetime).timestamp()),
            "oid": identity,
            "tid": tenant,
        }
        header = {"typ": "JWT", "alg": "RS256"}
        parts = [dumps(header).encode(), dumps(claims).encode(), b"planted-signature"]
        token = ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
        return Token(token, int((now + self.lifetime).timestamp()))


@contextmanager
def running_azurite(folder: Path, options: Sequence[str] = (), authority: Path | None = None) -> Iterator[Azurite]:
    """Start an Azurite that keeps everything in memory, and kill it at the end."""
    if not _COMMAND.exists():
        pytest.skip("needs Azurite, which `nox -s tests` installs where npm is there")
    log = folder / "azurite.log"
    fixed = ["--blobPort", "0", "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck"]
    with (
        log.open("w") as output,
        subprocess.Popen([_COMMAND, *fixed, *options], stdout=output, stderr=output) as process,
    ):
        try:
            yield Azurite(f"{_address(process, log)}/{ACCOUNT}", log, authority)
        finally:
            process.kill()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _START
    while (found := _LISTENS.search(log.read_text("utf-8"))) is None:
        assert process.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < deadline, "Azurite does not start"
        time.sleep(0.02)
    return found[1]


@pytest.fixture(scope="session")
def azurite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azurite]:
    """An Azurite with http."""
    with running_azurite(tmp_path_factory.mktemp("azurite")) as running:
        yield running


@pytest.fixture(scope="session")
def secure_azurite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azurite]:
    """An Azurite with https and a certificate of its own, which takes tokens of Entra ID."""
    folder = tmp_path_factory.mktemp("secure-azurite")
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    authority.cert_pem.write_to_path(folder / "authority.pem")
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    certificate.cert_chain_pems[0].write_to_path(folder / "certificate.pem")
    options = ["--oauth", "basic", "--cert", str(folder / "certificate.pem"), "--key", str(folder / "key.pem")]
    with running_azurite(folder, options, folder / "authority.pem") as running:
        yield running


@pytest.fixture
def blob_storage(azurite: Azurite) -> BlobStorage:
    """A storage in a fresh container."""
    return azurite.storage()
