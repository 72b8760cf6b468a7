"""Where a container of Azure Blob Storage is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from speechtotext._auth.endpoint import BLOB_HOSTS, LOOPBACK
from speechtotext._errors import ConfigurationError
from speechtotext._redaction import Secret

from ._names import checked_name, url_path

_PUBLIC: Final = BLOB_HOSTS[0]
_EXPECTED: Final = "expected https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX or az://ACCOUNT/CONTAINER/PREFIX"
_ACCOUNT: Final = re.compile(r"[a-z0-9]{3,24}")
# "Naming and referencing containers, blobs, and metadata" (Azure).
_CONTAINER: Final = re.compile(r"(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]|\$root|\$web")


class BlobAccount(NamedTuple):
    """A storage account.

    Args:
        endpoint: its URL.
        name: of the account.
    """

    endpoint: str
    name: str


class BlobAddress(NamedTuple):
    """A container and a prefix in it.

    Args:
        endpoint: URL of the account.
        account: name of the account.
        container: name of the container.
        prefix: what the names of all objects begin with, without a slash at its end; may be empty.
    """

    endpoint: str
    account: str
    container: str
    prefix: str

    @property
    def of_account(self) -> BlobAccount:
        """The account that it is of."""
        return BlobAccount(self.endpoint, self.account)

    @property
    def container_url(self) -> str:
        """URL of the container."""
        return f"{self.endpoint}/{quote(self.container, safe='$')}"

    @property
    def url(self) -> str:
        """URL of the container with the prefix."""
        return f"{self.container_url}/{url_path(self.prefix)}" if self.prefix else self.container_url


def read_address(url: Secret, known: BlobAccount | None = None) -> tuple[BlobAddress, Secret | None]:
    """Read the URL of a container, and the SAS token in it if it has one.

    Args:
        url: URL of the container, with or without a prefix.
        known: an account whose URL may be of any form, such as that of a connection string.

    Raises:
        ConfigurationError: it is not the URL of a container.
    """
    if not isinstance(url.reveal(), str):
        raise ConfigurationError(f"Invalid URL of a container: {_EXPECTED}, got a {type(url.reveal()).__name__}.")
    if url.reveal().strip().lower().startswith("az://"):
        return _short_address(url.reveal().strip()[len("az://") :], known), None
    sas = Secret(url.reveal().partition("?")[2].strip())
    try:
        parts = urlsplit(url.reveal().partition("?")[0].strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise ConfigurationError(f"Invalid URL of a container: {_EXPECTED}.") from None
    return _address(parts._replace(fragment=""), host, port, known), sas if sas.reveal() else None


def endpoint_account(endpoint: str) -> str:
    """Return the name of an account from its URL; empty if the URL does not tell it."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    if host in LOOPBACK:
        return parts.path.strip("/").partition("/")[0]
    return host.partition(".")[0].removesuffix("-secondary") if _is_blob_host(host) else ""


def _short_address(text: str, known: BlobAccount | None) -> BlobAddress:
    account, _, rest = text.partition("/")
    container, _, prefix = rest.partition("/")
    if not _ACCOUNT.fullmatch(account):
        raise ConfigurationError(f"Invalid name of a storage account {account!r}: {_EXPECTED}.")
    endpoint = known.endpoint if known is not None and known.name == account else f"https://{account}{_PUBLIC}"
    return _checked(endpoint, account, container, prefix)


def _address(parts: SplitResult, host: str, port: int | None, known: BlobAccount | None) -> BlobAddress:
    if parts.scheme not in ("https", "http") or not host or parts.username or parts.password:
        raise ConfigurationError(f"Invalid URL of a container: {_EXPECTED}.")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise ConfigurationError(f"http://{host} would send credentials in clear text: use https.")
    shown = f"[{host}]" if ":" in host else host
    origin = f"{parts.scheme}://{shown}" + ("" if port is None else f":{port}")
    path = parts.path.lstrip("/")
    if known is not None and f"{origin}/{path}/".startswith(f"{known.endpoint}/"):
        account, path = known.name, f"{origin}/{path}"[len(known.endpoint) :].lstrip("/")
        origin = known.endpoint
    elif host in LOOPBACK:
        # Azurite and private test servers name the account in the path.
        account, _, path = path.partition("/")
        origin = f"{origin}/{account}"
    elif _is_blob_host(host):
        account = endpoint_account(origin)
    else:
        hosts = ", ".join(f"*{suffix}" for suffix in BLOB_HOSTS)
        raise ConfigurationError(
            f"{host} is not a host of Azure Blob Storage ({hosts}): for another host, give a connection string "
            "with its BlobEndpoint."
        )
    container, _, prefix = path.partition("/")
    return _checked(origin, account, unquote(container), unquote(prefix))


def _checked(endpoint: str, account: str, container: str, prefix: str) -> BlobAddress:
    if not container:
        raise ConfigurationError(f"The URL of the storage names no container: {_EXPECTED}.")
    if not _CONTAINER.fullmatch(container):
        raise ConfigurationError(
            f"Invalid name of a container {container!r}: expected 3 to 63 lower-case letters, digits, single hyphens."
        )
    prefix = prefix.strip("/")
    if prefix:
        checked_name(prefix)
    return BlobAddress(endpoint, account, container, prefix)


def _is_blob_host(host: str) -> bool:
    return host.endswith(BLOB_HOSTS)
