"""The emulator of the service fetches recordings by the links of storages."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from emulator.recordings import wav
from speechtotext import v2025_10_15
from speechtotext.emulator import Emulator
from speechtotext.storage import BlobStorage, FsspecStorage, Storage
from storage.azurite import Azurite
from storage.files import DAY, put

NAMES = ["call.wav", "of May/call 1.wav", "größe/录音.wav", "100% + #1?.wav"]


@pytest.fixture
def emulator(secure_azurite: Azurite) -> Iterator[Emulator]:
    """An emulator that trusts the certificate of the Azurite with https."""
    context = ssl.create_default_context(cafile=secure_azurite.authority)
    with httpx.Client(verify=context) as http, Emulator(transitions="at-once", http=http) as running:
        yield running


def sources(emulator: Emulator, urls: list[str]) -> list[str]:
    """Transcribe by a job; give what its results are of."""
    models = v2025_10_15.models
    body = models.Transcription(
        display_name="Calls",
        locale="en-US",
        content_urls=urls,
        properties=models.TranscriptionProperties(time_to_live_hours=48),
    )
    with v2025_10_15.Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
        job = stt.transcriptions.wait(stt.transcriptions.submit(body), timeout=60)
        return [str(result.source) for result in stt.transcriptions.results(job) if result.text]


def check(storage: Storage, emulator: Emulator, folder: Path) -> None:
    file = folder / "call.wav"
    file.write_bytes(wav())
    for name in NAMES:
        put(storage, name, file)

    found = sources(emulator, [storage.link(name, DAY) for name in NAMES])

    assert sorted(source.partition("?")[0] for source in found) == sorted(storage.url_of(name) for name in NAMES)


def test_blobs(emulator: Emulator, blob_storage: BlobStorage, tmp_path: Path) -> None:
    check(blob_storage, emulator, tmp_path)


def test_blobs_by_https(emulator: Emulator, secure_azurite: Azurite, tmp_path: Path) -> None:
    check(secure_azurite.storage(), emulator, tmp_path)


def test_objects_of_s3(emulator: Emulator, s3_storage: FsspecStorage, tmp_path: Path) -> None:
    check(s3_storage, emulator, tmp_path)


def test_an_emulator_of_its_own_reaches_this_machine(
    blob_storage: BlobStorage, secure_azurite: Azurite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure_azurite.authority))
    with Emulator(transitions="at-once") as emulator:
        check(blob_storage, emulator, tmp_path)
        check(secure_azurite.storage(), emulator, tmp_path)
