"""Storage by URL."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from speechtotext._auth.credentials import TokenCredential
from speechtotext._errors import ConfigurationError
from speechtotext._redaction import Secret

from ._blob_address import read_address
from ._blob_storage import BlobStorage
from ._fsspec_storage import FsspecStorage
from ._protocol import Storage

_OF_BLOBS = ("az", "https", "http")


def open_storage(url: str, *, credential: TokenCredential | str | None = None, like: Storage | None = None) -> Storage:
    """Return the storage at a URL.

    Args:
        url: `az://ACCOUNT/CONTAINER/PREFIX` or the https URL of a container for Azure Blob Storage; the URL of any file
            system of fsspec that can sign links, such as `s3://BUCKET/PREFIX` or `gs://BUCKET/PREFIX`.
        credential: credential for Azure Blob Storage; see `BlobStorage`. fsspec finds its own credentials.
        like: a storage whose credentials are used if the URL is of the same account or of the same kind.

    Raises:
        ConfigurationError: the URL is not that of a storage.
    """
    # Tracebacks that show local variables show no secret.
    place, given = Secret(url), Secret(credential) if isinstance(credential, str) else credential
    del url, credential
    scheme = _scheme(place)
    if scheme in _OF_BLOBS:
        if isinstance(like, BlobStorage) and given is None and _is_of_account(place, like):
            return like.beside(place.reveal())
        return BlobStorage(place.reveal(), credential=given.reveal() if isinstance(given, Secret) else given)
    if given is not None:
        raise ConfigurationError(
            f"credential= is for Azure Blob Storage: {scheme} finds its credentials by itself, "
            "or make an FsspecStorage with options."
        )
    if isinstance(like, FsspecStorage) and like.scheme == scheme:
        return like.beside(place.reveal())
    return FsspecStorage(place.reveal())


def storage_opener(like: Storage | None, credential: TokenCredential | None) -> Callable[[str], Storage]:
    """Return what opens the storages of a run by their URLs.

    Args:
        like: a storage whose credentials are used where they fit.
        credential: of all other Azure Blob Storage.
    """
    return partial(open_storage, like=like) if credential is None else partial(_opened, like, credential)


def _opened(like: Storage | None, credential: TokenCredential, url: str) -> Storage:
    place = Secret(url)
    del url
    takes_credential = _scheme(place) in _OF_BLOBS and "sig=" not in place.reveal()
    if isinstance(like, BlobStorage) and _is_of_account(place, like):
        takes_credential = False
    return open_storage(place.reveal(), credential=credential if takes_credential else None, like=like)


def _scheme(url: Secret) -> str:
    text = url.reveal()
    scheme, separator = (text.partition("://")[:2]) if isinstance(text, str) else ("", "")
    del text
    if not scheme or not separator:
        raise ConfigurationError(
            "Invalid URL of a storage: expected az://ACCOUNT/CONTAINER/PREFIX, https://… or s3://…."
        )
    return scheme.lower()


def _is_of_account(url: Secret, like: BlobStorage) -> bool:
    """Return whether a URL is of the account of a storage, and carries no permission of its own."""
    try:
        address, sas = read_address(url, like.of_account)
    except ConfigurationError:
        return False
    return sas is None and address.of_account == like.of_account
