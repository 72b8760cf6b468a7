"""The report on the import of a dataset. Flows, for every version."""

from __future__ import annotations

from speechtotext._core.retry import RetryPolicy
from speechtotext._core.steps import Flow
from speechtotext._errors import FileError
from speechtotext._polling.dataset_report import DatasetReport
from speechtotext._transfers.entity_files import EntityFiles, stored_files
from speechtotext._transfers.fetch import fetch_content


def dataset_report(entity_files: EntityFiles, retry: RetryPolicy) -> Flow[DatasetReport]:
    """The steps of reading the report on the import of a dataset.

    Raises:
        FileError: the service has written none.
    """
    files = yield from stored_files(entity_files, "DatasetReport")
    if not files:
        raise FileError(f"The dataset {entity_files.entity} has no report: its import has not ended, or wrote none.")
    content = yield from fetch_content(files[0], retry)
    return DatasetReport.from_bytes(content)
