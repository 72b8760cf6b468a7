"""Calls that only some systems have, and what takes their place where they are missing."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from speechtotext._files import filesystem

pytestmark = pytest.mark.skipif(os.name != "posix", reason="takes calls of POSIX away")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "result.json"
    path.write_bytes(b"text")
    return path


@pytest.fixture(params=["O_NOFOLLOW", "counterpart"])
def no_follow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "counterpart":
        monkeypatch.delattr(os, "O_NOFOLLOW")


def with_fcntl(monkeypatch: pytest.MonkeyPatch, **calls: Any) -> None:
    monkeypatch.setattr(filesystem, "_fcntl", SimpleNamespace(LOCK_EX=2, LOCK_NB=4, **calls))


def opened(path: Path) -> None:
    os.close(filesystem.open_without_following(path, os.O_RDONLY))


@pytest.mark.usefixtures("no_follow")
def test_a_file_is_opened(file: Path) -> None:
    opened(file)


@pytest.mark.usefixtures("no_follow")
def test_a_symbolic_link_is_not_followed(file: Path) -> None:
    link = file.with_name("link")
    link.symlink_to(file)

    with pytest.raises(OSError, match="link") as caught:
        opened(link)

    assert caught.value.errno == errno.ELOOP


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_NOFOLLOW")
    outside, real_open = file.with_name("outside"), os.open

    def replaced_meanwhile(path: Path, *arguments: Any) -> int:
        path.rename(outside)
        path.symlink_to(outside)
        return real_open(path, *arguments)

    descriptors = len(os.listdir("/dev/fd"))
    with monkeypatch.context() as patch, pytest.raises(OSError, match="link"):
        patch.setattr(os, "open", replaced_meanwhile)
        opened(file)

    assert len(os.listdir("/dev/fd")) == descriptors


@pytest.mark.usefixtures("no_follow")
def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "calls.journal"
    filesystem.create_private(path)

    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        filesystem.create_private(path)


@pytest.mark.usefixtures("no_follow")
def test_a_private_file_is_not_made_where_a_link_leads(tmp_path: Path) -> None:
    link = tmp_path / "calls.journal"
    link.symlink_to(tmp_path / "outside")

    with pytest.raises(OSError, match=r"link|exists"):
        filesystem.create_private(link)

    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("call", ["fsync", "F_FULLFSYNC", "F_FULLFSYNC that a network drive lacks"])
def test_a_file_is_synced_as_its_system_does_it(call: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append("fsync"))

    def full_sync(descriptor: int, command: int) -> None:
        if "lacks" in call:
            raise OSError(errno.ENOTSUP, "not supported")
        synced.append("F_FULLFSYNC")

    if call != "fsync":
        with_fcntl(monkeypatch, F_FULLFSYNC=51, fcntl=full_sync)
    filesystem.sync_file(file)

    assert synced == ["F_FULLFSYNC" if call == "F_FULLFSYNC" else "fsync"]


def test_the_names_in_a_folder_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.path.isdir(f"/dev/fd/{descriptor}")))

    filesystem.sync_folder(tmp_path)

    assert synced == [True]


def test_a_folder_that_cannot_be_opened_needs_no_syncing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.delattr(os, "O_DIRECTORY")
        patch.setattr(os, "open", lambda *_: pytest.fail("Windows cannot open a folder"))
        filesystem.sync_folder(tmp_path)


@pytest.mark.parametrize(("number", "passes"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_folder_whose_syncing_fails(
    number: int, passes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    if passes:
        filesystem.sync_folder(tmp_path)
    else:
        with pytest.raises(OSError, match=os.strerror(number)):
            filesystem.sync_folder(tmp_path)


@pytest.mark.parametrize(
    ("number", "supported"), [(None, True), (errno.ENOLCK, False), (errno.ENOTSUP, False), (errno.EAGAIN, True)]
)
def test_whether_a_folder_has_locks(
    number: int | None, supported: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lock(descriptor: int, operation: int) -> None:
        if number is not None:
            raise OSError(number, os.strerror(number))

    with_fcntl(monkeypatch, lockf=lock)

    assert filesystem.has_locks(tmp_path) is supported
    assert list(tmp_path.iterdir()) == []


def test_windows_always_has_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "_fcntl", None)

    assert filesystem.has_locks(tmp_path)


def test_a_change_shows_though_the_time_of_modification_is_set_back(file: Path) -> None:
    os.utime(file, (1, 1))
    before = filesystem.file_version(file.stat())
    file.write_bytes(b"TEXT")
    os.utime(file, (1, 1))

    assert filesystem.file_version(file.stat()) != before


def test_without_change_times_nothing_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "HAS_CHANGE_TIME", False)

    assert filesystem.file_version(file.stat()) is None


@pytest.mark.usefixtures("no_follow")
def test_a_new_file_takes_the_place_of_a_link(file: Path) -> None:
    link = file.with_name("link")
    link.symlink_to(file)

    with filesystem.open_new(link) as new:
        new.write(b"new")

    assert link.read_bytes() == b"new"
    assert file.read_bytes() == b"text"


@pytest.mark.usefixtures("no_follow")
def test_a_file_of_ones_own_is_continued(file: Path) -> None:
    opened_file = filesystem.open_own(file)
    assert opened_file is not None
    with opened_file:
        opened_file.write(b" and more")

    assert file.read_bytes() == b"text and more"


@pytest.mark.usefixtures("no_follow")
def test_links_pipes_and_what_is_not_there_are_not_continued(file: Path) -> None:
    file.with_name("symbolic").symlink_to(file)
    os.link(file, file.with_name("hard"))
    os.mkfifo(file.with_name("pipe"))

    assert [filesystem.open_own(file.with_name(name)) for name in ("symbolic", "hard", "pipe", "gone")] == [None] * 4


def test_a_file_of_another_user_is_not_continued(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)

    assert filesystem.open_own(file) is None
    assert not filesystem.is_own_file(file)


def test_folders_are_made_below_another(tmp_path: Path) -> None:
    filesystem.make_own_folders(tmp_path, tmp_path / "a" / "b")
    filesystem.make_own_folders(tmp_path, tmp_path / "a" / "b")

    assert (tmp_path / "a" / "b").is_dir()


def test_a_junction_of_windows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    real = os.lstat(tmp_path / "a")
    junction = SimpleNamespace(st_mode=real.st_mode, st_reparse_tag=0xA0000003)

    error = pytest.raises(OSError, match="a is a link, which the client does not follow")
    with monkeypatch.context() as patch, error:
        patch.setattr(os, "lstat", lambda path: junction)
        filesystem.make_own_folders(tmp_path, tmp_path / "a")
