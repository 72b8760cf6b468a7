"""`resume` of 1,000 jobs that have ended, beside bare httpx that lists and fetches as many files at a time."""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from recordings import JOBS_PATH, Service, service
from speechtotext._batches import planned_jobs
from speechtotext.v2025_10_15 import Client

JOBS = 1000
AT_A_TIME = 8


def fetch_raw(server: Service, folder: Path) -> None:
    """What a program does that knows the jobs."""
    with httpx.Client() as http, ThreadPoolExecutor(AT_A_TIME) as threads:

        def fetch(number: int) -> None:
            own = f"{server.origin}{JOBS_PATH}/00000000-0000-0000-0000-{number:012d}"
            http.get(own)
            for file in http.get(f"{own}/files").json()["values"]:
                (folder / f"{number}.json").write_bytes(http.get(file["links"]["contentUrl"]).content)

        list(threads.map(fetch, range(JOBS)))


def main() -> None:
    # So that there are as many jobs as inputs.
    planned_jobs.LARGEST_JOB = 1  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as name, service() as server:
        folder = Path(name)
        urls = [f"https://audio.example/calls/{number}.wav" for number in range(JOBS)]
        with Client(endpoint=server.origin, key="key", rate_limit=None) as stt:
            body = {"displayName": "Calls", "locale": "en-US", "properties": {"timeToLiveHours": 48}}
            stt.transcriptions.submit_all(urls, body, journal=folder / "calls.journal")
            listings, began = server.listings, time.perf_counter()
            summary = stt.transcriptions.resume(
                folder / "calls.journal", folder / "results", poll=0.05, concurrency=AT_A_TIME
            )
            ours, listings = time.perf_counter() - began, server.listings - listings
        assert len(summary.succeeded) == JOBS
        began = time.perf_counter()
        fetch_raw(server, folder)
        raw = time.perf_counter() - began
    verdict = "ok" if listings == JOBS else "OVER"
    print(
        f"\nresume of {JOBS:,} ended jobs: {listings / JOBS:.2f} listings of files a job (target 1, {verdict}), "
        f"{AT_A_TIME} jobs at a time: {ours:.1f} s, beside {raw:.1f} s with bare httpx, which syncs nothing to the disk"
    )


if __name__ == "__main__":
    main()
