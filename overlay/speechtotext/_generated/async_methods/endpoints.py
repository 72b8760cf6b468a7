"""AsyncLogs of endpoints, as methods of their group.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import UUID

from speechtotext._core.flows import within
from speechtotext._transfers.downloads import DownloadedFile, DownloadProgress, download
from speechtotext._transfers.entity_files import EntityFiles, stored_files
from speechtotext_api.calls import HasSelf

from .group import AsyncGroup

E = TypeVar("E", bound=HasSelf)
R = TypeVar("R", bound=HasSelf)


class AsyncLogs(AsyncGroup, Generic[E, R]):
    """What endpoints have logged."""

    async def download_logs(
        self,
        endpoint: UUID | str | E | R,
        folder: str | os.PathLike[str],
        *,
        concurrency: int = 8,
        timeout: float | None = None,
        on_progress: Callable[[DownloadProgress], object] | None = None,
    ) -> list[DownloadedFile]:
        """Download the logs of an endpoint into a folder: audio and transcripts.

        Args:
            endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            folder: folder for the files; see `download` of other groups.
            concurrency: maximum number of concurrent downloads.
            timeout: maximum seconds in total. Default: no limit.
            on_progress: called with the progress, in any thread, one call at a time.

        Raises:
            DeadlineExceeded: the deadline passed.
            StorageError: storage refused a request.
            FileError: a file cannot be written.
        """
        api = self._api
        listing = api.list_logs_request(endpoint)
        identifier = self._id_in(listing)
        entity_files = EntityFiles(
            identifier,
            listing,
            lambda log: api.get_log_request(identifier, log),
            self._http.service.origin,
        )
        retry = self._http.options.retry
        return await self._http.run(
            within(
                timeout,
                download(stored_files(entity_files), folder, limit=concurrency, retry=retry, on_progress=on_progress),
                "The download",
            )
        )
