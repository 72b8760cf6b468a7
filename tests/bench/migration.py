"""What speaking a newer version costs: calls of v3.0, plain and over four steps, on one in-memory transport."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
import warnings
from collections.abc import Callable
from typing import Any

import httpx

from ratios import ENDPOINT, Ratio, in_turns, transcription
from speechtotext.v3_0 import AsyncClient, Client, models

TARGET = "2025-10-15"
QUERY = f"?api-version={TARGET}"
ROUNDS = 3000
CLOCK = time.process_time


def main() -> None:
    warnings.simplefilter("ignore")
    print(f"{'':<62} {'moved, ms':>9} {'plain, ms':>9} {'ratio':>6}")
    for ratio in (*calls(), *asyncio.run(asynchronous_calls())):
        print(ratio, flush=True)


def older(number: int) -> dict[str, Any]:
    """A transcription as v3.0 gives it."""
    told: dict[str, Any] = json.loads(json.dumps(transcription(number)).replace("/v3.2/", "/v3.0/"))
    return told


def newer(number: int) -> dict[str, Any]:
    """The same as 2025-10-15 gives it."""
    told: dict[str, Any] = json.loads(json.dumps(transcription(number)).replace("/v3.2/", "/"))
    for holder, name in ((told, "self"), (told["model"], "self"), (told["project"], "self"), (told["links"], "files")):
        holder[name] += QUERY
    properties = told["properties"]
    for name in ("duration", "timeToLive", "diarizationEnabled"):
        del properties[name]
    properties |= {"durationMilliseconds": 161_000 + number, "timeToLiveHours": 168, "diarization": {"enabled": False}}
    return told


def service(made: Callable[[int], dict[str, Any]]) -> Callable[[httpx.Request], httpx.Response]:
    """Answers with a page of a hundred transcriptions, or with one."""
    page = json.dumps({"values": [made(number) for number in range(100)]}).encode()
    one = json.dumps(made(0)).encode()

    def answer(request: httpx.Request) -> httpx.Response:
        listed = request.method == "GET" and request.url.path.endswith("/transcriptions")
        status = 201 if request.method == "POST" else 200
        return httpx.Response(status, content=page if listed else one, headers={"Content-Type": "application/json"})

    return answer


def clients(kind: Any, http: Any, transport: Callable[[Any], Any]) -> tuple[Any, Any]:
    """A plain client and one that speaks the newer version."""
    given = {"endpoint": ENDPOINT, "key": "key", "rate_limit": None}
    return (
        kind(**given, http_client=http(transport=transport(service(older)))),
        kind(**given, http_client=http(transport=transport(service(newer))), api_version=TARGET),
    )


def job() -> models.Transcription:
    return models.Transcription(
        display_name="Calls",
        locale="en-US",
        content_urls=["https://contoso.com/call.wav"],
        model=models.EntityReference(self_=f"{ENDPOINT}/speechtotext/v3.0/models/1"),
        properties=models.TranscriptionProperties(time_to_live="P7D", diarization_enabled=True),
    )


def cpu_times(*calls: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    return in_turns(list(calls), rounds, CLOCK)


def calls() -> list[Ratio]:
    plain, moved = clients(Client, httpx.Client, httpx.MockTransport)
    get = cpu_times(lambda: plain.transcriptions.get("0"), lambda: moved.transcriptions.get("0"))
    body = job()
    create = in_turns(
        [lambda: plain.transcriptions.create(body), lambda: moved.transcriptions.create(body)], ROUNDS, CLOCK
    )
    listed = in_turns(
        [lambda: list(plain.transcriptions.list()), lambda: list(moved.transcriptions.list())], 400, CLOCK
    )
    return [
        Ratio("get of a transcription, v3.0 over 2025-10-15", get[1], get[0], 1.15),
        Ratio("create of a transcription, v3.0 over 2025-10-15", create[1], create[0], 1.15),
        Ratio("list of 100 transcriptions, v3.0 over 2025-10-15", listed[1], listed[0], 1.2),
    ]


async def asynchronous_calls() -> list[Ratio]:
    pair = clients(AsyncClient, httpx.AsyncClient, httpx.MockTransport)
    times: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for taken, client in zip(times, pair, strict=True):
            started = CLOCK()
            await client.transcriptions.get("0")
            taken.append(CLOCK() - started)
    plain, moved = (statistics.median(taken) * 1000 for taken in times)
    return [Ratio("get of a transcription, v3.0 over 2025-10-15, async", moved, plain, 1.15)]


if __name__ == "__main__":
    main()
