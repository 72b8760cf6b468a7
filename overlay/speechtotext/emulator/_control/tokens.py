"""Tokens for tests of Entra ID authentication."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

LIFETIME: Final = timedelta(hours=1)
"""How long a token is valid by default, as tokens of Entra ID are."""


@dataclass(frozen=True, slots=True)
class EmulatorToken:
    """A token that the emulator accepts.

    Attributes:
        token: the token.
        expires_on: expiry time, in seconds since 1970.
    """

    token: str = field(repr=False)
    expires_on: int


class EmulatorCredential:
    """A token credential, as those of azure-identity, for `credential=` of a client and of an asynchronous client.

    Args:
        issue: issues a token, and returns it.
    """

    def __init__(self, issue: Callable[[], str]) -> None:
        self._issue = issue

    def get_token(self, *scopes: str, **options: object) -> EmulatorToken:
        """Return a new token.

        Args:
            scopes: ignored.
            options: ignored.
        """
        return EmulatorToken(self._issue(), int(time.time() + LIFETIME.total_seconds()))
