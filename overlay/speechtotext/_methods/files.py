"""Files of entities, as methods of their groups."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import UUID

from speechtotext._core.flows import within
from speechtotext._transfers.downloads import DownloadedFile, DownloadProgress, download
from speechtotext._transfers.entity_files import of_kind, stored_files
from speechtotext_api.calls import HasSelf, Pages

from .group import Group

E = TypeVar("E", bound=HasSelf)
R = TypeVar("R", bound=HasSelf)
F = TypeVar("F")
K = TypeVar("K")


class Files(Group, Generic[E, R, F, K]):
    """The files of a group's entities."""

    def files(self, entity: UUID | str | E | R, *, kind: K | str | None = None) -> Pages[F]:
        """List the files of an entity.

        Args:
            entity: an id, a UUID, the entity itself, a reference to it, or its URL.
            kind: kind of the files, such as Transcription. Default: all files.

        Raises:
            InvalidArgument: the entity belongs to another collection or resource.
            NotFound: the entity does not exist.
        """
        wanted = None if kind is None else str(kind)
        return self._http.pages(
            self._api.list_files_request(entity), lambda page: of_kind(page, wanted), lambda page: page.next_link, None
        )

    def download(
        self,
        entity: UUID | str | E | R,
        folder: str | os.PathLike[str],
        *,
        kind: K | str | None = None,
        concurrency: int = 8,
        timeout: float | None = None,
        on_progress: Callable[[DownloadProgress], object] | None = None,
    ) -> list[DownloadedFile]:
        """Download the files of an entity into a folder.

        An interrupted download continues. A file appears when it is complete: its size and checksum are verified. A
        file of an earlier run is downloaded again only if its size or checksum is wrong, so a file that you have edited
        is replaced. File names are those of the service, made safe: the path of a blob becomes one name, and equal
        names get a number. Links in the folder are not followed. The hidden file `.speechtotext-files.sqlite3` in the
        folder records which file is which. Downloads into the same folder wait for each other.

        Args:
            entity: an id, a UUID, the entity itself, a reference to it, or its URL.
            folder: folder for the files; it is created if it does not exist.
            kind: kind of the files, such as Transcription. Default: all files.
            concurrency: maximum number of concurrent downloads.
            timeout: maximum seconds in total. Default: no limit.
            on_progress: called with the progress, in any thread, one call at a time.

        Raises:
            DeadlineExceeded: the deadline passed.
            StorageError: storage refused a request.
            UnexpectedResponse: the content from storage is not that of the file.
            FileError: a file cannot be written.
        """
        return self._http.run(
            within(
                timeout,
                download(
                    stored_files(self._files_of(entity), None if kind is None else str(kind)),
                    folder,
                    limit=concurrency,
                    retry=self._http.options.retry,
                    on_progress=on_progress,
                ),
                "The download",
            )
        )
