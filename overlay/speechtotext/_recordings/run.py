"""Transcribe recordings of any kind, whatever breaks in between. Flows.

Streams run side by side and share the journal: one finds the recordings, several transcribe or upload local files, one
submits jobs, and one waits for them. Whatever ends is saved, noted in the journal, and given to the caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from speechtotext import _clock
from speechtotext._batches.finishing import find_available, find_damaged, find_gone, finish_submitted
from speechtotext._batches.planned_jobs import PLANNED
from speechtotext._batches.submission import find_by_marker, find_sent, send_planned
from speechtotext._core.flows import for_each, merge, within
from speechtotext._core.observed_flows import observed
from speechtotext._core.steps import Emit, Flow, RunBlocking, Sleep, Stream
from speechtotext._errors import AuthenticationError, PermissionDenied, RateLimited, SpeechError, TransportError
from speechtotext._files.errors import file_errors
from speechtotext._files.filesystem import make_folder, make_own_folders
from speechtotext._polling.jobs import WaitOptions
from speechtotext._recordings.finding.chunks import next_chunk
from speechtotext._transfers.file_names import safe_name

from .at_once import Ended, LocalWork, NextFile, is_passing
from .finding.find import find_recordings
from .finding.recording import Fault, Recording, Skipped
from .finding.searches import InputSearch
from .known_recordings import KnownRecording, shown
from .options import FastService, Requests, RunOptions
from .progress import ProgressCounter
from .recording_journal import Planned, RecordingJournal, WaitingForJob
from .remembered import Chosen, remember
from .resources import Resource, Resources
from .saving import STATE_FOLDER, ResultSaver, Written, journal_of
from .transcribed_input import TranscribedInput
from .uploads import FileChanged, Unreadable, Uploads, delete_leftovers, digest_of
from .ways import Ways

if TYPE_CHECKING:
    from speechtotext._transcripts.result import TranscriptionResult

# So many results of a job are saved before they are given.
_TOGETHER: Final = 16
# How long to wait before asking again whether there is work, in seconds.
_IDLE: Final = 0.1
# How long recordings wait for others to share a job with, in seconds.
_GATHERING: Final = 30.0
_FOREVER: Final = 10 * 365 * 86_400.0


def transcribe_all(
    resources: Sequence[Resource], fast: FastService | None, requests: Requests, options: RunOptions
) -> Stream[TranscribedInput]:
    """Return the steps that transcribe all inputs, and give each as it ends.

    Args:
        resources: where work is done, the one of the client that runs the steps first.
        fast: for fast transcription; None if the version has none.
        requests: what is sent.
        options: what else is asked for.

    Raises:
        DeadlineExceeded: the time is over; the journal has what ended.
        ConfigurationError: the folder holds the results of other settings, of another version or resource.
    """

    def work() -> Stream[TranscribedInput]:
        yield RunBlocking(partial(_make_state_folder, options))
        with closing((yield from RecordingJournal.begin(journal_of(options.folder)))) as journal:
            yield RunBlocking(partial(journal.share_among, [resource.origin for resource in resources]))
            chosen = yield RunBlocking(partial(remember, journal, resources[0].service, requests, options))
            run = _Run(resources, fast, replace(options, storage=chosen.storage), journal, chosen)
            yield from run.look_back()
            yield from merge(run.streams())
            yield from run.give_left()

    yield from within(options.timeout, observed("transcribe_all", work(), {}), "Transcribing")


def _make_state_folder(options: RunOptions) -> None:
    with file_errors(options.folder):
        make_folder(options.folder)
        make_own_folders(options.folder, options.folder / STATE_FOLDER)


class _Run:
    """One run, with what its streams share."""

    def __init__(
        self,
        resources: Sequence[Resource],
        fast: FastService | None,
        options: RunOptions,
        journal: RecordingJournal,
        chosen: Chosen,
    ) -> None:
        self._options = options
        self._journal = journal
        self._progress = ProgressCounter(options.on_progress, options.on_skipped)
        self._saver = ResultSaver(journal, options.folder, chosen.formats, chosen.transcripts)
        self._uploads = Uploads(journal, options.storage, options.open_storage, keep=options.keep_uploads)
        for resource in resources:
            resource.service = resource.service._replace(renew_links=self._uploads.renew_links)
        self._resources = Resources(journal, resources)
        self._first = resources[0]
        self._ways = Ways(fast, chosen.requests, options)
        self._local = LocalWork(fast, chosen.requests, options, journal, self._uploads, self._saver, self._progress)
        self._lock = Lock()
        self._planned = False
        self._submitting = len(resources)
        self._working = options.concurrency * len(resources)
        self._renewed: set[str] = set()
        self._postponed: set[str] = set()

    def streams(self) -> list[Stream[TranscribedInput]]:
        """Return the streams to run side by side."""
        streams = [self._plan()]
        for resource in self._resources:
            works = (self._work(resource) for _ in range(self._options.concurrency))
            streams += map(resource.steps, (self._submit(resource), self._finish(resource), *works))
        return streams

    def look_back(self) -> Flow[None]:
        """Return the steps that look whether what earlier runs left is as they left it."""
        yield from find_damaged(self._journal)
        yield RunBlocking(self._journal.reset_unread_results)
        if self._resources.are_several and (yield RunBlocking(lambda: self._journal.is_copy)):
            # All are asked before any of them gets a job.
            for resource in self._resources:
                yield from resource.steps(find_by_marker(resource.service, self._journal, PLANNED))
            yield RunBlocking(self._journal.keep_file)
        if self._options.retry_failed and (yield RunBlocking(lambda: self._journal.has_accepted)):
            for resource in self._resources:
                yield from resource.steps(self._look_again(resource))
        if self._options.retry_failed:
            yield RunBlocking(self._journal.retry_failed)
        yield RunBlocking(self._journal.begin_search)

    def _look_again(self, resource: Resource) -> Flow[None]:
        try:
            yield from find_gone(resource.service, self._journal, thoroughly=True)
            yield from find_available(resource.service, self._journal)
        except SpeechError as error:
            if not self._resources.lose(resource, error):
                raise

    def _plan(self) -> Stream[TranscribedInput]:
        """Find the recordings, put them into the journal, and give those that have ended before."""
        search = InputSearch()
        inputs = self._options.inputs
        if self._options.watch is not None and isinstance(inputs, Iterator):
            # Each search goes through them again.
            inputs = yield RunBlocking(partial(list, inputs))
        while True:
            found = find_recordings(inputs, open_storage=self._options.open_storage)
            while chunk := (yield RunBlocking(partial(next_chunk, found))):
                yield from self._plan_chunk(chunk, search)
            self._local.look_again()
            if search.is_first:
                yield RunBlocking(self._journal.end_search)
            self._planned = True
            if self._options.watch is None:
                self._progress.set(all_found=True)
                return
            yield Sleep(self._options.watch)
            self._local.take_up_postponed()
            yield RunBlocking(self._journal.begin_search)
            search.again()

    def _plan_chunk(self, chunk: list[Recording | Skipped], search: InputSearch) -> Stream[TranscribedInput]:
        faulty: list[tuple[Recording, Fault]] = []
        planned: list[Planned] = yield RunBlocking(partial(self._sorted, chunk, search, faulty))
        for each, fault in faulty:
            self._progress.add(found=1)
            yield from self._give(TranscribedInput(shown(each.shown), "Failed", fault.kind, fault.message))
        again = self._options.force and search.is_first
        outcome = yield RunBlocking(partial(self._journal.plan_recordings, planned, again=again))
        self._progress.add(found=outcome.seen if search.is_first else outcome.new)
        for known in outcome.ended if search.is_first else ():
            yield from self._give_known(known)
        for known, recording in outcome.changed:
            try:
                is_known = yield RunBlocking(partial(self._take_up, known, recording))
            except (FileChanged, Unreadable) as error:
                yield from self._give(TranscribedInput(known.shown, None, type(error).__name__, str(error)))
            else:
                if is_known and search.is_first:
                    yield from self._give_known(known)

    def _sorted(
        self, chunk: list[Recording | Skipped], search: InputSearch, faulty: list[tuple[Recording, Fault]]
    ) -> list[Planned]:
        """Return which way each goes; those that go none are put among the faulty ones."""
        planned = []
        for each in chunk:
            if isinstance(each, Skipped):
                if search.is_first:
                    self._progress.skip(each)
            elif self._options.watch is None or search.is_settled(each):
                way, fault = self._ways.of(each)
                if fault is None:
                    planned.append(Planned(each, way))
                elif search.is_new_fault(each, fault):
                    faulty.append((each, fault))
        return planned

    def _take_up(self, known: KnownRecording, recording: Recording) -> bool:
        """Have a file transcribed again if it holds something new; tell whether it does not."""
        now = known._replace(audio_size=recording.size, audio_modified=recording.modified)
        if known.audio_digest is not None and known.audio_digest == digest_of(now):
            self._journal.keep_unchanged(known, recording)
            return True
        self._journal.begin_again(known, recording, self._ways.of(recording)[0])
        return False

    def _work(self, resource: Resource) -> Stream[TranscribedInput]:
        """Transcribe or upload local files, one after the other."""
        try:
            while (known := (yield from self._next(resource))) is not None:
                with self._local.taken(known):
                    outcome = yield from self._local.handle(known, partial(self._loses, resource))
                    if outcome is not None:
                        yield from self._give_ended(known.source, outcome)
        finally:
            with self._lock:
                self._working -= 1

    def _next(self, resource: Resource) -> Flow[KnownRecording | None]:
        while resource.lost is None:
            may_grow = not self._planned or self._options.watch is not None
            found: NextFile = yield RunBlocking(self._local.next)
            # One that is taken may come back, from a resource that is lost.
            may_grow = may_grow or (self._resources.are_several and found.others)
            if found.known is not None or not may_grow:
                return found.known
            yield Sleep(_IDLE)
        return None

    def _loses(self, resource: Resource, error: SpeechError) -> bool:
        """Whether a fast transcription has failed as all others of its resource would, while other resources go on."""
        if isinstance(error, TransportError):
            is_general = not error.may_have_arrived
        else:
            is_general = isinstance(error, AuthenticationError | PermissionDenied | RateLimited)
        return is_general and self._resources.lose(resource, error)

    def _submit(self, resource: Resource) -> Stream[TranscribedInput]:
        """Put recordings into jobs as soon as the service can fetch them, and submit these."""
        try:
            if resource is self._first:
                yield from delete_leftovers(self._journal, self._uploads)
            try:
                yield from find_sent(resource.service, self._journal)
                yield from self._submit_ready(resource)
            except SpeechError as error:
                if not self._resources.lose(resource, error):
                    raise
        finally:
            with self._lock:
                self._submitting -= 1

    def _submit_ready(self, resource: Resource) -> Stream[TranscribedInput]:
        since: float | None = None
        while resource.lost is None:
            is_last = self._planned and self._working == 0 and self._options.watch is None
            waiting: WaitingForJob = yield RunBlocking(self._journal.waiting_for_job)
            since = None if not waiting.ready else since or _clock.monotonic()
            is_all = waiting.is_full or is_last or (self._planned and not waiting.more_to_come)
            is_due = waiting.ready > 0 and (is_all or _clock.monotonic() - (since or 0.0) > _GATHERING)
            if is_due:
                yield RunBlocking(self._journal.plan_ready)
                since = None
            yield from self._send_planned(resource)
            if is_due:
                continue
            if is_last and not (yield RunBlocking(self._resources.has_unsent)):
                return
            yield Sleep(_IDLE)

    def _send_planned(self, resource: Resource, *, limited: bool = True) -> Stream[TranscribedInput]:
        with self._resources.choosing(resource, limited=limited) as choose:
            sent = send_planned(resource.service, self._journal, choose)
            yield from for_each(sent, partial(self._give_all, resource))

    def _finish(self, resource: Resource) -> Stream[TranscribedInput]:
        """Wait for the jobs of a resource, and give their inputs."""
        try:
            yield from find_gone(resource.service, self._journal, thoroughly=False)
            patience = resource.service.retry.seconds if self._resources.are_several else None
            finished = finish_submitted(
                resource.service,
                self._journal,
                (yield RunBlocking(partial(self._results_folder, resource))),
                WaitOptions(_FOREVER, self._options.poll, None, patience),
                self._options.concurrency,
                lambda: self._submitting > 0 and resource.lost is None,
                resource.unfinished,
            )
            yield from for_each(finished, partial(self._give_all, resource))
            # Those that could not be deleted when their results were safe.
            yield from delete_leftovers(self._journal, self._uploads)
        except SpeechError as error:
            if not (self._resources.lose(resource, error) or is_passing(error)):
                raise
            # What other streams do is worth more than to stop at once.
            yield from self._postpone(resource.origin, type(error).__name__, str(error))

    def _results_folder(self, resource: Resource) -> Path:
        """Return where results of a resource are kept: jobs of two resources may have the same id."""
        folder = self._options.folder / STATE_FOLDER
        if self._journal.origin in (None, resource.origin):
            return folder
        return folder / safe_name(resource.origin.partition("://")[2])

    def give_left(self) -> Stream[TranscribedInput]:
        """Give the inputs of jobs that a later run finishes: those of resources that were lost, or are not given."""
        given = {resource.origin: resource for resource in self._resources}
        for origin in sorted((yield RunBlocking(lambda: self._journal.job_origins)) | set(given)):
            lost = given[origin].lost if origin in given else None
            if lost is not None:
                yield from self._postpone(origin, type(lost).__name__, str(lost))
            elif origin in given:
                # The service lists their jobs, but does not find them.
                yield from self._postpone(origin, "NotFound", "Its job was not found for now: run it again to go on.")
            else:
                reason = f"Its job is at {origin}: give a client of that resource to continue."
                yield from self._postpone(origin, "NoClient", reason)

    def _postpone(self, origin: str, kind: str, message: str) -> Stream[TranscribedInput]:
        for known in (yield RunBlocking(partial(self._journal.unfinished, origin))):
            if known.source not in self._postponed:
                self._postponed.add(known.source)
                yield from self._give(TranscribedInput(known.shown, None, kind, message))

    def _give_all(self, resource: Resource, sources: list[str]) -> Stream[TranscribedInput]:
        jobs: int = yield RunBlocking(self._journal.running_jobs)
        self._progress.set(jobs=jobs)
        now = _clock.utc_now()
        renewed: set[str] = yield RunBlocking(lambda: self._journal.renew_expired(set(sources) - self._renewed, now))
        # Once a run: a link that ends too soon again is a failure like others.
        self._renewed |= renewed
        if renewed:
            yield RunBlocking(self._journal.plan_ready)
            yield from self._send_planned(resource, limited=False)
        told = [source for source in sources if source not in renewed]
        for start in range(0, len(told), _TOGETHER):
            for each in (yield RunBlocking(partial(self._saved, told[start : start + _TOGETHER]))):
                yield from self._give(each)

    def _give_ended(self, source: str, ended: Ended) -> Stream[TranscribedInput]:
        """Save what a local file has come to, and give it."""
        if ended.trouble is not None:
            known: KnownRecording = yield RunBlocking(partial(self._journal.recording, source))
            yield from self._give(TranscribedInput(known.shown, None, *ended.trouble))
        else:
            (each,) = yield RunBlocking(partial(self._saved, [source], ended.result))
            yield from self._give(each)

    def _saved(self, sources: list[str], result: TranscriptionResult | None = None) -> list[TranscribedInput]:
        """Save what recordings have come to, and return it.

        Args:
            sources: of the recordings.
            result: of the only one, if it has been read.
        """
        ended = [self._journal.recording(source) for source in sources]
        written = self._saver.save([known for known in ended if known.result is not None], result)
        self._uploads.delete(ended)
        return [self._told(known, written.get(known.number)) for known in ended]

    def _give_known(self, known: KnownRecording) -> Stream[TranscribedInput]:
        """Give a recording that has ended before; what was saved of it and is not there any more is saved again."""
        written: Written | None = None
        if known.result is not None and self._saver.missing(known):
            written = yield RunBlocking(partial(self._saver.save_missing, known))
        yield from self._give(self._told(known, written, is_new=False))

    def _told(self, known: KnownRecording, written: Written | None, *, is_new: bool = True) -> TranscribedInput:
        problem = result = None
        if written is not None:
            known, result, problem = written
        return TranscribedInput(
            known.shown,
            known.status,
            known.error_kind or ("NotSaved" if problem else None),
            known.error_message or problem,
            self._saver.saved(known),
            known.job,
            is_new,
            result,
            known.result,
        )

    def _give(self, each: TranscribedInput) -> Stream[TranscribedInput]:
        self._progress.ended(each)
        yield Emit(each)
