"""Credentials that tests give to clients, and what a service sees of them."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import httpx

from speechtotext import (
    v3_2,
)
from unit.flavours import FakeService, Flavour

OWN_HOST = "https://name.cognitiveservices.azure.com"


class Token:
    def __init__(self, token: str, expires_on: float) -> None:
        self.token = token
        self.expires_on = int(expires_on)


class Credential:
    """Gives tokens token-1, token-2, … that last an hour, and keeps the scopes that it was asked for."""

    def __init__(self, lasting: float = 3600) -> None:
        self.scopes: list[tuple[str, ...]] = []
        self.threads: list[int] = []
        self._lasting = lasting

    def get_token(self, *scopes: str) -> Token:
        self.scopes.append(scopes)
        self.threads.append(threading.get_ident())
        return Token(f"token-{len(self.scopes)}", time.time() + self._lasting)


class AsyncCredential:
    """The same, asynchronously."""

    def __init__(self) -> None:
        self.inner = Credential()

    async def get_token(self, *scopes: str) -> Token:
        await asyncio.sleep(0)
        return self.inner.get_token(*scopes)


class Gives:
    """A credential that gives something else than a token, or raises it."""

    def __init__(self, outcome: object) -> None:
        self._outcome = outcome

    def get_token(self, *scopes: str) -> Any:
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome


class SignedBy(httpx.Auth):
    def auth_flow(self, request: httpx.Request) -> Any:
        request.headers["X-Signed-By"] = "user"
        yield request


def with_credential(flavour: Flavour, service: Any, credential: object, endpoint: str = OWN_HOST) -> v3_2.Client:
    return flavour.client(v3_2.Client, service, endpoint=endpoint, credential=credential)


def sent(service: FakeService) -> list[str | None]:
    """The Authorization headers of the requests that came."""
    return [request.headers.get("Authorization") for request in service.requests]
