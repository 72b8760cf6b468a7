"""Keeping secrets out of what people read."""

from __future__ import annotations

from collections.abc import Mapping

from speechtotext_api.wire import without_signatures

# What is shorter is a stand-in, of a test say, and may be a part of any word.
_SHORTEST = 8

CREDENTIAL_HEADERS = frozenset(("ocp-apim-subscription-key", "authorization", "proxy-authorization", "cookie"))


def without_secrets(text: str, headers: Mapping[str, str]) -> str:
    """Text without the signatures of SAS URLs, and without the credentials among the headers of a request."""
    for name, value in headers.items():
        if name.lower() in CREDENTIAL_HEADERS:
            # Of `Bearer TOKEN` the token alone is a secret, too.
            for secret in (value, value.rpartition(" ")[2]):
                text = hide(text, secret)
    return without_signatures(text)


def hide(text: str, secret: str) -> str:
    """Text without a secret."""
    return text.replace(secret, "***") if len(secret) >= _SHORTEST else text
