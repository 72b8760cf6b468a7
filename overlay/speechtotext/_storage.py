"""Storage, where results lie: the requests that fetch from it, which carry none of the service's credentials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import httpx

from speechtotext_api.wire import without_signatures

from ._endpoint import LOOPBACK
from ._errors import ConfigurationError, TransportError
from ._flows import Fetch
from ._redaction import CREDENTIAL_HEADERS

# Bearer tokens are taken from this version of the storage API on.
_STORAGE_API_VERSION: Final = "2021-08-06"
_BLOB_HOSTS: Final = (
    ".blob.core.windows.net",
    ".blob.core.usgovcloudapi.net",
    ".blob.core.chinacloudapi.cn",
    ".blob.storage.azure.net",
)


def is_signed(url: str) -> bool:
    """Whether a URL carries its own permission (a shared access signature)."""
    return "sig" in httpx.URL(url).params


def takes_credential(url: str) -> bool:
    """Whether the user's storage credential may go with a request to this URL: to Azure's blobs that need it."""
    parts = httpx.URL(url)
    return not is_signed(url) and (parts.host.endswith(_BLOB_HOSTS) or parts.host in LOOPBACK)


def fetching(
    http: httpx.Client | httpx.AsyncClient, step: Fetch, credentials: Mapping[str, str], timeout: httpx.Timeout | None
) -> httpx.Request:
    """The request of a `Fetch`.

    Raises:
        TransportError: the URL is none that is followed.
    """
    # Stored bytes are wanted as they are: what is compressed on the way cannot be continued in the middle.
    headers = {"Accept-Encoding": "identity", **step.headers}
    try:
        request = http.build_request("GET", step.url, headers=headers, timeout=timeout or http.timeout)
    except httpx.InvalidURL as error:
        raise TransportError(f"A link of the service is no valid URL: {error}.") from error
    if request.url.scheme != "https" and not (request.url.scheme == "http" and request.url.host in LOOPBACK):
        raise TransportError(f"{_shown(step)}: only https is followed.")
    for name in CREDENTIAL_HEADERS & {name.lower() for name in request.headers}:
        # Of the user's own http_client, which sends them everywhere.
        del request.headers[name]
    if credentials:
        request.headers.update({**credentials, "x-ms-version": _STORAGE_API_VERSION})
    return request


def fetch_failure(step: Fetch, error: httpx.HTTPError | RuntimeError, *, closed: bool) -> Exception:
    """What is raised for an exception of httpx."""
    if closed:
        return ConfigurationError(f"{_shown(step)} was cut short: the client has been closed.")
    if isinstance(error, RuntimeError):
        return error
    told = " ".join(without_signatures(str(error)).split())
    what = ": ".join(filter(None, [type(error).__name__, told]))
    return TransportError(f"{_shown(step)} broke off ({what}).")


def _shown(step: Fetch) -> str:
    url = httpx.URL(step.url)
    return f"Fetching {url.copy_with(query=None, fragment=None, username=None, password=None)}"
