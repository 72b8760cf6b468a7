"""What lets a program in to Azure Blob Storage, and how links are signed with it."""

from __future__ import annotations

import base64
import binascii
import inspect
import logging
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, cast
from urllib.parse import parse_qs, urlsplit

from speechtotext import _clock
from speechtotext._auth.credentials import TokenCredential, no_token
from speechtotext._auth.endpoint import LOOPBACK
from speechtotext._errors import ConfigurationError, SpeechError
from speechtotext._locks import ForkSafeLock
from speechtotext._redaction import Secret, SecretHeaders

from ._blob_address import BlobAccount, BlobAddress, endpoint_account

if TYPE_CHECKING:
    from azure.storage.blob import UserDelegationKey

# "Set the start time to be at least 15 minutes in the past": "Grant limited access with shared access signatures",
# best practices, on clock skew.
CLOCK_SKEW: Final = timedelta(minutes=15)
# A user delegation key is valid for 7 days at most ("Get User Delegation Key"), by the clock of the service.
LONGEST_DELEGATION: Final = timedelta(days=7) - 2 * CLOCK_SKEW
# A link for the longest lifetime may be this much shorter, so that not every link needs a new key.
_KEY_AGE: Final = timedelta(hours=1)

_EXPECTED: Final = "expected a token credential, an account key, a connection string or a SAS token"
_CONNECTION_STRING: Final = re.compile(
    r"(^|;)\s*(AccountName|AccountKey|BlobEndpoint|SharedAccessSignature|UseDevelopmentStorage)\s*=", re.IGNORECASE
)
# Public, of every Azurite ("Use the Azurite emulator", Azure).
_DEVELOPMENT_STORAGE: Final = (
    "AccountName=devstoreaccount1;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;"
    "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)

_log = logging.getLogger("speechtotext")


class DelegationKey(NamedTuple):
    """A user delegation key, and when it ends."""

    key: UserDelegationKey
    expires: datetime


FetchKey = Callable[[datetime, datetime], "UserDelegationKey"]


class BlobCredential(Protocol):
    """A credential of an account."""

    def for_azure(self) -> Any:
        """Return what the clients of azure-storage-blob take."""
        ...

    def signature(self, address: BlobAddress, blob: str, lifetime: timedelta, fetch_key: FetchKey) -> str:
        """Return a SAS token with permission to read a blob."""
        ...


class AccountKey:
    """The key of an account."""

    def __init__(self, account: str, key: Secret) -> None:
        try:
            base64.b64decode(key.reveal(), validate=True)
        except (binascii.Error, ValueError):
            raise ConfigurationError(
                f"The credential of the storage account {account!r} is not valid: {_EXPECTED}."
            ) from None
        if not account:
            raise ConfigurationError(
                "The URL does not contain the name of the storage account: give a connection string."
            )
        self._account = account
        self._key = key

    def for_azure(self) -> Any:
        return {"account_name": self._account, "account_key": self._key.reveal()}

    def signature(self, address: BlobAddress, blob: str, lifetime: timedelta, fetch_key: FetchKey) -> str:
        now = _clock.utc_now()
        return _signature(address, blob, now - CLOCK_SKEW, now + lifetime + CLOCK_SKEW, account_key=self._key.reveal())


class SharedAccessSignature:
    """A SAS token: links carry the token itself."""

    def __init__(self, token: Secret) -> None:
        self._token = Secret(token.reveal().strip().lstrip("?"))
        told = {name: values[0] for name, values in parse_qs(self._token.reveal()).items()}
        if "sig" not in told:
            raise ConfigurationError(f"The SAS token of the storage has no signature: {_EXPECTED}.")
        # Neither is told where a stored access policy is named.
        self._permissions = told.get("sp")
        self._expires = _read_time(told.get("se"))
        self._warned = False

    def for_azure(self) -> Any:
        return self._token.reveal()

    def signature(self, address: BlobAddress, blob: str, lifetime: timedelta, fetch_key: FetchKey) -> str:
        if self._permissions is not None and "r" not in self._permissions:
            raise ConfigurationError(
                "The SAS token of the storage does not permit reading: make one with permission r."
            )
        left = None if self._expires is None else self._expires - _clock.utc_now()
        if left is not None and left <= timedelta(0):
            raise ConfigurationError(f"The SAS token of the storage expired at {self._expires}: make a new one.")
        if left is not None and left < lifetime and not self._warned:
            self._warned = True
            _log.warning("Links to %s expire with its SAS token, at %s.", address.url, self._expires)
        return self._token.reveal()


class EntraCredential:
    """A token credential, whose links are signed with user delegation keys. A key is kept while it serves."""

    def __init__(self, credential: TokenCredential) -> None:
        self._tokens = _Tokens(credential)
        self._kept: DelegationKey | None = None
        self._lock = ForkSafeLock()

    def for_azure(self) -> Any:
        return self._tokens

    def signature(self, address: BlobAddress, blob: str, lifetime: timedelta, fetch_key: FetchKey) -> str:
        now = _clock.utc_now()
        kept = self._key(now, lifetime, fetch_key)
        ends = min(now + lifetime + CLOCK_SKEW, kept.expires)
        return _signature(address, blob, now - CLOCK_SKEW, ends, user_delegation_key=kept.key)

    def _key(self, now: datetime, lifetime: timedelta, fetch_key: FetchKey) -> DelegationKey:
        needed = now + min(lifetime, LONGEST_DELEGATION - _KEY_AGE)
        with self._lock:
            if self._kept is None or self._kept.expires < needed:
                expires = now + LONGEST_DELEGATION
                self._kept = DelegationKey(fetch_key(now - CLOCK_SKEW, expires), expires)
            return self._kept


class _Tokens:
    """A token credential as azure-core calls it: what the credential raises becomes a readable error."""

    def __init__(self, credential: TokenCredential) -> None:
        self._credential = credential
        parameters = _parameters(credential.get_token)
        self._takes_options = any(each.kind is inspect.Parameter.VAR_KEYWORD for each in parameters)

    def get_token(self, *scopes: str, **options: Any) -> Any:
        get_token = cast("Callable[..., Any]", self._credential.get_token)
        failure: ConfigurationError
        try:
            token = get_token(*scopes, **(options if self._takes_options else {}))
        except SpeechError:
            raise
        except Exception as error:
            failure = no_token(error)
        else:
            if not inspect.isawaitable(token):
                return token
            token.__await__().close()
            failure = ConfigurationError("The credential is asynchronous: give storage a synchronous one.")
        raise failure


class ConnectionString(NamedTuple):
    """What a connection string tells.

    Args:
        account: which it is of.
        credential: of the account.
    """

    account: BlobAccount
    credential: BlobCredential


def is_connection_string(credential: object) -> bool:
    """Return whether a credential is a connection string."""
    return isinstance(credential, str) and _CONNECTION_STRING.search(credential) is not None


def read_connection_string(text: Secret) -> ConnectionString:
    """Read a connection string.

    Raises:
        ConfigurationError: it is not valid.
    """
    settings = _settings(text)
    if settings.get("USEDEVELOPMENTSTORAGE", "").lower() == "true":
        settings = _settings(Secret(_DEVELOPMENT_STORAGE))
    account = settings.get("ACCOUNTNAME", "")
    scheme = settings.get("DEFAULTENDPOINTSPROTOCOL", "https")
    suffix = settings.get("ENDPOINTSUFFIX", "core.windows.net")
    endpoint = settings.get("BLOBENDPOINT", f"{scheme}://{account}.blob.{suffix}").rstrip("/")
    parts = urlsplit(endpoint)
    if not parts.hostname or not (account or "BLOBENDPOINT" in settings):
        raise ConfigurationError("The connection string names neither AccountName nor BlobEndpoint.")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ConfigurationError(f"The connection string leads to {parts.scheme}://{parts.hostname}: use https.")
    known = BlobAccount(endpoint, account or endpoint_account(endpoint))
    if "ACCOUNTKEY" in settings:
        return ConnectionString(known, AccountKey(known.name, Secret(settings["ACCOUNTKEY"])))
    if "SHAREDACCESSSIGNATURE" in settings:
        return ConnectionString(known, SharedAccessSignature(Secret(settings["SHAREDACCESSSIGNATURE"])))
    raise ConfigurationError("The connection string has neither AccountKey nor SharedAccessSignature.")


def read_credential(address: BlobAddress, credential: Secret | TokenCredential) -> BlobCredential:
    """Return a credential of an account from what a program gives.

    Raises:
        ConfigurationError: it is not one.
    """
    if isinstance(credential, Secret):
        if re.search(r"(^|[?&])sig=", credential.reveal()):
            return SharedAccessSignature(credential)
        return AccountKey(address.account, Secret(credential.reveal().strip()))
    if callable(getattr(credential, "get_token", None)):
        return EntraCredential(credential)
    raise ConfigurationError(f"Invalid credential of the storage: {_EXPECTED}, got a {type(credential).__name__}.")


def environment_connection_string() -> Secret | None:
    """Return the connection string of the environment, named as the Azure command line names it."""
    text = os.environ.get("AZURE_STORAGE_CONNECTION_STRING", "").strip()
    return Secret(text) if text else None


def _settings(text: Secret) -> SecretHeaders:
    pairs = (pair.partition("=") for pair in text.reveal().split(";") if pair.strip())
    settings = SecretHeaders({name.strip().upper() if equals else "": value.strip() for name, equals, value in pairs})
    if "" in settings:
        raise ConfigurationError("The connection string is not valid: expected NAME=VALUE, separated by semicolons.")
    return settings


def _signature(address: BlobAddress, blob: str, start: datetime, end: datetime, **signed_with: Any) -> str:
    from azure.storage.blob import BlobSasPermissions, generate_blob_sas

    # Azurite, for tests on this machine, has http.
    protocol = "https" if address.endpoint.startswith("https:") else None
    token: str = generate_blob_sas(
        address.account,
        address.container,
        blob,
        permission=BlobSasPermissions(read=True),
        start=start,
        expiry=end,
        protocol=protocol,
        **signed_with,
    )
    return token


def _read_time(text: str | None) -> datetime | None:
    try:
        time = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _parameters(function: Callable[..., object]) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return []
