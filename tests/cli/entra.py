"""Entra ID on this machine: an endpoint for the tokens of a managed identity, which azure-identity asks by itself."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from speechtotext.emulator import Emulator

TENANT: Final = "11111111-1111-1111-1111-111111111111"
OBJECT: Final = "22222222-2222-2222-2222-222222222222"
APPLICATION: Final = "33333333-3333-3333-3333-333333333333"
HEADER: Final = "planted-identity-header"
SIGNATURE: Final = "planted-signature"

SERVICE: Final = "https://cognitiveservices.azure.com"
STORAGE: Final = "https://storage.azure.com"

# azure-identity keeps tokens that last for more than five minutes; this one is asked for again each time.
_LIFETIME: Final = 120


class Fault(NamedTuple):
    """What the endpoint does instead of giving a token.

    Args:
        status: HTTP status of its response.
        body: of the response.
        headers: of the response.
        seconds: until the response.
    """

    status: int
    body: str = json.dumps({"message": "No identity is assigned."})
    headers: Mapping[str, str] = MappingProxyType({})
    seconds: float = 0


class ManagedIdentity:
    """A managed identity of an App Service, with its endpoint on loopback.

    Attributes:
        asked: what each token was asked for, oldest first.
        fault: what it does instead of giving a token.
        ended: interrupts what it waits for.
    """

    def __init__(self, emulator: Emulator) -> None:
        self.asked: list[str] = []
        self.fault: Fault | None = None
        self.ended = Event()
        self._emulator = emulator

    def revoke_tokens(self) -> None:
        """Have the service refuse all tokens so far, as if they had expired."""
        self._emulator.revoke_tokens()

    def token_response(self, resource: str) -> dict[str, Any]:
        """Return a token for a resource, which the emulator accepts if it is for the service."""
        self.asked.append(resource)
        now = int(time.time())
        claims = {
            "aud": resource,
            "iss": f"https://sts.windows.net/{TENANT}/",
            "tid": TENANT,
            "oid": OBJECT,
            "appid": APPLICATION,
            "idtyp": "app",
            "iat": now - 300,
            "nbf": now - 300,
            "exp": now + _LIFETIME,
            "jti": len(self.asked),
        }
        parts = (json.dumps({"typ": "JWT", "alg": "RS256"}), json.dumps(claims), SIGNATURE)
        token = ".".join(urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)
        if resource == SERVICE:
            self._emulator.issue_token(token)
        return {"access_token": token, "expires_on": str(now + _LIFETIME), "resource": resource, "token_type": "Bearer"}


@contextmanager
def managed_identity(emulator: Emulator, environment: pytest.MonkeyPatch) -> Iterator[ManagedIdentity]:
    """Serve the tokens of a managed identity, which the environment tells of as Azure does."""
    identity = ManagedIdentity(emulator)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fault = identity.fault or (None if self.headers["X-IDENTITY-HEADER"] == HEADER else Fault(400))
            resource = parse_qs(urlsplit(self.path).query)["resource"][0]
            content = (json.dumps(identity.token_response(resource)) if fault is None else fault.body).encode()
            if fault is not None:
                identity.ended.wait(fault.seconds)
            self.send_response(200 if fault is None else fault.status)
            for name, value in ({} if fault is None else fault.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            with suppress(ConnectionError):
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        environment.setenv("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential")
        environment.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{server.server_port}/msi/token")
        environment.setenv("IDENTITY_HEADER", HEADER)
        for name in ("AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_AUTHORITY_HOST", "MSI_ENDPOINT"):
            environment.delenv(name, raising=False)
        yield identity
        identity.ended.set()
        server.shutdown()
        thread.join()
