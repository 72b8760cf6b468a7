"""Azure Blob Storage."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from speechtotext._auth.credentials import TokenCredential
from speechtotext._auth.entra import default_credential
from speechtotext._errors import ConfigurationError, InvalidArgument, StorageError
from speechtotext._http.log_redaction import hide_secrets_in_logs
from speechtotext._locks import ForkSafeLock
from speechtotext._redaction import Secret
from speechtotext._transfers.uploads import UploadSource

from ._blob_address import BlobAccount, BlobAddress, read_address
from ._blob_credentials import (
    BlobCredential,
    environment_connection_string,
    is_connection_string,
    read_connection_string,
    read_credential,
)
from ._blob_failures import BlobFailures
from ._blob_upload import BlobUpload, discard_blocks, is_missing, uncommitted_blocks
from ._names import Pattern, checked_name, joined, url_path
from ._protocol import StoredObject

if TYPE_CHECKING:
    from azure.storage.blob import BlobClient, BlobServiceClient, ContainerClient, UserDelegationKey

# In seconds. With four retries, a server that does not answer is given up after less than three minutes.
_CONNECT_TIMEOUT: Final = 10
_READ_TIMEOUT: Final = 30
_RETRIES: Final = 4
# The library takes about 14 kB of memory for each object of a page.
_PAGE_SIZE: Final = 1000
_NO_ENTRA: Final = "give credential=…, or set AZURE_STORAGE_CONNECTION_STRING"

hide_secrets_in_logs()


class BlobStorage:
    """A container of Azure Blob Storage, or a folder in it.

    Args:
        url: URL of the container, with or without a prefix: `https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX`,
            the same in another cloud, or `az://ACCOUNT/CONTAINER/PREFIX`. It can contain a SAS token.
        credential: a token credential such as `azure.identity.DefaultAzureCredential()`, an account key, a connection
            string, or a SAS token. Default: AZURE_STORAGE_CONNECTION_STRING of this account, or
            `DefaultAzureCredential()`.
        create: create the container before the first upload if it does not exist.
        verify: file of certificate authorities to trust. Default: that of the environment (REQUESTS_CA_BUNDLE,
            SSL_CERT_FILE), or of `certifi`.

    Raises:
        ConfigurationError: the URL or the credential is not valid, or azure-storage-blob is not installed.
    """

    def __init__(
        self,
        url: str,
        *,
        credential: TokenCredential | str | None = None,
        create: bool = False,
        verify: str | os.PathLike[str] | None = None,
    ) -> None:
        # Tracebacks that show local variables show no secret.
        place, given = Secret(url), Secret(credential) if isinstance(credential, str) else credential
        del url, credential
        self._address, self._credential = _resolved(place, given)
        self._create = create
        self._verify = verify
        self._connect()

    @classmethod
    def _of(cls, like: BlobStorage, address: BlobAddress) -> BlobStorage:
        made = cls.__new__(cls)
        made._address, made._credential = address, like._credential
        made._create, made._verify = like._create, like._verify
        made._connect()
        return made

    def __repr__(self) -> str:
        return f"BlobStorage({self.url!r})"

    @property
    def url(self) -> str:
        """URL of the container with the prefix, without a SAS token."""
        return self._address.url

    @property
    def of_account(self) -> BlobAccount:
        """The storage account: its name and its URL."""
        return self._address.of_account

    def beside(self, url: str) -> BlobStorage:
        """Return the storage at another URL of the same account, with the same credential.

        Args:
            url: `az://ACCOUNT/CONTAINER/PREFIX`, or an https URL.

        Raises:
            ConfigurationError: the URL is of another account.
        """
        place = Secret(url)
        del url
        address, sas = read_address(place, self.of_account)
        if sas is not None or address.of_account != self.of_account:
            raise ConfigurationError(f"{address.url} is not of the storage account {self._address.account!r}.")
        return self._of(self, address)

    def url_of(self, name: str) -> str:
        """Return the https URL of an object: its `link` without the query.

        Args:
            name: name of the object, below the storage's prefix.
        """
        return f"{self._address.container_url}/{url_path(self._full(name))}"

    def put(self, name: str, file: Path) -> Iterator[int]:
        """Upload a file block by block, and yield the number of bytes done after each block.

        An interrupted upload continues with the missing blocks. An object with the same content (size and MD5) is not
        sent. The service checks the MD5 of each block.

        Args:
            name: name of the object, below the prefix of the storage.
            file: file to upload.

        Raises:
            FileError: the file cannot be read, is empty, or changes meanwhile.
            StorageError: the storage refuses a request, or another program writes the same object.
            TransportError: the storage cannot be reached.
        """
        what = f"Upload of {name!r} to {self.url}"
        blob = self._blob(name)
        return self._uploaded(blob, what, Path(file))

    def link(self, name: str, lifetime: timedelta) -> str:
        """Return a URL with permission to read an object.

        It is valid from 15 minutes ago, because clocks differ. With a token credential, the maximum lifetime is about 7
        days, because the service limits user delegation keys. With a SAS token, links expire with that token. Account
        keys have no limit.

        Args:
            name: name of the object, which need not exist.
            lifetime: lifetime of the URL.

        Raises:
            ConfigurationError: the SAS token has expired or does not permit reading.
            StorageError: the identity has no permission to sign links; the message names the role.
        """
        if not isinstance(lifetime, timedelta) or lifetime <= timedelta(0):
            raise InvalidArgument(f"Invalid lifetime of a link: expected a positive timedelta, got {lifetime!r}.")
        url = self.url_of(name)
        signature = self._credential.signature(self._address, self._full(name), lifetime, self._delegation_key)
        return f"{url}?{signature}"

    def list(self, pattern: str = "**") -> Iterator[StoredObject]:
        """Yield the objects whose names match a pattern, in the order of their names, page by page.

        Args:
            pattern: `*`, `?` and `[…]` match within one level of folders, `**` across levels.
        """
        return self._listed(Pattern(pattern))

    def delete(self, name: str) -> None:
        """Delete an object, its snapshots, and the blocks of an interrupted upload.

        Do nothing if it does not exist.

        Args:
            name: name of the object, below the storage's prefix.
        """
        what = f"Deletion of {name!r} from {self.url}"
        blob = self._blob(name)
        try:
            self._failures.told(what, lambda: blob.delete_blob(delete_snapshots="include"))
        except StorageError as error:
            if not is_missing(error):
                raise
            if uncommitted_blocks(blob, self._failures, what):
                discard_blocks(blob, self._failures, what)

    def _uploaded(self, blob: BlobClient, what: str, file: Path) -> Iterator[int]:
        source = UploadSource.of(file)
        if self._create:
            self._create_container()
        yield from BlobUpload(blob, self._failures, what, source).run()

    def _listed(self, pattern: Pattern) -> Iterator[StoredObject]:
        start = joined(self._address.prefix, "") + pattern.literal
        found = self._container.list_blobs(
            name_starts_with=start or None, include=["metadata"], results_per_page=_PAGE_SIZE
        )
        for blob in self._failures.pages(f"Listing of {self.url}", iter(found)):
            # Accounts with a hierarchical namespace list folders as blobs.
            if (blob.metadata or {}).get("hdi_isfolder") == "true":
                continue
            name = str(blob.name)[len(joined(self._address.prefix, "")) :]
            if name and pattern.matches(name):
                yield StoredObject(name, int(blob.size), cast("datetime | None", blob.last_modified))

    def _create_container(self) -> None:
        with self._creating:
            if self._create:
                what = f"Creation of the container {self._address.container_url}"
                try:
                    self._failures.told(what, self._container.create_container)
                except StorageError as error:
                    if error.code != "ContainerAlreadyExists":
                        raise
                self._create = False

    def _delegation_key(self, start: datetime, end: datetime) -> UserDelegationKey:
        return self._failures.told(
            f"Request for a key to sign links to {self.url}",
            lambda: self._service.get_user_delegation_key(start, end),
            signing=True,
        )

    def _full(self, name: str) -> str:
        return joined(self._address.prefix, checked_name(name))

    def _blob(self, name: str) -> BlobClient:
        return self._container.get_blob_client(self._full(name))

    def _connect(self) -> None:
        try:
            from azure.storage.blob import BlobServiceClient, ExponentialRetry
        except ImportError:
            raise ConfigurationError(
                "Azure Blob Storage needs azure-storage-blob: install speechtotext-client[storage]."
            ) from None

        options: dict[str, Any] = {}
        verify = self._verify or _authorities_of_environment()
        if verify:
            options["connection_verify"] = os.fspath(verify)
        self._failures = BlobFailures(self._address)
        self._creating = ForkSafeLock()
        self._service: BlobServiceClient = BlobServiceClient(
            self._address.endpoint,
            credential=self._credential.for_azure(),
            retry_policy=ExponentialRetry(
                initial_backoff=1, increment_base=2, retry_total=_RETRIES, random_jitter_range=1
            ),
            connection_timeout=_CONNECT_TIMEOUT,
            read_timeout=_READ_TIMEOUT,
            **options,
        )
        self._container: ContainerClient = self._service.get_container_client(self._address.container)


def _authorities_of_environment() -> str | None:
    """Return the file of certificate authorities that httpx takes, unless there is one that azure-core takes itself."""
    if os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE"):
        return None
    return os.environ.get("SSL_CERT_FILE")


def _resolved(url: Secret, credential: Secret | TokenCredential | None) -> tuple[BlobAddress, BlobCredential]:
    """Return where the storage is and what lets the program in."""
    if isinstance(credential, Secret) and is_connection_string(credential.reveal()):
        return _by_connection_string(url, credential)
    address, sas = read_address(url)
    if credential is not None and sas is not None:
        raise ConfigurationError("Both a credential and a SAS token in the URL were given: give one of them.")
    if credential is None and sas is None:
        text = environment_connection_string()
        if text is not None:
            settings = read_connection_string(text)
            if address.account == settings.account.name:
                return _by_connection_string(url, text)
    given = credential or sas or default_credential(address.endpoint, _NO_ENTRA)
    return address, read_credential(address, given)


def _by_connection_string(url: Secret, text: Secret) -> tuple[BlobAddress, BlobCredential]:
    settings = read_connection_string(text)
    address, sas = read_address(url, settings.account)
    if sas is not None:
        raise ConfigurationError("Both a connection string and a SAS token in the URL were given: give one of them.")
    if address.of_account != settings.account:
        raise ConfigurationError(
            f"The connection string is of {settings.account.endpoint}, the URL of {address.endpoint}: "
            "give those of one account."
        )
    return address, settings.credential
