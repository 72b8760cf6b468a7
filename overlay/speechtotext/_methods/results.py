"""What a transcription has come to, as methods of its group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from speechtotext._core.flows import Flow, each_within
from speechtotext._polling.report import TranscriptionReport
from speechtotext._transcripts.fast_request import fast_request
from speechtotext._transcripts.job_results import fast_transcription, report, results
from speechtotext_api.calls import FileInput, HasSelf

from .group import Group

if TYPE_CHECKING:
    from speechtotext._transcripts.result import TranscriptionResult

E = TypeVar("E", bound=HasSelf)
R = TypeVar("R", bound=HasSelf)
D = TypeVar("D")


class Results(Group, Generic[E, R]):
    """The results of transcriptions."""

    def results(self, job: UUID | str | E | R, *, concurrency: int = 8) -> Iterator[TranscriptionResult]:
        """The results of a job that has ended, one for each input that succeeded, in the order of the job's files.

        Which input it is of, its `source` tells. Inputs that failed are in the `report`. A client's `deadline` is for
        the wait for each result, not for all of them.

        Args:
            job: an id, a UUID, the entity itself, a reference to it, or its URL.
            concurrency: how many are fetched at a time; as many are held in memory.

        Raises:
            ResultsIncomplete: some results cannot be had: storage refuses to give them, or they hold no transcription.
                It is raised after all others were given, and is a group with an error for each of them.
        """
        http = self._http
        return http.iterate(
            each_within(http.options.deadline, results(self._files_of(job), http.options.retry, concurrency))
        )

    def report(self, job: UUID | str | E | R) -> TranscriptionReport:
        """What became of each input of a job that has ended: a job can succeed although some of its inputs failed.

        Args:
            job: an id, a UUID, the entity itself, a reference to it, or its URL.

        Raises:
            StorageError: storage refuses to give the file.
            FileError: the file holds no report.
        """
        read = report(self._files_of(job), self._http.options.retry)
        return self._http.run(self._in_time(read, "Reading the report"))

    def _load_report(self, job: E) -> Flow[TranscriptionReport | None]:
        return report(self._files_of(job), self._http.options.retry)


class FastTranscriptions(Group, Generic[D]):
    """Transcribing at once, without a job."""

    def transcribe_file(
        self, audio: FileInput | None = None, *, definition: D | Mapping[str, object] | None = None
    ) -> TranscriptionResult:
        """Transcribe an audio file at once, and read the answer like the result of a job.

        The service responds when all is done, which takes minutes for long audio. Unless you set a timeout for the
        client or by `with_options`, the response is waited for an hour.

        Args:
            audio: path of the file, its bytes, an open binary file, a `File`, or a URL that the service fetches. A file
                is streamed. It may be left out where `definition.audio_url` names a URL.
            definition: how it is to be transcribed; the language is found out if nothing is said.

        Raises:
            InvalidArgument: there is no audio, or a local path that looks like a URL.
        """
        return self._http.run(fast_transcription(fast_request(self._api, self._models, audio, definition)))
