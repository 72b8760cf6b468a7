"""The root command, and how errors become messages and exit codes."""

from __future__ import annotations

import errno
import io
import os
import sys
import warnings
from collections.abc import Sequence
from typing import Final

import click

import speechtotext

from ._commands.completion import completion
from ._commands.config import config
from ._commands.export import export
from ._commands.groups import entity_group_commands
from ._commands.programs import emulator, migrate
from ._commands.results import results, wait
from ._commands.resume import resume
from ._commands.transcribe import transcribe
from ._commands.versions import versions
from ._output.exit_codes import ExitCode
from ._output.help_sections import SectionedGroup
from ._output.messages import print_error, print_note, print_warning

DEBUG: Final = "SPEECHTOTEXT_DEBUG"

root_command = SectionedGroup(
    "speechtotext",
    """Azure Speech to text: transcribe recordings, manage custom speech.

    Which resource it is, --region and --key of a command tell, or SPEECH_REGION and SPEECH_KEY of the environment,
    or a file: see "speechtotext config".
    """,
    {
        "Transcribe": (transcribe, wait, results, resume, export),
        "What there is": entity_group_commands(),
        "This machine": (versions, migrate, emulator, config, completion),
    },
    epilog="Exit codes: 0 done; 1 refused, or something failed; 2 wrong use; 3 no answer; 4 not ended in time; "
    "70 a fault of this program; 130 interrupted.",
)
click.version_option(package_name="speechtotext-client", message="%(prog)s %(version)s")(root_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the root command, print errors as one line, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Pipes get UTF-8 on every platform; terminals replace what they cannot show.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    with warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = lambda message, *_: print_warning(str(message))
        try:
            return root_command.main(arguments, prog_name="speechtotext", standalone_mode=False) or ExitCode.SUCCESS
        except Exception as error:
            return _report_error(error)


def _report_error(error: Exception) -> int:
    """Print an error and what to do about it; return the exit code."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return ExitCode.USAGE_ERROR
        case click.Abort():
            print_note("Interrupted.")
            _print_notes(error.__cause__)
            return ExitCode.INTERRUPTED
        case click.ClickException():
            text = error.format_message()
            if isinstance(error, click.UsageError) and error.ctx is not None:
                text = f"{text.rstrip('.?')}. See '{error.ctx.command_path} --help'."
            print_error(text)
            return ExitCode.USAGE_ERROR
        case speechtotext.SpeechError():
            print_error(str(error))
            _print_notes(error)
            return _exit_code_of(error)
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EFBIG, filename=None):
            print_error(f"the output cannot be written: {error.strerror}.")
            return ExitCode.USAGE_ERROR
    if os.environ.get(DEBUG):
        raise error
    print_error(f"a fault of speechtotext itself ({type(error).__name__}: {error}); {DEBUG}=1 shows where.")
    return ExitCode.INTERNAL_ERROR


def _exit_code_of(error: speechtotext.SpeechError) -> int:
    match error:
        case speechtotext.WaitTimeout() | speechtotext.DeadlineExceeded():
            return ExitCode.TIMEOUT
        case speechtotext.TransportError():
            return ExitCode.NO_RESPONSE
        case speechtotext.ConfigurationError() | speechtotext.InvalidArgument() | speechtotext.FileError():
            return ExitCode.USAGE_ERROR
    return ExitCode.REFUSED


def _print_notes(error: BaseException | None) -> None:
    for text in getattr(error, "__notes__", ()):
        print_note(text)
