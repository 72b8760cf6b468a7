"""The command with all that is below it, and what becomes of errors."""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from typing import Final

import click

import speechtotext

from ._completion import completion
from ._config import config
from ._groups import groups
from ._mounted import emulator, migrate
from ._output import note, print_error, warn
from ._results import results, wait
from ._resume import resume
from ._transcribe import transcribe
from ._versions import versions

DONE, REFUSED, WRONG_USE, NO_ANSWER, NOT_ENDED, FAULT, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
DEBUG: Final = "SPEECHTOTEXT_DEBUG"

_SECTIONS: Final[Mapping[str, Sequence[click.Command]]] = {
    "Transcribe": (transcribe, wait, results, resume),
    "What there is": groups(),
    "This machine": (versions, migrate, emulator, config, completion),
}


class _Sections(click.Group):
    """A group whose help lists its commands in sections."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(str(each.name), each.get_short_help_str(formatter.width)) for each in commands])


@click.group(cls=_Sections, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="speechtotext-client", message="%(prog)s %(version)s")
def command() -> None:
    """Azure Speech to text: transcribe recordings, manage custom speech.

    Which resource it is, --region and --key of a command tell, or SPEECH_REGION and SPEECH_KEY of the environment,
    or a file: see "speechtotext config".
    """


for section in _SECTIONS.values():
    for each in section:
        command.add_command(each)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command, tell what went wrong in a line, and give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What is piped is UTF-8 everywhere; a terminal shows what it can.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    with warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = lambda message, *_: warn(str(message))
        try:
            return command.main(arguments, prog_name="speechtotext", standalone_mode=False) or DONE
        except Exception as error:
            return _told(error)


def _told(error: Exception) -> int:
    """Tell what went wrong, and what can be done about it; give the exit code."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return WRONG_USE
        case click.Abort():
            note("Interrupted.")
            _print_notes(error.__cause__)
            return INTERRUPTED
        case click.ClickException():
            text = error.format_message()
            if isinstance(error, click.UsageError) and error.ctx is not None:
                text = f"{text.rstrip('.?')}. See '{error.ctx.command_path} --help'."
            print_error(text)
            return WRONG_USE
        case speechtotext.SpeechError():
            print_error(str(error))
            _print_notes(error)
            return _code_of(error)
    if os.environ.get(DEBUG):
        raise error
    print_error(f"a fault of speechtotext itself ({type(error).__name__}: {error}); {DEBUG}=1 shows where.")
    return FAULT


def _code_of(error: speechtotext.SpeechError) -> int:
    match error:
        case speechtotext.TransportError():
            return NO_ANSWER
        case speechtotext.WaitTimeout():
            return NOT_ENDED
        case speechtotext.ConfigurationError() | speechtotext.FileError():
            return WRONG_USE
    return REFUSED


def _print_notes(error: BaseException | None) -> None:
    for text in getattr(error, "__notes__", ()):
        note(text)
