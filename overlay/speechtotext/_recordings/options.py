"""What a run of `transcribe_all` is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from speechtotext._core.flows import checked_timeout
from speechtotext._errors import InvalidArgument
from speechtotext._transcripts.options import TranscriptOptions
from speechtotext_api.calls import Request

from .finding.find import STANDARD_INPUT
from .finding.recording import Skipped
from .transcribed_input import TranscriptionProgress

if TYPE_CHECKING:
    import os

    from speechtotext.storage import Storage

How: TypeAlias = Literal["auto", "fast", "batch"]


class FastService(NamedTuple):
    """What fast transcription needs of the service.

    Args:
        request: of a file, or of a URL that the service fetches, with a definition.
        takes_urls: whether the version has the service fetch URLs.
    """

    request: Callable[[Path | str, dict[str, Any]], Request[None]]
    takes_urls: bool


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is asked for.

    Attributes:
        inputs: paths, folders, patterns, URLs and addresses in storage.
        folder: for the results.
        formats: of the results; None for those of the last run.
        transcripts: how they look; None for the options of the last run.
        how: fast or batch; auto chooses for each input.
        storage: from which the service fetches local files.
        open_storage: opens the storage that an address names.
        keep_uploads: whether uploads stay.
        concurrency: how many fast transcriptions, uploads and downloads run at a time.
        retry_failed: whether inputs that failed are tried again.
        force: whether inputs that have ended are transcribed again.
        watch: seconds between two looks for new inputs; None to look once.
        timeout: seconds that it may take in all; None for no limit.
        poll: seconds between two looks at jobs; None for what the service asks for.
        on_progress: is called with every change.
        on_skipped: is called with what is passed over.

    Raises:
        InvalidArgument: one of them is out of bounds.
    """

    inputs: Iterable[str | os.PathLike[str]] | str | os.PathLike[str]
    folder: Path
    formats: tuple[str, ...] | None
    transcripts: TranscriptOptions | None
    how: How
    storage: Storage | None
    open_storage: Callable[[str], Storage]
    keep_uploads: bool
    concurrency: int
    retry_failed: bool
    force: bool
    watch: float | None
    timeout: float | None
    poll: float | None
    on_progress: Callable[[TranscriptionProgress], object] | None
    on_skipped: Callable[[Skipped], object] | None

    def __post_init__(self) -> None:
        if self.how not in get_args(How):
            raise InvalidArgument(f"how is {self.how!r}: use one of {', '.join(get_args(How))}")
        if self.concurrency < 1:
            raise InvalidArgument(f"concurrency is {self.concurrency}: expected 1 or more")
        if self.watch is not None and not self.watch > 0:
            raise InvalidArgument(f"watch is {self.watch}: give the seconds between two searches for new inputs")
        is_read_once = self.inputs == STANDARD_INPUT or (
            isinstance(self.inputs, list | tuple) and STANDARD_INPUT in self.inputs
        )
        if self.watch is not None and is_read_once:
            raise InvalidArgument("watch: a list on standard input is read once; give the path of a list")
        if self.timeout is not None:
            checked_timeout(self.timeout)


class Requests(NamedTuple):
    """What is sent, apart from the inputs.

    Args:
        body: of batch jobs; None where the settings cannot be said there.
        definition: of fast transcriptions; None likewise.
        problems: why, by way.
        by_default: whether the caller said nothing of them.
    """

    body: dict[str, Any] | None
    definition: dict[str, Any] | None
    problems: dict[str, str]
    by_default: bool
