"""Requests that the emulator sends: to this machine and to allowed hosts only, with bounded responses."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import httpx

from ._hosts import AllowedHosts

_LARGEST_FILE: Final = 2**30
_LARGEST_ANSWER: Final = 2**16


class RequestFailed(Exception):
    """A request that was not sent, or whose response cannot be used.

    Args:
        reason: why, as a clause.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def new_client() -> httpx.Client:
    """Return a client that takes no proxy from the environment, but the certificates of SSL_CERT_FILE."""
    file = os.environ.get("SSL_CERT_FILE")
    verify = _certificates(file, os.stat(file).st_mtime_ns if file else 0)
    return httpx.Client(timeout=10, trust_env=False, verify=verify)


@lru_cache(maxsize=1)
def _certificates(file: str | None, changed: int) -> ssl.SSLContext:
    """Load what is slow to load: once for all emulators of a process, as long as the file is the same."""
    return ssl.create_default_context(cafile=file) if file else httpx.create_ssl_context(trust_env=False)


class Outbound:
    """Sends the emulator's own requests.

    Args:
        http: what to send with.
        allowed: the hosts to send to; None for any, with a client that the user chose.
    """

    def __init__(self, http: httpx.Client, allowed: AllowedHosts | None) -> None:
        self._http = http
        self._allowed = allowed

    def download(self, url: str) -> bytes:
        """Return the file at a URL.

        Raises:
            RequestFailed: the host is not allowed, or there is no such file.
        """
        response = self._send("GET", url, _LARGEST_FILE)
        if not response.is_success:
            raise RequestFailed(f"the answer is {response.status_code}")
        return response.content

    def post(self, url: str, query: Mapping[str, str], headers: Mapping[str, str], content: bytes) -> httpx.Response:
        """Call a web hook and return its response.

        Raises:
            RequestFailed: the host is not allowed, or there is no response.
        """
        return self._send("POST", url, _LARGEST_ANSWER, query=query, headers=dict(headers), content=content)

    def _send(
        self, method: str, url: str, limit: int, query: Mapping[str, str] | None = None, **arguments: Any
    ) -> httpx.Response:
        try:
            target = httpx.URL(url)
            if query:
                target = target.copy_merge_params(dict(query))
            if self._allowed is not None and target.host not in self._allowed:
                raise RequestFailed(
                    f"the host {target.host!r} is not allowed; start the emulator with --allow-host {target.host}, "
                    f"or Emulator(allow_hosts=[{target.host!r}])"
                )
            with self._http.stream(method, target, **arguments) as response:
                content = bytearray()
                for chunk in response.iter_bytes():
                    content += chunk
                    if len(content) > limit:
                        raise RequestFailed(f"the answer is longer than {limit} bytes")
                return httpx.Response(response.status_code, content=bytes(content), request=response.request)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError) as error:
            raise RequestFailed(type(error).__name__) from error
