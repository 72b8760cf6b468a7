"""Errors of azure-storage-blob as those of this package: readable, and without signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

import httpx

from speechtotext._errors import ConfigurationError, SpeechError, StorageError, TransportError
from speechtotext_api.wire import without_signatures

if TYPE_CHECKING:
    from azure.core.exceptions import AzureError, HttpResponseError

    from ._blob_address import BlobAddress

_T = TypeVar("_T")

# It quotes the signature that was sent.
_DETAIL: Final = re.compile(r"<AuthenticationErrorDetail>.*?</AuthenticationErrorDetail>", re.DOTALL)
_KEPT_HEADERS: Final = ("content-type", "date", "retry-after", "x-ms-error-code", "x-ms-request-id")

_NO_ACCESS: Final = (
    "Check the credential: with Entra ID it needs the role Storage Blob Data Contributor on the container or account "
    "(Owner and Contributor give no access to data); a SAS token needs the permissions racwdl and must not have "
    "expired; the clock of this machine has to be right."
)
_DELEGATOR: Final = (
    "Signing links with Entra ID needs the role Storage Blob Delegator on the storage account, "
    "or Storage Blob Data Contributor on it: the roles on a container alone do not suffice."
)
_ADVICE: Final = {
    "AccountIsDisabled": "Check the state of the account in the portal.",
    "AuthenticationFailed": (
        "Check that the key or SAS token is one of this account and has not expired, "
        "and that the clock of this machine is right."
    ),
    "AuthorizationFailure": (
        "Check that the credential is one of this account, "
        "and that its network rules admit this machine (Networking of the account)."
    ),
    "AuthorizationPermissionMismatch": _NO_ACCESS,
    "AuthorizationServiceMismatch": "Make a SAS token for the service Blob.",
    "AuthorizationResourceTypeMismatch": "Make a SAS token for the resource types container and object.",
    "AuthorizationProtocolMismatch": "Make a SAS token that allows the protocol of the URL.",
    "ContainerBeingDeleted": "The container is being deleted: wait until it is gone, or name another one.",
    "ContainerDisabled": "Ask the administrator of the account.",
    "InsufficientAccountPermissions": _NO_ACCESS,
    "InvalidAuthenticationInfo": "Check that the credential is of the tenant of the storage account.",
    "KeyBasedAuthenticationNotPermitted": (
        "Account keys are disabled on this account: give a token credential, "
        "such as azure.identity.DefaultAzureCredential()."
    ),
    "NoAuthenticationInformation": "Give a credential.",
    "PublicAccessNotPermitted": "Give a credential.",
}


class BlobFailures:
    """Translates the errors of one storage."""

    def __init__(self, address: BlobAddress) -> None:
        self._address = address

    def told(self, what: str, call: Callable[[], _T], *, signing: bool = False) -> _T:
        """Return what a call gives; what azure-storage-blob raises becomes an error of this package.

        The error of the library is not kept as a cause: it holds the request with its credentials.

        Args:
            what: is done, as the beginning of a sentence.
            call: does it.
            signing: it asks for a key to sign links with.
        """
        from azure.core.exceptions import AzureError

        try:
            return call()
        except AzureError as error:
            failure = self._translated(what, error, signing)
        except ValueError as error:
            failure = ConfigurationError(f"{what} is not possible: {_sentence(str(error))}.")
        # Outside the handler, so that the failure has no context either.
        raise failure

    def pages(self, what: str, listing: Iterator[_T]) -> Iterator[_T]:
        """Yield what a listing yields, with its errors translated."""
        nothing: Any = object()
        while (item := self.told(what, lambda: next(listing, nothing))) is not nothing:
            yield item

    def _translated(self, what: str, error: AzureError, signing: bool) -> SpeechError:
        from azure.core.exceptions import HttpResponseError

        status = getattr(error, "status_code", None)
        if isinstance(error, HttpResponseError) and error.response is not None and isinstance(status, int):
            return self._refused(what, error, status, signing)
        told = _sentence(error.message or str(error))
        if re.search(r"resolve|name or service|getaddrinfo", told, re.IGNORECASE):
            told = f"{told}. Check the name of the account, {self._address.account!r}"
        return TransportError(f"{what} failed ({type(error).__name__}): {told}.")

    def _refused(self, what: str, error: HttpResponseError, status: int, signing: bool) -> StorageError:
        response = _without_secrets(error, status, self._address.container_url)
        code = response.headers.get("x-ms-error-code", "")
        return StorageError(response, what, advice=self._advice(code, status, signing))

    def _advice(self, code: str, status: int, signing: bool) -> str:
        if code == "ContainerNotFound":
            return (
                f"The container {self._address.container!r} of account {self._address.account!r} does not exist: "
                "create it, or make the storage with create=True."
            )
        if signing and status == httpx.codes.FORBIDDEN and code in ("", "AuthorizationPermissionMismatch"):
            return _DELEGATOR
        return _ADVICE.get(code) or (_NO_ACCESS if status in (401, 403) else "")


def _without_secrets(error: HttpResponseError, status: int, url: str) -> httpx.Response:
    """Return the response of an error with neither credentials nor signatures."""
    given: Any = error.response
    headers = {name: given.headers[name] for name in _KEPT_HEADERS if name in given.headers}
    code = getattr(error, "error_code", None)
    if code and "x-ms-error-code" not in headers:
        headers["x-ms-error-code"] = str(getattr(code, "value", code))
    body = ""
    # A body that was streamed and not read.
    with suppress(Exception):
        body = without_signatures(_DETAIL.sub("", given.text()))
    method = str(getattr(given.request, "method", "GET"))
    return httpx.Response(status, headers=headers, content=body.encode(), request=httpx.Request(method, url))


def _sentence(text: str) -> str:
    return " ".join(without_signatures(text).split())[:500].rstrip(".")
