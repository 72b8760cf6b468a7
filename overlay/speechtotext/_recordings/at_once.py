"""Work with local files: fast transcription, or an upload for a batch job. Flows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from speechtotext._batches.finishing import passes
from speechtotext._batches.matching import InputOutcome
from speechtotext._core.observed_flows import observed
from speechtotext._core.steps import Flow, RunBlocking, Send
from speechtotext._errors import ApiError, AuthenticationError, FileError, NotFound, PermissionDenied, SpeechError

from .known_recordings import BATCH, FAST, KnownRecording
from .options import FastService, Requests, RunOptions
from .progress import ProgressCounter
from .recording_journal import NOT_READABLE, RecordingJournal
from .saving import ResultSaver
from .uploads import FileChanged, Unreadable, Uploads, digest_of, require_unchanged, upload

if TYPE_CHECKING:
    from speechtotext._transcripts.result import TranscriptionResult

# So many inputs fail in a row for reasons that pass, beyond those that run at a time, before the others are left.
_MOST_TROUBLES: Final = 8
# What fast transcription answers where a batch job would do.
_FOR_BATCH: Final = frozenset(("AudioLengthLimitExceeded", "FileSizeLimitExceeded", "RequestEntityTooLarge"))


class Ended(NamedTuple):
    """What became of a local file.

    Args:
        result: its result, if there is one.
        trouble: kind and message of an error that passes; the journal does not keep it.
    """

    result: TranscriptionResult | None = None
    trouble: tuple[str, str] | None = None


class NextFile(NamedTuple):
    """What is to be done next with local files.

    Args:
        known: the file; None if there is none.
        others: whether others work with files at that moment, which they may give back.
    """

    known: KnownRecording | None
    others: bool


class LocalWork:
    """Transcribes and uploads local files, taken one by one from the journal."""

    def __init__(
        self,
        fast: FastService | None,
        requests: Requests,
        options: RunOptions,
        journal: RecordingJournal,
        uploads: Uploads,
        saver: ResultSaver,
        progress: ProgressCounter,
    ) -> None:
        self._fast = fast
        self._definition = requests.definition or {}
        self._goes_by_job = options.how == "auto" and options.storage is not None and BATCH not in requests.problems
        self._options = options
        self._journal = journal
        self._uploads = uploads
        self._saver = saver
        self._progress = progress
        self._lock = Lock()
        self._last = 0
        self._busy: set[int] = set()
        self._left: set[int] = set()
        self._given_back: set[int] = set()
        self._in_a_row = 0

    def next(self) -> NextFile:
        """Return the next file that nobody works with."""
        with self._lock:
            others = bool(self._busy)
            while (known := self._journal.next_local(self._last)) is not None:
                self._last = known.number
                if known.number not in self._busy and known.number not in self._left:
                    self._busy.add(known.number)
                    return NextFile(known, others)
            return NextFile(None, others)

    def look_again(self) -> None:
        """Begin again with the first file."""
        with self._lock:
            self._last = 0

    def take_up_postponed(self) -> None:
        """Have those tried again that were left for later."""
        with self._lock:
            self._left.clear()

    @contextmanager
    def taken(self, known: KnownRecording) -> Iterator[None]:
        """Keep a file for one stream."""
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(known.number)
                if known.number in self._given_back:
                    self._given_back.discard(known.number)
                    self._last = 0

    def handle(self, known: KnownRecording, loses: Callable[[SpeechError], bool]) -> Flow[Ended | None]:
        """Return the steps that transcribe a file, or upload it; they end in None if it goes on by a job, or by others.

        Args:
            known: the file.
            loses: tells whether an error means that this resource is lost, and that others go on.

        Raises:
            SpeechError: the others would fail likewise, or many did in a row.
        """
        name = "transcribe" if known.way == FAST else "prepare"
        return observed(f"{name} input", self._handle(known, loses), {"speechtotext.input.way": known.way})

    def _handle(self, known: KnownRecording, loses: Callable[[SpeechError], bool]) -> Flow[Ended | None]:
        try:
            if known.way == FAST:
                ended = yield from self._transcribe(known)
            else:
                ended = None
                yield from self._upload(known)
        except FileError as error:
            if isinstance(error, FileChanged):
                return self._postponed(known, error)
            if isinstance(error, Unreadable):
                return (yield from self._failed(known, NOT_READABLE, str(error)))
            raise
        except SpeechError as error:
            if loses(error):
                with self._lock:
                    self._given_back.add(known.number)
                return None
            if not is_passing(error):
                raise
            self._in_a_row += 1
            if self._in_a_row > _MOST_TROUBLES + self._options.concurrency:
                error.add_note(f"{self._in_a_row} inputs in a row failed. The others are left for the next run.")
                raise
            return self._postponed(known, error)
        self._in_a_row = 0
        return ended

    def _transcribe(self, known: KnownRecording) -> Flow[Ended | None]:
        assert self._fast is not None
        digest: str | None = None
        with self._progress.during("transcribing"):
            if known.kind == "file":
                digest = yield RunBlocking(partial(digest_of, known))
            audio = yield RunBlocking(partial(self._audio, known))
            try:
                _, response = yield Send(self._fast.request(audio, self._definition))
            except ApiError as error:
                return (yield from self._refused(known, error))
            if known.kind == "file":
                yield RunBlocking(partial(require_unchanged, known))
            return (yield from self._keep(known, response.content, digest))

    def _audio(self, known: KnownRecording) -> Path | str:
        if known.kind == "file":
            return known.path
        return known.url if known.kind == "url" else self._uploads.link(known)

    def _refused(self, known: KnownRecording, error: ApiError) -> Flow[Ended | None]:
        """Note that the service does not take a file, or have it taken by a job."""
        if isinstance(error, AuthenticationError | PermissionDenied | NotFound) or passes(error):
            raise error
        codes = {error.code, *error.inner_codes}
        if self._may_go_by_job(known) and (error.status_code == 413 or codes & _FOR_BATCH):
            yield RunBlocking(partial(self._journal.take_to_batch, known.number))
            yield from self._upload(known)
            return None
        code = error.inner_codes[-1] if error.inner_codes else error.code
        return (yield from self._failed(known, code or "Refused", error.message or str(error)))

    def _may_go_by_job(self, known: KnownRecording) -> bool:
        return self._goes_by_job and known.kind == "file"

    def _keep(self, known: KnownRecording, content: bytes, digest: str | None) -> Flow[Ended]:
        # Imported here: its decoder is slow to import.
        from speechtotext._transcripts.result import TranscriptionResult

        try:
            result = yield RunBlocking(lambda: TranscriptionResult.from_bytes(content))
        except FileError as error:
            return (yield from self._failed(known, "UnexpectedResponse", str(error)))
        yield RunBlocking(partial(self._note, known, content, digest))
        return Ended(result)

    def _note(self, known: KnownRecording, content: bytes, digest: str | None) -> None:
        outcome = InputOutcome("Succeeded", result=self._saver.keep(known, content))
        # Where it is to be saved is noted with it: each change of the journal takes the disk a while.
        self._journal.settle_at_once(self._saver.claimed(known), outcome, digest)

    def _upload(self, known: KnownRecording) -> Flow[None]:
        with self._progress.during("uploading"):
            yield from upload(known, self._journal, self._uploads)

    def _failed(self, known: KnownRecording, kind: str, message: str) -> Flow[Ended]:
        yield RunBlocking(partial(self._journal.fail, known, kind, message))
        return Ended()

    def _postponed(self, known: KnownRecording, error: SpeechError) -> Ended:
        with self._lock:
            self._left.add(known.number)
        return Ended(trouble=(type(error).__name__, str(error)))


def is_passing(error: SpeechError) -> bool:
    """Whether a later run may succeed where this one has failed, and others of this run may as well."""
    return passes(error) and not isinstance(error, AuthenticationError)
