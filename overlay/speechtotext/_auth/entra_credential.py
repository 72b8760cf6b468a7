"""Waits for tokens of Entra ID, bounded, and what their endpoint responded. Needs azure-identity."""

from __future__ import annotations

from typing import Any, Final

from azure.core.credentials import AccessToken, TokenCredential
from azure.core.pipeline.transport import RequestsTransport

# Seconds. By itself azure-identity waits for five minutes for a response, and for as long as `Retry-After` asks.
_CONNECT_TIMEOUT: Final = 10
_READ_TIMEOUT: Final = 30
_LONGEST_PAUSE: Final = 30.0


class TokenTransport(RequestsTransport):  # type: ignore[misc]
    """Sends requests for tokens.

    Attributes:
        refused: status code of the last response if it is one of an error.
    """

    refused: int | None = None

    def __init__(self) -> None:
        super().__init__(connection_timeout=_CONNECT_TIMEOUT, read_timeout=_READ_TIMEOUT)

    def send(self, request: Any, **options: Any) -> Any:
        response = super().send(request, **options)
        status = response.status_code or 0
        self.refused = status if status >= 400 else None
        return response

    def sleep(self, duration: float) -> None:
        super().sleep(min(duration, _LONGEST_PAUSE))


class EntraCredential:
    """A credential of azure-identity that says in its errors how the endpoint of tokens responded.

    Args:
        inner: the credential.
        transport: sends its requests.
    """

    def __init__(self, inner: TokenCredential, transport: TokenTransport) -> None:
        self._inner = inner
        self._transport = transport

    def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        self._transport.refused = None
        try:
            return self._inner.get_token(*scopes, **options)
        except Exception as error:
            if self._transport.refused is not None:
                error.add_note(f"The endpoint of tokens returned HTTP {self._transport.refused}.")
            raise
