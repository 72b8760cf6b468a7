"""Recordings in the user's storage: uploaded, linked to, and deleted when their results are safe. They block."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Final

from speechtotext._batches.journal import Journal
from speechtotext._core.observed_flows import observed
from speechtotext._core.steps import Flow, RunBlocking
from speechtotext._errors import ConfigurationError, FileError, SpeechError
from speechtotext._telemetry import UPLOADED, record
from speechtotext._transfers.file_names import safe_name
from speechtotext.storage import Storage

from .finding.input_names import divided
from .known_recordings import KnownRecording
from .recording_journal import RecordingJournal

# A job can take half an hour to begin and a day to end (batch transcription documentation).
_LIFETIME: Final = timedelta(hours=48)
_PIECE: Final = 1 << 20

_log = logging.getLogger("speechtotext")


class Unreadable(FileError):
    """A file that cannot be read, or is not there any more."""


class FileChanged(FileError):
    """A file that is not any more as it was found."""


def digest_of(known: KnownRecording) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Raises:
        FileChanged: it is not as it was found.
        Unreadable: it cannot be read.
    """
    path = known.path
    hasher = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(_PIECE):
                hasher.update(piece)
    except OSError as error:
        raise Unreadable(f"{known.shown} cannot be read: {error.strerror or error}.") from error
    require_unchanged(known)
    return hasher.hexdigest()


def require_unchanged(known: KnownRecording) -> None:
    """Return if a file is as it was found.

    Raises:
        FileChanged: it is not.
        Unreadable: it is not there any more.
    """
    try:
        status = known.path.stat()
    except OSError as error:
        raise Unreadable(f"{known.shown} cannot be read: {error.strerror or error}.") from error
    if (status.st_size, status.st_mtime_ns) != (known.audio_size, known.audio_modified):
        raise FileChanged(f"{known.shown} changed while it was read: the next run transcribes it.")


class Uploads:
    """The uploads of a run.

    Args:
        journal: of the run.
        storage: for local files; None if there is none.
        open_storage: opens the storage that an address such as `az://account/container` names.
        keep: whether uploads stay when they are not needed any more.
    """

    def __init__(
        self,
        journal: RecordingJournal,
        storage: Storage | None,
        open_storage: Callable[[str], Storage],
        *,
        keep: bool,
    ) -> None:
        self._journal = journal
        self._storage = storage
        self._open_storage = open_storage
        self._keep = keep

    @property
    def storage(self) -> Storage:
        """The storage for local files.

        Raises:
            ConfigurationError: there is none.
        """
        if self._storage is None:
            raise ConfigurationError(
                "Batch jobs fetch recordings from storage: give storage=, such as "
                'BlobStorage("https://ACCOUNT.blob.core.windows.net/CONTAINER"), or use how="fast".'
            )
        return self._storage

    def name_of(self, known: KnownRecording) -> str:
        """Return how the upload of a file is called: as no other one, of this journal or another."""
        return f"{self._journal.identifier()}/{known.number}/{safe_name(known.path.name)}"

    def link(self, known: KnownRecording) -> str:
        """Return a new link to a recording in storage."""
        if known.kind == "file":
            return self.storage.link(known.object or self.name_of(known), _LIFETIME)
        root, name = divided(known.source)
        return self._open_storage(root).link(name, _LIFETIME)

    def renew_links(self, journal: Journal, marker: str) -> None:
        """Make new links to the recordings of a job."""
        needed = self._journal.links_needed(marker)
        if needed:
            self._journal.keep_links([(known.number, self.link(known)) for known in needed])

    def delete(self, ended: Iterable[KnownRecording]) -> None:
        """Delete uploads that are not needed any more. One that cannot be deleted is left for a later run."""
        gone = []
        for known in ended:
            if known.object is None or not known.has_ended:
                continue
            try:
                if not self._keep and known.kind == "file":
                    if self._storage is None:
                        continue
                    self._storage.delete(known.object)
                gone.append(known.number)
            except SpeechError as error:
                _log.warning("The upload of %s could not be deleted; the next run tries again: %s", known.shown, error)
        if gone:
            self._journal.forget_uploads(gone)


def upload(known: KnownRecording, journal: RecordingJournal, uploads: Uploads) -> Flow[None]:
    """Return the steps that upload a file, so that it can be put into a job.

    Raises:
        FileChanged: it was changed meanwhile.
        Unreadable: it cannot be read.
        StorageError: the storage does not take it.
    """
    attributes = {"speechtotext.upload.size": known.audio_size or 0}
    return observed("upload", _upload(known, journal, uploads), attributes)


def _upload(known: KnownRecording, journal: RecordingJournal, uploads: Uploads) -> Flow[None]:
    storage, name = uploads.storage, uploads.name_of(known)
    digest = yield RunBlocking(partial(digest_of, known))
    # Noted before there is one, so that it is deleted whatever happens.
    yield RunBlocking(partial(journal.begin_upload, known.number, name))
    blocks = storage.put(name, known.path)
    while (yield RunBlocking(partial(next, blocks, None))) is not None:
        """A block after the other, so that there are moments to stop."""
    yield RunBlocking(partial(require_unchanged, known))
    yield RunBlocking(partial(journal.end_upload, known.number, storage.url_of(name), digest))
    record(UPLOADED, known.audio_size or 0, {"speechtotext.upload.target": "storage"})


def delete_leftovers(journal: RecordingJournal, uploads: Uploads) -> Flow[None]:
    """Return the steps that delete the uploads of what has ended."""
    last = 0
    while leftover := (yield RunBlocking(partial(journal.leftover_uploads, last))):
        yield RunBlocking(partial(uploads.delete, leftover))
        last = leftover[-1].number
