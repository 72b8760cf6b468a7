"""Waiting for jobs, as methods of their groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar
from uuid import UUID

from speechtotext._polling.jobs import DAY, Job, JobKind, WaitOptions, wait, wait_all
from speechtotext_api.kinds import refuse

from .group import Group

E = TypeVar("E", bound=Job)
R = TypeVar("R")


class Jobs(Group, Generic[E, R]):
    """Waiting for the jobs of a group."""

    def wait(
        self,
        job: UUID | str | E | R,
        *,
        timeout: float = DAY,
        poll: float | None = None,
        on_progress: Callable[[E], object] | None = None,
    ) -> E:
        """Wait until a job has ended, and return it as it is then.

        A server error or a lost network is waited out. Interrupting the wait leaves the job running; waiting can go on
        at any time, also in another process, by the job's id.

        Args:
            job: an id, a UUID, the entity itself, a reference to it, or its URL.
            timeout: seconds to wait at most; a day by default.
            poll: seconds between two looks; by default what the service asks for, or 2 seconds growing to 60.
            on_progress: called with the entity after each look.

        Raises:
            InvalidArgument: it is of another collection or resource.
            JobFailed: the job has failed; it says why.
            WaitTimeout: the job had not ended in time; it holds the entity as last seen.
            NotFound: there is no such job, or none any more.
        """
        kind: JobKind[E] = self._kind
        return self._http.run(wait(kind, self._own(job), WaitOptions(timeout, poll, on_progress), self._load_report))

    def wait_all(
        self,
        jobs: Iterable[UUID | str | E | R],
        *,
        timeout: float = DAY,
        poll: float | None = None,
        on_progress: Callable[[E], object] | None = None,
    ) -> Iterator[E]:
        """Wait for many jobs, and give each as soon as it has ended, succeeded or failed: look at its `status`.

        Many jobs are looked at by listing, 100 with a request, few of them one by one.

        Args:
            jobs: ids, UUIDs, entities, references or URLs.
            timeout: seconds to wait at most for all of them; a day by default.
            poll: seconds between two rounds; by default what the service asks for, or 2 seconds growing to 60.
            on_progress: called with each entity whose status has changed.

        Raises:
            InvalidArgument: they are no list, or one of them is of another collection or resource.
            WaitTimeout: some had not ended in time; `pending` has their ids.
            NotFound: some do not exist; raised when all others have ended.
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
            InvalidArgument: it is of another collection or resource.
        """
        self._id_in(self._kind.get(job))
        return job
