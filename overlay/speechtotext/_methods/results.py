"""What a transcription has come to, as methods of its group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from speechtotext._core.flows import each_within
from speechtotext._core.steps import Flow
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
        """Yield the results of a job that has ended, one for each input that succeeded, in the order of its files.

        `source` of a result names its input. `report` lists inputs that failed. The `deadline` of the client applies to
        each result, not to all of them.

        Args:
            job: an id, a UUID, the entity itself, a reference to it, or its URL.
            concurrency: maximum number of concurrent downloads, and of results in memory.

        Raises:
            ResultsIncomplete: some results cannot be read. It is raised after all others, as a group with one error for
                each.
        """
        http = self._http
        return http.iterate(
            each_within(http.options.deadline, results(self._files_of(job), http.options.retry, concurrency))
        )

    def report(self, job: UUID | str | E | R) -> TranscriptionReport:
        """Return the outcome of each input of a job that has ended.

        A job can succeed although some of its inputs failed.

        Args:
            job: an id, a UUID, the entity itself, a reference to it, or its URL.

        Raises:
            StorageError: storage refused a request.
            FileError: the report cannot be read.
        """
        read = report(self._files_of(job), self._http.options.retry)
        return self._http.run(self._in_time(read, "Reading the report"))

    def _load_report(self, job: E) -> Flow[TranscriptionReport | None]:
        return report(self._files_of(job), self._http.options.retry)


class FastTranscriptions(Group, Generic[D]):
    """Fast transcription: the response holds the transcript, without a job."""

    def transcribe_file(
        self, audio: FileInput | None = None, *, definition: D | Mapping[str, object] | None = None
    ) -> TranscriptionResult:
        """Transcribe an audio file in one call, and return its result.

        The service responds when everything is transcribed, which takes minutes for long audio. The default timeout is
        an hour.

        Args:
            audio: path of the file, its bytes, an open binary file, a `File`, or a URL that the service fetches. A file
                is streamed. Leave it out if `definition.audio_url` is set.
            definition: settings of the transcription. Default: the service detects the language.

        Raises:
            InvalidArgument: the audio is missing, or is a local path that looks like a URL.
        """
        return self._http.run(fast_transcription(fast_request(self._api, self._models, audio, definition)))
