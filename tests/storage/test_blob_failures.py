"""Storage that refuses, breaks off or does not answer."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from faults.server import Reply, Server, Then, answer, cut_off, held
from speechtotext import ConfigurationError, StorageError, TransportError
from speechtotext.storage import BlobStorage, FsspecStorage, _blob_storage
from storage.azurite import Azurite
from storage.files import DAY, MIB, names, put, written

KEY = "cGxhbnRlZC1rZXk="
CREATED = answer(201, b"", ETag='"0x1"', Last_Modified="Fri, 27 Nov 2026 07:00:00 GMT")


@pytest.fixture
def server() -> Any:
    with Server() as running:
        yield running


@pytest.fixture
def storage(server: Server, monkeypatch: pytest.MonkeyPatch) -> BlobStorage:
    """A storage that is not asked twice."""
    monkeypatch.setattr(_blob_storage, "_RETRIES", 0)
    monkeypatch.setattr(_blob_storage, "_READ_TIMEOUT", 0.3)
    return BlobStorage(f"{server.url}/account/calls", credential=KEY)


def refusal(status: int, code: str) -> Reply:
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>No luck.\nRequestId:1</Message></Error>"
    return answer(
        status, body.encode(), Content_Type="application/xml", x_ms_error_code=code, x_ms_request_id="of-request"
    )


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (403, "AuthorizationPermissionMismatch", "the role Storage Blob Data Contributor"),
        (403, "AuthenticationFailed", "the clock of this machine is right"),
        (403, "AuthorizationFailure", "its network rules admit this machine"),
        (403, "KeyBasedAuthenticationNotPermitted", "give a token credential"),
        (403, "SomethingNew", "the role Storage Blob Data Contributor"),
        (404, "ContainerNotFound", "create it, or make the storage with create=True"),
        (409, "ContainerBeingDeleted", "wait until it is gone"),
    ],
)
def test_a_refusal_says_what_to_do(status: int, code: str, advice: str, server: Server, storage: BlobStorage) -> None:
    server.reply(refusal(status, code))

    with pytest.raises(StorageError) as raised:
        names(storage)

    assert str(raised.value).startswith(
        f"Listing of {storage.url} was answered with HTTP {status}: No luck ({code}, request id of-request). "
    )
    assert advice in str(raised.value)
    assert (raised.value.status_code, raised.value.code) == (status, code)
    again = pickle.loads(pickle.dumps(raised.value))
    assert str(again) == str(raised.value)


@pytest.mark.parametrize(
    "reply",
    [
        held(CREATED),
        Reply(b"", Then.RESET),
        Reply(b"", Then.CLOSE),
        cut_off(answer(200, b"<EnumerationResults/>"), Then.CLOSE),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        lambda storage, file: put(storage, "call.wav", file),
        lambda storage, file: names(storage),
        lambda storage, file: storage.delete("call.wav"),
    ],
)
def test_a_server_that_does_not_answer_is_given_up(
    call: Callable[[BlobStorage, Path], object], reply: Reply, server: Server, storage: BlobStorage, tmp_path: Path
) -> None:
    server.reply(reply)

    with pytest.raises((TransportError, StorageError)):
        call(storage, written(tmp_path / "call.wav", 10))
    server.release()


def test_a_busy_storage_is_asked_again(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    server.reply(refusal(503, "ServerBusy"), refusal(404, "BlobNotFound"), refusal(500, "InternalError"), CREATED)

    assert put(BlobStorage(f"{server.url}/account/calls", credential=KEY), "call.wav", written(tmp_path / "a", 10)) == [
        10
    ]
    assert [request.method for request in server.requests] == ["HEAD", "HEAD", "PUT", "PUT"]


def test_a_host_that_does_not_exist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_blob_storage, "_RETRIES", 0)
    text = f"AccountName=account;AccountKey={KEY};BlobEndpoint=https://account.invalid"

    with pytest.raises(TransportError, match=r"Listing of https://account\.invalid/calls failed"):
        names(BlobStorage("az://account/calls", credential=text))


def test_blocks_without_a_blob_are_discarded_as_the_service_does_not(server: Server, storage: BlobStorage) -> None:
    block = b"<Block><Name>MDAwMA==</Name><Size>1</Size></Block>"
    blocks = b"<BlockList><UncommittedBlocks>%b</UncommittedBlocks></BlockList>" % block
    server.reply(
        refusal(404, "BlobNotFound"), answer(200, blocks, Content_Type="application/xml"), CREATED, answer(202)
    )

    storage.delete("call.wav")

    assert [request.method for request in server.requests] == ["DELETE", "GET", "PUT", "DELETE"]


def test_blocks_of_another_program_are_no_hindrance(
    azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path
) -> None:
    blob_storage._blob("call.wav").stage_block("short", b"other")
    file = written(tmp_path / "call.wav", 20 * MIB)

    put(blob_storage, "call.wav", file)

    assert httpx.get(blob_storage.link("call.wav", DAY)).content == file.read_bytes()


def test_another_upload_of_the_same_content_may_be_first(
    azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path
) -> None:
    file = written(tmp_path / "call.wav", 20 * MIB)
    upload = blob_storage.put("call.wav", file)
    next(upload)
    put(blob_storage, "call.wav", file)

    assert list(upload)[-1] == 20 * MIB
    assert httpx.get(blob_storage.link("call.wav", DAY)).content == file.read_bytes()


def test_a_file_that_has_become_small_is_uploaded_over_blocks_of_its_earlier_state(
    azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path
) -> None:
    file = written(tmp_path / "call.wav", 20 * MIB)
    next(blob_storage.put("call.wav", file))
    written(file, 10)

    assert put(blob_storage, "call.wav", file) == [10]
    assert httpx.get(blob_storage.link("call.wav", DAY)).content == file.read_bytes()


def test_another_upload_of_other_content_is_told(azurite: Azurite, blob_storage: BlobStorage, tmp_path: Path) -> None:
    upload = blob_storage.put("call.wav", written(tmp_path / "call.wav", 20 * MIB))
    next(upload)
    put(blob_storage, "call.wav", written(tmp_path / "small.wav", 10))

    with pytest.raises(StorageError, match=r"Upload of 'call\.wav' to .* was answered with HTTP 4(09|12)"):
        list(upload)
    assert [found.size for found in blob_storage.list()] == [10]


def test_no_library_is_loaded_before_it_is_needed() -> None:
    program = "import sys, speechtotext.storage; print({'azure', 'fsspec', 'requests'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)

    assert told.stdout == "set()\n"


@pytest.mark.parametrize(
    ("module", "make", "extra"),
    [
        ("azure.storage.blob", lambda: BlobStorage("az://account/calls", credential=KEY), "storage"),
        ("azure.identity", lambda: BlobStorage("az://account/calls"), "azure"),
        ("fsspec", lambda: FsspecStorage("s3://bucket"), "fsspec"),
        ("s3fs", lambda: FsspecStorage("s3://bucket"), "fsspec"),
    ],
)
def test_a_library_that_is_missing_is_named(
    module: str, make: Callable[[], object], extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What fsspec has loaded before it does not import again.
    monkeypatch.delitem(import_module("fsspec.registry")._registry, "s3", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigurationError, match=rf"(?i)install .*speechtotext-client\[{extra}\]"):
        make()
