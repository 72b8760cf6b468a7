"""Recordings found: files, folders, patterns, lists, URLs and storages, mixed in one list of inputs."""

from __future__ import annotations

import io
import os
import socket
import sys
import tracemalloc
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.recordings import flac, mp3, wav
from speechtotext import InvalidArgument
from speechtotext._recordings.finding.audio_files import BATCH_LIMIT_BYTES
from speechtotext._recordings.finding.find import find_recordings
from speechtotext._recordings.finding.recording import Fault, Recording, Skipped
from speechtotext.storage import StoredObject


class Storages:
    """Containers by URL, and what was listed of them."""

    def __init__(self, containers: Mapping[str, list[str]]) -> None:
        self._containers = containers
        self.listed: list[str] = []

    def __call__(self, url: str) -> Listing:
        if url not in self._containers:
            raise StorageNotThere(f"The container {url} does not exist.")
        return Listing(self._containers[url], self.listed)


class StorageNotThere(InvalidArgument):
    """A storage that cannot be opened."""


class Listing:
    def __init__(self, names: list[str], listed: list[str]) -> None:
        self._names = names
        self._listed = listed

    def list(self, pattern: str) -> Iterator[StoredObject]:
        self._listed.append(pattern)
        for name in self._names:
            # Of fnmatch, * matches slashes, too, which is what ** is for.
            if fnmatchcase(name, pattern.replace("**/*", "*").replace("**", "*")):
                yield StoredObject(name, 1000, None)


NO_STORAGE = Storages({})


def found(*inputs: str | os.PathLike[str], storages: Storages = NO_STORAGE) -> list[Recording]:
    items = list(find_recordings(inputs, open_storage=storages))
    assert not [item for item in items if isinstance(item, Skipped)]
    return [item for item in items if isinstance(item, Recording)]


def skipped(*inputs: str, storages: Storages = NO_STORAGE) -> dict[str, str]:
    items = find_recordings(inputs, open_storage=storages)
    return {item.source: item.reason for item in items if isinstance(item, Skipped)}


def places(*inputs: str | os.PathLike[str], storages: Storages = NO_STORAGE) -> list[str]:
    return [recording.place for recording in found(*inputs, storages=storages)]


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of recordings in the working directory."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "calls"
    for name, content in {
        "2026/may/müller.wav": wav(),
        "2026/may/a b.mp3": mp3(),
        "2026/june/会議.flac": flac(),
        "z.wav": wav(),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_a_file_is_found_with_its_size_and_time(calls: Path) -> None:
    path = calls / "z.wav"
    status = path.stat()

    assert found("calls/z.wav") == [
        Recording(
            "file", str(path.resolve()), str(path.resolve()), "calls/z.wav", "z", status.st_size, status.st_mtime_ns
        )
    ]


def test_the_tree_of_a_folder_is_mirrored_in_the_order_of_names(calls: Path) -> None:
    assert places("calls") == ["2026/june/会議", "2026/may/a b", "2026/may/müller", "z"]
    assert [recording.shown for recording in found("calls/")][-1] == os.path.join("calls", "z.wav")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("calls/**/*.wav", ["2026/may/müller", "z"]),
        ("calls/2026/*/*.mp3", ["may/a b"]),
        ("calls/2026/m*", ["may/a b", "may/müller"]),
        ("calls/**/may", ["2026/may/a b", "2026/may/müller"]),
        ("calls/20[0-9][0-9]/**/?*", ["2026/june/会議", "2026/may/a b", "2026/may/müller"]),
        ("calls/*.wav", ["z"]),
        ("**/z.wav", ["calls/z"]),
    ],
)
def test_a_pattern_finds_files_and_the_folders_that_it_matches(calls: Path, pattern: str, expected: list[str]) -> None:
    assert places(pattern) == expected
    assert places(str(calls.parent / pattern)) == expected


def test_a_file_whose_name_looks_like_a_pattern_is_itself(calls: Path) -> None:
    (calls / "call[1].wav").write_bytes(wav())
    (calls / "call1.wav").write_bytes(wav())

    assert places("calls/call[1].wav") == ["call[1]"]
    assert places("calls/call[0-9].wav") == ["call1"]


def test_files_that_are_plainly_no_recordings_are_skipped_with_a_reason(calls: Path) -> None:
    for name in ("notes.txt", ".DS_Store", "2026/may/müller.srt", "cover.JPG", "half.wav.crdownload", "Thumbs.db"):
        (calls / name).write_bytes(b"x")
    (calls / ".cache").mkdir()

    shown = {Path(source).relative_to("calls").as_posix(): reason for source, reason in skipped("calls").items()}

    assert shown == {
        ".DS_Store": "a hidden file",
        ".cache": "a hidden folder",
        "2026/may/müller.srt": "a subtitle file by its name",
        "cover.JPG": "an image by its name",
        "half.wav.crdownload": "an unfinished download by its name",
        "notes.txt": "a text or document by its name",
        "Thumbs.db": "not a recording by its name",
    }


def test_a_pattern_leaves_hidden_files_alone_unless_it_names_them(calls: Path) -> None:
    (calls / ".old").mkdir()
    (calls / ".old" / "a.wav").write_bytes(wav())

    assert "a" not in {Path(place).name for place in places("calls/**/*.wav")}
    assert places("calls/.old/*.wav") == ["a"]


def test_a_file_that_is_named_is_judged_by_its_content_alone(calls: Path) -> None:
    (calls / "audio.txt").write_bytes(wav())
    (calls / "text.wav").write_bytes(b"This is not audio.")

    (audio,) = found("calls/audio.txt")
    (text,) = found("calls/text.wav")

    assert audio.fault is None
    assert text.fault == Fault("NotAudio", "The file holds text, not audio.")


def test_one_input_that_cannot_be_transcribed_never_keeps_others_from_being_found(calls: Path) -> None:
    (calls / "empty.wav").touch()
    with (calls / "large.wav").open("wb") as file:
        file.truncate(BATCH_LIMIT_BYTES + 1)

    inputs = ["nowhere.wav", "calls/empty.wav", "calls/large.wav", "https://", "ftp://contoso/a.wav", "calls/z.wav/x"]
    faults = [recording.fault and recording.fault.kind for recording in found(*inputs, "calls/z.wav")]

    assert faults == ["NotFound", "EmptyFile", "TooLarge", "InvalidUrl", "NotReadable", "NotFound", None]


def test_inputs_that_name_nothing_are_skipped(calls: Path) -> None:
    (calls / "none").mkdir()
    storages = Storages({"az://contoso/calls": []})

    assert skipped("calls/none", "calls/*.ogg", "nowhere/**", "az://contoso/calls/2026", storages=storages) == {
        "calls/none": "no files are in this folder",
        "calls/*.ogg": "no file matches this pattern",
        "nowhere/**": "no file matches this pattern",
        "az://contoso/calls/2026": "no object of the storage matches",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_are_followed_but_not_in_circles(calls: Path) -> None:
    (calls / "2026" / "all").symlink_to(calls)
    (calls / "itself").symlink_to(calls / "itself")
    (calls / "newest.wav").symlink_to(calls / "z.wav")

    recordings = found("calls")

    (newest,) = (recording for recording in recordings if recording.place == "newest")
    assert newest.source == str((calls / "z.wav").resolve())
    assert [recording.place for recording in recordings if recording.fault] == ["itself"]
    assert len({recording.source for recording in recordings if not recording.fault}) == 4
    assert len(recordings) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_told(calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(calls)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("control")
        (recording,) = found("control")

    assert recording.fault == Fault("NotReadable", "This is a device, pipe or socket, not a file.")


def test_a_path_in_the_home_folder_is_found(calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(calls))
    monkeypatch.setenv("USERPROFILE", str(calls))

    assert places("~/z.wav", "~/*.wav") == ["z", "z"]


def test_a_url_is_known_without_its_signature(calls: Path) -> None:
    url = "https://Contoso.example/calls/a%20b.2026.wav?sv=2024&sig=c2VjcmV0"

    (recording,) = found(url)

    assert recording == Recording(
        "url",
        "https://contoso.example/calls/a%20b.2026.wav",
        url,
        "https://Contoso.example/calls/a%20b.2026.wav",
        "a b.2026",
    )


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?sig=c2VjcmV0", ""),
        ("?sv=2024&sig=c2VjcmV0&se=2030", ""),
        ("?Expires=1&Signature=c2VjcmV0", ""),
        ("?part=sig=1", "?part=sig=1"),
        ("#?sig=1", "#?sig=1"),
    ],
)
def test_a_url_loses_its_query_with_its_signature_only(query: str, shown: str) -> None:
    (recording,) = found(f"https://contoso.example/calls/a.wav{query}")

    assert (recording.shown, recording.place) == (f"https://contoso.example/calls/a.wav{shown}", "a")


def test_a_url_given_as_a_path_is_told_with_the_remedy(calls: Path) -> None:
    (recording,) = found(Path("https://contoso.example/a.wav"))

    assert recording.fault == Fault(
        "InvalidUrl", "A slash is missing after the scheme: give URLs as text, not as paths."
    )


def test_a_drive_letter_is_no_scheme(calls: Path) -> None:
    (recording,) = found(r"C:\calls\a.wav")

    assert (recording.kind, recording.fault and recording.fault.kind) == ("file", "NotFound")


def test_standard_input_is_a_list(calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "calls/*.wav\r\n# of May\r\nhttps://contoso.example/a.wav\r\n-\r\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode("utf-16"))))

    assert places("-") == ["z", "a", "-"]


STORED = ["2026/may/a.wav", "2026/may/b.mp3", "2026/z.wav", "call.wav", "notes.txt"]


@pytest.mark.parametrize(
    ("url", "pattern", "expected"),
    [
        ("az://contoso/calls", ["**"], ["2026/may/a", "2026/may/b", "2026/z", "call"]),
        ("az://contoso/calls/2026/", ["2026/**"], ["may/a", "may/b", "z"]),
        ("AZ://contoso/calls/2026", ["2026", "2026/**"], ["may/a", "may/b", "z"]),
        ("az://contoso/calls/2026/**/*.wav", ["2026/**/*.wav"], ["may/a", "z"]),
        ("az://contoso/calls/call.wav", ["call.wav", "call.wav/**"], ["call"]),
        ("s3://calls/2026/z.wav", ["2026/z.wav", "2026/z.wav/**"], ["z"]),
    ],
)
def test_objects_of_a_storage_are_found(url: str, pattern: list[str], expected: list[str]) -> None:
    storages = Storages({"az://contoso/calls": STORED, "s3://calls": STORED})

    items = list(find_recordings(url, open_storage=storages))

    assert [item.place for item in items if isinstance(item, Recording)] == expected
    assert storages.listed == pattern


def test_an_object_of_a_storage_is_known_by_its_url() -> None:
    (recording,) = found("s3://calls/2026/z.wav", storages=Storages({"s3://calls": STORED}))

    url = "s3://calls/2026/z.wav"
    assert recording == Recording("stored", url, url, url, "z", 1000)


def test_a_storage_that_cannot_be_opened_is_told() -> None:
    (recording,) = found("az://contoso/lost/2026")

    assert recording.fault == Fault("NotReadable", "The container az://contoso/lost does not exist.")


def test_an_input_that_is_no_text_is_refused() -> None:
    with pytest.raises(InvalidArgument, match=r"inputs has 7: give paths and URLs as text"):
        list(find_recordings([7], open_storage=NO_STORAGE))  # type: ignore[list-item]


def test_a_million_urls_need_no_memory() -> None:
    urls = (f"https://contoso.example/{number}.wav" for number in range(1_000_000))
    recordings = find_recordings(urls, open_storage=NO_STORAGE)
    tracemalloc.start()
    try:
        assert sum(1 for _ in islice(recordings, 20_000)) == 20_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 1_000_000


names = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(st.lists(names, min_size=1, max_size=4))
def test_a_place_is_below_the_folder_of_results_whatever_an_object_is_called(steps: list[str]) -> None:
    name = "/".join(steps) + ".wav"
    storages = Storages({"s3://calls": [name]})

    for item in find_recordings("s3://calls", open_storage=storages):
        if isinstance(item, Recording):
            parts = item.place.split("/")
            assert not {"", ".", ".."} & set(parts)
            assert not any(set(part) & set('\\:*?"<>|') for part in parts)
