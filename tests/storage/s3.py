"""S3 as moto has it, as fixtures: one per session, a fresh bucket per test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

import httpx
import pytest

from speechtotext.storage import FsspecStorage

SECRET: Final = "planted-secret-0123"
SESSION: Final = "planted-session-token"

_numbers: Final = count(1)


@dataclass(frozen=True)
class S3:
    """A running S3.

    Attributes:
        endpoint: its URL.
    """

    endpoint: str

    @property
    def options(self) -> dict[str, Any]:
        """Options of s3fs that lead there."""
        return {
            "key": "planted-key-0123",
            "secret": SECRET,
            "token": SESSION,
            "endpoint_url": self.endpoint,
            "client_kwargs": {"region_name": "us-east-1"},
        }

    def new_bucket(self) -> str:
        """The name of a fresh bucket."""
        name = f"bucket-{next(_numbers)}"
        httpx.put(f"{self.endpoint}/{name}").raise_for_status()
        return name

    def storage(self, url: str | None = None, **options: Any) -> FsspecStorage:
        """A storage in a bucket, by default a fresh one."""
        return FsspecStorage(url or f"s3://{self.new_bucket()}", **{**self.options, **options})


@pytest.fixture(scope="session")
def s3() -> Iterator[S3]:
    """An S3 with http."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield S3(f"http://{host}:{port}")
    server.stop()


@pytest.fixture
def s3_storage(s3: S3) -> FsspecStorage:
    """A storage in a fresh bucket."""
    return s3.storage()
