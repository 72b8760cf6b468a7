"""Downloads on disk: names, progress, full disks, broken indexes."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from speechtotext import (
    ConfigurationError,
    DownloadProgress,
    FileError,
    StorageError,
)
from speechtotext._files import filesystem
from speechtotext.v3_2 import Client
from unit.flavours import ID, KEY, Flavour
from workflows.downloads.downloaded_files import RESULTS, visible_files
from workflows.stored_files import StoredFiles

NAMES = [
    ("../escape.json", "_.._escape.json"),
    ("folder/call.wav.json", "folder_call.wav.json"),
    ("C:\\calls\\a.json", "C__calls_a.json"),
    ("con.json", "_con.json"),
    ("LPT1", "_LPT1"),
    ("trailing. ", "trailing"),
    (".hidden", "_.hidden"),
    ("..", "_"),
    ("a\x00b\n.json", "a_b_.json"),
    ("e\u0301.json", "\u00e9.json"),
    ("\ud800.json", "_.json"),
    ("n" * 300 + ".json", "n" * 195 + ".json"),
    ("語" * 100 + ".json", "語" * 65 + ".json"),
    ("con .json", "_con .json"),
    ("CONIN$", "_CONIN$"),
    ("a\u202egpj.exe", "a_gpj.exe"),
    ("a\x85b.json", "a_b.json"),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_names_stay_in_the_folder(flavour: Flavour, tmp_path: Path, name: str, safe: str) -> None:
    folder = tmp_path / "deep" / "folder"
    service = StoredFiles({"placeholder": b"content"})
    service.contents = [(name, b"content")]
    stt = flavour.client(Client, service)

    (file,) = stt.transcriptions.download(ID, folder)

    assert file.path == folder / file.path.name
    assert file.path.read_bytes() == b"content"
    assert file.path.name == safe
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and not path.name.startswith(".")] == [safe]


def test_files_of_the_same_name_are_kept_apart(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles([("a/b.json", b"1"), ("a_b.json", b"2"), ("A_B.JSON", b"3"), ("a_b (2).json", b"4")])
    stt = flavour.client(Client, service)

    files = stt.transcriptions.download(ID, tmp_path)

    assert [file.path.read_bytes() for file in files] == [b"1", b"2", b"3", b"4"]
    assert len({file.path.name.casefold() for file in files}) == 4
    assert stt.transcriptions.download(ID, tmp_path) == files


ONE_FILE_SOMEWHERE = [
    ("a.json", "A.JSON"),
    ("\u00e9.json", "e\u0301.json"),
    ("\u00c9.json", "e\u0301.json"),
    ("stra\u00dfe.json", "STRASSE.json"),
    ("K.json", "\u212a.json"),
    ("\u03a3.json", "\u03c2.json"),
    ("I.json", "\u0131.json"),
    ("\ufb01.json", "FI.json"),
    ("a\u200d.json", "a.json"),
]


@pytest.mark.parametrize("names", ONE_FILE_SOMEWHERE, ids=ascii)
def test_names_that_are_one_file_on_some_systems_are_kept_apart(
    flavour: Flavour, tmp_path: Path, names: tuple[str, str]
) -> None:
    stt = flavour.client(Client, StoredFiles([(names[0], b"1"), (names[1], b"2")]))

    files = stt.transcriptions.download(ID, tmp_path)

    assert [file.path.read_bytes() for file in files] == [b"1", b"2"]
    assert files[1].path.stem.endswith(" (2)")


def test_a_file_that_somebody_else_put_there_is_left_alone(flavour: Flavour, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(b"mine")
    stt = flavour.client(Client, StoredFiles({"report.json": b"{}"}))

    (file,) = stt.transcriptions.download(ID, tmp_path)

    assert file.path == tmp_path / "report (2).json"
    assert visible_files(tmp_path) == {"report.json": b"mine", "report (2).json": b"{}"}


def test_progress_is_told_as_it_grows(flavour: Flavour, tmp_path: Path) -> None:
    seen: list[DownloadProgress] = []
    stt = flavour.client(Client, StoredFiles(RESULTS))

    stt.transcriptions.download(ID, tmp_path, on_progress=seen.append)

    total = sum(map(len, RESULTS.values()))
    assert seen[-1] == DownloadProgress(3, 3, total, total)
    assert [entry.bytes_done for entry in seen] == sorted(entry.bytes_done for entry in seen)


def test_a_full_disk_is_told_and_what_has_come_is_kept(
    flavour: Flavour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = StoredFiles({"a.json": b"0123456789"})
    stt = flavour.client(Client, service)
    monkeypatch.setattr(filesystem, "open_new", _full_after(4, filesystem.open_new))

    with pytest.raises(FileError, match=r"a.json cannot be written: No space left on device"):
        stt.transcriptions.download(ID, tmp_path)
    monkeypatch.undo()
    stt.transcriptions.download(ID, tmp_path)

    assert visible_files(tmp_path) == {"a.json": b"0123456789"}
    assert service.fetches[-1].headers["Range"] == "bytes=4-"


def test_a_disk_that_takes_less_than_it_is_given_is_given_the_rest(
    flavour: Flavour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Sparing:
        def __init__(self, file: IO[bytes]) -> None:
            self._file = file
            self.close = file.close

        def write(self, data: bytes) -> int:
            return self._file.write(data[:3])

    opened = filesystem.open_new
    monkeypatch.setattr(filesystem, "open_new", lambda path: Sparing(opened(path)))

    flavour.client(Client, StoredFiles({"a.json": b"0123456789"})).transcriptions.download(ID, tmp_path)

    monkeypatch.undo()
    assert visible_files(tmp_path) == {"a.json": b"0123456789"}


def _full_after(size: int, real: Callable[[Path], IO[bytes]]) -> Any:
    """`open_new` on a disk that has room for so many bytes."""

    class Full:
        def __init__(self, file: IO[bytes]) -> None:
            self._file = file

        def write(self, data: bytes) -> int:
            self._file.write(data[:size])
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None:
            self._file.close()

    return lambda path: Full(real(path))


def test_a_folder_that_cannot_be_made_is_told(flavour: Flavour, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    stt = flavour.client(Client, StoredFiles(RESULTS))

    with pytest.raises(FileError, match="cannot be written: File exists"):
        stt.transcriptions.download(ID, tmp_path / "taken")


def test_an_index_that_is_none_is_told(flavour: Flavour, tmp_path: Path) -> None:
    (tmp_path / ".speechtotext-files.sqlite3").write_bytes(b"garbage" * 1000)
    stt = flavour.client(Client, StoredFiles(RESULTS))

    with pytest.raises(FileError, match=r"speechtotext-files.sqlite3 cannot be used: file is not a database"):
        stt.transcriptions.download(ID, tmp_path)


def test_a_closed_client_fetches_nothing(tmp_path: Path) -> None:
    stt = Client(region="westeurope", key=KEY)
    stt.close()

    with pytest.raises(ConfigurationError, match="the client has been closed"):
        stt.transcriptions.download(ID, tmp_path)


def test_what_fails_stops_what_runs_beside_it(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({f"{number}.json": b"x" for number in range(200)})
    service.answers = [httpx.Response(403), httpx.Response(403)] * 2
    stt = flavour.client(Client, service)

    with pytest.raises(StorageError):
        stt.transcriptions.download(ID, tmp_path, concurrency=2)

    assert len(service.fetches) < 20


@pytest.mark.parametrize("concurrency", [0, -1])
def test_nothing_at_a_time_is_refused(flavour: Flavour, tmp_path: Path, concurrency: int) -> None:
    service = StoredFiles(RESULTS)
    stt = flavour.client(Client, service)

    with pytest.raises(ValueError, match=f"concurrency is {concurrency}: expected 1 or more"):
        stt.transcriptions.download(ID, tmp_path, concurrency=concurrency)

    assert service.fetches == []
