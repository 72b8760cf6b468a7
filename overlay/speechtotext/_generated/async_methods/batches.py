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

        The journal is a file that keeps which input is in which job; it is written before a job is sent and after. So
        a second run, also after a crash, submits what is in no job yet and nothing twice: jobs whose sending got no
        response are looked for first. An input is known by its URL without its signature, however it is spelled. The
        journal holds the URLs with their signatures; only its owner can read it. Runs with the same journal wait for
        each other; `summary` reads it meanwhile.

        A job that the service refuses is divided until the inputs are found that it does not take: these have failed,
        as have those whose links have ended, and all others are submitted. Give an input whose link has ended once
        more, with a new link. As long as the service has taken no job, a further call may change the body. When 200
        jobs in a row are refused, the last refusal is raised; a further call goes on with the others.

        Warns of links whose permission ends within 24 hours.

        Args:
            urls: of the audio files; with `storage` also what `transcribe_all` takes: paths, folders, patterns, and
                addresses in storage.
            body: what all jobs have in common: all but `content_urls`. A custom property `speechtotext-batch` is added.
            journal: path of the journal; it is made if it does not exist.
            storage: to which local files are uploaded. Give it to `resume`, too, which deletes the uploads.
            timeout: seconds that it may take in all; by default there is no limit.

        Raises:
            ConfigurationError: the journal is of other jobs, of another version of the API or another resource.
            DeadlineExceeded: it did not end in time, because another run holds the journal, say.
            FileError: the journal cannot be written, is of a newer version of this package, or is another program's.
            InvalidArgument: an entry of `urls` is no absolute http(s) URL, or the body has inputs of its own.
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
        """Go on with a batch to its end, from wherever it is: submit, wait, and fetch the results.

        AsyncResults are on the disk before the journal says so. Those of earlier runs that are not there any more as they
        were fetched, are fetched again; a file that was changed is kept beside the result, as `NAME.changed`. The
        journal finds results beside or below it also after both were moved.

        Args:
            journal: path of the journal.
            folder: where results go, into a folder for each job.
            storage: to which local files are uploaded; it makes new links to what waits, and deletes uploads whose
                results are safe.
            timeout: seconds to wait at most for all jobs; a day by default.
            poll: seconds between two rounds of looking; by default what the service asks for, or 2 growing to 60.
            on_progress: called with each job whose status has changed.
            concurrency: how many results are fetched at a time.

        Raises:
            WaitTimeout: some jobs had not ended in time; what had ended is in the journal.
            DeadlineExceeded: another run held the journal all the time.
            ConfigurationError: the journal is of another version of the API, or of another resource.
            TransportError: some results could not be fetched for now; all others are there.
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
        """Submit once more the inputs that failed, and no others; `resume` waits for them.

        Before that, jobs that were not found are looked for, and results that could not be fetched are tried again:
        nobody pays twice for what is there after all.

        Args:
            journal: path of the journal.
            timeout: seconds that it may take in all; by default there is no limit.

        Raises:
            ConfigurationError: the journal is of another version of the API, or of another resource.
            DeadlineExceeded: it did not end in time, because another run holds the journal, say.
            FileError: the journal cannot be written.
        """
        return await self._http.run(retry_failed(self._service(), Path(journal), timeout))

    async def summary(self, journal: str | os.PathLike[str], *, timeout: float | None = None) -> BatchSummary:
        """Return what the journal knows of each input, also while another run goes on; nothing is sent.

        Args:
            journal: path of the journal.
            timeout: seconds that it may take in all; by default there is no limit.

        Raises:
            DeadlineExceeded: it did not end in time, because another run changes the journal, say.
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
