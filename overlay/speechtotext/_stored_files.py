"""Files of entities: finding them, and reading those of transcriptions. Flows, for every version."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from speechtotext_api.calls import Request, id_of

from ._errors import FileError, UnexpectedResponse
from ._fetching import StoredFile, content_of
from ._flows import Do, Emit, Flow, Send, Stream, Together, collected, sent
from ._pages import Listing
from ._report import TranscriptionReport
from ._retry import RetryPolicy

if TYPE_CHECKING:
    from ._results import TranscriptionResult


class Shelf(NamedTuple):
    """Files that belong together.

    Args:
        entity: id of what they belong to.
        listing: the request for the first page of them.
        get: the request for one of them, with a new link.
        origin: scheme and host that pages may come from.
    """

    entity: str
    listing: Request[Any]
    get: Callable[[str], Request[Any]]
    origin: str

    def stored(self, file: Any) -> StoredFile:
        """A file as it was listed, to be fetched."""
        size = getattr(file.properties, "size", None)
        key = f"{self.entity}/{id_of(file)}"
        return StoredFile(key, file.name or id_of(file), file.kind, size, _link(file), lambda: self._renewed(file))

    def _renewed(self, file: Any) -> Flow[str | None]:
        answer, _ = yield Send(self.get(id_of(file)))
        return _link(answer)


def of_kind(page: Any, kind: str | None) -> list[Any]:
    """The files on a page that are of a kind."""
    return [file for file in page.values or () if kind is None or file.kind == kind]


def stored_files(shelf: Shelf, kind: str | None = None) -> Flow[list[StoredFile]]:
    """The steps of finding the files of a kind."""
    listing: Listing[Any, Any] = Listing(
        shelf.listing, lambda page: of_kind(page, kind), lambda page: page.next_link, None, shelf.origin
    )
    pages = yield from collected(listing.pages())
    return [shelf.stored(file) for page in pages for file in page]


def results(shelf: Shelf, retry: RetryPolicy, limit: int) -> Stream[TranscriptionResult]:
    """The steps of reading the results of a transcription, which gives each as it comes, in their order."""
    files = yield from stored_files(shelf, "Transcription")
    for start in range(0, len(files), limit):
        for result in (yield Together((_result(file, retry) for file in files[start : start + limit]), limit)):
            yield Emit(result)


def report(shelf: Shelf, retry: RetryPolicy) -> Flow[TranscriptionReport]:
    """The steps of reading the report of a transcription; it is empty where the service has not written any."""
    files = yield from stored_files(shelf, "TranscriptionReport")
    contents = yield Together((content_of(file, retry) for file in files), 1)
    inputs = [entry for content in contents for entry in TranscriptionReport.from_bytes(content).inputs]
    return TranscriptionReport(tuple(inputs))


def _result(file: StoredFile, retry: RetryPolicy) -> Flow[TranscriptionResult]:
    # Here, because its decoder is slow to import.
    from ._results import TranscriptionResult

    content = yield from content_of(file, retry)
    result: TranscriptionResult = yield Do(lambda: TranscriptionResult.from_bytes(content))
    return result


def transcribed(request: Request[Any]) -> Flow[TranscriptionResult]:
    """The steps of a fast transcription."""
    # Here, because its decoder is slow to import.
    from ._results import TranscriptionResult

    _, response = yield Send(request)
    try:
        result: TranscriptionResult = yield Do(lambda: TranscriptionResult.from_bytes(response.content))
    except FileError as error:
        raise UnexpectedResponse(
            f"{request.operation.id} was answered with no transcription: {error}", response
        ) from error
    return result


def manifest_files(manifest: Request[Any], described: Any, model: str) -> Flow[list[StoredFile]]:
    """The files that a manifest names; asking for it again gives new links."""
    yield from ()

    def renewed(name: str | None) -> Flow[str | None]:
        again = yield from sent(manifest)
        return next((file.content_url for file in again.model_files if file.name == name), None)

    return [
        StoredFile(f"{model}/{file.name}", file.name or "", None, None, file.content_url, partial(renewed, file.name))
        for file in described.model_files
    ]


def _link(file: Any) -> str | None:
    link: str | None = getattr(file.links, "content_url", None)
    return link
