"""What `transcribe_all` costs with many inputs: planning, requests and memory, and local files beside bare requests."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

JOBS_PATH = "/speechtotext/transcriptions"
INPUTS = 10_000
URLS = 1_000_000
# Seconds of the processor, and MiB above the start, that planning so many URLs may take: other processes disturb the
# time on the clock, of which waiting for the disk takes little.
PLANNED_WITHIN, AGAIN_WITHIN, MEMORY = 15, 10, 100
FILES = 400
# How many times as long as bare httpx, which syncs nothing, so many files may take.
FILES_WITHIN = 6


class Service(ThreadingHTTPServer):
    """Takes jobs, which have ended when they are first looked at, and transcribes files at once."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"
        self.requests = 0
        self.listings = 0
        self.jobs: list[list[str]] = []


def result_of(source: str) -> dict[str, object]:
    text = {"channel": 0, "display": "Hello. How can I help you?"}
    return {"source": source, "durationInTicks": 10_000_000, "combinedRecognizedPhrases": [text]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        self.service.requests += 1
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if ":transcribe" in self.path:
            return self.answer({"durationMilliseconds": 1000, "combinedPhrases": [{"text": "Hello."}], "phrases": []})
        members = json.loads(content)
        self.service.jobs.append(members["contentUrls"])
        return self.answer(self.job(len(self.service.jobs) - 1), 201)

    def do_GET(self) -> None:
        self.service.requests += 1
        path = self.path.partition("?")[0].removeprefix(JOBS_PATH).strip("/").split("/")
        if path == [""]:
            return self.answer({"values": [self.job(number) for number in range(len(self.service.jobs))]})
        number = int(path[0].rpartition("-")[2])
        if len(path) == 1:
            return self.answer(self.job(number))
        if path[1] == "files":
            self.service.listings += 1
            return self.answer({"values": [self.file(number, each) for each in range(len(self.service.jobs[number]))]})
        return self.answer(result_of(self.service.jobs[number][int(path[1])]))

    def job(self, number: int) -> dict[str, object]:
        own = f"{self.service.origin}{JOBS_PATH}/00000000-0000-0000-0000-{number:012d}"
        return {"self": own, "displayName": "Calls", "locale": "en-US", "status": "Succeeded"}

    def file(self, number: int, position: int) -> dict[str, object]:
        own = f"{self.service.origin}{JOBS_PATH}/00000000-0000-0000-0000-{number:012d}"
        return {
            "self": f"{own}/files/{position}",
            "name": f"contenturl_{position}.json",
            "kind": "Transcription",
            "links": {"contentUrl": f"{own}/{position}"},
        }

    def answer(self, body: object, status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    @property
    def service(self) -> Service:
        assert isinstance(self.server, Service)
        return self.server

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def service() -> Iterator[Service]:
    with Service() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def peak() -> float:
    """Most memory that this process has had, in MiB."""
    # Not `getrusage`, which counts what the process had before it became this program.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def transcribe(origin: str, folder: str, inputs: int) -> None:
    """Transcribe so many URLs; runs in a process of its own, whose memory is measured."""
    from speechtotext.v2025_10_15 import Client

    urls = (f"https://audio.example/calls/{number}.wav" for number in range(inputs))
    with Client(endpoint=origin, key="key", rate_limit=None) as stt:
        start = peak()
        began = time.perf_counter()
        ended = sum(
            each.status == "Succeeded"
            for each in stt.transcriptions.transcribe_all(urls, folder=folder, locale="en-US", poll=0.05)
        )
        print(json.dumps({"ended": ended, "seconds": time.perf_counter() - began, "memory": peak() - start}))


def plan(folder: str, inputs: int) -> None:
    """Put so many URLs into a journal, which may hold them already."""
    from speechtotext._core.flows import advance
    from speechtotext._core.steps import Done
    from speechtotext._recordings.finding.chunks import next_chunk
    from speechtotext._recordings.finding.find import find_recordings
    from speechtotext._recordings.finding.recording import Recording
    from speechtotext._recordings.known_recordings import BATCH
    from speechtotext._recordings.recording_journal import Planned, RecordingJournal

    opening = RecordingJournal.begin(Path(folder, "calls.journal"))
    outcome = None
    while not isinstance(step := advance(opening, outcome), Done):
        outcome = step.work()  # type: ignore[union-attr]
    journal = step.result
    journal.begin_search()
    urls = (f"https://audio.example/calls/{number}.wav" for number in range(inputs))
    found = find_recordings(urls, open_storage=lambda url: None)  # type: ignore[arg-type, return-value]
    start, began, began_working, seen = peak(), time.perf_counter(), time.process_time(), 0
    while chunk := next_chunk(found):
        planned = [Planned(each, BATCH) for each in chunk if isinstance(each, Recording)]
        seen += journal.plan_recordings(planned, again=False).seen
    took, worked = time.perf_counter() - began, time.process_time() - began_working
    journal.close()
    print(json.dumps({"ended": seen, "seconds": took, "processor": worked, "memory": peak() - start}))


def in_process(name: str, *arguments: object) -> dict[str, float]:
    command = [sys.executable, __file__, name, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure_jobs(inputs: int) -> None:
    with tempfile.TemporaryDirectory() as folder, service() as server:
        found = in_process("transcribe", server.origin, folder, inputs)
        assert found["ended"] == inputs
        print(
            f"{inputs:>9,} URLs through jobs: {found['seconds']:6.1f} s, {inputs / found['seconds']:7.0f} a second, "
            f"{server.requests:,} requests ({len(server.jobs)} jobs), {found['memory']:.0f} MiB above the start",
            flush=True,
        )


def measure_planning(inputs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, target in (("planned:      ", PLANNED_WITHIN), ("planned again:", AGAIN_WITHIN)):
            found = in_process("plan", folder, inputs)
            assert found["ended"] == inputs
            told = "" if inputs < URLS else f"  target {target} s, {MEMORY} MiB"
            is_over = found["processor"] > target or found["memory"] > MEMORY
            verdict = told and told + ("  OVER" if is_over else "  ok")
            print(
                f"{inputs:>9,} URLs {name}{found['seconds']:6.1f} s, {found['processor']:.1f} s of the processor, "
                f"{found['memory']:.0f} MiB above the start{verdict}",
                flush=True,
            )


def measure_files(files: int) -> None:
    """Small local files, at once, beside a pool of threads that posts them with bare httpx."""
    from speechtotext.v2025_10_15 import Client

    with tempfile.TemporaryDirectory() as folder, service() as server:
        audio = Path(folder, "calls")
        audio.mkdir()
        for number in range(files):
            (audio / f"{number}.wav").write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt " + number.to_bytes(4) * 4000)
        url = f"{server.origin}{JOBS_PATH}:transcribe?api-version=2025-10-15"
        with httpx.Client() as http, ThreadPoolExecutor(8) as threads:
            began = time.perf_counter()

            def post(path: Path) -> None:
                with path.open("rb") as file:
                    answer = http.post(url, files={"audio": file, "definition": (None, "{}")})
                (Path(folder) / f"{path.stem}.txt").write_text(answer.json()["combinedPhrases"][0]["text"])

            list(threads.map(post, audio.iterdir()))
            bare = time.perf_counter() - began
        with Client(endpoint=server.origin, key="key", rate_limit=None) as stt:
            began = time.perf_counter()
            ended = sum(1 for _ in stt.transcriptions.transcribe_all(audio, folder=Path(folder, "texts")))
            ours = time.perf_counter() - began
        assert ended == files
        ratio = ours / bare
        print(
            f"{files:>9,} files at once: {ours:6.2f} s, beside {bare:.2f} s with bare httpx: {ratio:.2f}"
            f"  target {FILES_WITHIN:.2f}  {'ok' if ratio <= FILES_WITHIN else 'OVER'}"
        )


def main() -> None:
    print("\ntranscribe_all, on a server on loopback; the journal is synced to the disk")
    measure_files(FILES)
    for inputs in (INPUTS // 10, INPUTS):
        measure_jobs(inputs)
    for inputs in (URLS // 10, URLS):
        measure_planning(inputs)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    elif sys.argv[1] == "transcribe":
        transcribe(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        plan(sys.argv[2], int(sys.argv[3]))
