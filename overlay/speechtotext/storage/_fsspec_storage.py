"""Any storage that fsspec reaches and that can sign links, such as S3 and Google Cloud Storage."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import httpx

from speechtotext._auth.endpoint import LOOPBACK
from speechtotext._errors import ConfigurationError, InvalidArgument, SpeechError, StorageError, TransportError
from speechtotext._http.log_redaction import hide_secrets_in_logs
from speechtotext._transfers.digests import new_md5
from speechtotext._transfers.uploads import UploadSource, changed_file
from speechtotext_api.wire import without_signatures

from ._names import Pattern, checked_name, joined
from ._protocol import StoredObject

_RAISE: Final[Any] = object()
# Parts of a multipart upload, all of this size but the last: S3 computes the ETag of an object from them.
PART_SIZE: Final = 8 << 20
# S3 takes 10,000 parts of 5 MiB to 5 GiB ("Amazon S3 multipart upload limits").
_MOST_PARTS: Final = 10_000
# Signed links of S3 and Google Cloud Storage work for 7 days at most ("Sharing objects with presigned URLs", V4).
LONGEST_LINK: Final = timedelta(days=7)
_S3: Final = ("s3", "s3a")
_S3_OPTIONS: Final = {"connect_timeout": 10, "read_timeout": 30, "retries": {"max_attempts": 4}}
_ADVICE: Final = {
    401: "Check the credentials of the storage.",
    403: "Check the credentials of the storage: they need to list, read, write and delete its objects.",
    404: "Check that the bucket exists.",
}

hide_secrets_in_logs()


class FsspecStorage:
    """A folder of any file system of fsspec that can sign links.

    Args:
        url: URL, such as `s3://BUCKET/PREFIX` or `gs://BUCKET/PREFIX`.
        **options: options of the file system, such as `key`, `secret` and `endpoint_url` of s3fs. Default: the file
            system finds its credentials, for example in the environment.

    Raises:
        ConfigurationError: fsspec or the file system is not installed, or it cannot sign links.
    """

    def __init__(self, url: str, **options: Any) -> None:
        # Tracebacks that show local variables show no secret.
        self._options = _Options(options)
        del options
        self.scheme = _scheme(url)
        self._url = url.rstrip("/")
        fs, path = _file_system(url, self.scheme, self._options)
        self._fs: Any = fs
        self._path: str = path.rstrip("/")
        if not self._path:
            raise ConfigurationError(f"The URL of the storage names no bucket: expected {self.scheme}://BUCKET/PREFIX.")

    def __repr__(self) -> str:
        return f"FsspecStorage({self.url!r})"

    @property
    def url(self) -> str:
        """URL of the folder."""
        return self._url

    def beside(self, url: str) -> FsspecStorage:
        """Return the storage at another URL of the same kind, with the same options.

        Args:
            url: URL of the same kind, such as s3://BUCKET/PREFIX.
        """
        return FsspecStorage(url, **self._options)

    def url_of(self, name: str) -> str:
        """Return the https URL of an object: its `link` without the query.

        Args:
            name: name of the object, below the storage's prefix.
        """
        return self.link(name, timedelta(hours=1)).partition("?")[0]

    def put(self, name: str, file: Path) -> Iterator[int]:
        """Upload a file part by part, and yield the number of bytes done after each part.

        An object that has the same content (size and MD5 or ETag) is not sent at all. An interrupted upload begins
        again: fsspec cannot continue it.

        Args:
            name: name of the object, below the prefix of the storage.
            file: file to upload.

        Raises:
            FileError: the file cannot be read, is empty, or changes meanwhile.
            StorageError: the storage refuses a request.
        """
        path = self._full(name)
        return self._uploaded(path, f"Upload of {name!r} to {self.url}", Path(file))

    def link(self, name: str, lifetime: timedelta) -> str:
        """Return a URL with permission to read an object, for 7 days at most.

        Links that are signed with temporary credentials expire with them.

        Args:
            name: name of the object, which need not exist.
            lifetime: lifetime of the URL.
        """
        if not isinstance(lifetime, timedelta) or lifetime <= timedelta(0):
            raise InvalidArgument(f"Invalid lifetime of a link: expected a positive timedelta, got {lifetime!r}.")
        seconds = -int(-min(lifetime, LONGEST_LINK).total_seconds() // 1)
        path = self._full(name)
        url = str(self._told(f"Signing of a link to {name!r}", lambda: self._fs.sign(path, expiration=seconds)))
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise ConfigurationError(f"Links to {self.url} begin with {parts.scheme}://: use an endpoint with https.")
        return url

    def list(self, pattern: str = "**") -> Iterator[StoredObject]:
        """Yield the objects whose names match a pattern, folder by folder.

        Memory is bounded by the largest folder.

        Args:
            pattern: `*`, `?` and `[…]` match within one level of folders, `**` across levels.
        """
        return self._listed(Pattern(pattern), None if "**" in pattern else pattern.count("/") + 1)

    def delete(self, name: str) -> None:
        """Delete an object. Do nothing if it does not exist.

        Args:
            name: name of the object, below the storage's prefix.
        """
        path = self._full(name)
        self._told(f"Deletion of {name!r} from {self.url}", lambda: self._fs.rm_file(path), missing=None)

    def _uploaded(self, path: str, what: str, file: Path) -> Iterator[int]:
        source = UploadSource.of(file)
        there = self._found(path, what)
        size = max(PART_SIZE, -(-source.size // _MOST_PARTS))
        if there is not None and there.get("size") == source.size:
            digests = _Digests()
            for piece in source.pieces(size):
                digests.update(piece)
                yield 0
            if digests.are_of(there):
                yield source.size
                return
        digests = _Digests()
        target = self._told(what, lambda: self._fs.open(path, "wb", block_size=size))
        try:
            done = 0
            for piece in source.pieces(size):
                digests.update(piece)
                self._told(what, lambda piece=piece: target.write(piece))  # type: ignore[misc]
                done += len(piece)
                if done < source.size:
                    yield done
            if not source.is_surely_unchanged():
                _require_same(source, digests, size)
            self._told(what, target.close)
        except BaseException:
            self._discard(target)
            raise
        self._require_arrived(path, what, source)
        yield source.size

    def _discard(self, target: Any) -> None:
        """Give up an upload: what was sent of it is deleted, as far as the file system can."""
        if not target.closed:
            # Closing it would complete it.
            with suppress(Exception):
                target.discard()
            target.closed = True

    def _require_arrived(self, path: str, what: str, source: UploadSource) -> None:
        there = self._found(path, what)
        size = None if there is None else there.get("size")
        if size != source.size:
            raise TransportError(
                f"{what} failed: {source.size} bytes were sent, the storage has {size}. Send it again."
            )

    def _found(self, path: str, what: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self._told(what, lambda: self._fs.info(path, refresh=True), missing=None)
        return found

    def _listed(self, pattern: Pattern, depth: int | None) -> Iterator[StoredObject]:
        what = f"Listing of {self.url}"
        folder = pattern.literal.rpartition("/")[0]
        start = joined(self._path, folder) if folder else self._path
        if depth is not None and folder:
            depth -= folder.count("/") + 1
        walked = self._fs.walk(start, maxdepth=depth, detail=True, on_error="raise")
        nothing: Any = (None, {}, {})
        while (step := self._told(what, lambda: next(walked, nothing), missing=nothing)) is not nothing:
            for info in step[2].values():
                name = str(info["name"]).removeprefix(f"{self._path}/")
                if name and pattern.matches(name) and not name.endswith("/"):
                    yield StoredObject(name, int(info.get("size") or 0), _modified(info))

    def _full(self, name: str) -> str:
        return joined(self._path, checked_name(name))

    def _told(self, what: str, call: Callable[[], Any], *, missing: Any = _RAISE) -> Any:
        """Return what a call gives; what fsspec and its file systems raise becomes an error of this package.

        Args:
            what: is done, as the beginning of a sentence.
            call: does it.
            missing: returned if there is no such object, in place of an error.
        """
        try:
            return call()
        except FileNotFoundError as error:
            refusal = _refusal(error)
            if missing is not _RAISE and (refusal is None or refusal.code != "NoSuchBucket"):
                return missing
            failure = _failure(what, error)
        except Exception as error:
            failure = _failure(what, error)
        # Outside the handler, so that the failure does not hold the request with its credentials.
        raise failure


class _Options(dict[str, Any]):
    """Options of a file system, whose `repr` shows no secret."""

    def __repr__(self) -> str:
        return repr(dict.fromkeys(self, "***"))


class _Digests:
    """The digests by which storages tell the content of an object."""

    def __init__(self) -> None:
        self._whole = new_md5()
        self._parts: list[bytes] = []

    def update(self, part: bytes) -> None:
        """Take one part into account."""
        self._whole.update(part)
        of_part = new_md5()
        of_part.update(part)
        self._parts.append(of_part.digest())

    @property
    def whole(self) -> bytes:
        """MD5 of the content."""
        return self._whole.digest()

    def are_of(self, info: dict[str, Any]) -> bool:
        """Return whether the storage tells one of these digests."""
        of_parts = new_md5()
        of_parts.update(b"".join(self._parts))
        etag = str(info.get("ETag") or info.get("etag") or "").strip('"').lower()
        return (
            etag in (self.whole.hex(), f"{of_parts.digest().hex()}-{len(self._parts)}")
            or _base64(info.get("md5Hash")) == self.whole
        )


class _Refusal(NamedTuple):
    """What a response of a storage tells, as far as its library hands it on."""

    status: int
    code: str
    message: str


def _failure(what: str, error: Exception) -> SpeechError:
    refusal = _refusal(error)
    if refusal is None:
        told = " ".join(without_signatures(str(error)).split())[:300].rstrip(".") or "no reason given"
        # File systems that cannot do what is asked for raise these, each another one.
        if (
            isinstance(error, (ValueError, TypeError, NotImplementedError))
            or "credential" in type(error).__name__.lower()
        ):
            return ConfigurationError(f"{what} is not possible ({type(error).__name__}): {told}.")
        return TransportError(f"{what} failed ({type(error).__name__}): {told}.")
    response = httpx.Response(
        refusal.status,
        json={"error": {"code": refusal.code, "message": without_signatures(refusal.message)}},
        request=httpx.Request("GET", "https://storage.invalid"),
    )
    return StorageError(response, what, advice=_ADVICE.get(refusal.status, ""))


def _refusal(error: BaseException) -> _Refusal | None:
    """Return the refusal that an exception stands for; None if no response came."""
    told: BaseException | None = error
    while told is not None:
        response = getattr(told, "response", None)
        if isinstance(response, dict):
            # Of botocore.
            status = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
            if isinstance(status, int):
                reason = response.get("Error", {})
                return _Refusal(status, str(reason.get("Code", "")), str(reason.get("Message", "")))
        told = told.__cause__ or told.__context__
    status = getattr(error, "code", None) or getattr(error, "status", None)
    if isinstance(status, int) and 400 <= status < 600:
        return _Refusal(status, "", str(error))
    if isinstance(error, PermissionError):
        return _Refusal(403, "", str(error))
    return _Refusal(404, "", str(error)) if isinstance(error, FileNotFoundError) else None


def _require_same(source: UploadSource, sent: _Digests, size: int) -> None:
    again = new_md5()
    for piece in source.pieces(size):
        again.update(piece)
    if again.digest() != sent.whole:
        raise changed_file(source.path)


def _scheme(url: str) -> str:
    scheme, separator, _ = url.partition("://") if isinstance(url, str) else ("", "", "")
    if not separator or not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme, re.IGNORECASE):
        raise ConfigurationError("Invalid URL of a storage: expected one such as s3://BUCKET/PREFIX.")
    return scheme.lower()


def _file_system(url: str, scheme: str, given: _Options) -> tuple[Any, str]:
    try:
        from fsspec import AbstractFileSystem
        from fsspec.core import url_to_fs
    except ImportError:
        raise ConfigurationError(f"{scheme}:// needs fsspec: install speechtotext-client[fsspec].") from None
    options = _Options({"use_listings_cache": False, "skip_instance_cache": True, **given})
    if scheme in _S3:
        options["config_kwargs"] = {**_S3_OPTIONS, **options.get("config_kwargs", {})}
    try:
        fs, path = url_to_fs(url, **options)
    except ImportError as error:
        extra = ", speechtotext-client[fsspec]" if scheme in _S3 else ""
        reason = f"{scheme}:// needs a library that is not installed: {str(error).rstrip('.')}{extra}"
    except ValueError as error:
        reason = f"{scheme}:// is not a storage that fsspec knows ({error})"
    else:
        if type(fs).sign is AbstractFileSystem.sign:
            raise ConfigurationError(
                f"{scheme}:// cannot sign links, which the service needs to read recordings: "
                "use Azure Blob Storage, S3, Google Cloud Storage or another storage that can."
            )
        return fs, path
    raise ConfigurationError(f"{without_signatures(reason)}.")


def _modified(info: dict[str, Any]) -> datetime | None:
    time = info.get("LastModified") or info.get("mtime") or info.get("updated") or info.get("last_modified")
    if isinstance(time, str):
        try:
            time = datetime.fromisoformat(time)
        except ValueError:
            return None
    if isinstance(time, (int, float)):
        return datetime.fromtimestamp(time, UTC)
    if not isinstance(time, datetime):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _base64(text: object) -> bytes | None:
    try:
        return b64decode(text, validate=True) if isinstance(text, str) else None
    except (binascii.Error, ValueError):
        return None
