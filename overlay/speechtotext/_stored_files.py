"""Files of entities: finding them, and reading those of transcriptions. Flows, for every version."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from speechtotext_api.calls import Request, id_of

from ._fetching import StoredFile, content_of
from ._flows import Do, Emit, Flow, Send, Stream, Together, collected
from ._pages import Listing
from ._report import TranscriptionReport
from ._retry import RetryPolicy

if TYPE_CHECKING:
    from ._results import TranscriptionResult


class FilesApi(Protocol):
    """What makes the requests for the files of a group's entities."""

    @property
    def list_files_request(self) -> Callable[..., Request[Any]]: ...

    @property
    def get_file_request(self) -> Callable[..., Request[Any]]: ...


class Shelf(NamedTuple):
    """The files of an entity.

    Args:
        api: makes the requests.
        entity: its id.
        origin: scheme and host that pages may come from.
    """

    api: FilesApi
    entity: str
    origin: str

    def listing(self, kind: str | None) -> Listing[Any, Any]:
        """The files of a kind, or all."""
        request = self.api.list_files_request(self.entity)
        return Listing(request, lambda page: of_kind(page, kind), lambda page: page.next_link, None, self.origin)

    def stored(self, file: Any) -> StoredFile:
        """A file as it was listed, to be fetched."""
        size = getattr(file.properties, "size", None)
        key = f"{self.entity}/{id_of(file)}"
        return StoredFile(key, file.name or id_of(file), file.kind, size, _link(file), lambda: self._renewed(file))

    def _renewed(self, file: Any) -> Flow[str | None]:
        answer, _ = yield Send(self.api.get_file_request(self.entity, id_of(file)))
        return _link(answer)


def of_kind(page: Any, kind: str | None) -> list[Any]:
    """The files on a page that are of a kind."""
    return [file for file in page.values or () if kind is None or file.kind == kind]


def stored_files(shelf: Shelf, kind: str | None) -> Flow[list[StoredFile]]:
    """The steps of finding the files of a kind."""
    pages = yield from collected(shelf.listing(kind).pages())
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


def _link(file: Any) -> str | None:
    link: str | None = getattr(file.links, "content_url", None)
    return link
