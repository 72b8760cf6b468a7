"""What options set up until the command line has ended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from speechtotext.cli._output.messages import MessageStyle, set_message_style


class Session:
    """What options have set up until the command line has ended.

    Attributes:
        ending: what is to be done then.
        exit_code: of the command line.
        is_measured: whether metrics of the command are written.
    """

    def __init__(self) -> None:
        self.ending = ExitStack()
        self.exit_code = 1
        self.is_measured = False


session: Final = Session()


def run_in_session(run: Callable[[], int]) -> int:
    """Run a command line; what its options have set up ends with it.

    Args:
        run: gives the exit code.
    """
    try:
        session.exit_code = run()
        return session.exit_code
    finally:
        try:
            session.ending.close()
        finally:
            session.exit_code = 1
            session.is_measured = False
            set_message_style(MessageStyle())
