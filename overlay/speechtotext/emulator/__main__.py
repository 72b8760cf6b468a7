"""Run the emulator from the command line: `python -m speechtotext.emulator`."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

try:
    from speechtotext.emulator._contract.documents import documents
    from speechtotext.emulator._jobs.transitions import Polls, Seconds, Transitions

    from ._emulator import Emulator
    from ._hosts import AllowedHosts
    from ._odd_answers import ODD_ANSWERS
except ModuleNotFoundError:
    # `speechtotext emulator`, which imports this module, says it in its own way.
    if __name__ != "__main__":
        raise
    print('Error: emulator needs more: pip install "speechtotext-client[emulator]"', file=sys.stderr)
    sys.exit(2)

_DEFAULT_PORT: Final = 8765

_HELLO: Final = """\
Speech to text emulator at {endpoint}
Open that address in a browser to see jobs, storage, requests and faults.
Versions {versions}. Ctrl-C stops it.

Paste into a shell:
  export SPEECH_ENDPOINT={endpoint}
  export SPEECH_KEY={key}
or into Python:
  stt = Client(endpoint="{endpoint}", key="{key}")
Store a recording; the response holds a URL for content_urls:
  curl -T call.wav -H "Ocp-Apim-Subscription-Key: {key}" {endpoint}/emulator/storage/audio/call.wav
"""

_OPEN: Final = """\
Warning: the emulator listens on {host}, so other machines can reach it without encryption: use it only in networks
that you trust. Anyone with the key below can read and delete all recordings and results, and make the emulator fetch
from the hosts of --allow-host. The control API and the page demand the key, too.
"""


def main(arguments: Sequence[str] | None = None, prog: str = "python -m speechtotext.emulator") -> int:
    """Run the emulator until SIGINT or SIGTERM.

    Args:
        arguments: those of the command line by default.
        prog: what it is called there.
    """
    given = _parser(prog).parse_args(arguments)
    try:
        emulator = Emulator(
            port=given.port,
            host=given.host,
            key=given.key,
            allow_hosts=given.allow_host,
            transitions=_transitions(given),
            recognize=given.recognize,
            folder=given.folder,
            strict=given.strict,
            odd_answers=True if given.odd_answers == [] else given.odd_answers or False,
        )
    except (OSError, ValueError) as error:
        print(f"Error: the emulator cannot start: {_reason(error)}.", file=sys.stderr)
        return 1
    if not given.quiet:
        logging.basicConfig(
            level=logging.WARNING, format="%(asctime)s.%(msecs)03d %(message)s", datefmt="%Y-%m-%dT%H:%M:%S"
        )
        logging.getLogger("speechtotext.emulator").setLevel(logging.INFO)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with emulator:
        if given.host not in AllowedHosts():
            print(_OPEN.format(host=given.host), file=sys.stderr, flush=True)
        print(
            _HELLO.format(endpoint=emulator.endpoint, key=emulator.key, versions=", ".join(documents())),
            flush=True,
        )
        stopped.wait()
    return 0


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def _parser(prog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=prog, description="Run a local emulator of the Speech to text service.")
    parser.add_argument(
        "--port", type=int, default=_DEFAULT_PORT, help="port to listen on; 0 for a free one (default %(default)s)"
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default %(default)s); 0.0.0.0 lets other machines connect",
    )
    parser.add_argument(
        "--key",
        help="key of the development resource; default: a published key, or a random one if --host lets other machines "
        "connect",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="further host to accept in requests, to fetch recordings from and to send web hooks to; "
        "default: this machine only",
    )
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument("--at-once", action="store_true", help="end jobs before the next request")
    pace.add_argument(
        "--seconds",
        type=float,
        nargs=2,
        default=(1, 2),
        metavar=("START", "RUN"),
        help="seconds until a job starts, and until it ends after that (default 1 2)",
    )
    pace.add_argument("--polls", type=int, nargs=2, metavar=("START", "RUN"), help="the same, as numbers of polls")
    parser.add_argument("--folder", type=Path, help="folder for the state; default: in memory")
    parser.add_argument("--recognize", action="store_true", help="recognize speech; needs the extra [asr]")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="reject what the API description does not declare",
    )
    parser.add_argument(
        "--odd-answers",
        nargs="*",
        choices=ODD_ANSWERS,
        metavar="KIND",
        help="deviate from the API description as the live service does: "
        f"all kinds in turn, or only some of {', '.join(ODD_ANSWERS)}",
    )
    parser.add_argument("--quiet", action="store_true", help="do not log requests")
    return parser


def _transitions(given: argparse.Namespace) -> Transitions:
    if given.polls:
        return Polls(*given.polls)
    return Seconds(*((0, 0) if given.at_once else given.seconds))


if __name__ == "__main__":
    sys.exit(main())
