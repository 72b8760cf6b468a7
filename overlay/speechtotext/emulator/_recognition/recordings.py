"""Fetch, inspect and transcribe recordings by URL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from speechtotext.emulator._outbound import Outbound, RequestFailed
from speechtotext.emulator._storage.blobs import Blob, Storage, StorageError

from .audio import AudioFacts, InvalidAudio, inspect
from .transcribers import Recording, Transcriber, Transcript, text_file_transcriber, transcribe


class InvalidData(Exception):
    """The data cannot be fetched or is invalid.

    Args:
        kind: what is wrong with it, a word.
        message: a sentence.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class Recordings:
    """Recordings in the emulator's storage or at other URLs.

    Args:
        http: what fetches from elsewhere.
        transcribers: who is asked for what is said, one after the other.
    """

    def __init__(self, storage: Storage, http: Outbound, transcribers: Sequence[Transcriber]) -> None:
        self._storage = storage
        self._http = http
        self._transcribers = transcribers

    def fetch(self, url: str) -> bytes:
        """Fetch the data at a URL.

        Raises:
            Unusable: it leads nowhere.
        """
        return self.open(url).read()

    def open(self, url: str) -> Blob:
        """Return what is at a URL, which need not be in memory.

        Raises:
            Unusable: it leads nowhere.
        """
        try:
            if self._storage.place(url) is not None:
                return self._storage.read(url)
            data = self._http.download(url)
            return Blob(data, len(data), "", "application/octet-stream", datetime.now(UTC))
        except StorageError as error:
            raise InvalidData("InvalidUri", f"The data cannot be downloaded: {error}") from error
        except RequestFailed as failure:
            raise InvalidData("InvalidUri", f"The data cannot be downloaded: {failure.reason}.") from failure

    def inspect(self, data: bytes) -> AudioFacts:
        """Inspect a recording.

        Raises:
            Unusable: it is no audio.
        """
        try:
            return inspect(data)
        except InvalidAudio as broken:
            raise InvalidData("InvalidAudio", f"The audio cannot be used: {broken.reason}") from broken

    def transcribe(self, url: str, data: bytes, facts: AudioFacts, locale: str) -> Transcript:
        """Transcribe a recording.

        Args:
            url: where it is from; a mere name for what has no URL.
        """
        place = self._storage.place(url)
        container, name = place[:2] if place else ("", unquote(urlsplit(url).path).strip("/"))
        sidecar = text_file_transcriber(lambda path: self._read_text_file(container, path))
        return transcribe(Recording(name, url, data, facts, locale), [sidecar, *self._transcribers])

    def _read_text_file(self, container: str, name: str) -> bytes | None:
        try:
            return self._storage.blob(container, name).read()
        except StorageError:
            return None
