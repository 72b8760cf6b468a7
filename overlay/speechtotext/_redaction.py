"""Keeping secrets out of what people read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from speechtotext_api.wire import without_signatures

# What is shorter is a stand-in, of a test say, and may be a part of any word.
_SHORTEST = 8

CREDENTIAL_HEADERS = frozenset(("ocp-apim-subscription-key", "authorization", "proxy-authorization", "cookie"))

_HIDDEN = "***"

# Of Azure Storage, Amazon S3 and Google Cloud Storage.
_SIGNED_URL = re.compile(r"[^?#]*\?(?:[^#]*&)?(?:sig|(?:x-amz-|x-goog-)?signature)=[^&#]", re.IGNORECASE)


class Secret:
    """A secret that `repr`, and so no traceback that shows what functions hold, reveals."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself."""
        return self._value

    def __repr__(self) -> str:
        return _HIDDEN


class SecretHeaders(dict[str, str]):
    """Headers whose values are secret. They are shown neither by `repr` nor by rich and Sentry, which look inside."""

    def __repr__(self) -> str:
        return repr(dict.fromkeys(self, _HIDDEN))

    def __rich_repr__(self) -> Iterator[tuple[str, str]]:
        yield from dict.fromkeys(self, _HIDDEN).items()

    def __sentry_repr__(self) -> str:
        return repr(self)


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


def is_signed(url: str) -> bool:
    """Return whether a URL carries a permission of its own."""
    return _SIGNED_URL.match(url) is not None


def source_of(url: str) -> str:
    """Return what tells an input from all others: its URL, without a signature, which is another one each time."""
    return url.partition("?")[0] if is_signed(url) else url
