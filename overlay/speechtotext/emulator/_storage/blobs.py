"""Blob storage with containers and signed links that expire, compatible with Azure Storage."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final, Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from speechtotext.emulator._clock import Clock

from .content import Content, ContentFolder, open_source, pieces

PATH: Final = "/emulator/storage"
"""Where the storage is at a site."""

_FOREVER: Final = timedelta(days=36_500)


class StorageError(Exception):
    """An error response of the storage.

    Args:
        status: HTTP status.
        code: error code of Azure Storage.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status = status
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored blob.

    Args:
        source: the bytes, or the file that holds them.
        etag: a word that changes with the content.
    """

    source: bytes | Path
    size: int
    etag: str
    content_type: str
    modified: datetime

    def read(self, start: int = 0, size: int | None = None) -> bytes:
        """Return the content, or a range of it."""
        return b"".join(self.pieces(start, size))

    def pieces(self, start: int = 0, size: int | None = None) -> Iterator[bytes]:
        """Yield the content, or a range of it, piece by piece."""
        return pieces(self.source, start, self.size if size is None else min(start + size, self.size))

    def open(self) -> BinaryIO:
        """Open the content for reading."""
        return open_source(self.source)


@dataclass(frozen=True, slots=True)
class Grant:
    """The permissions of a signed link.

    Args:
        resource: `b` for one blob, `c` for a container and all that is in it.
        permissions: letters of Azure's: r(ead), w(rite), c(reate), d(elete), l(ist).
        expiry: when it ends.
    """

    resource: Literal["b", "c"]
    permissions: str
    expiry: datetime


class Storage:
    """The blob storage.

    Args:
        clock: when links end.
        site: scheme and host that URLs begin with.
        folder: where to keep the contents; by default in memory, or in temporary files.
    """

    def __init__(self, clock: Clock, site: str, folder: Path | None = None) -> None:
        self.site = site
        self.secret = secrets.token_bytes(32)
        self.containers: dict[str, dict[str, Blob]] = {}
        self._clock = clock
        self._contents = ContentFolder(folder)

    def put(
        self, name: str, content: bytes, *, container: str = "audio", content_type: str = "application/octet-stream"
    ) -> str:
        """Store a blob. A blob of the same name is replaced.

        Args:
            name: name of the blob, which can contain slashes.
            content: the bytes to store.
            container: name of the container. Default: audio.
            content_type: media type that downloads have.

        Returns:
            A link with permission to read, which does not expire.
        """
        return self.put_pieces(name, (content,), container=container, content_type=content_type)

    def put_pieces(
        self,
        name: str,
        content: Iterable[bytes],
        *,
        container: str = "audio",
        content_type: str = "application/octet-stream",
    ) -> str:
        """Store a blob whose content comes in pieces, and return the same link as `put`.

        Args:
            name: name of the blob, which can contain slashes.
            content: the pieces, in order.
            container: name of the container. Default: audio.
            content_type: media type that downloads have.
        """
        written = self.new_content()
        try:
            for piece in content:
                written.write(piece)
            self.keep(name, written, container=container, content_type=content_type)
        finally:
            written.discard()
        return self.link(name, container=container)

    def new_content(self) -> Content:
        """Return a content to write to; it has to be kept or discarded."""
        return Content(self._contents)

    def keep(self, name: str, content: Content, *, container: str, content_type: str) -> Blob:
        """Store a blob with this content. A blob of the same name is replaced.

        Args:
            name: name of the blob, which can contain slashes.
            content: content that was written; it can no longer be changed.
            container: name of the container.
            content_type: media type that downloads have.
        """
        modified = self._clock.now().replace(microsecond=0)
        blob = Blob(content.finish(), content.size, content.etag, content_type, modified)
        former = self.containers.setdefault(container, {}).get(name)
        self.containers[container][name] = blob
        self._delete_content(former)
        return blob

    def adopt(self, container: str, name: str, blob: Blob) -> None:
        """Add a blob from an earlier run, if its content is still in the folder.

        Args:
            container: name of the container.
            name: name of the blob, which can contain slashes.
            blob: the blob as the earlier run knew it.
        """
        file = self._contents.file(blob.source.name) if isinstance(blob.source, Path) else None
        if file is not None:
            self.containers.setdefault(container, {})[name] = replace(blob, source=file)

    def link(
        self,
        name: str,
        *,
        container: str = "audio",
        permissions: str = "r",
        valid: timedelta = _FOREVER,
        site: str | None = None,
    ) -> str:
        """Return a signed link to a blob.

        Args:
            name: name of the blob, which can contain slashes.
            container: name of the container. Default: audio.
            permissions: letters of Azure's: r(ead), w(rite), d(elete).
            valid: lifetime of the link. Default: it does not expire.
            site: scheme and host of the link. Default: those of the emulator.
        """
        grant = Grant("b", permissions, _to_the_second(self._clock.now() + valid))
        return f"{self.url(container, name, site)}?{self._signed_query(container, name, grant)}"

    def container_link(
        self, container: str, *, permissions: str = "rl", valid: timedelta = _FOREVER, prefix: str = ""
    ) -> str:
        """Return a signed link to a container, or to its blobs with a name prefix.

        Args:
            container: name of the container.
            permissions: letters of the permissions, such as `rl` for read and list.
            valid: lifetime of the link. Default: it does not expire.
            prefix: beginning of the names of the blobs that the link is for. Default: all blobs.
        """
        grant = Grant("c", permissions, _to_the_second(self._clock.now() + valid))
        return f"{self.url(container, prefix)}?{self._signed_query(container, '', grant)}"

    def url(self, container: str, name: str = "", site: str | None = None) -> str:
        """Return the unsigned URL of a blob or container, which grants no access.

        Args:
            container: name of the container.
            name: name of the blob, which can contain slashes. Default: the URL of the container.
            site: scheme and host of the URL. Default: those of the emulator.
        """
        return f"{site or self.site}{PATH}/{quote(container)}" + (f"/{quote(name)}" if name else "")

    def blob(self, container: str, name: str) -> Blob:
        """Return a blob.

        Args:
            container: name of the container.
            name: name of the blob, which can contain slashes.

        Raises:
            StorageError: the blob does not exist.
        """
        if container not in self.containers:
            raise StorageError(404, "ContainerNotFound", f"There is no container {container!r}.")
        if name not in self.containers[container]:
            raise StorageError(404, "BlobNotFound", f"There is no blob {name!r} in {container!r}.")
        return self.containers[container][name]

    def delete(self, container: str, name: str) -> None:
        """Delete a blob.

        Args:
            container: name of the container.
            name: name of the blob, which can contain slashes.

        Raises:
            StorageError: the blob does not exist.
        """
        self.blob(container, name)
        self.discard(container, name)

    def discard(self, container: str, name: str) -> None:
        """Delete a blob if it exists.

        Args:
            container: name of the container.
            name: name of the blob, which can contain slashes.
        """
        self._delete_content(self.containers.get(container, {}).pop(name, None))

    def discard_container(self, container: str) -> None:
        """Delete a container and its blobs if it exists.

        Args:
            container: name of the container.
        """
        for blob in self.containers.pop(container, {}).values():
            self._delete_content(blob)

    def clear(self) -> None:
        """Delete all containers."""
        for container in list(self.containers):
            self.discard_container(container)

    def close(self) -> None:
        """Delete temporary files."""
        self._contents.close()

    def names(self, container: str, prefix: str = "") -> Iterator[str]:
        """Yield the sorted blob names of a container that begin with a prefix.

        Args:
            container: name of the container.
            prefix: beginning of the names. Default: all names.

        Raises:
            StorageError: the container does not exist.
        """
        if container not in self.containers:
            raise StorageError(404, "ContainerNotFound", f"There is no container {container!r}.")
        yield from sorted(name for name in list(self.containers[container]) if name.startswith(prefix))

    def allow(self, container: str, name: str, query: Mapping[str, str], permission: str) -> None:
        """Check that the query of a signed link grants a permission.

        Args:
            container: name of the container.
            name: name of the blob, which can contain slashes.
            query: query of the link, with its signature.
            permission: letter of the permission, such as `r` to read.

        Raises:
            StorageError: the link has no such permission, or has expired.
        """
        if "sig" not in query:
            raise StorageError(
                409, "PublicAccessNotPermitted", "The URL has no signature: blobs are not open to everyone here."
            )
        try:
            resource: Literal["b", "c"] = "b" if query["sr"] == "b" else "c"
            expiry = datetime.fromisoformat(query["se"])
            grant = Grant(resource, query["sp"], expiry if expiry.tzinfo else expiry.replace(tzinfo=UTC))
            signature = self._signature(container, name if grant.resource == "b" else "", grant)
        except (KeyError, ValueError, OverflowError) as error:
            raise StorageError(403, "AuthenticationFailed", "The signed URL is incomplete.") from error
        if not hmac.compare_digest(query["sig"].encode(errors="replace"), signature.encode()):
            raise StorageError(403, "AuthenticationFailed", "The signature of the URL does not match it.")
        if grant.expiry <= self._clock.now():
            raise StorageError(403, "AuthenticationFailed", f"The signed URL expired at {query['se']}.")
        if permission not in grant.permissions:
            raise StorageError(
                403, "AuthorizationPermissionMismatch", f"The signed URL is not for this: it lacks {permission!r}."
            )

    def place(self, url: str) -> tuple[str, str, dict[str, str]] | None:
        """Split a URL of this storage, on any host, into container, name and query; None for other URLs.

        Args:
            url: URL of a blob or a container.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if not parts.path.startswith(f"{PATH}/"):
            return None
        container, _, name = parts.path.removeprefix(f"{PATH}/").partition("/")
        return unquote(container), unquote(name), dict(parse_qsl(parts.query))

    def read(self, url: str) -> Blob:
        """Return the blob of a signed link.

        Args:
            url: signed link to a blob.

        Raises:
            StorageError: the link is of no blob, or is not valid.
        """
        place = self.place(url)
        if place is None:
            raise StorageError(404, "ResourceNotFound", "The URL does not belong to this storage.")
        container, name, query = place
        self.allow(container, name, query, "r")
        return self.blob(container, name)

    def _delete_content(self, blob: Blob | None) -> None:
        if blob is not None and isinstance(blob.source, Path):
            blob.source.unlink(missing_ok=True)

    def _signed_query(self, container: str, name: str, grant: Grant) -> str:
        told = {
            "sv": "2025-01-05",
            "se": _format_timestamp(grant.expiry),
            "sr": grant.resource,
            "sp": grant.permissions,
            "sig": self._signature(container, name, grant),
        }
        return urlencode(told)

    def _signature(self, container: str, name: str, grant: Grant) -> str:
        signed = "\n".join((container, name, grant.resource, grant.permissions, _format_timestamp(grant.expiry)))
        return base64.b64encode(hmac.digest(self.secret, signed.encode(errors="surrogatepass"), "sha256")).decode()


def _to_the_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _format_timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
