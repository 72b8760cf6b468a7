"""What a token of Entra ID says about who it was issued for."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class Identity(NamedTuple):
    """Who a token was issued for. It holds no secret.

    Attributes:
        tenant: id of the tenant.
        object_id: id of the user, the managed identity or the service principal.
        client_id: id of the application that asked for the token.
        kind: "app" or "user"; None if the token does not tell.
    """

    tenant: str | None
    object_id: str | None
    client_id: str | None
    kind: str | None


_UNKNOWN = Identity(None, None, None, None)


def identity_of(token: str) -> Identity:
    """Return who a token was issued for, by its claims; nobody if it is not a JSON Web Token.

    The signature is not checked: this is for people to read, not for decisions.

    Source: "Access token claims reference" (Microsoft identity platform).
    """
    parts = token.split(".")
    if len(parts) != 3:
        return _UNKNOWN
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return _UNKNOWN
    if not isinstance(claims, dict):
        return _UNKNOWN
    return Identity(_text(claims, "tid"), _text(claims, "oid"), _text(claims, "appid", "azp"), _text(claims, "idtyp"))


def _text(claims: Mapping[str, Any], *names: str) -> str | None:
    return next((claims[name] for name in names if isinstance(claims.get(name), str) and claims[name]), None)
