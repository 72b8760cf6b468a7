"""A service that answers from a list, and clients of both flavours that one test can call alike."""

from __future__ import annotations

import asyncio
import inspect
import sys
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypeVar, cast

import httpx

from speechtotext import RetryPolicy

C = TypeVar("C")

KEY = "0123456789abcdef0123456789abcdef"
ORIGIN = "https://westeurope.api.cognitive.microsoft.com"
ID = "8a8f9d2e-4f0a-4f5e-9c57-0a3c1b7d6e5f"
JOB = {"self": f"{ORIGIN}/speechtotext/v3.2/transcriptions/{ID}", "displayName": "Calls", "locale": "en-US"}

Answer = httpx.Response | Exception


class FakeService:
    """Answers requests one after the other, and keeps them; an exception among the answers is raised instead."""

    def __init__(self, *answers: Answer) -> None:
        self.requests: list[httpx.Request] = []
        self._answers = list(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def request(self) -> httpx.Request:
        """The only request that came."""
        (request,) = self.requests
        return request


Handler = Callable[[httpx.Request], httpx.Response]


class Flavour(ABC):
    """Makes clients that are called as if they were synchronous."""

    def client(self, kind: type[C], handler: Handler, *, follow_redirects: bool = False, **arguments: Any) -> C:
        """A client of the version of `kind`, whose requests `handler` answers."""
        return self.client_with(kind, httpx.MockTransport(handler), follow_redirects=follow_redirects, **arguments)

    @abstractmethod
    def client_with(self, kind: type[C], transport: Any, *, follow_redirects: bool = False, **arguments: Any) -> C:
        """A client that sends through an httpx transport that serves both flavours."""

    def given(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """The arguments of a client: a region and a key, one attempt and no rate limit, unless they say otherwise."""
        where = {} if "endpoint" in arguments else {"region": "westeurope"}
        who = {} if {"credential", "auth"} & set(arguments) else {"key": KEY}
        return {**who, **where, "retry": RetryPolicy(attempts=1), "rate_limit": None, **arguments}


class Sync(Flavour):
    def client_with(self, kind: type[C], transport: Any, *, follow_redirects: bool = False, **arguments: Any) -> C:
        http = httpx.Client(transport=transport, follow_redirects=follow_redirects)
        return cast(C, cast(Any, kind)(http_client=http, **self.given(arguments)))


class Async(Flavour):
    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner

    def client_with(self, kind: type[C], transport: Any, *, follow_redirects: bool = False, **arguments: Any) -> C:
        asynchronous = vars(sys.modules[kind.__module__])["AsyncClient"]
        http = httpx.AsyncClient(transport=transport, follow_redirects=follow_redirects)
        return cast(C, Blocking(asynchronous(http_client=http, **self.given(arguments)), self._runner))


class Blocking:
    """What an asynchronous object does, waited for: calls return results, and listings are iterated with `for`."""

    def __init__(self, inner: Any, runner: asyncio.Runner) -> None:
        self._inner = inner
        self._runner = runner

    def __getattr__(self, name: str) -> Any:
        return self._waited_for(getattr(self._inner, name))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._waited_for(self._inner(*args, **kwargs))

    def __repr__(self) -> str:
        return repr(self._inner)

    def __iter__(self) -> Iterator[Any]:
        iterator: AsyncIterator[Any] = aiter(self._inner)
        missing = object()
        while (item := self._runner.run(_next(iterator, missing))) is not missing:
            yield item

    def _waited_for(self, value: Any) -> Any:
        if inspect.isawaitable(value):
            return self._runner.run(_awaited(value))
        if callable(value) or hasattr(value, "__aiter__") or hasattr(value, "_transport"):
            return Blocking(value, self._runner)
        return value


async def _awaited(value: Any) -> Any:
    return await value


async def _next(iterator: AsyncIterator[Any], default: object) -> Any:
    return await anext(iterator, default)


def query_of(request: httpx.Request) -> list[tuple[str, str]]:
    """The query parameters of a request, in their order."""
    return list(request.url.params.multi_items())
