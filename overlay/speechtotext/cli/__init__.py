"""The command line: `speechtotext`, or `python -m speechtotext`.

It needs click and rich: `pip install "speechtotext-client[cli]"`. Modules that are slow to import, the client above
all, are imported by the commands that need them, so that help and shell completion respond at once.

Results go to standard output, everything else to standard error. Exit codes: `_output/exit_codes.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the arguments after the program's name. Default: those of this process.

    Returns:
        The exit code.
    """
    if list(sys.argv[1:] if arguments is None else arguments) == ["--version"]:
        # Answered before anything else is imported.
        from speechtotext._version import package_version

        try:
            print(f"speechtotext {package_version()}", flush=True)
            return 0
        except OSError:
            # It happens again below, where it is told.
            pass
    try:
        from ._arguments.session import run_in_session
        from ._main import run
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        print('Error: the command line needs more: pip install "speechtotext-client[cli]"', file=sys.stderr)
        return 2
    return run_in_session(lambda: run(arguments))
