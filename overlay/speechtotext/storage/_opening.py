"""Storage by URL."""

from __future__ import annotations

from speechtotext._auth.credentials import TokenCredential
from speechtotext._errors import ConfigurationError

from ._blob_storage import BlobStorage
from ._fsspec_storage import FsspecStorage
from ._protocol import Storage

_OF_BLOBS = ("az", "https", "http")


def open_storage(url: str, *, credential: TokenCredential | str | None = None, like: Storage | None = None) -> Storage:
    """Return the storage at a URL.

    Args:
        url: `az://ACCOUNT/CONTAINER/PREFIX` or the https URL of a container for Azure Blob Storage; the URL of any file
            system of fsspec that can sign links, such as `s3://BUCKET/PREFIX` or `gs://BUCKET/PREFIX`.
        credential: of Azure Blob Storage; see `BlobStorage`. fsspec finds its credentials by itself.
        like: a storage whose credentials are used if the URL is of the same account or of the same kind.

    Raises:
        ConfigurationError: no storage can be made of it.
    """
    scheme = url.partition("://")[0].lower() if isinstance(url, str) and "://" in url else ""
    if not scheme:
        raise ConfigurationError(
            "Invalid URL of a storage: expected az://ACCOUNT/CONTAINER/PREFIX, https://… or s3://…."
        )
    if scheme in _OF_BLOBS:
        if isinstance(like, BlobStorage) and credential is None and like.holds(url):
            return like.beside(url)
        return BlobStorage(url, credential=credential)
    if credential is not None:
        raise ConfigurationError(
            f"credential= is for Azure Blob Storage: {scheme} finds its credentials by itself, "
            "or make an FsspecStorage with options."
        )
    if isinstance(like, FsspecStorage) and like.scheme == scheme:
        return like.beside(url)
    return FsspecStorage(url)
