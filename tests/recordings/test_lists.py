"""Lists of inputs, as editors, scripts and other systems write them."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechtotext import FileError, InvalidArgument
from speechtotext._recordings.finding.lists import read_list

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_list_is_read_in_the_encodings_and_with_the_line_ends_of_any_system(encoding: str, newline: str) -> None:
    lines = ["https://contoso.example/a.wav", "", "# of May", "  gespräche/müller.wav  ", "\t", "会議.wav"]

    read = read_list(BytesIO(newline.join(lines).encode(encoding)))

    assert list(read) == ["https://contoso.example/a.wav", "gespräche/müller.wav", "会議.wav"]


def test_quotes_around_a_line_are_removed() -> None:
    written = b'"C:\\calls\\may 1.wav"\n\'#1.wav\'\n"half.wav\n'

    assert list(read_list(BytesIO(written))) == [r"C:\calls\may 1.wav", "#1.wav", '"half.wav']


def test_relative_paths_count_from_the_folder_of_the_list(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    absolute = str(tmp_path / "b.wav")
    lines = ["a.wav", "../c.wav", absolute, "~/d.wav", "https://contoso.example/e.wav", "az://contoso/calls/f.wav"]
    (folder / "may.txt").write_text("\n".join(lines))

    read = list(read_list(folder / "may.txt"))

    assert read == [str(folder / "a.wav"), os.path.join(folder, "../c.wav"), *lines[2:]]


def test_brackets_in_the_name_of_the_lists_folder_are_no_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "[old] calls"
    folder.mkdir()
    (folder / "list.txt").write_text("*.wav\n")

    assert list(read_list(folder / "list.txt")) == [f"{tmp_path}/[[]old] calls/*.wav"]


def test_lines_are_read_as_they_are_asked_for() -> None:
    read = read_list(BytesIO(b"a.wav\n" * 10_000 + b"\xff\xff"))

    assert next(read) == "a.wav"
    with pytest.raises(InvalidArgument, match="is not UTF-8 or UTF-16; save it as UTF-8"):
        list(read)


def test_a_list_stays_open_for_its_opener() -> None:
    stream = BytesIO(b"a.wav")

    assert list(read_list(stream)) == ["a.wav"]
    assert not stream.closed


@pytest.mark.parametrize("content", [b"RIFF\x24\0\0\0WAVE", b"\xff\xfb\x90", bytes(100)])
def test_a_recording_given_as_a_list_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "call.wav").write_bytes(content)

    with pytest.raises(InvalidArgument, match=r"call\.wav is not a list of inputs"):
        list(read_list(tmp_path / "call.wav"))


def test_a_list_that_does_not_exist_is_told() -> None:
    with pytest.raises(FileError, match=r"The list nowhere\.txt cannot be read: No such file or directory\."):
        list(read_list("nowhere.txt"))


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)), st.sampled_from(ENCODINGS[:4]))
def test_any_names_survive_being_listed(names: list[str], encoding: str) -> None:
    names = [f"calls/{name}" for name in names]

    assert list(read_list(BytesIO("\n".join(names).encode(encoding)))) == names
