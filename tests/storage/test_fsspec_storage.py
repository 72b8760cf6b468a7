"""S3 by s3fs, as moto has it, and file systems that do not serve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from speechtotext import ConfigurationError, FileError, InvalidArgument, StorageError, TransportError
from speechtotext.storage import FsspecStorage, open_storage
from storage.files import DAY, MIB, names, put, written
from storage.s3 import S3


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return written(tmp_path / "call.wav", 20 * MIB)


@pytest.mark.parametrize("name", ["call.wav", "of May/call 1.wav", "größe/ёлка/录音.m4a", "100% + #1?.ogg"])
def test_a_link_gives_what_was_put(name: str, s3_storage: FsspecStorage, tmp_path: Path) -> None:
    file = written(tmp_path / "file", 1000)

    assert put(s3_storage, name, file) == [1000]
    link = s3_storage.link(name, DAY)

    assert httpx.get(link).content == file.read_bytes()
    assert link.partition("?")[0] == s3_storage.url_of(name)
    assert names(s3_storage) == [name]


def test_each_part_is_told_as_it_is_done(s3_storage: FsspecStorage, recording: Path) -> None:
    assert put(s3_storage, "call.wav", recording) == [8 * MIB, 16 * MIB, 20 * MIB]
    assert httpx.get(s3_storage.link("call.wav", DAY)).content == recording.read_bytes()


@pytest.mark.parametrize("size", [1000, 8 * MIB, 20 * MIB])
def test_the_same_content_is_not_sent_again(size: int, s3_storage: FsspecStorage, tmp_path: Path) -> None:
    file = written(tmp_path / "call.wav", size)
    put(s3_storage, "call.wav", file)
    (before,) = s3_storage.list()

    assert put(s3_storage, "call.wav", file)[:2] == [0, size] if size <= 8 * MIB else [0, 0]
    written(file, size, seed=2)
    assert 0 in put(s3_storage, "call.wav", file)
    assert httpx.get(s3_storage.link("call.wav", DAY)).content == file.read_bytes()
    assert before.size == size


def test_an_upload_that_is_stopped_leaves_nothing(s3: S3, s3_storage: FsspecStorage, recording: Path) -> None:
    upload = s3_storage.put("call.wav", recording)
    next(upload)
    upload.close()  # type: ignore[attr-defined]

    assert names(s3_storage) == []
    bucket = s3_storage.url.removeprefix("s3://")
    assert "<Upload>" not in httpx.get(f"{s3.endpoint}/{bucket}?uploads").text


def test_a_file_that_changes_is_noticed(s3_storage: FsspecStorage, recording: Path) -> None:
    upload = s3_storage.put("call.wav", recording)
    next(upload)
    written(recording, 20 * MIB, seed=2)

    with pytest.raises(FileError, match="changed while it was sent"):
        list(upload)
    assert names(s3_storage) == []


def test_deletion_may_be_repeated(s3_storage: FsspecStorage, tmp_path: Path) -> None:
    put(s3_storage, "call.wav", written(tmp_path / "call.wav", 10))
    s3_storage.delete("call.wav")
    s3_storage.delete("call.wav")

    assert names(s3_storage) == []


def test_a_listing_is_below_the_prefix(s3: S3, s3_storage: FsspecStorage, tmp_path: Path) -> None:
    file = written(tmp_path / "file", 10)
    for name in ("a/b/1.wav", "a/b/c/2.wav", "a/bc/3.wav", "4.wav"):
        put(s3_storage, name, file)
    part = open_storage(f"{s3_storage.url}/a/b", like=s3_storage)

    assert sorted(names(part)) == ["1.wav", "c/2.wav"]
    assert sorted(names(s3_storage, "a/**/*.wav")) == ["a/b/1.wav", "a/b/c/2.wav", "a/bc/3.wav"]
    assert names(s3_storage, "*.wav") == ["4.wav"]
    assert names(s3_storage, "a/b/*.wav") == ["a/b/1.wav"]
    assert names(s3_storage, "nothing/*") == []
    (found,) = s3_storage.list("4.wav")
    assert found.size == 10
    assert found.modified is not None
    assert abs(datetime.now(UTC) - found.modified) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "call",
    [
        lambda storage, file: list(storage.put("call.wav", file)),
        lambda storage, file: list(storage.list()),
        lambda storage, file: storage.delete("call.wav"),
    ],
)
def test_a_bucket_that_is_not_there_is_told(
    call: Callable[[FsspecStorage, Path], object], s3: S3, tmp_path: Path
) -> None:
    with pytest.raises(
        StorageError, match=r"does not exist \(NoSuchBucket\)\. Check that the bucket exists\."
    ) as raised:
        call(s3.storage("s3://nothing-here/a"), written(tmp_path / "call.wav", 10))
    assert raised.value.status_code == 404
    assert raised.value.__context__ is None


def test_a_storage_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    quickly = {"connect_timeout": 1, "retries": {"max_attempts": 0}}
    storage = S3("http://127.0.0.1:9").storage("s3://bucket/a", config_kwargs=quickly)

    with pytest.raises(TransportError, match=r"Listing of s3://bucket/a failed \(EndpointConnectionError\)"):
        names(storage)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("memory://folder", "memory:// cannot sign links"),
        ("file:///tmp", "file:// cannot sign links"),
        ("nothing://bucket", "nothing:// is not a storage that fsspec knows"),
        ("gs://bucket/a", r"gs:// needs a library that is not installed: .*gcsfs"),
        ("bucket/a", "Invalid URL of a storage"),
        ("s3://", "names no bucket"),
    ],
)
def test_what_does_not_serve_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence):
        FsspecStorage(url)


def test_a_credential_of_azure_is_not_for_other_storages() -> None:
    with pytest.raises(
        ConfigurationError, match="credential= is for Azure Blob Storage: s3 finds its credentials by itself"
    ):
        open_storage("s3://bucket", credential="cGxhbnRlZC1rZXk=")


def test_links_need_https(s3: S3) -> None:
    storage = FsspecStorage("s3://bucket", **{**s3.options, "endpoint_url": "http://example.com"})

    with pytest.raises(
        ConfigurationError, match=r"Links to s3://bucket begin with http://: use an endpoint with https"
    ):
        storage.link("call.wav", DAY)


def test_links_live_for_7_days_at_most(s3: S3) -> None:
    storage = s3.storage(config_kwargs={"signature_version": "s3v4"})

    assert "X-Amz-Expires=604800" in storage.link("call.wav", 30 * DAY)
    assert "X-Amz-Expires=2" in storage.link("call.wav", timedelta(seconds=1.5))
    with pytest.raises(InvalidArgument, match="expected a positive timedelta"):
        storage.link("call.wav", timedelta(0))
