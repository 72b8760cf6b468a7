"""The emulator under load: 10,000 transcriptions, 200 clients at a time, an hour of transitions in seconds.

    python tests/bench/emulator.py [JOBS]

The emulator runs as a program of its own. Its memory is what Linux tells of it.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeAlias

import httpx

from speechtotext.emulator import DEVELOPMENT_KEY, SAMPLE

JOBS: Final = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
CLIENTS: Final = 200
START, RUN = 600, 3000
Ask: TypeAlias = Callable[[httpx.AsyncClient, int], Awaitable[httpx.Response]]
PATH: Final = "/speechtotext/v3.2/transcriptions"
FILTERS: Final = (
    "status eq 'Succeeded'",
    "status eq 'Failed'",
    "createdDateTime gt 2020-01-01T00:00:00Z and not (displayName eq 'Job 7' or locale ne 'en-US')",
)


@contextmanager
def emulator() -> Iterator[tuple[str, int]]:
    """An emulator whose jobs take an hour: its address and the id of its process."""
    command = [sys.executable, "-m", "speechtotext.emulator", "--quiet", "--port", "0"]
    process = subprocess.Popen([*command, "--seconds", str(START), str(RUN)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().split()[-1], process.pid
    finally:
        process.terminate()
        process.wait()


def memory(pid: int) -> str:
    """The memory that a process has, in MiB."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.is_file() else None
    return f"{int(found[1]) // 1024} MiB" if found else "unknown"


def report(what: str, times: list[float], took: float) -> None:
    """A line with how many requests there were and how long they took."""
    milliseconds = sorted(each * 1000 for each in times)
    middle, most = statistics.median(milliseconds), milliseconds[int(len(milliseconds) * 0.99) - 1]
    rate = len(times) / took
    print(f"{what:<60}{len(times):>7} at {rate:>5.0f}/s, median {middle:>6.1f} ms, 99% {most:>7.1f} ms")


class Fleet:
    """Clients that each have a connection of their own, as programs do that know nothing of each other."""

    def __init__(self, endpoint: str) -> None:
        nothing_encrypted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        headers = {"Ocp-Apim-Subscription-Key": DEVELOPMENT_KEY}
        self.clients = [
            httpx.AsyncClient(base_url=endpoint, headers=headers, timeout=60, verify=nothing_encrypted)
            for _ in range(CLIENTS)
        ]

    async def ask(self, count: int, ask: Ask, *, clients: int = CLIENTS, pause: float = 0) -> tuple[list[float], float]:
        """The times of so many requests, by so many clients at once, and of all together.

        Args:
            pause: seconds that each client waits after an answer.
        """
        numbers = iter(range(count))
        times: list[float] = []

        async def go(client: httpx.AsyncClient, delay: float) -> None:
            await asyncio.sleep(delay)
            for number in numbers:
                begun = time.perf_counter()
                (await ask(client, number)).raise_for_status()
                times.append(time.perf_counter() - begun)
                await asyncio.sleep(pause)

        begun = time.perf_counter()
        await asyncio.gather(*(go(self.clients[each], pause * each / clients) for each in range(clients)))
        return times, time.perf_counter() - begun

    async def close(self) -> None:
        for client in self.clients:
            await client.aclose()


async def measure(fleet: Fleet, pid: int) -> None:
    one = fleet.clients[0]
    print(f"{'at the start':<60}{memory(pid):>12}")
    stored = await one.put("/emulator/storage/audio/call.wav", content=SAMPLE.read_bytes())
    job = {"locale": "en-US", "contentUrls": [stored.json()["url"]]}
    made: list[str] = []

    async def make(client: httpx.AsyncClient, number: int) -> httpx.Response:
        response = await client.post(PATH, json={**job, "displayName": f"Job {number % 100}"})
        made.append(response.json()["self"])
        return response

    report("make jobs, as fast as they can", *await fleet.ask(JOBS, make))
    print(f"{f'with {JOBS} jobs':<60}{memory(pid):>12}")

    begun = time.perf_counter()
    for _ in range(60):
        (await one.post("/emulator/control/clock", json={"advance": (START + RUN) / 60})).raise_for_status()
    while (await one.get(PATH, params={"filter": "status ne 'Succeeded'", "top": 1})).json()["values"]:
        await asyncio.sleep(0.1)
    print(f"{'an hour of transitions, till all have succeeded':<60}{time.perf_counter() - begun:>10.1f} s")
    print(f"{'with their results':<60}{memory(pid):>12}")

    async def get(client: httpx.AsyncClient, number: int) -> httpx.Response:
        return await client.get(made[number])

    report("get a job, as fast as they can", *await fleet.ask(JOBS, get))
    report("get a job, each once a second", *await fleet.ask(2000, get, pause=1))
    for skip, filter in ((0, ""), (JOBS - 100, ""), *((0, each) for each in FILTERS)):
        ask = listing(top=100, skip=skip, filter=filter)
        report(f"list 100 from {skip}, one client: {filter[:24]}", *await fleet.ask(50, ask, clients=1))
    for filter in FILTERS:
        ask = listing(top=10, filter=filter)
        report(f"list 10, each every 5 s: {filter[:24]}", *await fleet.ask(1000, ask, pause=5))
    print(f"{'at the end':<60}{memory(pid):>12}")


def listing(**query: int | str) -> Ask:
    """Asks for a page of jobs."""
    given = {name: value for name, value in query.items() if value != ""}
    return lambda client, number: client.get(PATH, params=given)


async def main() -> None:
    with emulator() as (endpoint, pid):
        fleet = Fleet(endpoint)
        await measure(fleet, pid)
        await fleet.close()


if __name__ == "__main__":
    asyncio.run(main())
