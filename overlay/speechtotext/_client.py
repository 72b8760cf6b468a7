"""What the clients of all versions have in common."""

from __future__ import annotations

import os
from types import TracebackType
from typing import ClassVar, Self

import httpx

from ._endpoint import service_url
from ._errors import ConfigurationError
from ._transport import AsyncHttpTransport, HttpTransport, Service

_TIMEOUT = 60.0


class _Versioned:
    """The API version that a class of clients is for, and what an instance was made for."""

    _api_version: ClassVar[str] = ""
    _base_path: ClassVar[str] = ""
    _service: Service

    def __init_subclass__(cls, *, api_version: str = "", base_path: str = "") -> None:
        super().__init_subclass__()
        cls._api_version = api_version or cls._api_version
        cls._base_path = base_path or cls._base_path

    @classmethod
    def _service_for(cls, region: str | None, endpoint: str | None, key: str | None) -> Service:
        key = (key or os.environ.get("SPEECH_KEY") or "").strip()
        if not key:
            raise ConfigurationError("No key: pass key='…', or set SPEECH_KEY.")
        if not (key.isascii() and key.isprintable()):
            raise ConfigurationError("The key holds characters that no key has: copy it once more.")
        return Service(service_url(region, endpoint), cls._base_path, key)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._api_version} of {self._service.origin}>"


class VersionedClient(_Versioned):
    """A client for one version of the API.

    Args:
        region: Azure region of the resource, such as westeurope.
        endpoint: in place of the region: the resource's own URL, `https://NAME.cognitiveservices.azure.com`.
        key: one of the resource's two keys.
        timeout: seconds to wait for a connection, for an answer's next bytes, or to send; 60 by default.
        http_client: an `httpx.Client` of yours to send with, for proxies or certificates; it is not closed here.

    Where no argument says otherwise, SPEECH_REGION, SPEECH_ENDPOINT and SPEECH_KEY of the environment do.

    Raises:
        ConfigurationError: no region, endpoint or key, or one that cannot be meant.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        endpoint: str | None = None,
        key: str | None = None,
        timeout: float = _TIMEOUT,
        http_client: httpx.Client | None = None,
    ) -> None:
        self._service = self._service_for(region, endpoint, key)
        self._owned = httpx.Client(timeout=timeout) if http_client is None else None
        self._transport = HttpTransport(self._service, http_client or self._owned or httpx.Client())

    def close(self) -> None:
        """Close the connections."""
        if self._owned is not None:
            self._owned.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncVersionedClient(_Versioned):
    """An asynchronous client for one version of the API.

    Args:
        region: Azure region of the resource, such as westeurope.
        endpoint: in place of the region: the resource's own URL, `https://NAME.cognitiveservices.azure.com`.
        key: one of the resource's two keys.
        timeout: seconds to wait for a connection, for an answer's next bytes, or to send; 60 by default.
        http_client: an `httpx.AsyncClient` of yours to send with; it is not closed here.

    Where no argument says otherwise, SPEECH_REGION, SPEECH_ENDPOINT and SPEECH_KEY of the environment do.

    Raises:
        ConfigurationError: no region, endpoint or key, or one that cannot be meant.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        endpoint: str | None = None,
        key: str | None = None,
        timeout: float = _TIMEOUT,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        self._service = self._service_for(region, endpoint, key)
        self._owned = httpx.AsyncClient(timeout=timeout) if http_client is None else None
        self._transport = AsyncHttpTransport(self._service, http_client or self._owned or httpx.AsyncClient())

    async def close(self) -> None:
        """Close the connections."""
        if self._owned is not None:
            await self._owned.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()
