"""The service's side of a web hook, written from what is known of it and from nothing of the package."""

from __future__ import annotations

import base64
import hmac
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

SECRET = "planted-web-hook-secret"
ORIGIN = "https://westeurope.api.cognitive.microsoft.com"
ID = "8a8f9d2e-4f0a-4f5e-9c57-0a3c1b7d6e5f"
JOB = f"{ORIGIN}/speechtotext/v3.2/transcriptions/{ID}"
HOOK = f"{ORIGIN}/speechtotext/v3.2/webhooks/{ID}"
INVOCATION = "5c1a2b3d-0000-4000-8000-000000000001"


@dataclass(frozen=True)
class Call:
    """A request to a web hook."""

    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    method: str = "POST"

    def request(self, url: str) -> httpx.Request:
        address = f"{url}?{urlencode(self.query)}" if self.query else url
        return httpx.Request(self.method, address, headers=self.headers, content=self.body)


def signature(signed: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), signed, "sha256").digest()).decode()


def call(
    kind: str,
    body: bytes,
    *,
    secret: str | None = SECRET,
    signed: bytes | None = None,
    query: dict[str, str] | None = None,
) -> Call:
    """A call for a kind of event; what is signed is the body, unless it is said."""
    headers = {"Content-Type": "application/json; charset=utf-8", "X-MicrosoftSpeechServices-Event": kind}
    if secret is not None:
        headers["X-MicrosoftSpeechServices-Signature"] = signature(body if signed is None else signed, secret)
    return Call(body, headers, query or {})


def challenge(token: str, secret: str | None = SECRET) -> Call:
    """The first call that a web hook gets."""
    return call("Challenge", b"", secret=secret, signed=token.encode(), query={"validationToken": token})


def event(
    kind: str = "TranscriptionCompletion",
    *,
    invocation_id: str | None = INVOCATION,
    url: str = JOB,
    secret: str | None = SECRET,
    **members: Any,
) -> Call:
    """The call for an event that happened to the entity at a URL."""
    told = {"self": url} | ({"invocationId": invocation_id} if invocation_id is not None else {}) | members
    return call(kind, json.dumps(told).encode(), secret=secret)


def ping(secret: str | None = SECRET) -> Call:
    """The call that `web_hooks.ping` leads to: it holds the web hook itself."""
    hook = {
        "self": HOOK,
        "displayName": "Calls",
        "webUrl": "https://example.com/speech",
        "events": {"transcriptionCompletion": True},
        "properties": {"apiVersion": "v3.2", "secret": SECRET},
        "status": "Succeeded",
    }
    return call("Ping", json.dumps(hook).encode(), secret=secret)
