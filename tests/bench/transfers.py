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
from typing import Any, TypeVar

import httpx
from transfer_server import BASE, FILE_SIZE, FILES

from speechtotext.v3_2 import AsyncClient, Client

T = TypeVar("T")

ROUNDS = 5
MIB = 1 << 20
BLOCK = 8 * MIB
UPLOAD = 1024 * MIB
DOWNLOADS_AT_A_TIME = 8
BLOCKS_AT_A_TIME = 4
HEADERS = {"Ocp-Apim-Subscription-Key": "key"}
DATASET: dict[str, Any] = {"kind": "Acoustic", "locale": "en-US", "display_name": "d"}
SLOWEST = 0.8
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


Work = Callable[[Path], object]


def main() -> None:
    print(f"\nPython {sys.version.split()[0]}, httpx {httpx.__version__}; best of {ROUNDS}, in turns")
    with server() as origin, TemporaryDirectory() as name:
        folder = Path(name)
        large = sparse_file(folder, UPLOAD)
        print(f"{'':<58} {'ours, s':>9} {'raw, s':>9} {'speed':>6}")
        with Client(endpoint=origin, key="key", rate_limit=None) as stt:
            raw = RawSync(origin)
            compare(
                "download, threads", FILES * FILE_SIZE, into_new(folder, downloads(stt)), into_new(folder, raw.download)
            )
