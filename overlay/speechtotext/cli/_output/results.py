"""Transcription results, saved to files or printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import unquote, urlsplit

import click

import speechtotext

from .exit_codes import ExitCode, exit_code_of_postponed
from .messages import print_error, print_line
from .records import print_json

if TYPE_CHECKING:
    from speechtotext import JobFailed, ResultsIncomplete, TranscriptionResult, TranscriptOptions
    from speechtotext._recordings.transcribed_input import TranscribedInput
    from speechtotext._transcripts.formats import TextFormat

DEFAULT_FORMATS: Final = ("txt",)


class ResultWriter:
    """Saves transcription results to a folder, or prints them.

    Args:
        folder: destination; None to print.
        formats: file formats to write; empty for the default.
        look: options of `TranscriptOptions` by name.
        as_json: whether to print a JSON line per input.
    """

    def __init__(self, folder: Path | None, formats: Sequence[str], look: Mapping[str, Any], *, as_json: bool) -> None:
        self.folder = folder
        self.formats = formats or DEFAULT_FORMATS
        self._given_formats = formats
        self._look = dict(look)
        self.as_json = as_json
        self._used_stems: set[str] = set()
        self._printed: list[tuple[str, str]] = []
        self._failures: set[ExitCode] = set()

    def tell_speakers(self) -> None:
        """Tell who speaks in every format that can, unless the user decided otherwise."""
        self._look.setdefault("speakers", True)

    @cached_property
    def _options(self) -> TranscriptOptions:
        return speechtotext.TranscriptOptions(**self._look)

    @property
    def flags(self) -> list[str]:
        """Return the options that ask for the same output, for a follow-up command."""
        return [
            *([] if self.folder is None else ["--out", str(self.folder)]),
            *(["--format", ",".join(self._given_formats)] if self._given_formats else []),
            *(flag for name, value in self._look.items() for flag in _flags(name, value)),
            *self.json_flags,
        ]

    @property
    def json_flags(self) -> list[str]:
        """Return the option that asks for JSON, if it was given."""
        return ["--json"] if self.as_json else []

    @property
    def save_options(self) -> dict[str, Any]:
        """The arguments of `transcribe_all` that ask for this output; without any, it is that of its last run."""
        return {"formats": self._given_formats or None, "options": self._options if self._look else None}

    def prepare(self) -> None:
        """Create the folder before anything is submitted that costs money.

        Raises:
            FileError: it cannot be created.
        """
        if self.folder is not None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise speechtotext.FileError(f"The folder {self.folder} cannot be made: {error.strerror}.") from error

    def add_result(self, result: TranscriptionResult, source: str, job: str | None) -> None:
        """Save a result, or keep it for printing.

        Args:
            result: the result.
            source: URL or path of the recording.
            job: id of its job; None without one.
        """
        source = _recording_id(source)
        files: list[Path] = []
        failure: str | None = None
        name = "" if self.folder is None else self._unused_stem(source)
        for format in self.formats:
            try:
                if self.folder is None:
                    self._printed.append((source, self._formatted(result)))
                    continue
                file = self.folder / f"{name}.{format}"
                result.save(file, options=self._options)
            except (speechtotext.InvalidArgument, speechtotext.FileError) as error:
                if isinstance(error.__cause__, OSError):
                    raise
                # Other formats, and other results, may have what is asked for.
                print_error(f"{source}: {error}")
                failure = str(error)
                self._failures.add(ExitCode.FAILED)
                continue
            files.append(file)
            if not self.as_json:
                print_line(str(file))
        self._print_record(
            source,
            "Succeeded",
            job,
            text=result.text,
            files=[str(file) for file in files],
            errorKind=failure and "NotSaved",
            errorMessage=failure,
        )

    def add_transcribed(self, each: TranscribedInput, *, is_only: bool) -> None:
        """Print what became of an input of `transcribe_all`, which has saved its files.

        Args:
            each: the input.
            is_only: whether no other is printed.
        """
        if each.status != "Succeeded":
            code = ExitCode.FAILED if each.status == "Failed" else exit_code_of_postponed(each.error_kind)
            self.add_failure(each.source, each.job, each.error_kind, each.error_message, code)
            return
        if each.error is not None:
            # The transcript is there, but a format cannot say it.
            print_error(f"{each.source}: {each.error_message}")
            self._failures.add(ExitCode.FAILED)
        if self.as_json:
            text = each.result.text if each.result is not None else None
            # Without a folder, the files do not outlive the run.
            files = [] if self.folder is None else [_as_given(file, self.folder) for file in each.saved]
            self._print_record(
                each.source,
                "Succeeded",
                each.job,
                text=text,
                files=files,
                errorKind=each.error_kind,
                errorMessage=each.error_message,
            )
        elif self.folder is not None:
            for file in each.saved if each.is_new else ():
                print_line(_as_given(file, self.folder))
        else:
            for file in each.saved:
                if not is_only:
                    print_line(f"==> {each.source} <==")
                self._print_text(_decoded(file.read_bytes()))

    def add_failure(
        self,
        source: str,
        job: str | None,
        kind: str | None,
        message: str | None,
        code: ExitCode = ExitCode.FAILED,
    ) -> None:
        """Report an input that was not transcribed."""
        source = _recording_id(source)
        reason = ": ".join(filter(None, [kind, message])).rstrip(".")
        print_error(f"{source} was not transcribed{f' ({reason})' if reason else ''}.")
        self._failures.add(code)
        self._print_record(source, "Failed", job, errorKind=kind, errorMessage=message)

    def add_missing_results(self, incomplete: ResultsIncomplete, job: str) -> None:
        """Report results of a job that cannot be had."""
        self._failures.add(ExitCode.FAILED)
        for error in incomplete.exceptions:
            print_error(f"A result of {job} is missing: {error}")
            self._print_record(None, "Failed", job, errorKind="ResultMissing", errorMessage=str(error))

    def add_failed_job(self, error: JobFailed) -> None:
        """Report a failed job, and its failed inputs as far as they are known."""
        print_error(str(error))
        self._failures.add(ExitCode.FAILED)
        job = speechtotext.id_of(error.job)
        failed = error.report.failed if error.report is not None else ()
        for entry in failed:
            self._print_record(
                _recording_id(entry.source),
                "Failed",
                job,
                errorKind=entry.error_kind,
                errorMessage=entry.error_message,
            )
        if not failed:
            self._print_record(None, "Failed", job, errorKind=error.code, errorMessage=error.message)

    def finish(self) -> None:
        """Print the kept results.

        Raises:
            click.exceptions.Exit: an input was not transcribed.
        """
        if not self.as_json:
            for source, text in self._printed:
                if len(self._printed) > 1:
                    print_line(f"==> {source} <==")
                self._print_text(text)
        if self._failures:
            # An input that failed for good tells more than those that are left for another run.
            raise click.exceptions.Exit(min(self._failures))

    def _print_text(self, text: str) -> None:
        click.echo(text, nl=not text.endswith("\n"))

    def _formatted(self, result: TranscriptionResult) -> str:
        (format,) = self.formats
        if format == "json":
            return _decoded(result.raw)
        return result.to_text(cast("TextFormat", format), options=self._options)

    def _unused_stem(self, source: str) -> str:
        """Return the recording's file name without extension; numbered if already used."""
        # Imported here because Unicode normalisation is slow to import.
        from speechtotext._transfers.file_names import collision_key, safe_name, unused_name

        stem = Path(recording_name(source) if "://" in source else source).stem
        name = unused_name(safe_name(stem), lambda free: collision_key(free) in self._used_stems)
        self._used_stems.add(collision_key(name))
        return name

    def _print_record(self, source: str | None, status: str, job: str | None, **more: object) -> None:
        if self.as_json:
            record: dict[str, object] = {"source": source, "status": status, "job": job, "text": None, "files": []}
            print_json({**record, "errorKind": None, "errorMessage": None, **more})


def _flags(name: str, value: Any) -> list[str]:
    """Return the options on the command line that set an option of `TranscriptOptions`."""
    flag = name.replace("_", "-")
    match value:
        case bool():
            return [f"--{flag}" if value else f"--no-{flag}"]
        case dict():
            return [part for speaker, given in value.items() for part in ("--speaker-name", f"{speaker}={given}")]
        case _:
            return [f"--{flag}", str(value)]


def _as_given(file: Path, folder: Path) -> str:
    """Return the path of a file as seen from where the folder was named."""
    absolute = folder.absolute()
    return str(folder / file.relative_to(absolute)) if file.is_relative_to(absolute) else str(file)


def _decoded(saved: bytes) -> str:
    """Return the text of a saved result; JSON is as the service sent it."""
    return saved.decode(json.detect_encoding(saved))


def _recording_id(source: str) -> str:
    """Return the URL or path that identifies a recording, without its signature."""
    # Imported here because sqlite3 is slow to import.
    from speechtotext._redaction import source_of

    return source_of(source) if "://" in source else source


def recording_name(source: str) -> str:
    """Return the file name in the URL of a recording."""
    try:
        return PurePosixPath(unquote(urlsplit(source).path)).name or "recording"
    except ValueError:
        # It is no valid URL.
        return "recording"
