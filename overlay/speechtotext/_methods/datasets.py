"""Datasets from local files, as methods of their group."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar
from uuid import UUID

from speechtotext._core.flows import Flow, within
from speechtotext._custom_speech.datasets import dataset_report
from speechtotext._polling.dataset_report import DatasetReport
from speechtotext._transfers.uploads import UploadProgress, dataset_of, resume, upload
from speechtotext_api.calls import HasSelf

from .group import Group

E = TypeVar("E", bound=HasSelf)
R = TypeVar("R", bound=HasSelf)
K = TypeVar("K")


class Uploads(Group, Generic[E, R, K]):
    """Sending local files as datasets."""

    def upload(
        self,
        path: str | os.PathLike[str],
        *,
        kind: K | str,
        locale: str,
        display_name: str,
        description: str | None = None,
        custom_properties: Mapping[str, str] | None = None,
        project: str | HasSelf | None = None,
        concurrency: int = 4,
        timeout: float | None = None,
        on_progress: Callable[[UploadProgress], object] | None = None,
    ) -> E:
        """Make a dataset of a local file: create it, send the file in blocks of 8 MiB, and let the import begin.

        Before the import begins, the service is asked whether all blocks have arrived whole. When something goes wrong
        on the way, a note on the error tells the dataset's id, by which `resume_upload` goes on. `wait` waits for the
        import.

        Args:
            path: of the file. It is read as it is sent, and may be of any size.
            kind: what the data is, such as Acoustic or Language.
            locale: locale of the data, such as en-US.
            display_name: name to show for the dataset.
            description: free text about the dataset.
            custom_properties: properties of your own: at most 10, names up to 64 and values up to 256 characters.
            project: the project that the dataset is to belong to: the entity, a reference to it, or its URL.
            concurrency: how many blocks are sent at a time.
            timeout: seconds that it may take in all; by default there is no limit.
            on_progress: called as the service gets more, in any thread, one call at a time.

        Raises:
            DeadlineExceeded: it did not end in time.
            FileError: the file cannot be read, is empty, or has changed while it was sent.
            UnexpectedResponse: blocks did not arrive whole.
        """
        body = dataset_of(self._models.Dataset, kind, locale, display_name, description, custom_properties, project)
        create = self._api.create_request(body)
        dataset: E = self._http.run(
            within(timeout, upload(self._api, create, path, concurrency, on_progress), "The upload")
        )
        return dataset

    def resume_upload(
        self,
        dataset: UUID | str | E | R,
        path: str | os.PathLike[str],
        *,
        concurrency: int = 4,
        timeout: float | None = None,
        on_progress: Callable[[UploadProgress], object] | None = None,
    ) -> E:
        """Go on with an upload that broke off: send the blocks that the service does not have, and commit them all.

        Args:
            dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            path: of the file. Blocks whose content has changed since are sent anew.
            concurrency: how many blocks are sent at a time.
            timeout: seconds that it may take in all; by default there is no limit.
            on_progress: called as the service gets more, in any thread, one call at a time.

        Raises:
            DeadlineExceeded: it did not end in time.
            FileError: the file cannot be read, is empty, or has changed while it was sent.
            UnexpectedResponse: blocks did not arrive whole.
        """
        identifier = self._id_in(self._api.get_request(dataset))
        made: E = self._http.run(
            within(timeout, resume(self._api, identifier, path, concurrency, on_progress), "The upload")
        )
        return made


class DatasetReports(Group, Generic[E, R]):
    """Reports on the import of datasets."""

    def report(self, dataset: UUID | str | E | R) -> DatasetReport:
        """Read what became of the data of a dataset whose import has ended: rejected lines, and why.

        A dataset can succeed although some of its lines were rejected.

        Args:
            dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        Raises:
            StorageError: storage refuses to give the file.
            FileError: the service has written no report, or the file holds something else.
        """
        read = dataset_report(self._files_of(dataset), self._http.options.retry)
        return self._http.run(self._in_time(read, "Reading the report"))

    def _load_report(self, job: E) -> Flow[DatasetReport]:
        return dataset_report(self._files_of(job), self._http.options.retry)
