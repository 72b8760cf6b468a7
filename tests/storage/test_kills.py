"""Uploads whose process is killed, and that go on in another one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from speechtotext.storage import BlobStorage
from storage.azurite import Azurite
from storage.files import DAY, MIB, names, put, written

PROGRAM = Path(__file__).with_name("uploading.py")


def killed_after(blocks: int, azurite: Azurite, storage: BlobStorage, file: Path) -> None:
    """Upload in a process that is killed, without a chance to clean up, when so many blocks are done."""
    command = [sys.executable, str(PROGRAM), storage.url, azurite.connection_string, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            for number in range(1, blocks + 1):
                assert process.stdout.readline() == f"{8 * MIB * number}\n"
                if number < blocks:
                    process.stdin.write("\n")
                    process.stdin.flush()
        finally:
            process.kill()


def blocks_sent(azurite: Azurite, storage: BlobStorage) -> int:
    container = storage.url.removeprefix(azurite.endpoint)
    return len(azurite.requests("PUT", f"{container}/call.wav?comp=block&"))


@pytest.mark.parametrize("blocks", [1, 3])
def test_blocks_of_a_killed_upload_are_not_sent_again(
    blocks: int, azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path
) -> None:
    file = written(tmp_path / "call.wav", 36 * MIB)
    killed_after(blocks, azurite, blob_storage, file)
    assert blocks_sent(azurite, blob_storage) == blocks
    assert names(blob_storage) == []

    put(blob_storage, "call.wav", file)

    assert blocks_sent(azurite, blob_storage) == 5
    assert httpx.get(blob_storage.link("call.wav", DAY)).content == file.read_bytes()


def test_nothing_is_left_of_a_killed_upload_that_is_deleted(
    azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path
) -> None:
    file = written(tmp_path / "call.wav", 20 * MIB)
    killed_after(2, azurite, blob_storage, file)

    blob_storage.delete("call.wav")
    blob_storage.delete("call.wav")

    assert names(blob_storage) == []
    put(blob_storage, "call.wav", file)
    assert blocks_sent(azurite, blob_storage) == 5
