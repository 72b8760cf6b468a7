"""Azure Blob Storage, as Azurite has it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from speechtotext import FileError, InvalidArgument, StorageError
from speechtotext.storage import BlobStorage, open_storage
from storage.azurite import ACCOUNT, KEY, Azurite
from storage.files import DAY, MIB, names, put, written

NAMES = ["call.wav", "of May/call 1.wav", "größe/ёлка/录音.m4a", "100% + #1?.ogg", "a&b=c;d'e(f)!.mp3"]


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return written(tmp_path / "call.wav", 20 * MIB)


def test_each_block_is_told_as_it_is_done(blob_storage: BlobStorage, recording: Path) -> None:
    assert put(blob_storage, "call.wav", recording) == [8 * MIB, 16 * MIB, 20 * MIB]


@pytest.mark.parametrize("name", NAMES)
def test_a_link_gives_what_was_put(name: str, blob_storage: BlobStorage, tmp_path: Path) -> None:
    file = written(tmp_path / "file", 1000)
    put(blob_storage, name, file)

    link = blob_storage.link(name, DAY)

    assert httpx.get(link).content == file.read_bytes()
    assert link.partition("?")[0] == blob_storage.url_of(name)
    assert names(blob_storage) == [name]


def test_the_same_content_is_not_sent_again(azurite: Azurite, blob_storage: BlobStorage, recording: Path) -> None:
    put(blob_storage, "call.wav", recording)
    before = len(azurite.requests("PUT"))

    assert put(blob_storage, "call.wav", recording)[-1] == 20 * MIB
    assert len(azurite.requests("PUT")) == before


def test_other_content_takes_the_place_of_the_old(blob_storage: BlobStorage, recording: Path) -> None:
    put(blob_storage, "call.wav", recording)
    written(recording, 20 * MIB, seed=2)
    put(blob_storage, "call.wav", recording)

    assert httpx.get(blob_storage.link("call.wav", DAY)).content == recording.read_bytes()


def test_an_upload_goes_on_where_it_was_stopped(azurite: Azurite, blob_storage: BlobStorage, recording: Path) -> None:
    upload = blob_storage.put("call.wav", recording)
    assert [next(upload), next(upload)] == [8 * MIB, 16 * MIB]
    upload.close()  # type: ignore[attr-defined]
    before = len(azurite.requests("PUT", "comp=block&"))

    put(blob_storage, "call.wav", recording)

    assert len(azurite.requests("PUT", "comp=block&")) == before + 1
    assert httpx.get(blob_storage.link("call.wav", DAY)).content == recording.read_bytes()


def test_blocks_of_an_earlier_state_of_the_file_are_not_used(blob_storage: BlobStorage, recording: Path) -> None:
    next(blob_storage.put("call.wav", recording))
    written(recording, 20 * MIB, seed=2)
    put(blob_storage, "call.wav", recording)

    assert httpx.get(blob_storage.link("call.wav", DAY)).content == recording.read_bytes()


@pytest.mark.parametrize("size", [20 * MIB, 21 * MIB, 3 * MIB])
def test_a_file_that_changes_is_noticed(size: int, blob_storage: BlobStorage, recording: Path) -> None:
    upload = blob_storage.put("call.wav", recording)
    next(upload)
    written(recording, size, seed=2)

    with pytest.raises(FileError, match=r"call\.wav changed while it was sent"):
        list(upload)
    assert names(blob_storage) == []


def test_an_empty_or_missing_file_is_refused(blob_storage: BlobStorage, tmp_path: Path) -> None:
    empty = tmp_path / "empty.wav"
    empty.touch()

    with pytest.raises(FileError, match="is empty"):
        put(blob_storage, "empty.wav", empty)
    with pytest.raises(FileError, match="cannot be read"):
        put(blob_storage, "missing.wav", tmp_path / "missing.wav")


def test_deletion_leaves_nothing_and_may_be_repeated(blob_storage: BlobStorage, recording: Path) -> None:
    put(blob_storage, "call.wav", recording)
    blob_storage.delete("call.wav")
    blob_storage.delete("call.wav")

    assert names(blob_storage) == []


def test_deletion_discards_the_blocks_of_an_interrupted_upload(
    azurite: Azurite, blob_storage: BlobStorage, recording: Path
) -> None:
    upload = blob_storage.put("call.wav", recording)
    next(upload)
    blob_storage.delete("call.wav")
    before = len(azurite.requests("PUT", "comp=block&"))

    put(blob_storage, "call.wav", recording)

    assert len(azurite.requests("PUT", "comp=block&")) == before + 3


def test_a_listing_is_below_the_prefix(azurite: Azurite, tmp_path: Path) -> None:
    file = written(tmp_path / "file", 10)
    whole = azurite.storage()
    for name in ("a/b/1.wav", "a/b/c/2.wav", "a/bc/3.wav", "4.wav"):
        put(whole, name, file)
    part = open_storage(f"{whole.url}/a/b", like=whole)

    assert [found.name for found in part.list()] == ["1.wav", "c/2.wav"]
    assert [found.name for found in part.list("*.wav")] == ["1.wav"]
    assert names(whole, "a/**/*.wav") == ["a/b/1.wav", "a/b/c/2.wav", "a/bc/3.wav"]
    assert names(whole, "?.wav") == ["4.wav"]


def test_a_url_of_the_same_account_has_its_credential(azurite: Azurite, blob_storage: BlobStorage) -> None:
    other = open_storage(f"az://{ACCOUNT}/other/folder", like=blob_storage)

    assert other.url == f"{azurite.endpoint}/other/folder"


def test_a_container_that_is_not_there_is_told(azurite: Azurite, tmp_path: Path) -> None:
    storage = azurite.storage(azurite.free_url())

    with pytest.raises(
        StorageError, match=r"The container 'container-\d+' of account 'devstoreaccount1' does not exist"
    ):
        put(storage, "call.wav", written(tmp_path / "call.wav", 10))
    with pytest.raises(StorageError, match="does not exist: create it"):
        names(storage)


def test_a_container_is_created_on_request(azurite: Azurite, tmp_path: Path) -> None:
    file, url = written(tmp_path / "call.wav", 10), azurite.free_url()

    for name in ("1.wav", "2.wav"):
        put(azurite.storage(url, create=True), name, file)

    assert names(azurite.storage(url)) == ["1.wav", "2.wav"]


def test_threads_may_share_a_storage(blob_storage: BlobStorage, tmp_path: Path) -> None:
    def there_and_back(number: int) -> bool:
        file = written(tmp_path / f"{number}.wav", 9 * MIB, seed=number)
        put(blob_storage, file.name, file)
        return httpx.get(blob_storage.link(file.name, DAY)).content == file.read_bytes()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(there_and_back, range(16)))
    assert len(names(blob_storage)) == 16


@pytest.mark.parametrize("name", ["", "/a", "a/../b", ".", "a\\b", "a\nb", "x" * 1025])
def test_names_that_no_object_has_are_refused(name: str, azurite: Azurite) -> None:
    storage = azurite.storage()

    for call in (
        storage.url_of,
        storage.delete,
        lambda name: storage.link(name, DAY),
        lambda name: storage.put(name, Path()),
    ):
        with pytest.raises(InvalidArgument, match="Invalid name of an object"):
            call(name)


def test_a_key_is_not_shown(azurite: Azurite) -> None:
    assert KEY not in repr(azurite.storage()) + repr(vars(azurite.storage()))
