"""What a program sends, and gets, that speaks a newer version: made to be short in tests."""

from __future__ import annotations

import json
from typing import Any

import httpx

from speechtotext import Migration
from unit.flavours import ORIGIN, FakeService, Flavour, Handler

DATED, NEWEST = "2024-11-15", "2025-10-15"
OLD, NEW = f"{ORIGIN}/speechtotext/v3.2", f"{ORIGIN}/speechtotext"


def speaking(flavour: Flavour, module: Any, service: Handler, to: str | Migration = NEWEST) -> Any:
    """A client of the version of a module such as `v3_2` that speaks a newer one."""
    return flavour.client(module.Client, service, api_version=to)


def created(**entity: Any) -> FakeService:
    """A service that answers that an entity was made."""
    return FakeService(httpx.Response(201, json={"displayName": "Calls", "locale": "en-US", **entity}))


def answering(body: Any) -> FakeService:
    """A service that answers one request so."""
    return FakeService(httpx.Response(200, json=body))


def sent(service: FakeService) -> Any:
    """The JSON of the only request."""
    return json.loads(service.request.content)
