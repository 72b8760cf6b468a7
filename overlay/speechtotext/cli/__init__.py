"""The command line: `speechtotext`, or `python -m speechtotext`.

It needs click and rich: `pip install speechtotext-client[cli]`. What is slow to import, the client first of all, is
imported when a command needs it, so that help and completion are there at once.

Results go to standard output, all else to standard error. Exit codes: 0 done; 1 the service refused it, or a job or one
of its inputs failed; 2 wrong use: an argument, a setting, a file; 3 no answer from the service; 4 not ended in time;
70 a fault of this package; 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: what follows the name of the command; by default those that the program was started with.

    Returns:
        The exit code.
    """
    try:
        from ._main import run
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        print("Error: the command line needs more: pip install speechtotext-client[cli]", file=sys.stderr)
        return 2
    return run(arguments)
