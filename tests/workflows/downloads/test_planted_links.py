"""Links that somebody has put into a folder of downloads lead nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from speechtotext import FileError
from speechtotext.v3_2 import Client
from unit.flavours import ID, Flavour
from workflows.downloads.downloaded_files import visible_files
from workflows.downloads.test_odd_storage import Container
from workflows.stored_files import StoredFiles

CONTENT = b"0123456789"
TAG = sha256(b'"1"').hexdigest()[:12]

pytestmark = pytest.mark.skipif(not hasattr(os, "link"), reason="no links on this platform")


@pytest.fixture(params=["O_NOFOLLOW", "counterpart"], autouse=True)
def _system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that can refuse to follow links, and one that cannot."""
    if request.param == "counterpart":
        monkeypatch.delattr(os, "O_NOFOLLOW", raising=False)
        monkeypatch.delattr(os, "geteuid", raising=False)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside.txt"
    path.write_bytes(b"precious")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "folder"
    path.mkdir()
    return path


def storage() -> StoredFiles:
    """Continues from anywhere."""

    class Tagged(StoredFiles):
        def _stored(self, request: httpx.Request) -> httpx.Response:
            response = super()._stored(request)
            response.headers["ETag"] = '"1"'
            return response

    return Tagged({"a.json": CONTENT})


def symbolic(link: Path, target: Path) -> None:
    link.symlink_to(target)


def hard(link: Path, target: Path) -> None:
    os.link(target, link)


each_link = pytest.mark.parametrize("plant", [symbolic, hard])


@each_link
@pytest.mark.parametrize("tag", [TAG, "-"])
def test_a_link_in_the_place_of_a_part_is_replaced(
    flavour: Flavour, outside: Path, folder: Path, plant: Callable[[Path, Path], None], tag: str
) -> None:
    plant(folder / f".a.json.{tag}.part", outside)

    flavour.client(Client, storage()).transcriptions.download(ID, folder)

    assert outside.read_bytes() == b"precious"
    assert visible_files(folder) == {"a.json": CONTENT}
    assert not (folder / "a.json").is_symlink()
    assert (folder / "a.json").stat().st_nlink == 1


@each_link
def test_a_link_in_the_place_of_the_index_is_refused(
    flavour: Flavour, outside: Path, folder: Path, plant: Callable[[Path, Path], None]
) -> None:
    outside.write_bytes(b"")
    plant(folder / ".speechtotext-files.sqlite3", outside)

    with pytest.raises(FileError, match=r"speechtotext-files\.sqlite3 is a link, or belongs to somebody else"):
        flavour.client(Client, storage()).transcriptions.download(ID, folder)

    assert outside.read_bytes() == b""


def test_a_link_to_nothing_in_the_place_of_the_index_is_refused(flavour: Flavour, outside: Path, folder: Path) -> None:
    outside.unlink()
    (folder / ".speechtotext-files.sqlite3").symlink_to(outside)

    with pytest.raises(FileError, match="is a link"):
        flavour.client(Client, storage()).transcriptions.download(ID, folder)

    assert not outside.exists()


@pytest.mark.parametrize("name", ["sub/a.bin", "sub/deeper/a.bin", "deep/sub/a.bin"])
def test_a_link_in_the_place_of_a_folder_is_refused(flavour: Flavour, tmp_path: Path, folder: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = folder / name.partition("sub")[0] / "sub"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(elsewhere, target_is_directory=True)

    with pytest.raises(FileError, match=r"folder.*sub is a link, which the client does not follow"):
        flavour.client(Client, Container(name)).models.download_manifest(ID, folder)

    assert list(elsewhere.iterdir()) == []


def test_a_folder_in_the_place_of_a_part_is_told(flavour: Flavour, folder: Path) -> None:
    (folder / f".a.json.{TAG}.part").mkdir()

    with pytest.raises(FileError, match=r"a\.json cannot be written"):
        flavour.client(Client, storage()).transcriptions.download(ID, folder)


def test_a_pipe_in_the_place_of_a_part_is_replaced(flavour: Flavour, folder: Path) -> None:
    os.mkfifo(folder / f".a.json.{TAG}.part")

    flavour.client(Client, storage()).transcriptions.download(ID, folder)

    assert visible_files(folder) == {"a.json": CONTENT}
