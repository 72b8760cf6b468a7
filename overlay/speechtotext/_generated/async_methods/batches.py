"""Many inputs in as many jobs as they need, as methods of transcriptions.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from speechtotext._batches.batch import resume, retry_failed, submit_all, summary
from speechtotext._batches.inputs import checked_urls
from speechtotext._batches.submission import BatchService
from speechtotext._batches.summary import BatchSummary
from speechtotext._polling.jobs import DAY, Job, WaitOptions
from speechtotext_api.object_kinds import ObjectOf

from .group import AsyncGroup

if TYPE_CHECKING:
    from speechtotext.storage import Storage

E = TypeVar("E", bound=Job)


class AsyncBatches(AsyncGroup, Generic[E]):
    """Transcribing any number of inputs, with a journal that survives what breaks in between."""

    async def submit_all(
        self,
        urls: Iterable[str | os.PathLike[str]],
        body: E | Mapping[str, object],
        *,
        journal: str | os.PathLike[str],
        storage: Storage | None = None,
        timeout: float | None = None,
    ) -> BatchSummary:
        """Submit any number of inputs, in jobs of up to 1,000.

        The journal is a file that records which input is in which job, before and after each job is sent. A second run,
        also after a crash, submits only inputs without a job, and none twice: it first searches for jobs whose
        submission got no response. An input is identified by its URL without the signature. The journal contains the
        URLs with their signatures; only its owner can read it. Runs with the same journal wait for each other;
        `summary` can read it at any time.

        If the service refuses a job, the job is divided until the refused inputs are found: these have failed, and all
        others are submitted. Inputs with expired links have failed, too: pass them again with a new link. Until the
        service accepts the first job, another call can change the body. After 200 refused jobs in a row, the last
        refusal is raised; another call continues with the others.

        Warns of links whose permission ends within 24 hours.

        Args:
            urls: URLs of the audio files; with `storage` also paths, folders, patterns and addresses in storage, as in
                `transcribe_all`.
            body: the properties of all jobs, without `content_urls`. A custom property `speechtotext-batch` is added.
            journal: path of the journal; it is created if it does not exist.
            storage: storage for uploads of local files. Pass it to `resume`, too, which deletes the uploads.
            timeout: maximum seconds in total. Default: no limit.

        Raises:
            ConfigurationError: the journal belongs to other jobs, another API version or another resource.
            DeadlineExceeded: the deadline passed, for example because another run holds the journal.
            FileError: the journal cannot be written, or belongs to a newer version of this package or to another
                program.
            InvalidArgument: an entry of `urls` is not an absolute http(s) URL, or the body contains inputs.
        """
        common = ObjectOf(self._models.Transcription).encode("body", body)
        service, path = self._service(), Path(journal)
        if storage is None:
            return await self._http.run(submit_all(service, path, common, checked_urls(urls), timeout))
        # Imported here: they are slow to import, and most programs do without.
        from speechtotext._recordings.batches import submit_recordings
        from speechtotext.storage._opening import storage_opener

        opening = storage_opener(storage, self._http.storage_credential)
        return await self._http.run(submit_recordings(service, path, common, urls, storage, opening, timeout))

    async def resume(
        self,
        journal: str | os.PathLike[str],
        folder: str | os.PathLike[str],
        *,
        storage: Storage | None = None,
        timeout: float = DAY,
        poll: float | None = None,
        on_progress: Callable[[E], object] | None = None,
        concurrency: int = 8,
    ) -> BatchSummary:
        """Continue a batch to its end: submit, wait, and download the results.

        Missing or changed results of earlier runs are downloaded again; a changed file is kept as `NAME.changed`. You
        can move the journal together with the results beside or below it.

        Args:
            journal: path of the journal.
            folder: folder for the results, with a folder for each job.
            storage: storage for uploads of local files: it makes new links for inputs that wait, and deletes uploads
                when their results are saved.
            timeout: maximum seconds to wait for all jobs. Default: a day.
            poll: seconds between two polls. Default: as the service asks, or 2 growing to 60.
            on_progress: called with each job whose status has changed.
            concurrency: how many results are fetched at a time.

        Raises:
            WaitTimeout: some jobs did not end in time; the journal has the others.
            DeadlineExceeded: another run held the journal.
            ConfigurationError: the journal belongs to another API version or another resource.
            TransportError: some results could not be downloaded; all others were.
            FileError: the journal or a result cannot be written.
        """
        waiting = WaitOptions(timeout, poll, on_progress)
        # The working directory may change meanwhile.
        target = Path(folder).absolute()
        service, path = self._service(), Path(journal)
        if storage is None:
            return await self._http.run(resume(service, path, target, waiting, concurrency))
        # Imported here: they are slow to import, and most programs do without.
        from speechtotext._recordings.batches import resume_recordings
        from speechtotext.storage._opening import storage_opener

        opening = storage_opener(storage, self._http.storage_credential)
        return await self._http.run(resume_recordings(service, path, target, storage, opening, waiting, concurrency))

    async def retry_failed(self, journal: str | os.PathLike[str], *, timeout: float | None = None) -> BatchSummary:
        """Submit the failed inputs again; `resume` waits for them.

        Before that, missing jobs are searched and missing results downloaded again, so that you do not pay twice.

        Args:
            journal: path of the journal.
            timeout: maximum seconds in total. Default: no limit.

        Raises:
            ConfigurationError: the journal belongs to another API version or another resource.
            DeadlineExceeded: the deadline passed, for example because another run holds the journal.
            FileError: the journal cannot be written.
        """
        return await self._http.run(retry_failed(self._service(), Path(journal), timeout))

    async def summary(self, journal: str | os.PathLike[str], *, timeout: float | None = None) -> BatchSummary:
        """Return the state of each input from the journal.

        It sends no request, and works while another run uses the journal.

        Args:
            journal: path of the journal.
            timeout: maximum seconds in total. Default: no limit.

        Raises:
            DeadlineExceeded: the deadline passed, for example because another run changes the journal.
            FileError: the journal cannot be read.
        """
        return await self._http.run(summary(Path(journal), timeout))

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
