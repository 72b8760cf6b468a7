"""What it costs to wait for 10,000 jobs: requests and memory, beside a loop that gets each job."""

from __future__ import annotations

import json
import re
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from speechtotext.v3_2 import Client

JOBS = 10_000
ROUNDS = 3
BASE = "/speechtotext/v3.2/transcriptions"


class Service(ThreadingHTTPServer):
    """Jobs that end in the first, second and third round, a third of them each."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"
        self.requests = 0
        self.looks = [0] * JOBS

    def look(self, number: int) -> dict[str, object]:
        self.looks[number] += 1
        status = "Succeeded" if self.looks[number] > number % ROUNDS else "Running"
        own = f"{self.origin}{BASE}/{number:08d}"
        return {"self": own, "displayName": f"Call {number}", "locale": "en-US", "status": status}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        service = self.service
        service.requests += 1
        url = urlsplit(self.path)
        one = re.search(r"/(\d+)$", url.path)
        if one:
            return self.answer(service.look(int(one[1])))
        query = {name: int(values[0]) for name, values in parse_qs(url.query).items()}
        skip, top = query.get("skip", 0), query.get("top", 100)
        page: dict[str, object] = {"values": [service.look(number) for number in range(skip, skip + top)]}
        if skip + top < JOBS:
            page["@nextLink"] = f"{service.origin}{BASE}?skip={skip + top}&top={top}"
        return self.answer(page)

    @property
    def service(self) -> Service:
        assert isinstance(self.server, Service)
        return self.server

    def answer(self, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def service() -> Iterator[Service]:
    with Service() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def by_listing(client: Client, ids: list[str]) -> int:
    return sum(1 for _ in client.transcriptions.wait_all(ids, poll=0))


def one_by_one(client: Client, ids: list[str]) -> int:
    ended = 0
    pending = ids
    while pending:
        still = [number for number in pending if client.transcriptions.get(number).status == "Running"]
        ended += len(pending) - len(still)
        pending = still
    return ended


def measure(name: str, wait: Callable[[Client, list[str]], int]) -> None:
    ids = [f"{number:08d}" for number in range(JOBS)]
    with service() as server, Client(endpoint=server.origin, key="key", rate_limit=None) as client:
        client.transcriptions.get(ids[0])
        server.requests, server.looks = 0, [0] * JOBS
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        started = time.perf_counter()
        ended = wait(client, ids)
        took = time.perf_counter() - started
        peak = (tracemalloc.get_traced_memory()[1] - before) / 2**20
        tracemalloc.stop()
        assert ended == JOBS
    print(f"{name:<34} {server.requests:>8} {server.requests / ROUNDS:>14.0f} {peak:>12.1f} {took:>9.1f}", flush=True)


def main() -> None:
    print(f"\n{JOBS:,} jobs that end within {ROUNDS} rounds, on a server on loopback; memory includes the server's")
    print(f"{'':<34} {'requests':>8} {'per round':>14} {'peak, MiB':>12} {'seconds':>9}")
    measure("wait_all", by_listing)
    measure("a loop that gets each job", one_by_one)


if __name__ == "__main__":
    main()
