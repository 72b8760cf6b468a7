"""A program that uploads a file, to be killed: it prints the bytes done after each block, and waits for a line."""

from __future__ import annotations

import sys
from pathlib import Path

from speechtotext.storage import BlobStorage


def main(url: str, connection_string: str, file: str) -> None:
    storage = BlobStorage(url, credential=connection_string)
    for done in storage.put("call.wav", Path(file)):
        print(done, flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    main(*sys.argv[1:])
