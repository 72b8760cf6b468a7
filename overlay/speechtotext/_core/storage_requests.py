"""Storage, where results lie: the requests that fetch from it, which carry none of the service's credentials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import httpx

from speechtotext._auth.endpoint import BLOB_HOSTS, LOOPBACK
from speechtotext._errors import ConfigurationError, TransportError, strip_credentials
from speechtotext._http.log_redaction import remember_credentials
from speechtotext._http.response_bodies import BodyRefused
from speechtotext._redaction import CREDENTIAL_HEADERS
from speechtotext._user_agent import user_agent_headers
from speechtotext_api.wire import without_signatures

from .steps import Fetch

# Bearer tokens are taken from this version of the storage API on.
_STORAGE_API_VERSION: Final = "2021-08-06"


def accepts_storage_credential(url: httpx.URL) -> bool:
    """Whether the user's storage credential may go with a request to this URL: to Azure's blobs, unless the URL carries
    its own permission (a shared access signature)."""
    return (url.host.endswith(BLOB_HOSTS) or url.host in LOOPBACK) and "sig" not in url.params


class UnusableLink(TransportError):
    """A link of the service or of storage that cannot be followed. No further attempt would change that."""


def checked_storage_url(link: str | None, what: str) -> httpx.URL:
    """A link that the service or storage gave, if it may be followed.

    Raises:
        UnusableLink: there is none, or it is none that is followed.
    """
    if not link:
        raise UnusableLink(f"{what} is not possible: the service gave no link to it.")
    try:
        url = httpx.URL(link)
    except httpx.InvalidURL as error:
        raise UnusableLink(f"{what} is not possible: its link is not a valid URL ({error}).") from None
    if url.scheme != "https" and not (url.scheme == "http" and url.host in LOOPBACK):
        raise UnusableLink(f"{what} is not possible: its link does not use https.")
    return url


def storage_request(
    http: httpx.Client | httpx.AsyncClient, step: Fetch, credentials: Mapping[str, str], timeout: httpx.Timeout | None
) -> httpx.Request:
    """The request of a `Fetch`."""
    # Stored bytes are wanted as they are: what is compressed on the way cannot be continued in the middle.
    headers = {**user_agent_headers(http.headers), "Accept-Encoding": "identity", **step.headers}
    request = http.build_request("GET", step.url, headers=headers, timeout=timeout or http.timeout)
    for name in CREDENTIAL_HEADERS & {name.lower() for name in request.headers}:
        # Of the user's own http_client, which sends them everywhere.
        del request.headers[name]
    if credentials:
        remember_credentials(credentials)
        request.headers.update({**credentials, "x-ms-version": _STORAGE_API_VERSION})
    return request


def storage_failure(step: Fetch, error: httpx.HTTPError | RuntimeError | BodyRefused, *, closed: bool) -> Exception:
    """Return what is raised for an exception of httpx, or for a body that is refused."""
    if isinstance(error, BodyRefused):
        # The flow decides whether to ask again.
        return error
    strip_credentials(error)
    if closed:
        return ConfigurationError(f"{step.what} was cut short: the client has been closed.")
    if isinstance(error, RuntimeError):
        return error
    told = " ".join(without_signatures(str(error)).split())
    what = ": ".join(filter(None, [type(error).__name__, told]))
    return TransportError(f"{step.what} broke off ({what}).")
