"""The errors of waiting for jobs."""

from __future__ import annotations

from typing import Any

from speechtotext._errors import SpeechError
from speechtotext_api.wire import without_signatures

from .dataset_report import DatasetReport
from .report import TranscriptionReport


class JobFailed(SpeechError):
    """The job failed."""

    def __init__(
        self,
        kind: str,
        job: Any,
        report: TranscriptionReport | None = None,
        dataset_report: DatasetReport | None = None,
    ) -> None:
        error = getattr(job, "error", None) or getattr(getattr(job, "properties", None), "error", None)
        self.job = job
        """The entity."""
        self.code: str | None = getattr(error, "code", None)
        """The service's error code."""
        self.message: str = getattr(error, "message", None) or ""
        """The service's own words."""
        self.report = report
        """Report of a transcription: the outcome of each input; None if there is none."""
        self.dataset_report = dataset_report
        """Report of a dataset: rejected lines and reasons; None if there is none."""
        self._kind = kind
        name = getattr(job, "display_name", None)
        which = f"{name!r} ({job.self_})" if name else job.self_
        said = ": ".join(filter(None, [self.code, " ".join(self.message.split()).rstrip(".")]))
        sentence = f"{kind}: {which} has failed{f' ({said})' if said else ''}."
        failed = report.failed if report is not None else ()
        if failed:
            sentence += f" Of its inputs {len(failed)} failed; the first: {str(failed[0]).rstrip('.')}."
        rejections = dataset_report.rejections if dataset_report is not None else ()
        if dataset_report is not None and rejections:
            count = dataset_report.rejected or len(rejections)
            sentence += f" Rejected: {count}; the first: {str(rejections[0]).rstrip('.')}."
        super().__init__(without_signatures(sentence))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._kind, self.job, self.report, self.dataset_report), self._notes()


class WaitTimeout(SpeechError):
    """The job did not end in time. It continues: wait again with its id."""

    def __init__(self, kind: str, timeout: float, pending: tuple[str, ...], job: Any) -> None:
        self.job = job
        """The last state of the entity; None for several jobs."""
        self.pending = pending
        """Ids of the jobs that have not ended."""
        self.timeout = timeout
        """Seconds of the wait."""
        self._kind = kind
        status = f" is {job.status}" if job is not None and job.status else " had not ended"
        which = f"{pending[0]}{status}" if len(pending) == 1 else f"{len(pending)} jobs had not ended"
        super().__init__(f"{kind}: {which} after {timeout:g} seconds. The service continues: wait again.")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._kind, self.timeout, self.pending, self.job), self._notes()
