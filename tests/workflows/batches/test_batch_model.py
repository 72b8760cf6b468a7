"""Any sequence of runs, crashes, lost answers, refusals, wrong clients and clocks, and vanished jobs and files.

Each input ends in exactly one succeeded job or is told as failed, and nothing is ever paid for twice.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from speechtotext import BatchSummary, ConfigurationError, RetryPolicy, SpeechError, _clock
from speechtotext._batches import journal as journal_module
from speechtotext._batches import planned_jobs
from speechtotext._core.transport import HttpTransport
from speechtotext.v3_2 import Client
from unit.flavours import KEY
from workflows.batches.batch_inputs import BODY
from workflows.batches.untrustworthy_service import Damage, Trouble, UntrustworthyService, name_of

HISTORIES = int(os.environ.get("SPEECHTOTEXT_HISTORIES", "30"))
"""How many histories of a batch are played."""

BEGIN = datetime(2027, 1, 15, 8, tzinfo=UTC)
# A file system in memory, if there is one: syncing is what takes time here.
MEMORY = next((folder for folder in ("/dev/shm",) if os.access(folder, os.W_OK)), None)

NAMES = [f"call {number}.wav" for number in range(7)]
SPELLINGS: list[Callable[[str], str]] = [
    lambda name: f"https://audio.example/{name}",
    lambda name: f"https://Audio.Example:443/{name.replace(' ', '%20')}",
    lambda name: f"https://audio.example/{name.replace(' ', '%20')}?se=2099-01-01&sig=ONE",
    lambda name: f"https://audio.example/{name}?se={BEGIN + timedelta(hours=12):%Y-%m-%dT%H:%M:%SZ}&sig=TWO",
]

# Most runs get far, so that what happens later is seen, too.
troubles: st.SearchStrategy[list[Trouble]] = st.just([]) | st.just([]) | st.lists(st.sampled_from(Trouble), max_size=2)


class Crash(BaseException):
    """The process ends before or after one of its steps."""


class End(NamedTuple):
    """How a process ends.

    Args:
        steps: so many of them are begun or ended before.
        is_killed: whether nothing is done any more; otherwise it is interrupted, and cleans up.
    """

    steps: int
    is_killed: bool


damages: st.SearchStrategy[dict[int, Damage]] = st.just({}) | st.dictionaries(
    st.integers(0, 2), st.sampled_from(Damage), max_size=2
)
names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=7)
ends = st.none() | st.none() | st.builds(End, st.integers(0, 40), st.booleans())


class Batch(RuleBasedStateMachine):
    """One journal, and all that happens to it."""

    def __init__(self) -> None:
        super().__init__()
        self._home = tempfile.mkdtemp(dir=MEMORY)
        self.folder = self._new_folder()
        self.journal = self.folder / "calls.journal"
        self.given: set[str] = set()
        self.seconds = 0.0
        self.copies = 0
        self.skew = timedelta()
        self.end: End | None = None
        self.steps_taken = 0
        self.left_by_the_killed: Path | None = None
        self._patches: list[Any] = [
            patch.object(planned_jobs, "LARGEST_JOB", 3),
            patch.object(_clock, "monotonic", lambda: self.seconds),
            patch.object(_clock, "sleep", self._sleep),
            patch.object(_clock, "wait", lambda event, seconds: self._sleep(seconds)),
            patch.object(_clock, "utc_now", self._now),
            # What a killed run has left is a copy here, but no other file.
            patch.object(journal_module, "file_identity", lambda path: str(self.copies)),
            patch.object(HttpTransport, "_outcome", self._crashing(HttpTransport._outcome)),
        ]
        for each in self._patches:
            each.start()

    @initialize(names=names, spells_anew=st.booleans(), reports_successes=st.booleans())
    def begin(self, names: list[str], spells_anew: bool, reports_successes: bool) -> None:
        options = {"spells_anew": spells_anew, "reports_successes": reports_successes}
        self.service = UntrustworthyService(lambda: self.seconds, **options)
        self.elsewhere = UntrustworthyService(lambda: self.seconds, **options)
        self.client = self._client(self.service)
        self.submit(names, SPELLINGS[0], [], 0.0, None, None)

    @rule(
        names=names,
        spelling=st.sampled_from(SPELLINGS),
        trouble=troubles,
        listing_delay=st.sampled_from([0.0, 0.0, 59.0]),
        timeout=st.sampled_from([None, 30.0]),
        end=ends,
    )
    def submit(
        self,
        names: list[str],
        spelling: Callable[[str], str],
        trouble: list[Trouble],
        listing_delay: float,
        timeout: float | None,
        end: End | None,
    ) -> None:
        urls = [spelling(name) for name in names]
        self.service.trouble, self.service.listing_delay = trouble, listing_delay
        if self._run(
            lambda: self.client.transcriptions.submit_all(urls, BODY, journal=self.journal, timeout=timeout), end
        ):
            self.given.update(names)

    @rule(trouble=troubles, end=ends, timeout=st.sampled_from([1.0, 50.0, 300.0]))
    def resume(self, trouble: list[Trouble], end: End | None, timeout: float) -> None:
        self.service.trouble = trouble
        self._run(lambda: self._resumed(self.client, timeout), end)

    @rule(damaged=damages)
    def come_to_the_end(self, damaged: dict[int, Damage]) -> None:
        self.service.end("Succeeded", damaged)
        self.resume([], None, 300.0)

    @rule(trouble=troubles, end=ends)
    def retry(self, trouble: list[Trouble], end: End | None) -> None:
        self.service.trouble = trouble
        self._run(lambda: self.client.transcriptions.retry_failed(self.journal), end)

    @precondition(lambda self: self._jobs())
    @rule(call=st.sampled_from(["submit_all", "resume", "retry_failed"]))
    def use_a_client_of_another_region(self, call: str) -> None:
        other = self._client(self.elsewhere, region="eastus")
        with pytest.raises(ConfigurationError, match="was started with the resource at https://westeurope"):
            match call:
                case "submit_all":
                    other.transcriptions.submit_all(["https://audio.example/new.wav"], BODY, journal=self.journal)
                case "resume":
                    self._resumed(other, 300.0)
                case _:
                    other.transcriptions.retry_failed(self.journal)

    @rule(status=st.sampled_from(["Succeeded", "Succeeded", "Succeeded", "Failed"]), damaged=damages)
    def jobs_end(self, status: str, damaged: dict[int, Damage]) -> None:
        self.service.end(status, damaged)

    @rule(names=st.sets(st.sampled_from(NAMES), max_size=2), refused=st.sets(st.sampled_from(NAMES), max_size=2))
    def inputs_are_wrong(self, names: set[str], refused: set[str]) -> None:
        self.service.broken, self.service.refused = names, refused

    @rule(down=st.booleans())
    def storage(self, down: bool) -> None:
        self.service.storage_down = down

    @precondition(lambda self: self.service.jobs)
    @rule(data=st.data(), times=st.integers(1, 8))
    def a_job_is_not_found_in_passing(self, data: st.DataObject, times: int) -> None:
        data.draw(st.sampled_from(self.service.jobs)).unread = times

    @precondition(lambda self: self.service.jobs)
    @rule(data=st.data())
    def a_job_is_deleted(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.service.jobs)).deleted = True

    @precondition(lambda self: any(job.status == "Succeeded" for job in self.service.jobs))
    @rule(data=st.data(), damage=st.sampled_from(Damage))
    def a_result_cannot_be_had(self, data: st.DataObject, damage: Damage) -> None:
        job = data.draw(st.sampled_from([job for job in self.service.jobs if job.status == "Succeeded"]))
        job.damaged[data.draw(st.integers(0, len(job.urls) - 1))] = damage

    @precondition(lambda self: any(job.damaged for job in self.service.jobs))
    @rule()
    def all_results_can_be_had(self) -> None:
        for job in self.service.jobs:
            job.damaged.clear()

    @rule(data=st.data(), damage=st.sampled_from(["deleted", "emptied", "changed"]))
    def a_result_on_the_disk_is_damaged(self, data: st.DataObject, damage: str) -> None:
        results = sorted((self.folder / "results").rglob("contenturl_*.json"))
        if results:
            path = data.draw(st.sampled_from(results))
            if damage == "deleted":
                path.unlink()
            else:
                path.write_bytes(b"" if damage == "emptied" else b"x" * path.stat().st_size)

    @rule(hours=st.integers(-48, 48))
    def the_clock_is_set(self, hours: int) -> None:
        self.skew = timedelta(hours=hours)

    @rule()
    def all_is_moved(self) -> None:
        if self.journal.exists():
            moved = self._new_folder() / "moved"
            self.folder.rename(moved)
            self.folder, self.journal = moved, moved / "calls.journal"

    @rule(trouble=troubles, end=ends)
    def all_is_copied_and_the_copy_goes_on(self, trouble: list[Trouble], end: End | None) -> None:
        """A copy finds what the original has sent; the original is used no more."""
        if self.journal.exists():
            original, copy = self.folder, self._new_folder() / "copy"
            shutil.copytree(original, copy)
            # Which inputs the service refuses, each of them would find out by itself.
            self.service.refused = set()
            self.resume(trouble, end, 300.0)
            shutil.rmtree(original)
            self.folder, self.journal = copy, copy / "calls.journal"
            self.copies += 1

    @invariant()
    def nothing_is_paid_for_twice(self) -> None:
        assert self.service.paid_twice == []

    @invariant()
    def every_input_is_accounted_for(self) -> None:
        summary = self._summary()
        if summary is None:
            return
        assert self.given <= {name_of(entry.source) for entry in summary.inputs}
        for entry in summary.failed:
            assert entry.error_kind, entry
        self.service.known = {name_of(entry.source) for entry in summary.succeeded}
        for entry in summary.pending:
            # It was to be sent again when its result could not be had.
            self.service.give_up(name_of(entry.source), kept=entry.job)

    def _new_folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self._home))

    def teardown(self) -> None:
        try:
            if hasattr(self, "service"):
                self._settle()
        finally:
            for each in reversed(self._patches):
                each.stop()
            shutil.rmtree(self._home, ignore_errors=True)

    def _settle(self) -> None:
        """When all is well again, everything comes to its end."""
        if not self.journal.exists():
            return
        self.service.trouble, self.service.storage_down, self.service.listing_delay = [], False, 0.0
        self.service.broken, self.service.refused = {NAMES[0]}, {NAMES[1]}
        for job in self.service.jobs:
            job.unread = 0
            job.damaged.clear()
        self.client.transcriptions.submit_all([SPELLINGS[0](name) for name in NAMES], BODY, journal=self.journal)
        for _ in range(2):
            self.service.end("Succeeded")
            self._resumed(self.client, 600.0)
            self.client.transcriptions.retry_failed(self.journal)
            self.every_input_is_accounted_for()
        self.service.end("Succeeded")
        summary = self._resumed(self.client, 600.0)
        self.nothing_is_paid_for_twice()
        assert sorted(name_of(entry.source) for entry in summary.inputs) == sorted(NAMES)
        assert not summary.pending
        for entry in summary.inputs:
            name = name_of(entry.source)
            live = [job for job in self.service.jobs if job.is_paid_for(name)]
            if entry.status == "Failed":
                assert name in NAMES[:2]
                assert live == []
            elif entry.result is None:
                # It was transcribed; its job was deleted before its result was fetched, or fetched again.
                assert live == []
            else:
                assert len(live) <= 1
                assert name_of(json.loads(entry.result.read_bytes())["source"]) == name

    def _run(self, call: Callable[[], BatchSummary], end: End | None) -> bool:
        """Run, and perhaps end before or after one of the steps; tell whether it came to its end."""
        self.end, self.steps_taken = end, 0
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", r"\d+ links? expires? within")
                call()
        except (SpeechError, Crash):
            return False
        else:
            return True
        finally:
            self.end = None
            if self.left_by_the_killed is not None:
                shutil.rmtree(self.folder)
                self.left_by_the_killed.rename(self.folder)
                self.left_by_the_killed = None

    def _resumed(self, client: Client, timeout: float) -> BatchSummary:
        return client.transcriptions.resume(
            self.journal, self.folder / "results", poll=5, timeout=timeout, concurrency=1
        )

    def _summary(self) -> BatchSummary | None:
        return self.client.transcriptions.summary(self.journal) if self.journal.exists() else None

    def _jobs(self) -> set[str]:
        summary = self._summary()
        return set() if summary is None else set(summary.jobs)

    def _client(self, service: UntrustworthyService, region: str = "westeurope") -> Client:
        http = httpx.Client(transport=httpx.MockTransport(service))
        return Client(region=region, key=KEY, http_client=http, rate_limit=None, retry=RetryPolicy(attempts=1))

    def _crashing(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        def outcome(transport: HttpTransport, step: Any) -> Any:
            self._count()
            result = plain(transport, step)
            try:
                self._count()
            except Crash:
                # What a process held is free when it has died.
                if (discard := getattr(getattr(step, "step", step), "discard", None)) is not None:
                    discard(result)
                raise
            return result

        return outcome

    def _count(self) -> None:
        if self.end is not None:
            self.steps_taken += 1
            if self.steps_taken > self.end.steps:
                if self.end.is_killed and self.left_by_the_killed is None:
                    # What is done after this was never done.
                    self.left_by_the_killed = self._new_folder() / "left"
                    shutil.copytree(self.folder, self.left_by_the_killed)
                raise Crash

    def _sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def _now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.seconds) + self.skew


test_any_history = pytest.mark.timeout(120 + 2 * HISTORIES)(Batch.TestCase)
Batch.TestCase.settings = settings(
    # Shrinking a history takes longer than a test may, and would hide what failed: it is told as it was found.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    max_examples=HISTORIES,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
