"""Waiting for jobs, as methods of their groups.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from typing import Generic, TypeVar
from uuid import UUID

from speechtotext._polling.jobs import DAY, Job, JobKind, WaitOptions, wait, wait_all
from speechtotext_api.kinds import refuse

from .group import AsyncGroup

E = TypeVar("E", bound=Job)
R = TypeVar("R")


class AsyncJobs(AsyncGroup, Generic[E, R]):
    """Waiting for the jobs of a group."""

    async def wait(
        self,
        job: UUID | str | E | R,
        *,
        timeout: float = DAY,
        poll: float | None = None,
        on_progress: Callable[[E], object] | None = None,
    ) -> E:
        """Wait until a job has ended, and return it.

        Transient network and server errors are retried. An interrupted wait leaves the job running: wait again at any
        time, in any process, with the job's id.

        Args:
            job: an id, a UUID, the entity itself, a reference to it, or its URL.
            timeout: maximum seconds to wait. Default: a day.
            poll: seconds between two polls. Default: as the service asks, or 2 seconds growing to 60.
            on_progress: called with the entity after each poll.

        Raises:
            InvalidArgument: the job belongs to another collection or resource.
            JobFailed: the job failed; the error says why.
            WaitTimeout: the job did not end in time; the error holds its last state.
            NotFound: the job does not exist.
        """
        kind: JobKind[E] = self._kind
        return await self._http.run(
            wait(kind, self._own(job), WaitOptions(timeout, poll, on_progress), self._load_report)
        )

    def wait_all(
        self,
        jobs: Iterable[UUID | str | E | R],
        *,
        timeout: float = DAY,
        poll: float | None = None,
        on_progress: Callable[[E], object] | None = None,
    ) -> AsyncIterator[E]:
        """Wait for many jobs, and yield each one when it has ended. Its `status` says how.

        Many jobs are polled by listing, 100 per request; a few are polled one by one.

        Args:
            jobs: ids, UUIDs, entities, references or URLs.
            timeout: maximum seconds to wait for all of them. Default: a day.
            poll: seconds between two polls. Default: as the service asks, or 2 seconds growing to 60.
            on_progress: called with each entity whose status has changed.

        Raises:
            InvalidArgument: the argument is not a list, or a job belongs to another collection or resource.
            WaitTimeout: some jobs did not end in time; `pending` has their ids.
            NotFound: some jobs do not exist; raised when all others have ended.
        """
        if isinstance(jobs, str) or not isinstance(jobs, Iterable):
            refuse("jobs", jobs, "a list of ids, UUIDs, entities, references or URLs")
        http = self._http
        return http.iterate(
            wait_all(self._kind, map(self._own, jobs), WaitOptions(timeout, poll, on_progress), http.service.origin)
        )

    def _own(self, job: UUID | str | E | R) -> UUID | str | E | R:
        """Return a job of this group.

        Raises:
            InvalidArgument: the job belongs to another collection or resource.
        """
        self._id_in(self._kind.get(job))
        return job
