"""Keys, given as text or in an object that holds one."""

from __future__ import annotations

from typing import Protocol, TypeVar, cast

from speechtotext._redaction import Secret

C = TypeVar("C")


class KeyCredential(Protocol):
    """A key in an object, such as `azure.core.credentials.AzureKeyCredential`. It is read once."""

    @property
    def key(self) -> str: ...


def key_and_credential(
    key: str | KeyCredential | None, credential: C | KeyCredential | None
) -> tuple[Secret | None, C | None]:
    """Return the key as a secret, and the source of tokens; a key may be given as either of them."""
    if key is None and credential is not None and _holds_key(credential):
        return Secret(cast("KeyCredential", credential).key), None
    return None if key is None else key_text(key), cast("C | None", credential)


def key_text(key: str | KeyCredential) -> Secret:
    """Return a key, or the key of an object that holds one."""
    return Secret(cast("KeyCredential", key).key if _holds_key(key) else cast("str", key))


def _holds_key(value: object) -> bool:
    return isinstance(getattr(value, "key", None), str) and not hasattr(value, "get_token")
