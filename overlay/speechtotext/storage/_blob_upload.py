"""Upload a file as a block blob: resumable, checked by the service, and skipped where the content is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import httpx

from speechtotext._errors import StorageError
from speechtotext._transfers.digests import new_md5
from speechtotext._transfers.uploads import UploadSource, changed_file

from ._blob_failures import BlobFailures

if TYPE_CHECKING:
    from azure.storage.blob import BlobClient, BlobProperties

# A block may have 4,000 MiB, and a blob 50,000 blocks ("Scalability and performance targets for Blob storage"). Small
# ones lose less to an interruption.
SMALLEST_BLOCK: Final = 8 << 20
_MOST_BLOCKS: Final = 50_000
_ANOTHER_WRITER: Final = (httpx.codes.CONFLICT, httpx.codes.PRECONDITION_FAILED)


class BlobUpload:
    """An upload of a file to a blob.

    Args:
        blob: client of the blob.
        failures: of the storage.
        what: is done, as the beginning of a sentence.
        source: the file.
    """

    def __init__(self, blob: BlobClient, failures: BlobFailures, what: str, source: UploadSource) -> None:
        self._blob = blob
        self._failures = failures
        self._what = what
        self._source = source

    def run(self) -> Iterator[int]:
        """Upload block by block, and yield how many bytes are done."""
        there = blob_properties(self._blob, self._failures, self._what)
        if there is not None and there.size == self._source.size and there.content_settings.content_md5:
            md5 = new_md5()
            for piece in self._source.pieces(SMALLEST_BLOCK):
                md5.update(piece)
                yield 0
            if md5.digest() == bytes(there.content_settings.content_md5):
                yield self._source.size
                return
        if self._source.size <= SMALLEST_BLOCK:
            yield from self._send_whole(there)
        else:
            yield from self._send_blocks(there)

    def _send_whole(self, there: BlobProperties | None) -> Iterator[int]:
        (content,) = self._source.pieces(SMALLEST_BLOCK)
        md5 = new_md5()
        md5.update(content)
        self._require_unchanged(md5.digest())

        def send(settings: dict[str, Any]) -> object:
            return self._blob.upload_blob(
                content, length=len(content), overwrite=True, validate_content=True, **settings, **_condition(there)
            )

        try:
            self._finish(md5.digest(), send)
        except StorageError as error:
            # Azurite takes the blocks of an interrupted upload for a blob.
            if error.status_code not in _ANOTHER_WRITER or there is not None or not self._uncommitted():
                raise
            discard_blocks(self._blob, self._failures, self._what)
            self._finish(md5.digest(), send)
        yield self._source.size

    def _send_blocks(self, there: BlobProperties | None) -> Iterator[int]:
        staged = self._staged()
        md5, done, names = new_md5(), 0, list[str]()
        for number, content in enumerate(self._source.pieces(_block_size(self._source.size))):
            md5.update(content)
            # The name tells the content: a block of an earlier state of the file is never taken for one of this state.
            name = f"{number:05}-{sha256(content).hexdigest()[:48]}"
            if staged.get(name) != len(content):
                self._stage(name, content)
            names.append(name)
            done += len(content)
            if done < self._source.size:
                yield done
        self._require_unchanged(md5.digest())
        self._commit(names, md5.digest(), there)
        yield done

    def _stage(self, name: str, content: bytes) -> None:
        self._told(lambda: self._blob.stage_block(name, content, length=len(content), validate_content=True))

    def _staged(self) -> dict[str, int]:
        """Return names and sizes of the blocks that an interrupted upload has left."""
        staged = self._uncommitted()
        if any(len(name) != len(f"{0:05}-{'':48}") for name in staged):
            # Another program's: the names of all blocks of a blob have to be of one length ("Put Block").
            discard_blocks(self._blob, self._failures, self._what)
            return {}
        return staged

    def _uncommitted(self) -> dict[str, int]:
        return uncommitted_blocks(self._blob, self._failures, self._what)

    def _commit(self, names: list[str], md5: bytes, there: BlobProperties | None) -> None:
        from azure.storage.blob import BlobBlock

        blocks = [BlobBlock(name) for name in names]
        self._finish(md5, lambda settings: self._blob.commit_block_list(blocks, **settings, **_condition(there)))

    def _finish(self, md5: bytes, send: Callable[[dict[str, Any]], object]) -> None:
        """Send what makes the blob. If another upload was first, its content has to be the same."""
        from azure.storage.blob import ContentSettings

        settings = {"content_settings": ContentSettings(content_md5=bytearray(md5))}
        try:
            self._told(lambda: send(settings))
        except StorageError as error:
            if error.status_code not in _ANOTHER_WRITER:
                raise
            there = blob_properties(self._blob, self._failures, self._what)
            if there is None or bytes(there.content_settings.content_md5 or b"") != md5:
                raise

    def _require_unchanged(self, md5: bytes) -> None:
        if self._source.is_surely_unchanged():
            return
        again = new_md5()
        for piece in self._source.pieces(SMALLEST_BLOCK):
            again.update(piece)
        if again.digest() != md5:
            raise changed_file(self._source.path)

    def _told(self, call: Callable[[], object]) -> object:
        return self._failures.told(self._what, call)


def blob_properties(blob: BlobClient, failures: BlobFailures, what: str) -> BlobProperties | None:
    """Return the properties of a blob; None if there is none."""
    found: BlobProperties | None = _unless_missing(lambda: failures.told(what, blob.get_blob_properties))
    return found


def uncommitted_blocks(blob: BlobClient, failures: BlobFailures, what: str) -> dict[str, int]:
    """Return names and sizes of the blocks that were uploaded and belong to no blob yet."""
    lists = _unless_missing(lambda: failures.told(what, lambda: blob.get_block_list("uncommitted")))
    return {} if lists is None else {str(block.id): block.size for block in lists[1]}


def discard_blocks(blob: BlobClient, failures: BlobFailures, what: str) -> None:
    """Discard the blocks that belong to no blob: an empty blob takes their place, and is deleted."""
    failures.told(what, lambda: blob.upload_blob(b"", length=0, overwrite=True))
    failures.told(what, lambda: blob.delete_blob(delete_snapshots="include"))


def is_missing(error: StorageError) -> bool:
    """Return whether an error tells that a blob does not exist, in a container that does."""
    return error.status_code == httpx.codes.NOT_FOUND and error.code in (None, "BlobNotFound", "ResourceNotFound")


def _unless_missing(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except StorageError as error:
        if is_missing(error):
            return None
        raise


def _condition(there: BlobProperties | None) -> dict[str, Any]:
    """Return arguments that make a request fail if another program has written the blob meanwhile."""
    from azure.core import MatchConditions

    if there is None:
        return {"match_condition": MatchConditions.IfMissing}
    return {"etag": there.etag, "match_condition": MatchConditions.IfNotModified} if there.etag else {}


def _block_size(size: int) -> int:
    return max(SMALLEST_BLOCK, -(-size // _MOST_BLOCKS))
