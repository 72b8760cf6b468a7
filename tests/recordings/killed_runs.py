"""Runs of `transcribe_all` in processes that are killed."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from speechtotext import RetryPolicy
from speechtotext._batches import submission
from speechtotext.storage import BlobStorage
from speechtotext.v2025_10_15 import Client

# Seconds that a test waits for a process.
LONGEST: Final = 60.0
CONCURRENCY: Final = 2

# Processes are forked from one that has imported everything, so that each begins within milliseconds.
CONTEXT: Final = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__, "azure.storage.blob", "speechtotext._generated.v2025_10_15.transcriptions"])


@dataclass(frozen=True)
class Task:
    """What a process does."""

    endpoint: str
    key: str
    inputs: str
    folder: str
    how: Any
    storage_url: str
    storage_key: str

    def run(self) -> None:
        """Transcribe all inputs."""
        # Longer than a request of a killed process takes to arrive on a busy machine.
        submission.SETTLING = 2.0  # type: ignore[misc]
        storage = BlobStorage(self.storage_url, credential=self.storage_key, create=True)
        with Client(endpoint=self.endpoint, key=self.key, retry=RetryPolicy(attempts=1)) as stt:
            for _ in stt.transcriptions.transcribe_all(
                self.inputs,
                folder=self.folder,
                how=self.how,
                storage=storage,
                locale="en-US",
                concurrency=CONCURRENCY,
                poll=0.02,
            ):
                """What it gives is looked at on the disk."""


@dataclass(frozen=True)
class SharedTask:
    """What a process does that transcribes URLs with several resources.

    Args:
        resources: endpoint and key of each.
    """

    resources: list[tuple[str, str]]
    inputs: list[str]
    folder: str

    def run(self) -> None:
        """Transcribe all inputs."""
        submission.SETTLING = 2.0  # type: ignore[misc]
        retry = RetryPolicy(attempts=1)
        clients = [Client(endpoint=endpoint, key=key, retry=retry) for endpoint, key in self.resources]
        for _ in clients[0].transcriptions.transcribe_all(
            self.inputs, folder=self.folder, clients=clients[1:], locale="en-US", concurrency=CONCURRENCY, poll=0.02
        ):
            """What it gives is looked at on the disk."""


def texts_of(folder: Path) -> dict[str, str]:
    """What was saved, by name."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))}
