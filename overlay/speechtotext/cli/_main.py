"""The root command, and how errors become messages and exit codes."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise
from types import FrameType
from typing import Any, Final, NoReturn

import click

import speechtotext

from ._arguments.session import session
from ._output.exit_codes import MEANINGS, ExitCode, exit_code_of
from ._output.help_sections import NamedCommand, NamedCommandGroup
from ._output.messages import (
    MessageStyle,
    message_style,
    print_error,
    print_hint,
    print_note,
    print_warning,
    set_message_style,
)

DEBUG: Final = "SPEECHTOTEXT_DEBUG"


def _in(module: str, name: str, help: str) -> NamedCommand:
    """Return a command that a module of `_commands` has."""
    return NamedCommand(name, help, lambda: getattr(import_module(f"speechtotext.cli._commands.{module}"), name))


def _entities(name: str, help: str) -> NamedCommand:
    """Return the group of commands for a kind of entity."""

    def load() -> click.Command:
        from speechtotext.cli._commands.entities.groups import entity_group_commands

        return next(each for each in entity_group_commands() if each.name == name)

    return NamedCommand(name, help, load)


class OutputClosed(Exception):
    """The program that read the output has ended."""


@contextmanager
def _ends_of_its_own() -> Iterator[None]:
    """Raise errors for which click would print an empty line, or have an exit code of its own."""
    try:
        yield
    except KeyboardInterrupt as error:
        if not message_style().is_json:
            # It ends the line in which the terminal shows ^C.
            print_note("")
        raise click.Abort from error
    except BrokenPipeError as error:
        raise OutputClosed from error


class _RootCommand(NamedCommandGroup):
    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _ends_of_its_own():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        with _ends_of_its_own():
            return super().invoke(ctx)


root_command = _RootCommand(
    "speechtotext",
    """Azure Speech to text: transcribe recordings, manage custom speech.

    Set the resource and the credentials with options of a command (--region or --endpoint; --key or --auth entra), with
    SPEECH_REGION, SPEECH_KEY and others in the environment, or in a file with profiles: see "speechtotext config".
    """,
    {
        "Transcribe": (
            _in(
                "recordings.transcribe",
                "transcribe",
                "Transcribe recordings: files, folders, patterns, URLs, and storage.",
            ),
            _in("entities.results", "wait", "Wait until a transcription has ended."),
            _in("entities.results", "results", "Save or show the results of transcriptions."),
            _in("recordings.resume", "resume", 'Continue an interrupted run of "speechtotext transcribe".'),
            _in("recordings.journal", "journal", "Show the content of a journal, or forget missing recordings."),
            _in("recordings.export", "export", "Write results as tables: inputs, phrases and words."),
        ),
        "Manage": (
            _entities("transcriptions", "Transcriptions of recordings, and their files."),
            _entities("datasets", "Data to train and test models."),
            _entities("models", "Base models and custom models."),
            _entities("endpoints", "Deployed models."),
            _entities("evaluations", "Comparisons of models."),
            _entities("projects", "Folders for other entities."),
            _entities("webhooks", "Requests that the service sends to your URL."),
        ),
        "Tools": (
            _in("login", "login", "Show how commands sign in to the service."),
            _in("config", "config", "Show the settings and their sources, or save them in a file."),
            _in("versions", "versions", "List the API versions and the changes on the way to the latest."),
            _in("programs", "migrate", "Move programs to a newer version of the API."),
            _in("programs", "emulator", "Run the service on this machine, without an account."),
            _in("completion", "completion", "Print a script that completes commands in a shell."),
        ),
    },
    epilog="\b\nExit codes:\n" + "\n".join(f"  {code:>3}  {meaning}" for code, meaning in MEANINGS.items()),
)
click.version_option(package_name="speechtotext-client", message="%(prog)s %(version)s")(root_command)


# Windows has no SIGHUP, which tells that the terminal was closed.
_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Terminated(KeyboardInterrupt):
    """SIGTERM or SIGHUP. It ends a command as Ctrl-C does."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the root command, print errors as one line, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Pipes get UTF-8 on every platform; terminals replace what they cannot show.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    given = sys.argv[1:] if arguments is None else arguments
    # Also messages that say why the arguments cannot be parsed.
    set_message_style(MessageStyle(is_json=_value_of("--log-format", "SPEECH_LOG_FORMAT", given) == "json"))
    with _termination_raised(), warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = lambda message, *_: print_warning(str(message))
        try:
            return root_command.main(arguments, prog_name="speechtotext", standalone_mode=False) or ExitCode.SUCCESS
        except Exception as error:
            if isinstance(error, click.UsageError):
                _measure_wrong_use(given)
            return _report_error(error)


def _value_of(option: str, variable: str, arguments: Sequence[str]) -> str:
    """Return the value of an option whether or not all arguments can be parsed; empty without one."""
    values = [value for before, value in pairwise(arguments) if before == option]
    values += [each.partition("=")[2] for each in arguments if each.startswith(f"{option}=")]
    return (values or [os.environ.get(variable, "")])[-1]


def _measure_wrong_use(arguments: Sequence[str]) -> None:
    """Have metrics written of a command whose arguments cannot be parsed: else a monitor sees the run before it."""
    path = _value_of("--metrics-file", "SPEECH_METRICS_FILE", arguments)
    if not path or session.is_measured:
        return
    command: click.Command = root_command
    names = list[str]()
    for argument in arguments:
        found = command.get_command(click.Context(command), argument) if isinstance(command, click.Group) else None
        if found is None:
            break
        command = found
        names.append(argument)
    if any(each.name == "metrics_file" for each in command.params):
        # Imported here to keep start-up fast.
        from pathlib import Path

        from ._arguments.session_options import write_metrics_at_end

        write_metrics_at_end(Path(path), " ".join(names))


@contextmanager
def _termination_raised() -> Iterator[None]:
    """Raise `Terminated` on the first SIGTERM or SIGHUP, unless the program handles it; a second one ends at once."""
    in_main_thread = threading.current_thread() is threading.main_thread()
    ours = [number for number in _ENDING if in_main_thread and signal.getsignal(number) is signal.SIG_DFL]

    def leave_to_system() -> None:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)

    def terminate(_number: int, _frame: FrameType | None) -> NoReturn:
        leave_to_system()
        raise Terminated

    for number in ours:
        signal.signal(number, terminate)
    try:
        yield
    finally:
        leave_to_system()


def _report_error(error: Exception) -> int:
    """Print an error and what to do about it; return the exit code."""
    match error:
        case click.exceptions.NoArgsIsHelpError() if not message_style().is_json:
            error.show()
            return ExitCode.USAGE_ERROR
        case OutputClosed():
            # Else the interpreter complains that it cannot write the rest.
            sys.stdout = io.StringIO()
            return ExitCode.OUTPUT_CLOSED
        case click.Abort():
            is_terminated = isinstance(error.__cause__, Terminated)
            print_note("Terminated." if is_terminated else "Interrupted.")
            _print_notes(error.__cause__)
            return ExitCode.TERMINATED if is_terminated else ExitCode.INTERRUPTED
        case click.ClickException():
            is_help = isinstance(error, click.exceptions.NoArgsIsHelpError)
            text = "A command is missing" if is_help else error.format_message()
            if isinstance(error, click.UsageError) and error.ctx is not None:
                text = f"{text.rstrip('.?')}. See '{error.ctx.command_path} --help'."
            print_error(text)
            return ExitCode.USAGE_ERROR
        case speechtotext.SpeechError():
            print_error(str(error))
            _print_notes(error)
            return exit_code_of(error)
        case OSError():
            what = "the output cannot be" if error.filename is None else f"{error.filename} cannot be read or"
            print_error(f"{what} written: {error.strerror or error}.")
            return ExitCode.FILE_ERROR
    if os.environ.get(DEBUG):
        raise error
    print_error(f"an internal error of speechtotext ({type(error).__name__}: {error}); {DEBUG}=1 shows the traceback.")
    return ExitCode.INTERNAL_ERROR


def _print_notes(error: BaseException | None) -> None:
    for text in getattr(error, "__notes__", ()):
        print_hint(text)
