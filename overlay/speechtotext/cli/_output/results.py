"""Transcription results, saved to files or printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import unquote, urlsplit

import click

import speechtotext

from .exit_codes import ExitCode
from .messages import print_error, print_line
from .records import print_json

if TYPE_CHECKING:
    from speechtotext import JobFailed, TranscriptionResult
    from speechtotext._transcripts.formats import TextFormat

DEFAULT_FORMATS: Final = ("txt",)


class Output:
    """What becomes of results: saved in a folder, or shown.

    Args:
        folder: where they are to be; None to show them.
        formats: in which formats.
        speakers: whether txt tells who speaks.
        times: whether txt tells when.
        as_json: whether they are told of in JSON.
    """

    def __init__(
        self, folder: Path | None, formats: Sequence[str], *, speakers: bool, times: bool, as_json: bool
    ) -> None:
        self.folder = folder
        self.formats = formats
        self.speakers = speakers
        self._times = times
        self.as_json = as_json
        self._names: set[str] = set()
        self._texts: list[tuple[str, str]] = []
        self._failed = False

    @property
    def flags(self) -> list[str]:
        """The flags that ask for the same."""
        return [
            *([] if self.folder is None else ["--out", str(self.folder)]),
            *(text for format in self.formats if self.formats != DEFAULT_FORMATS for text in ("--format", format)),
            *(["--speakers"] if self.speakers else []),
            *(["--times"] if self._times else []),
            *(["--json"] if self.as_json else []),
        ]

    def prepare(self) -> None:
        """Make the folder, so that it is known to be there before anything is paid for.

        Raises:
            click.ClickException: it cannot be made.
        """
        if self.folder is not None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise click.ClickException(f"The folder {self.folder} cannot be made: {error.strerror}.") from error

    def take(self, result: TranscriptionResult, source: str, job: str | None) -> None:
        """Save or show a result.

        Args:
            source: URL or path of the recording.
            job: id of its job, if it is of any.
        """
        source = _without_query(source)
        if self.folder is not None:
            name = self._name(source)
            files = [self.folder / f"{name}.{format}" for format in self.formats]
            for file in files:
                result.save(file, speakers=self.speakers, times=self._times)
                if not self.as_json:
                    print_line(str(file))
        else:
            files = []
            self._texts.append((source, self._text(result)))
        self._tell(source, "Succeeded", job, text=result.text, files=[str(file) for file in files])

    def take_failure(self, source: str, job: str | None, kind: str | None, message: str | None) -> None:
        """Tell of an input that was not transcribed."""
        source = _without_query(source)
        reason = ": ".join(filter(None, [kind, message])).rstrip(".")
        print_error(f"{source} was not transcribed{f' ({reason})' if reason else ''}.")
        self._failed = True
        self._tell(source, "Failed", job, errorKind=kind, errorMessage=message)

    def take_failed_job(self, error: JobFailed) -> None:
        """Tell of a job that failed, and of its inputs as far as they are known."""
        print_error(str(error))
        self._failed = True
        job = speechtotext.id_of(error.job)
        failed = error.report.failed if error.report is not None else ()
        for entry in failed:
            self._tell(
                _without_query(entry.source),
                "Failed",
                job,
                errorKind=entry.error_kind,
                errorMessage=entry.error_message,
            )
        if not failed:
            self._tell(None, "Failed", job, errorKind=error.code, errorMessage=error.message)

    def finish(self) -> None:
        """Show the texts.

        Raises:
            click.exceptions.Exit: something was not transcribed.
        """
        if not self.as_json:
            for source, text in self._texts:
                if len(self._texts) > 1:
                    print_line(f"==> {source} <==")
                click.echo(text, nl=not text.endswith("\n"))
        if self._failed:
            raise click.exceptions.Exit(ExitCode.REFUSED)

    def _text(self, result: TranscriptionResult) -> str:
        (format,) = self.formats
        if format == "json":
            return result.raw.decode()
        return result.to_text(cast("TextFormat", format), speakers=self.speakers, times=self._times)

    def _name(self, source: str) -> str:
        """The name of the recording without its ending; with a number, if another one has the same."""
        # Here, because normal forms of Unicode are slow to import.
        from speechtotext._transfers.file_names import collision_key, safe_name, unused_name

        stem = Path(name_of(source) if "://" in source else source).stem
        name = unused_name(safe_name(stem), lambda free: collision_key(free) in self._names)
        self._names.add(collision_key(name))
        return name

    def _tell(self, source: str | None, status: str, job: str | None, **more: object) -> None:
        if self.as_json:
            record: dict[str, object] = {"source": source, "status": status, "job": job, "text": None, "files": []}
            print_json({**record, "errorKind": None, "errorMessage": None, **more})


def _without_query(source: str) -> str:
    """What tells a recording from others, without the signature that gave access to it."""
    # Here, because the database of journals is slow to import.
    from speechtotext._batches.journal import source_of

    return source_of(source) if "://" in source else source


def name_of(source: str) -> str:
    """The name of a recording, by its URL."""
    return PurePosixPath(unquote(urlsplit(source).path)).name or "recording"
