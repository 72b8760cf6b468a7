"""AsyncFiles of entities, as methods of their groups.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import UUID

from speechtotext._core.flows import within
from speechtotext._transfers.downloads import DownloadedFile, DownloadProgress, download
from speechtotext._transfers.entity_files import of_kind, stored_files
from speechtotext_api.calls import AsyncPages, HasSelf

from .group import AsyncGroup

E = TypeVar("E", bound=HasSelf)
R = TypeVar("R", bound=HasSelf)
F = TypeVar("F")
K = TypeVar("K")


class AsyncFiles(AsyncGroup, Generic[E, R, F, K]):
    """The files of a group's entities."""

    def files(self, entity: UUID | str | E | R, *, kind: K | str | None = None) -> AsyncPages[F]:
        """The files that belong to an entity.

        Args:
            entity: an id, a UUID, the entity itself, a reference to it, or its URL.
            kind: what the files are to hold, such as Transcription; all files by default.
        """
        wanted = None if kind is None else str(kind)
        return self._http.pages(
            self._api.list_files_request(entity), lambda page: of_kind(page, wanted), lambda page: page.next_link, None
        )

    async def download(
        self,
        entity: UUID | str | E | R,
        folder: str | os.PathLike[str],
        *,
        kind: K | str | None = None,
        concurrency: int = 8,
        timeout: float | None = None,
        on_progress: Callable[[DownloadProgress], object] | None = None,
    ) -> list[DownloadedFile]:
        """Get the files of an entity into a folder.

        What broke off is continued. Each file appears when it is whole: it has the size that the service lists and
        the digest that storage tells, or it is fetched again. A file of an earlier run is fetched again only if its
        size or digest is wrong; so a file that you have edited is replaced. Its name is the service's, made safe: the
        path of a blob becomes one name, and what would be the same name, on any system, gets a number. Links in the
        folder are not followed. The hidden file `.speechtotext-files.sqlite3` in the folder remembers which file is
        which. Several downloads into one folder wait for each other.

        Args:
            entity: an id, a UUID, the entity itself, a reference to it, or its URL.
            folder: where they are to be; it is made if it is not there.
            kind: what the files are to hold, such as Transcription; all files by default.
            concurrency: how many are fetched at a time.
            timeout: seconds that it may take in all; by default there is no limit.
            on_progress: called with what is there as it grows, in any thread, one call at a time.

        Raises:
            DeadlineExceeded: it did not end in time.
            StorageError: storage refuses to give a file.
            UnexpectedResponse: what storage gives is not the file.
            FileError: a file cannot be written.
        """
        return await self._http.run(
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
