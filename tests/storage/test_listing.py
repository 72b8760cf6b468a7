"""Listings of many objects."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from faults.server import Server
from speechtotext.storage import BlobStorage, _blob_storage
from storage.azurite import Azurite
from storage.files import names, put, written

PAGE = 1000
MODIFIED = "Fri, 27 Nov 2026 07:00:00 GMT"
KEY = "cGxhbnRlZC1rZXk="
# Prints how many objects there are, and by how many MiB the process grows after the first page.
PROGRAM = """
import resource, sys
from itertools import islice
from speechtotext.storage import BlobStorage

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

listing = BlobStorage(sys.argv[1], credential=sys.argv[2]).list()
first = sum(1 for _ in islice(listing, 1500))
before = peak()
print(first + sum(1 for _ in listing), peak() - before)
"""


class ManyBlobs:
    """A container with so many blobs, page by page, as the service tells them."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.pages = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.pages += 1
        start = int(parse_qs(urlsplit(str(request.url)).query).get("marker", ["0"])[0])
        end = min(start + PAGE, self._number)
        blobs = "".join(
            f"<Blob><Name>{number:07}.wav</Name><Properties><Last-Modified>{MODIFIED}</Last-Modified><Etag>0x{number}</Etag>"
            "<Content-Length>5</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>"
            for number in range(start, end)
        )
        marker = str(end) if end < self._number else ""
        return httpx.Response(
            200,
            headers={"Content-Type": "application/xml"},
            content=f"<EnumerationResults ContainerName='calls'><Blobs>{blobs}</Blobs><NextMarker>{marker}</NextMarker>"
            "</EnumerationResults>".encode(),
        )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak of memory this way")
def test_memory_does_not_grow_with_the_objects() -> None:
    with Server() as server:
        server.serve(ManyBlobs(10_000))
        command = [sys.executable, "-c", PROGRAM, f"{server.url}/account/calls", KEY]
        number, grown = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split()

    assert int(number) == 10_000
    # The second page of nine has been read before.
    assert float(grown) < 10


def test_pages_are_requested_as_they_are_needed() -> None:
    service = ManyBlobs(5000)
    with Server() as server:
        server.serve(service)
        listing = BlobStorage(f"{server.url}/account/calls", credential=KEY).list("*.wav")

        assert service.pages == 0
        assert [found.name for found in islice(listing, 2)] == ["0000000.wav", "0000001.wav"]
        assert service.pages == 1


def test_all_pages_are_listed(azurite: Azurite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_blob_storage, "_PAGE_SIZE", 10)
    storage, file = azurite.storage(), written(tmp_path / "file", 1)
    wanted = [f"{number:02}.wav" for number in range(35)]
    for name in wanted:
        put(storage, name, file)

    assert names(storage) == wanted
    container = storage.url.rpartition("/")[2]
    assert len(azurite.requests("GET", f"{container}?restype=container&comp=list")) == 4
