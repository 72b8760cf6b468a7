"""`download` from storage that answers in ways which HTTP allows, but nobody expects."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import FileError, RetryPolicy, TransportError, UnexpectedResponse
from speechtotext.v3_2 import Client
from unit.flavours import ID, ORIGIN, Flavour
from workflows.downloads.downloaded_files import visible_files
from workflows.stored_files import STORE, CutShort, StoredFiles

CONTENT = b"0123456789"
ETAG = {"ETag": '"1"'}

pytestmark = pytest.mark.usefixtures("sleeps")


def parts(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.suffix == ".part"]


def storage(*answers: httpx.Response) -> StoredFiles:
    """Has one file of ten bytes, and gives these answers when it is asked for it."""
    service = StoredFiles({"a.json": CONTENT})
    service.answers = list(answers)
    return service


def ranges(service: StoredFiles) -> list[str | None]:
    """What was asked for."""
    return [request.headers.get("Range") for request in service.fetches]


def broken(size: int, **headers: str) -> httpx.Response:
    """An answer that breaks off after so many bytes."""
    return httpx.Response(200, headers=headers, stream=CutShort(CONTENT, size))


def rest(start: int, end: int, total: str = "10", **headers: str) -> httpx.Response:
    """A part of the file."""
    content_range = {"Content-Range": f"bytes {start}-{end - 1}/{total}"}
    return httpx.Response(206, content=CONTENT[start:end], headers={**ETAG, **content_range, **headers})


def packed() -> CutShort:
    return CutShort(gzip.compress(CONTENT), None)


def fetch(flavour: Flavour, service: Callable[[httpx.Request], httpx.Response], folder: Path) -> list[Any]:
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=4))
    files: list[Any] = stt.transcriptions.download(ID, folder)
    return files


def test_a_range_that_is_given_in_parts_is_put_together(flavour: Flavour, tmp_path: Path) -> None:
    service = storage(broken(2, **ETAG), rest(2, 5), rest(5, 9), rest(9, 10))

    fetch(flavour, service, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}
    assert ranges(service) == [None, "bytes=2-", "bytes=5-", "bytes=9-"]


def test_a_range_of_a_file_whose_size_is_not_told_goes_to_its_end(flavour: Flavour, tmp_path: Path) -> None:
    service = storage(broken(2, **ETAG), rest(2, 10, total="*"))

    fetch(flavour, service, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"1"'}], ids=["none", "a weak one"])
def test_without_an_entity_tag_a_file_is_begun_anew(flavour: Flavour, tmp_path: Path, headers: dict[str, str]) -> None:
    service = storage(broken(8, **headers), broken(4, **headers), httpx.Response(200, content=CONTENT, headers=headers))

    fetch(flavour, service, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}
    assert parts(tmp_path) == []
    assert ranges(service) == [None, None, None]


def test_without_an_entity_tag_what_always_breaks_off_is_given_up(flavour: Flavour, tmp_path: Path) -> None:
    service = storage(*(broken(size) for size in range(1, 10)))

    with pytest.raises(TransportError, match=r"Fetching a.json broke off"):
        fetch(flavour, service, tmp_path)

    assert len(service.fetches) == 4


def test_a_part_without_an_entity_tag_is_not_continued_by_a_later_run(flavour: Flavour, tmp_path: Path) -> None:
    service = storage(*(broken(8) for _ in range(4)))
    with pytest.raises(TransportError):
        fetch(flavour, service, tmp_path)

    fetch(flavour, service, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}
    assert parts(tmp_path) == []
    assert ranges(service)[-1] is None


def test_storage_that_knows_no_ranges_gives_the_whole_again(flavour: Flavour, tmp_path: Path) -> None:
    service = storage(broken(4, **ETAG), httpx.Response(200, content=CONTENT, headers=ETAG))

    fetch(flavour, service, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}
    assert ranges(service) == [None, "bytes=4-"]


UNFIT = {
    "from elsewhere": lambda: rest(3, 10),
    "of other content": lambda: rest(4, 10, ETag='"2"'),
    "of nobody knows what": lambda: httpx.Response(206, content=b"456789", headers=ETAG),
    "refused": lambda: httpx.Response(416),
}


@pytest.mark.parametrize("answer", UNFIT.values(), ids=UNFIT)
def test_a_range_that_does_not_fit_is_not_put_together(
    flavour: Flavour, tmp_path: Path, answer: Callable[[], httpx.Response]
) -> None:
    service = storage(broken(4, **ETAG), answer())

    fetch(flavour, service, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}
    assert ranges(service) == [None, "bytes=4-", None]


def test_a_range_that_is_compressed_is_not_put_together(flavour: Flavour, tmp_path: Path) -> None:
    headers = {**ETAG, "Content-Range": "bytes 4-9/10", "Content-Encoding": "gzip"}
    service = storage(broken(4, **ETAG), httpx.Response(206, stream=packed(), headers=headers))

    fetch(flavour, service, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}


def test_what_is_compressed_unasked_is_unpacked(flavour: Flavour, tmp_path: Path) -> None:
    service = storage(httpx.Response(200, stream=packed(), headers={**ETAG, "Content-Encoding": "gzip"}))

    fetch(flavour, service, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}
    assert service.fetches[0].headers["Accept-Encoding"] == "identity"


def test_an_empty_file_is_a_file(flavour: Flavour, tmp_path: Path) -> None:
    fetch(flavour, StoredFiles({"a.json": b"", "b.json": CONTENT}), tmp_path)

    assert visible_files(tmp_path) == {"a.json": b"", "b.json": CONTENT}


def test_a_job_without_files_gives_an_empty_folder(flavour: Flavour, tmp_path: Path) -> None:
    assert fetch(flavour, StoredFiles({}), tmp_path / "calls") == []
    assert visible_files(tmp_path / "calls") == {}


def test_a_file_that_is_listed_twice_is_fetched_once(flavour: Flavour, tmp_path: Path) -> None:
    class Shifting(StoredFiles):
        """A file is added while the pages are read, so that the second page begins with the last of the first."""

        def _file(self, number: int) -> dict[str, object]:
            return super()._file(min(number, 1))

    service = Shifting({"a.json": b"a", "b.json": b"b", "c.json": b"c"}, page=2)

    files = fetch(flavour, service, tmp_path)

    assert [file.name for file in files] == ["a.json", "b.json"]
    assert visible_files(tmp_path) == {"a.json": b"a", "b.json": b"b"}
    assert len(service.fetches) == 2


def test_a_file_that_changes_each_time_is_told(flavour: Flavour, tmp_path: Path) -> None:
    answers = [rest(4, 10, ETag='"2"') if number % 2 else broken(4, **ETAG) for number in range(20)]

    with pytest.raises(UnexpectedResponse, match=r"Fetching a.json is redirected without end"):
        fetch(flavour, storage(*answers), tmp_path)


def test_a_folder_can_be_a_link_to_one(flavour: Flavour, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real", target_is_directory=True)

    fetch(flavour, storage(), tmp_path / "link")

    assert visible_files(tmp_path / "real") == {"a.json": CONTENT}


class Container:
    """A service with a manifest that names files, and the storage that they are in."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host in STORE:
            return httpx.Response(200, content=CONTENT, headers=ETAG)
        files = [{"name": name, "contentUrl": f"{STORE}/{name}?sig=x"} for name in self._names]
        model = {"self": f"{ORIGIN}/speechtotext/v3.2/models/{ID}"}
        return httpx.Response(200, json={"model": model, "modelFiles": files, "properties": {}})


def test_what_somebody_else_put_into_a_folder_below_is_left_alone(flavour: Flavour, tmp_path: Path) -> None:
    (tmp_path / "am").mkdir()
    (tmp_path / "am" / "final.mdl").write_bytes(b"mine")

    flavour.client(Client, Container("am/final.mdl")).models.download_manifest(ID, tmp_path)

    assert visible_files(tmp_path / "am") == {"final.mdl": b"mine", "final (2).mdl": CONTENT}


def test_a_folder_below_that_cannot_be_made_is_told(flavour: Flavour, tmp_path: Path) -> None:
    (tmp_path / "am").write_bytes(b"mine")

    with pytest.raises(FileError, match=r"cannot be written: (File exists|Not a directory)"):
        flavour.client(Client, Container("am/final.mdl")).models.download_manifest(ID, tmp_path)


@pytest.mark.parametrize("names", [("am", "am/final.mdl"), ("AM", "am/final.mdl"), ("am/final.mdl", "am")], ids=str)
def test_a_file_does_not_get_the_name_of_a_folder(flavour: Flavour, tmp_path: Path, names: tuple[str, str]) -> None:
    files = flavour.client(Client, Container(*names)).models.download_manifest(ID, tmp_path)

    assert {file.path.relative_to(tmp_path).as_posix().lower() for file in files} == {
        "manifest.json",
        "am (2)",
        "am/final.mdl",
    }
