"""Sending: the thin shells around httpx, sync and async."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from speechtotext_api.calls import Request

from ._errors import ConfigurationError, TransportError
from ._messages import body_of, result_of
from ._pages import AsyncPageIterator, Fetched, Listing, PageIterator

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Service:
    """Where requests go, and the key that goes with them."""

    origin: str
    base_path: str
    key: str | None

    def __repr__(self) -> str:
        return f"Service({self.origin}{self.base_path})"

    def arguments(self, request: Request[Any], link: str | None, opened: ExitStack) -> dict[str, Any]:
        """A request, or the one that a link of a former answer stands for, as `httpx.Client.request` takes it."""
        headers = dict(request.headers)
        if self.key:
            headers["Ocp-Apim-Subscription-Key"] = self.key
        method = request.operation.method
        if link:
            return {"method": method, "url": link, "headers": headers}
        body = body_of(request, opened)
        if request.content_type:
            headers["Content-Type"] = request.content_type
        url = f"{self.origin}{self.base_path}{request.path}"
        return {"method": method, "url": url, "params": request.query or None, "headers": headers, **body}


class HttpTransport:
    """Sends requests through an `httpx.Client`."""

    def __init__(self, service: Service, http: httpx.Client) -> None:
        self._service = service
        self._http = http

    def send(self, request: Request[T]) -> T:
        return self._fetch(request, None)[0]

    def pages(
        self,
        request: Request[P],
        items: Callable[[P], list[T] | None],
        next_link: Callable[[P], str | None],
        limit: int | None,
    ) -> PageIterator[P, T]:
        return PageIterator(Listing(request, items, next_link, limit, self._service.origin), self._fetch)

    def _fetch(self, request: Request[T], link: str | None) -> Fetched[T]:
        with ExitStack() as opened:
            try:
                response = self._http.request(**self._service.arguments(request, link, opened), follow_redirects=False)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise failure(request, error) from error
            except RuntimeError as error:
                if self._http.is_closed:
                    raise closed(request) from error
                raise
        return result_of(request, response), response


class AsyncHttpTransport:
    """Sends requests through an `httpx.AsyncClient`."""

    def __init__(self, service: Service, http: httpx.AsyncClient) -> None:
        self._service = service
        self._http = http

    async def send(self, request: Request[T]) -> T:
        return (await self._fetch(request, None))[0]

    def pages(
        self,
        request: Request[P],
        items: Callable[[P], list[T] | None],
        next_link: Callable[[P], str | None],
        limit: int | None,
    ) -> AsyncPageIterator[P, T]:
        return AsyncPageIterator(Listing(request, items, next_link, limit, self._service.origin), self._fetch)

    async def _fetch(self, request: Request[T], link: str | None) -> Fetched[T]:
        with ExitStack() as opened:
            try:
                response = await self._http.request(
                    **self._service.arguments(request, link, opened), follow_redirects=False
                )
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise failure(request, error) from error
            except RuntimeError as error:
                if self._http.is_closed:
                    raise closed(request) from error
                raise
        return result_of(request, response), response


def failure(request: Request[Any], error: httpx.HTTPError | httpx.InvalidURL) -> TransportError:
    """Our word for what went wrong before an answer was there."""
    name = request.operation.id
    if isinstance(error, httpx.TimeoutException):
        return TransportError(f"{name} got no answer in time ({type(error).__name__}).")
    return TransportError(f"{name} got no answer ({type(error).__name__}: {error}).")


def closed(request: Request[Any]) -> ConfigurationError:
    return ConfigurationError(f"{request.operation.id} cannot be sent: the client has been closed.")
