"""AsyncRecordings of any kind, as a method of transcriptions.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from speechtotext._core.flows import AsyncItems
from speechtotext._errors import InvalidArgument
from speechtotext._polling.jobs import Job
from speechtotext._transcripts.fast_request import fast_request
from speechtotext_api.calls import File

from .batches import AsyncBatches

if TYPE_CHECKING:
    from speechtotext._core.clients.client import AsyncVersionedClient
    from speechtotext._recordings.finding.recording import Skipped
    from speechtotext._recordings.options import FastService, How
    from speechtotext._recordings.settings import Profanity
    from speechtotext._recordings.transcribed_input import TranscribedInput, TranscriptionProgress
    from speechtotext._transcripts.options import TranscriptOptions
    from speechtotext.storage import Storage

E = TypeVar("E", bound=Job)


class AsyncRecordings(AsyncBatches[E], Generic[E]):
    """Transcribing recordings of any kind: local files, folders, URLs and objects in storage."""

    def transcribe_all(
        self,
        inputs: Iterable[str | os.PathLike[str]] | str | os.PathLike[str] = (),
        *,
        folder: str | os.PathLike[str],
        formats: Sequence[str] | None = None,
        options: TranscriptOptions | None = None,
        how: How = "auto",
        storage: Storage | None = None,
        keep_uploads: bool = False,
        clients: Sequence[AsyncVersionedClient] = (),
        concurrency: int = 8,
        retry_failed: bool = False,
        force: bool = False,
        watch: float | None = None,
        timeout: float | None = None,
        poll: float | None = None,
        on_progress: Callable[[TranscriptionProgress], object] | None = None,
        on_skipped: Callable[[Skipped], object] | None = None,
        locale: str | Sequence[str] | None = None,
        diarize: bool = False,
        max_speakers: int | None = None,
        words: bool = False,
        phrases: Sequence[str] = (),
        profanity: Profanity | None = None,
        channels: Sequence[int] = (),
        model: str | None = None,
        enhanced: bool = False,
        prompt: str | Sequence[str] = (),
        display_name: str | None = None,
        time_to_live: timedelta | None = None,
        body: E | Mapping[str, object] | None = None,
        definition: Mapping[str, object] | None = None,
    ) -> AsyncItems[TranscribedInput]:
        """Transcribe any number of recordings, and yield each one when it has ended.

            for each in stt.transcriptions.transcribe_all(["calls/"], folder="texts", locale="en-US"):
                print(each.source, each.saved or each.error)

        Local files use fast transcription if its limits allow. Everything else uses batch jobs, which read local files
        from `storage`: the client uploads the files, and deletes the uploads when the results are saved.

        A journal in the hidden folder `.speechtotext` of `folder` records finished inputs. After an interruption the
        same call continues and transcribes nothing twice; it yields the inputs of earlier runs first, with
        `is_new=False`. A deleted result is saved again. A file whose content has changed is transcribed again, and its
        result gets a new name. AsyncFiles of other programs are never overwritten. The journal keeps settings and formats: a
        later call needs none. Runs with the same folder wait for each other.

        A failed input does not stop the others. If you stop iterating, the work continues until the iterator is closed.

        Args:
            inputs: paths of files and folders, glob patterns, `-` for a list on standard input, https:// URLs,
                `az://ACCOUNT/CONTAINER/PREFIX`, and with fsspec `s3://BUCKET/PREFIX` and similar. Unfinished inputs of
                earlier calls are included without it.
            folder: folder for the results; it mirrors the tree below an input folder.
            formats: formats of the results, such as ("txt", "srt"). Default: those of the last run, or "txt".
            options: appearance of the transcripts. Default: that of the last run.
            how: "fast" or "batch". Default: chosen for each input.
            storage: storage for uploads of local files, such as a `speechtotext.storage.BlobStorage`.
            keep_uploads: whether uploads stay in the storage.
            clients: clients of further resources, of the same API version, that share the work: a faster resource gets
                more of it. The journal records the resource of each job. If a resource cannot be reached, the others
                take over the work that it has not accepted. An input whose job cannot be read ends with `status=None`;
                a later call with a client of that resource completes it. The URL of a `model` belongs to one resource:
                use its id in `body`.
            concurrency: maximum number of concurrent fast transcriptions, uploads and downloads, for each client.
            retry_failed: whether to try failed inputs again.
            force: whether to transcribe finished inputs again, at their full cost.
            watch: seconds between two searches for new inputs, until you close the iterator. AsyncFiles that are still being
                written wait. Default: one search.
            timeout: maximum seconds in total. Default: no limit.
            poll: seconds between two polls of a job. Default: as the service asks, or 2 growing to 60.
            on_progress: called with the counts when they change, in any thread, one call at a time.
            on_skipped: called with each skipped file, which is not a recording, and with each folder and pattern
                without recordings.
            locale: language, such as "en-US"; several: the service chooses. Default: fast transcription detects it;
                batch jobs need it.
            diarize: whether to separate speakers.
            max_speakers: maximum number of speakers.
            words: whether batch jobs return word timestamps; fast transcription always does.
            phrases: words and names that are likely to be spoken; fast transcription only.
            profanity: "None", "Masked", "Removed" or "Tags".
            channels: zero-based channels to transcribe.
            model: URL of a custom or base model, or name of a model of the enhanced mode.
            enhanced: whether to use the enhanced mode of fast transcription.
            prompt: instructions for the enhanced mode.
            display_name: name of batch jobs.
            time_to_live: how long the service keeps jobs and their results. Default: two days.
            body: body of batch jobs, for properties without an argument here. Arguments override it.
            definition: definition of fast transcriptions, for properties without an argument here. Arguments override
                it.

        Raises:
            ConfigurationError: the folder belongs to other settings, another version or another resource; or local
                files need `storage`.
            InvalidArgument: a setting is invalid, or this version or kind of transcription does not have it.
            DeadlineExceeded: the deadline passed; another call continues.
            AuthenticationError: the service refuses the credentials.
            FileError: results cannot be written.
        """
        # Imported here: they are slow to import, and most programs do without.
        from speechtotext._recordings.options import RunOptions
        from speechtotext._recordings.requests import chosen_requests, require_shareable
        from speechtotext._recordings.resources import Resource
        from speechtotext._recordings.run import transcribe_all
        from speechtotext._recordings.saving import checked_formats
        from speechtotext._recordings.settings import TranscriptionSettings
        from speechtotext.storage._opening import storage_opener

        settings = TranscriptionSettings(
            locale=locale,
            diarize=diarize,
            max_speakers=max_speakers,
            words=words,
            phrases=phrases,
            profanity=profanity,
            channels=channels,
            model=model,
            enhanced=enhanced,
            prompt=prompt,
            display_name=display_name,
            time_to_live=time_to_live,
        )
        run_options = RunOptions(
            inputs=inputs,
            # The working directory may change meanwhile.
            folder=Path(folder).absolute(),
            formats=None if formats is None else checked_formats(formats),
            transcripts=options,
            how=how,
            storage=storage,
            open_storage=storage_opener(storage, self._http.storage_credential),
            keep_uploads=keep_uploads,
            concurrency=concurrency,
            retry_failed=retry_failed,
            force=force,
            watch=watch,
            timeout=timeout,
            poll=poll,
            on_progress=on_progress,
            on_skipped=on_skipped,
        )
        requests = chosen_requests(self._version, self._models, settings, body, definition)
        resources = [Resource(self._service())]
        resources += [Resource(other._service(), other._http) for other in self._others(clients)]
        if len(resources) > 1:
            require_shareable(requests)
        return self._http.iterate(transcribe_all(resources, self._fast_service(), requests, run_options))

    def _others(self, clients: Sequence[AsyncVersionedClient]) -> list[AsyncRecordings[E]]:
        """Return the transcriptions of the clients of other resources, each resource once.

        Raises:
            InvalidArgument: clients is no list, or a client is of another version or kind.
        """
        if not isinstance(clients, Iterable):
            raise InvalidArgument(f"clients is a {type(clients).__name__}: give a list of clients")
        others: dict[str, AsyncRecordings[E]] = {}
        for position, client in enumerate(clients):
            group = getattr(client, "transcriptions", None)
            if group is None or type(group) is not type(self):
                raise InvalidArgument(
                    f"clients[{position}] is a {type(client).__module__}.{type(client).__name__}: give clients of the "
                    f"same API version and kind as this one's, {self._version}"
                )
            others.setdefault(group._http.service.origin, group)
        others.pop(self._http.service.origin, None)
        return list(others.values())

    def _fast_service(self) -> FastService | None:
        """How recordings are transcribed at once; None if the version has no way."""
        api, models = self._api, self._models
        if not hasattr(api, "transcribe_request"):
            return None
        from speechtotext._recordings.known_recordings import shown
        from speechtotext._recordings.options import FastService

        def request(audio: Path | str, members: dict[str, Any]) -> Any:
            # The name of a file may hold what no request can.
            sent = File(audio, shown(audio.name)) if isinstance(audio, Path) else audio
            return fast_request(api, models, sent, models.TranscribeDefinition.from_dict(members))

        return FastService(request, hasattr(models.TranscribeDefinition(), "audio_url"))
