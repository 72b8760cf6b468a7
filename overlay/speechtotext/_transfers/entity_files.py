"""Files of entities: finding them, and reading those of transcriptions. Flows, for every version."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple

from speechtotext._core.flows import collect, send
from speechtotext._core.pages import Listing
from speechtotext._core.steps import Flow, Send, Sleep
from speechtotext_api.calls import Request, id_of, id_or_none

from .fetch import Location, StoredFile

# Where a job that has ended has no files at all, they are looked for again after so many seconds each.
_LOOK_AGAIN: Final = (1.0, 2.0, 4.0)


class EntityFiles(NamedTuple):
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
        # A file of which something cannot be read is one all the same.
        name, kind = getattr(file, "name", None), getattr(file, "kind", None)
        identifier = id_or_none(file) or name or ""
        return StoredFile(
            f"{self.entity}/{identifier}",
            name or identifier,
            kind,
            _size(file),
            _link(file),
            lambda: self._renewed(file),
        )

    def _renewed(self, file: Any) -> Flow[Location]:
        answer, _ = yield Send(self.get(id_of(file)))
        return Location(_link(answer), _size(answer))


def of_kind(page: Any, kind: str | None) -> list[Any]:
    """The files on a page that are of a kind."""
    return [file for file in page.values or () if kind is None or getattr(file, "kind", None) == kind]


def stored_files(entity_files: EntityFiles, kind: str | None = None) -> Flow[list[StoredFile]]:
    """The steps of finding the files of a kind."""
    listing: Listing[Any, Any] = Listing(
        entity_files.listing, lambda page: of_kind(page, kind), lambda page: page.next_link, None, entity_files.origin
    )
    pages = yield from collect(listing.pages())
    return [entity_files.stored(file) for page in pages for file in page]


def files_of_ended(entity_files: EntityFiles) -> Flow[list[StoredFile]]:
    """The steps of finding the files of a job that has ended, which the service may list a little later."""
    files = yield from stored_files(entity_files)
    for pause in _LOOK_AGAIN:
        if files:
            break
        yield Sleep(pause)
        files = yield from stored_files(entity_files)
    return files


def manifest_files(manifest: Request[Any], described: Any, model: str) -> Flow[list[StoredFile]]:
    """The files that a manifest names; asking for it again gives new links."""
    yield from ()

    def renewed(name: str | None) -> Flow[Location]:
        again = yield from send(manifest)
        return Location(next((file.content_url for file in again.model_files if file.name == name), None), None)

    return [
        StoredFile(f"{model}/{file.name}", file.name or "", None, None, file.content_url, partial(renewed, file.name))
        for file in described.model_files
    ]


def _link(file: Any) -> str | None:
    link: str | None = getattr(getattr(file, "links", None), "content_url", None)
    return link


def _size(file: Any) -> int | None:
    size = getattr(getattr(file, "properties", None), "size", None)
    return size if isinstance(size, int) and size >= 0 else None
