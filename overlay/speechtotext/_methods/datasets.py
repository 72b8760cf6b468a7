"""Datasets from local files, as methods of their group."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar
from uuid import UUID

from speechtotext._core.flows import within
from speechtotext._core.steps import Flow
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
        """Create a dataset from a local file: upload it in blocks of 8 MiB, and start the import.

        The blocks are verified before the import starts. If the upload fails, a note on the error contains the
        dataset's id for `resume_upload`. `wait` waits for the import.

        Args:
            path: path of the file, which can have any size.
            kind: kind of the data, such as Acoustic or Language.
            locale: locale of the data, such as en-US.
            display_name: display name of the dataset.
            description: free text about the dataset.
            custom_properties: properties of your own: at most 10, with names of up to 64 and values of up to 256
                characters.
            project: project of the dataset: the entity, a reference to it, or its URL.
            concurrency: maximum number of concurrent uploads of blocks.
            timeout: maximum seconds in total. Default: no limit.
            on_progress: called with the progress, in any thread, one call at a time.

        Raises:
            DeadlineExceeded: the deadline passed.
            FileError: the file cannot be read, is empty, or changed during the upload.
            UnexpectedResponse: blocks are missing or incomplete.
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
        """Continue an interrupted upload: send the missing blocks, and commit all.

        Args:
            dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            path: path of the file. Changed blocks are sent again.
            concurrency: maximum number of concurrent uploads of blocks.
            timeout: maximum seconds in total. Default: no limit.
            on_progress: called with the progress, in any thread, one call at a time.

        Raises:
            DeadlineExceeded: the deadline passed.
            FileError: the file cannot be read, is empty, or changed during the upload.
            UnexpectedResponse: blocks are missing or incomplete.
        """
        identifier = self._id_in(self._api.get_request(dataset))
        made: E = self._http.run(
            within(timeout, resume(self._api, identifier, path, concurrency, on_progress), "The upload")
        )
        return made


class DatasetReports(Group, Generic[E, R]):
    """Reports on the import of datasets."""

    def report(self, dataset: UUID | str | E | R) -> DatasetReport:
        """Read the report of an import that has ended: rejected lines and reasons.

        A dataset can succeed although some of its lines were rejected.

        Args:
            dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        Raises:
            StorageError: storage refused a request.
            FileError: the import has no report, or its content is invalid.
        """
        read = dataset_report(self._files_of(dataset), self._http.options.retry)
        return self._http.run(self._in_time(read, "Reading the report"))

    def _load_report(self, job: E) -> Flow[DatasetReport]:
        return dataset_report(self._files_of(job), self._http.options.retry)
