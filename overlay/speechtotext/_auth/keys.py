"""Keys of a resource: given as text or in an object that holds one, and the second key that takes over."""

from __future__ import annotations

import logging
import os
from typing import Protocol, TypeVar, cast

from speechtotext._errors import ConfigurationError
from speechtotext._redaction import Secret, SecretHeaders

KEY_HEADER = "Ocp-Apim-Subscription-Key"

C = TypeVar("C")

_QUOTES = frozenset("\"'`“”„‘’«»")

_log = logging.getLogger("speechtotext")


class HasKey(Protocol):
    """A key in an object, such as `azure.core.credentials.AzureKeyCredential`. It is read once."""

    @property
    def key(self) -> str: ...


class KeyCredential:
    """The two keys of a resource. If the service refuses one with 401, the client uses the other.

    You can regenerate a key while programs run:

        Client(region="westeurope", key=KeyCredential("KEY-1", "KEY-2"))

    Args:
        key: the key to begin with.
        fallback: the other key.
    """

    __slots__ = ("_fallback", "_key")

    def __init__(self, key: str, fallback: str | None = None) -> None:
        self._key = Secret(key)
        self._fallback = None if fallback is None else Secret(fallback)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._key!r}{'' if self._fallback is None else f', {self._fallback!r}'})"

    @property
    def key(self) -> str:
        """The key to begin with."""
        return self._key.reveal()

    @property
    def fallback(self) -> str | None:
        """The other key."""
        return None if self._fallback is None else self._fallback.reveal()


Keys = tuple[Secret, ...]
"""The keys of a resource, in the order in which they are tried."""


class KeyChoice:
    """Chooses which of a resource's keys to send. No I/O, so that threads and tasks can share it."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._headers = tuple(SecretHeaders({KEY_HEADER: key.reveal()}) for key in keys)
        self._chosen = 0

    @property
    def has_fallback(self) -> bool:
        """Whether there is another key to try."""
        return len(self._keys) > 1

    @property
    def key(self) -> Secret:
        """The key that is sent."""
        return self._keys[self._chosen]

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        """Return the headers of the key to send; the other key from now on if this one was rejected."""
        chosen = self._chosen
        if self.has_fallback and rejected == self._headers[chosen]:
            chosen = self._chosen = 1 - chosen
            _log.warning("The service refused a key; requests go on with the other key of the resource.")
        return self._headers[chosen]


def keys_and_credential(key: str | HasKey | None, credential: C | HasKey | None) -> tuple[Keys, C | None]:
    """Return the keys, and the source of tokens; keys may be given as either of them."""
    if key is None and credential is not None and _holds_key(credential):
        return given_keys(cast("HasKey", credential)), None
    return () if key is None else given_keys(key), cast("C | None", credential)


def given_keys(key: str | HasKey) -> Keys:
    """Return a key, or those of an object that holds one or two."""
    if isinstance(key, KeyCredential):
        return (key._key,) if key._fallback is None else (key._key, key._fallback)
    return (Secret(cast("HasKey", key).key if _holds_key(key) else cast("str", key)),)


def environment_keys() -> Keys:
    """Return the keys that SPEECH_KEY and SPEECH_KEY_2 hold; none without the first."""
    if not os.environ.get("SPEECH_KEY"):
        return ()
    second = os.environ.get("SPEECH_KEY_2")
    return (Secret(os.environ["SPEECH_KEY"]), *([Secret(second)] if second else []))


def checked_keys(keys: Keys) -> Keys:
    """Return the keys, each once and without white space around it.

    Raises:
        ConfigurationError: one is empty, in quotation marks, or has invalid characters.
    """
    checked = [_checked(key) for key in keys]
    return tuple({key.reveal(): key for key in checked}.values())


def _checked(key: Secret) -> Secret:
    stripped = Secret(key.reveal().strip() if isinstance(key.reveal(), str) else "")
    if stripped.reveal()[:1] in _QUOTES or stripped.reveal()[-1:] in _QUOTES:
        raise ConfigurationError("The key is in quotation marks: give it without them.")
    if not _is_key(stripped):
        raise ConfigurationError(
            "The key is empty or contains characters that no key has: copy it again from the resource's page."
        )
    return stripped


def _is_key(key: Secret) -> bool:
    text = key.reveal()
    return bool(text) and text.isascii() and text.isprintable()


def _holds_key(value: object) -> bool:
    return isinstance(getattr(value, "key", None), str) and not hasattr(value, "get_token")
