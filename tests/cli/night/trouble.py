"""A thing that goes wrong in the night: the exit code, the line, what is left, and how to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from speechtotext.cli._output.exit_codes import ExitCode


@dataclass(frozen=True)
class Command:
    """A command, and the transcripts that exist once it has done its work.

    Args:
        line: its arguments; {url} stands for the URL of a recording.
        texts: files in the folder `texts`.
    """

    line: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trouble:
    """Something that goes wrong.

    Args:
        what: it, as the documentation names it.
        fault: the function of `faults.py` that makes it happen, and mends it.
        command: runs meanwhile.
        code: exit code of the command.
        line: the only line that it prints about it; … stands for any text. Empty without one.
        left: what is left, as a sentence.
        go_on: what to do, as a sentence.
        kept: number of transcripts that are there after it.
        again: the command that goes on once it is mended. Default: the same command.
    """

    what: str
    fault: str
    command: Command
    code: ExitCode
    line: str
    left: str
    go_on: str
    kept: int = 0
    again: Command | None = None


FOLDER: Final = Command("transcribe calls --out texts --concurrency 1", ("a.txt", "b.txt"))
FILE: Final = Command("transcribe calls/a.wav --out texts", ("a.txt",))
URL: Final = Command("transcribe {url} --out texts", ("call.txt",))
LIST: Final = Command("transcribe --from list.txt --out texts", ("a.txt",))
RESUME: Final = Command("resume texts", ("call.txt",))

NOTHING: Final = "Nothing was sent."
JOURNAL: Final = "Finished transcripts, and a journal of the rest in `texts`."
JOB: Final = "The job goes on at the service; the journal in `texts` knows it."
LATER: Final = "Run the same command again later."
LATER_OR_RESUME: Final = "Run the same command again later, or the `resume` that is printed."
EMPTY: Final = "Nothing was sent; the journal in `texts` is empty."
