"""What the client costs beside bare httpx: ratios, each measured in one run with the two sides taking turns."""

from __future__ import annotations

import asyncio
import itertools
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx

ENDPOINT = "https://westeurope.api.cognitive.microsoft.com"
URL = f"{ENDPOINT}/speechtotext/v3.2/transcriptions"
HEADERS = {"Ocp-Apim-Subscription-Key": "key"}


@dataclass(frozen=True)
class Ratio:
    """Median cost of the client and of its yardstick, in milliseconds."""

    name: str
    ours: float
    yardstick: float
    target: float | None

    def __str__(self) -> str:
        ratio = self.ours / self.yardstick
        target = "" if self.target is None else f"target {self.target:.2f}  {'ok' if ratio <= self.target else 'OVER'}"
        return f"{self.name:<62} {self.ours:>9.3f} {self.yardstick:>9.3f} {ratio:>6.2f}  {target}"


def main() -> None:
    print(f"Python {sys.version.split()[0]}, httpx {httpx.__version__}")
    print(f"{'':<62} {'ours, ms':>9} {'raw, ms':>9} {'ratio':>6}")
    for ratio in (*cold_starts(), *calls()):
        print(ratio, flush=True)


def cold_starts() -> list[Ratio]:
    """Whole processes; the time of an empty one is taken off both sides in the second line."""
    programs = [
        "pass",
        "import httpx; httpx.Client()",
        f"from speechtotext.v3_2 import Client; Client(endpoint={ENDPOINT!r}, key='key')",
        "from speechtotext.v3_2 import Client, models; models.Transcription",
    ]
    empty, raw, ours, with_model = in_turns([partial(run, program) for program in programs], 25, of_children)
    return [
        Ratio("cold start to a client: process", ours, raw, 1.3),
        Ratio("cold start to a client: without the empty process", ours - empty, raw - empty, 1.3),
        Ratio("cold start to the class Transcription: process", with_model, raw, None),
        *(Ratio(f"{command}, beside an empty process", took, empty, 5.0) for command, took in commands()),
    ]


def commands() -> list[tuple[str, float]]:
    """The time that the command line takes to print its help, and its version."""
    named = ("--help", "--version")
    programs = [f"from speechtotext.cli import main; main([{name!r}])" for name in named]
    took = in_turns([partial(run, program) for program in programs], 25, of_children)
    return [(f"speechtotext {name}", milliseconds) for name, milliseconds in zip(named, took, strict=True)]


def run(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)


def of_children() -> float:
    """Return the seconds that the processors have spent on the processes that were run, whatever else they do."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def calls() -> list[Ratio]:
    """Calls on one in-memory transport, decoded in full."""
    from speechtotext.v3_2 import AsyncClient, Client
    from speechtotext_api.json_object import verify

    entity = transcription(0)
    page = {"values": [transcription(number) for number in range(100)]}
    bodies = {"transcriptions": json.dumps(page).encode(), "0": json.dumps(entity).encode()}

    def answer(request: httpx.Request) -> httpx.Response:
        name = request.url.path.rpartition("/")[2]
        content = bodies.get(name, bodies["0"])
        return httpx.Response(200, content=content, headers={"Content-Type": "application/json"})

    http = httpx.Client(transport=httpx.MockTransport(answer))
    client = Client(endpoint=ENDPOINT, key="key", http_client=http, rate_limit=None)
    raw_get, get = in_turns(
        [lambda: http.get(f"{URL}/0", headers=HEADERS).json(), lambda: client.transcriptions.get("0")],
        3000,
        time.process_time,
    )
    raw_ids, ids = itertools.count(), itertools.count()
    raw_others, others = in_turns(
        [
            lambda: http.get(f"{URL}/{next(raw_ids)}", headers=HEADERS).json(),
            lambda: client.transcriptions.get(str(next(ids))),
        ],
        3000,
        time.process_time,
    )
    raw_list, listed, read = in_turns(
        [
            lambda: http.get(URL, headers=HEADERS).json(),
            lambda: list(client.transcriptions.list()),
            lambda: verify(list(client.transcriptions.list())),
        ],
        400,
        time.process_time,
    )

    async def asynchronously() -> list[float]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
            client = AsyncClient(endpoint=ENDPOINT, key="key", http_client=http, rate_limit=None)

            async def raw() -> None:
                (await http.get(f"{URL}/0", headers=HEADERS)).json()

            async def ours() -> None:
                await client.transcriptions.get("0")

            times: list[list[float]] = [[], []]
            for _ in range(3000):
                for taken, call in zip(times, (raw, ours), strict=True):
                    started = time.process_time()
                    await call()
                    taken.append(time.process_time() - started)
            return [statistics.median(taken) * 1000 for taken in times]

    raw_async, async_get = asyncio.run(asynchronously())
    return [
        Ratio("get of a transcription, as polling does", get, raw_get, 1.2),
        Ratio("get of another transcription each time", others, raw_others, 1.2),
        Ratio("get of a transcription, async, as polling does", async_get, raw_async, 1.2),
        Ratio(f"list of 100 transcriptions ({len(bodies['transcriptions']) // 1024} KiB)", listed, raw_list, 1.8),
        Ratio("the same, each of their 2,800 attributes read", read, raw_list, None),
    ]


def in_turns(
    actions: list[Callable[[], Any]], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Median milliseconds of each action; they take turns, so that a busy moment hits all of them.

    Args:
        actions: what is measured.
        rounds: how often.
        clock: tells seconds; `time.process_time` of what waits for nothing, which other processes then matter less to.
    """
    times: list[list[float]] = [[] for _ in actions]
    for action in actions:
        action()
    for _ in range(rounds):
        for taken, action in zip(times, actions, strict=True):
            started = clock()
            action()
            taken.append(clock() - started)
    return [statistics.median(taken) * 1000 for taken in times]


def transcription(number: int) -> dict[str, Any]:
    """A transcription as the service gives it: 38 values in 6 objects."""
    own = f"{URL}/6f2a8c1e-0000-4000-8000-{number:012d}"
    return {
        "self": own,
        "model": {"self": f"{ENDPOINT}/speechtotext/v3.2/models/base/13fb305e-09ad-4bce-b3a1-938c9124dda3"},
        "project": {"self": f"{ENDPOINT}/speechtotext/v3.2/projects/9d5f4100-5f8e-4dd6-bd83-9bbbf50d57f1"},
        "links": {"files": f"{own}/files"},
        "properties": {
            "diarizationEnabled": False,
            "wordLevelTimestampsEnabled": True,
            "displayFormWordLevelTimestampsEnabled": False,
            "channels": [0, 1],
            "punctuationMode": "DictatedAndAutomatic",
            "profanityFilterMode": "Masked",
            "duration": "PT2M41S",
            "timeToLive": "P7D",
            "languageIdentification": {"candidateLocales": ["en-US", "de-DE", "fr-FR"]},
        },
        "lastActionDateTime": "2026-01-07T11:36:07Z",
        "createdDateTime": "2026-01-07T11:34:12Z",
        "status": "Succeeded",
        "locale": "en-US",
        "displayName": f"Call {number}",
        "description": "Recorded on the support line",
        "customProperties": {"customer": "4711", "queue": "second level"},
    }


if __name__ == "__main__":
    main()
