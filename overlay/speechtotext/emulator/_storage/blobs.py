"""Blob storage with containers and signed links that expire, compatible with Azure Storage."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from speechtotext.emulator._clock import Clock

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
        end = self.size if size is None else start + size
        if isinstance(self.source, bytes):
            return self.source[start:end]
        with self.source.open("rb") as file:
            file.seek(start)
            return file.read(end - start)


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
        folder: where to keep the contents; in memory by default.
    """

    def __init__(self, clock: Clock, site: str, folder: Path | None = None) -> None:
        self.site = site
        self.secret = secrets.token_bytes(32)
        self.containers: dict[str, dict[str, Blob]] = {}
        self._clock = clock
        self._folder = folder

    def put(
        self, name: str, content: bytes, *, container: str = "audio", content_type: str = "application/octet-stream"
    ) -> str:
        """Store a blob; replace any blob of that name.

        Returns:
            A link to it that anyone can read by, for good.
        """
        etag = f'"0x{hashlib.sha256(content).hexdigest()[:15].upper()}"'
        source = self._store_content(content)
        blob = Blob(source, len(content), etag, content_type, self._clock.now().replace(microsecond=0))
        former = self.containers.setdefault(container, {}).get(name)
        self.containers[container][name] = blob
        self._delete_content(former)
        return self.link(name, container=container)

    def adopt(self, container: str, name: str, blob: Blob) -> None:
        """Add a blob from an earlier run, if its content is still in the folder."""
        if isinstance(blob.source, Path) and self._folder is not None:
            file = self._folder / blob.source.name
            if file.is_file():
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
            permissions: letters of Azure's: r(ead), w(rite), d(elete).
            valid: how long it serves.
            site: scheme and host that it begins with, in place of the usual ones.
        """
        grant = Grant("b", permissions, _to_the_second(self._clock.now() + valid))
        return f"{self.url(container, name, site)}?{self._signed_query(container, name, grant)}"

    def container_link(
        self, container: str, *, permissions: str = "rl", valid: timedelta = _FOREVER, prefix: str = ""
    ) -> str:
        """Return a signed link to a container, or to its blobs with a name prefix."""
        grant = Grant("c", permissions, _to_the_second(self._clock.now() + valid))
        return f"{self.url(container, prefix)}?{self._signed_query(container, '', grant)}"

    def url(self, container: str, name: str = "", site: str | None = None) -> str:
        """Return the unsigned URL of a blob or container, which grants no access."""
        return f"{site or self.site}{PATH}/{quote(container)}" + (f"/{quote(name)}" if name else "")

    def blob(self, container: str, name: str) -> Blob:
        """Return a blob.

        Raises:
            StorageError: nothing is.
        """
        if container not in self.containers:
            raise StorageError(404, "ContainerNotFound", f"There is no container {container!r}.")
        if name not in self.containers[container]:
            raise StorageError(404, "BlobNotFound", f"There is no blob {name!r} in {container!r}.")
        return self.containers[container][name]

    def delete(self, container: str, name: str) -> None:
        """Delete a blob.

        Raises:
            StorageError: there is none of that name.
        """
        self.blob(container, name)
        self.discard(container, name)

    def discard(self, container: str, name: str) -> None:
        """Delete a blob if it exists."""
        self._delete_content(self.containers.get(container, {}).pop(name, None))

    def discard_container(self, container: str) -> None:
        """Delete a container and its blobs if it exists."""
        for blob in self.containers.pop(container, {}).values():
            self._delete_content(blob)

    def clear(self) -> None:
        """Delete all containers."""
        for container in list(self.containers):
            self.discard_container(container)

    def names(self, container: str, prefix: str = "") -> Iterator[str]:
        """Yield the sorted blob names of a container that begin with a prefix.

        Raises:
            StorageError: there is no such container.
        """
        if container not in self.containers:
            raise StorageError(404, "ContainerNotFound", f"There is no container {container!r}.")
        yield from sorted(name for name in list(self.containers[container]) if name.startswith(prefix))

    def allow(self, container: str, name: str, query: Mapping[str, str], permission: str) -> None:
        """Check that the query of a signed link grants a permission.

        Raises:
            StorageError: the link is not signed for that, or has ended.
        """
        if "sig" not in query:
            raise StorageError(
                409, "PublicAccessNotPermitted", "The URL has no signature: blobs are not open to everyone here."
            )
        try:
            resource: Literal["b", "c"] = "b" if query["sr"] == "b" else "c"
            expiry = datetime.fromisoformat(query["se"])
            grant = Grant(resource, query["sp"], expiry if expiry.tzinfo else expiry.replace(tzinfo=UTC))
        except (KeyError, ValueError) as error:
            raise StorageError(403, "AuthenticationFailed", "The signed URL is not whole.") from error
        signed_for = name if grant.resource == "b" else ""
        if not hmac.compare_digest(query["sig"], self._signature(container, signed_for, grant)):
            raise StorageError(403, "AuthenticationFailed", "The signature of the URL does not match it.")
        if grant.expiry <= self._clock.now():
            raise StorageError(403, "AuthenticationFailed", f"The signed URL ended at {query['se']}.")
        if permission not in grant.permissions:
            raise StorageError(
                403, "AuthorizationPermissionMismatch", f"The signed URL is not for this: it lacks {permission!r}."
            )

    def place(self, url: str) -> tuple[str, str, dict[str, str]] | None:
        """Split a URL of this storage, on any host, into container, name and query; None for other URLs."""
        parts = urlsplit(url)
        if not parts.path.startswith(f"{PATH}/"):
            return None
        container, _, name = parts.path.removeprefix(f"{PATH}/").partition("/")
        return unquote(container), unquote(name), dict(parse_qsl(parts.query))

    def read(self, url: str) -> Blob:
        """Return the blob of a signed link.

        Raises:
            StorageError: it leads nowhere, or must not be followed.
        """
        place = self.place(url)
        if place is None:
            raise StorageError(404, "ResourceNotFound", "The URL is none of this storage.")
        container, name, query = place
        self.allow(container, name, query, "r")
        return self.blob(container, name)

    def _store_content(self, content: bytes) -> bytes | Path:
        if self._folder is None:
            return content
        file = self._folder / secrets.token_hex(16)
        file.write_bytes(content)
        return file

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
        return base64.b64encode(hmac.digest(self.secret, signed.encode(), "sha256")).decode()


def _to_the_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _format_timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
