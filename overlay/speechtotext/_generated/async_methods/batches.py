"""Many inputs in as many jobs as they need, as methods of transcriptions.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from speechtotext._batches.batch import resume, retry_failed, submit_all, summary
from speechtotext._batches.journal import BatchSummary
from speechtotext._batches.submission import BatchService
from speechtotext._polling.jobs import DAY, Job, WaitOptions

from .group import AsyncGroup

E = TypeVar("E", bound=Job)


class AsyncBatches(AsyncGroup, Generic[E]):
    """Transcribing any number of inputs, with a journal that survives what breaks in between."""

    async def submit_all(self, urls: Iterable[str], body: E, *, journal: str | os.PathLike[str]) -> BatchSummary:
        """Submit any number of inputs, in jobs of up to 1,000.

        The journal is a file that keeps which input is in which job; it is written before a job is sent and after. So
        a second run, also after a crash, submits what is in no job yet and nothing twice: jobs whose sending got no
        answer are looked for first. An input is known by its URL without its signature. The journal holds the URLs with
        their signatures; only its owner can read it. Runs with the same journal wait for each other.

        Warns of links whose permission ends within 24 hours.

        Args:
            urls: of the audio files.
            body: what all jobs have in common: all but `content_urls`. A custom property `speechtotext-batch` is added.
            journal: path of the journal; it is made if it is not there.

        Raises:
            ConfigurationError: the journal is of other jobs.
            FileError: the journal cannot be written.
            ValueError: the permission of a link has ended already, or the body has inputs of its own.
        """
        return await self._http.run(submit_all(self._service(), Path(journal), cast("Any", body).to_dict(), urls))

    async def resume(
        self,
        journal: str | os.PathLike[str],
        folder: str | os.PathLike[str],
        *,
        timeout: float = DAY,
        poll: float | None = None,
        on_progress: Callable[[E], object] | None = None,
        concurrency: int = 8,
    ) -> BatchSummary:
        """Go on with a batch to its end, from wherever it is: submit, wait, and fetch the results.

        Args:
            journal: path of the journal.
            folder: where results go, into a folder for each job.
            timeout: seconds to wait at most for all jobs; a day by default.
            poll: seconds between two rounds of looking; by default what the service asks for, or 2 growing to 60.
            on_progress: called with each job whose status has changed.
            concurrency: how many results are fetched at a time.

        Raises:
            WaitTimeout: some jobs had not ended in time; what had ended is in the journal.
            ConfigurationError: the journal is of another version of the API.
            StorageError: storage refuses to give a result.
            FileError: the journal or a result cannot be written.
        """
        waiting = WaitOptions(timeout, poll, on_progress)
        return await self._http.run(resume(self._service(), Path(journal), Path(folder), waiting, concurrency))

    async def retry_failed(self, journal: str | os.PathLike[str]) -> BatchSummary:
        """Submit once more the inputs that failed, and no others; `resume` waits for them.

        Args:
            journal: path of the journal.

        Raises:
            ConfigurationError: the journal is of another version of the API.
            FileError: the journal cannot be written.
        """
        return await self._http.run(retry_failed(self._service(), Path(journal)))

    async def summary(self, journal: str | os.PathLike[str]) -> BatchSummary:
        """What the journal knows of each input; nothing is sent.

        Args:
            journal: path of the journal.

        Raises:
            FileError: the journal cannot be read.
        """
        return await self._http.run(summary(Path(journal)))

    def _service(self) -> BatchService:
        api, model, http = self._api, self._models.Transcription, self._http
        create = getattr(api, "submit_request", None) or api.create_request
        return BatchService(
            kind=self._kind,
            create=lambda members: create(model.from_dict(members)),
            files_of=self._files_of,
            api_version=self._version,
            origin=http.service.origin,
            retry=http.options.retry,
        )
