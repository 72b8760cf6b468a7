"""Downloading 1,000 files and uploading 1 GiB beside raw httpx doing the same, and memory as files grow.

The server is a process of its own on loopback. The two sides take turns; the best time of each counts.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from _transfer_server import BASE
from speechtotext.v3_2 import AsyncClient, Client

ROUNDS = 5
MIB = 1 << 20
BLOCK = 8 * MIB
UPLOAD = 1024 * MIB
DOWNLOADS_AT_A_TIME = 8
BLOCKS_AT_A_TIME = 4
HEADERS = {"Ocp-Apim-Subscription-Key": "key"}
DATASET: dict[str, Any] = {"kind": "Acoustic", "locale": "en-US", "display_name": "d"}
SLOWEST = 0.95
MOST_GROWTH = 32.0


class RawSync:
    """What a program with httpx and threads does."""

    def __init__(self, origin: str) -> None:
        self._http = httpx.Client(headers=HEADERS, timeout=60)
        self._url = f"{origin}{BASE}"

    def download(self, folder: Path) -> None:
        files: list[dict[str, Any]] = []
        page: str | None = f"{self._url}/transcriptions/many/files"
        while page:
            body = self._http.get(page).raise_for_status().json()
            files += body["values"]
            page = body.get("@nextLink")
        with ThreadPoolExecutor(DOWNLOADS_AT_A_TIME) as threads:
            list(threads.map(lambda file: self._fetch(file["links"]["contentUrl"], folder / file["name"]), files))

    def _fetch(self, url: str, path: Path) -> None:
        with self._http.stream("GET", url) as response, path.open("wb") as file:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                file.write(chunk)

    def upload(self, path: Path) -> None:
        self._http.post(f"{self._url}/datasets", json=DATASET).raise_for_status()
        with ThreadPoolExecutor(BLOCKS_AT_A_TIME) as threads:
            names = list(threads.map(lambda start: self._send(path, start), range(0, path.stat().st_size, BLOCK)))
        body = [{"kind": "Latest", "id": name} for name in names]
        self._http.post(f"{self._url}/datasets/1/blocks:commit", json=body).raise_for_status()

    def _send(self, path: Path, start: int) -> str:
        name = b64encode(start.to_bytes(8, "big")).decode()
        self._http.put(
            f"{self._url}/datasets/1/blocks", params={"blockid": name}, content=read(path, start)
        ).raise_for_status()
        return name


class RawAsync:
    """What a program with httpx and tasks does."""

    def __init__(self, origin: str) -> None:
        self._http = httpx.AsyncClient(headers=HEADERS, timeout=60)
        self._url = f"{origin}{BASE}"

    async def download(self, folder: Path) -> None:
        files: list[dict[str, Any]] = []
        page: str | None = f"{self._url}/transcriptions/many/files"
        while page:
            body = (await self._http.get(page)).raise_for_status().json()
            files += body["values"]
            page = body.get("@nextLink")
        free = asyncio.Semaphore(DOWNLOADS_AT_A_TIME)
        await asyncio.gather(*(self._fetch(free, file["links"]["contentUrl"], folder / file["name"]) for file in files))

    async def _fetch(self, free: asyncio.Semaphore, url: str, path: Path) -> None:
        async with free, self._http.stream("GET", url) as response:
            response.raise_for_status()
            with path.open("wb") as file:
                async for chunk in response.aiter_bytes():
                    file.write(chunk)

    async def upload(self, path: Path) -> None:
        (await self._http.post(f"{self._url}/datasets", json=DATASET)).raise_for_status()
        free = asyncio.Semaphore(BLOCKS_AT_A_TIME)
        names = await asyncio.gather(*(self._send(free, path, start) for start in range(0, path.stat().st_size, BLOCK)))
        body = [{"kind": "Latest", "id": name} for name in names]
        (await self._http.post(f"{self._url}/datasets/1/blocks:commit", json=body)).raise_for_status()

    async def _send(self, free: asyncio.Semaphore, path: Path, start: int) -> str:
        name = b64encode(start.to_bytes(8, "big")).decode()
        async with free:
            data = await asyncio.to_thread(read, path, start)
            (
                await self._http.put(f"{self._url}/datasets/1/blocks", params={"blockid": name}, content=data)
            ).raise_for_status()
        return name


def read(path: Path, start: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(BLOCK)


def main() -> None:
    print(f"\nPython {sys.version.split()[0]}, httpx {httpx.__version__}; best of {ROUNDS}, in turns")
    print(f"{'':<44} {'ours, s':>9} {'raw, s':>9} {'speed':>6}")
    with server() as origin, TemporaryDirectory() as name:
        folder = Path(name)
        sync, tasks = Client(endpoint=origin, key="key", rate_limit=None), asyncio.Runner()
        later = AsyncClient(endpoint=origin, key="key", rate_limit=None)
        raw, raw_later = RawSync(origin), RawAsync(origin)
        large = sparse_file(folder, UPLOAD)
        compare("1,000 files of 256 KiB, threads", lambda: download(sync, folder), lambda: raw.download(new(folder)))
        compare(
            "1,000 files of 256 KiB, tasks",
            lambda: tasks.run(download(later, folder)),
            lambda: tasks.run(raw_later.download(new(folder))),
        )
        compare("1 GiB in blocks, threads", lambda: upload(sync, large), lambda: raw.upload(large))
        compare(
            "1 GiB in blocks, tasks",
            lambda: tasks.run(upload(later, large)),
            lambda: tasks.run(raw_later.upload(large)),
        )
        print(f"\n{'memory above the start, MiB':<44} {'64 MiB':>9} {'1 GiB':>9}")
        for what in ("upload", "download"):
            growth = [growth_of(what, origin, size) for size in (64, 1024)]
            verdict = "ok" if max(growth) <= MOST_GROWTH else f"MORE THAN {MOST_GROWTH:g}"
            print(f"{what:<44} {growth[0]:>9.1f} {growth[1]:>9.1f}  {verdict}")


def download(stt: Any, folder: Path) -> Any:
    return stt.transcriptions.download("many", new(folder), concurrency=DOWNLOADS_AT_A_TIME)


def upload(stt: Any, path: Path) -> Any:
    return stt.datasets.upload(path, **DATASET, concurrency=BLOCKS_AT_A_TIME)


def new(folder: Path) -> Path:
    """An empty folder in the place of the last one."""
    target = folder / "files"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    return target


def compare(what: str, ours: Callable[[], object], raw: Callable[[], object]) -> None:
    """Let both sides take turns, and print the best time of each."""
    best = [float("inf")] * 2
    for _ in range(ROUNDS):
        for side, work in enumerate((ours, raw)):
            began = time.perf_counter()
            work()
            best[side] = min(best[side], time.perf_counter() - began)
    speed = best[1] / best[0]
    verdict = "ok" if speed >= SLOWEST else f"LESS THAN {SLOWEST}"
    print(f"{what:<44} {best[0]:>9.2f} {best[1]:>9.2f} {speed:>6.2f}  {verdict}")


def growth_of(what: str, origin: str, size: int) -> float:
    """MiB by which a process grows that transfers a file of so many MiB."""
    command = [sys.executable, __file__, what, origin, str(size)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def measure(what: str, origin: str, size: str) -> None:
    """What `growth_of` runs."""
    with Client(endpoint=origin, key="key", rate_limit=None) as stt, TemporaryDirectory() as name:
        folder = Path(name)
        start = peak()
        if what == "upload":
            upload(stt, sparse_file(folder, int(size) * MIB))
        else:
            stt.transcriptions.download(size, folder)
        print(peak() - start)


def peak() -> float:
    """The most memory that this process has had so far, in MiB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def sparse_file(folder: Path, size: int) -> Path:
    path = folder / "large.zip"
    with path.open("wb") as file:
        file.truncate(size)
    return path


@contextmanager
def server() -> Iterator[str]:
    """Where `_transfer_server.py` answers."""
    command = [sys.executable, str(Path(__file__).with_name("_transfer_server.py"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


if __name__ == "__main__":
    main() if len(sys.argv) == 1 else measure(*sys.argv[1:])
