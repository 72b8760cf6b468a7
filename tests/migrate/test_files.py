"""Which files are looked at, and how they are read and written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from speechtotext.migrate import Migrated, migrate

PROGRAM = "from speechtotext.v3_2 import Client\n"
MOVED = PROGRAM.replace("v3_2", "v2025_10_15")
URL = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1"


def moved(*paths: Path, write: bool = True) -> list[Migrated]:
    return list(migrate(paths, "v2025_10_15", write=write))


def put(file: Path, content: bytes | str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_nothing_is_written_unless_it_is_asked_for(tmp_path: Path) -> None:
    file = put(tmp_path / "a.py", PROGRAM)

    (result,) = moved(tmp_path, write=False)

    assert (result.path, result.before, result.after) == (file, PROGRAM, MOVED)
    assert file.read_text() == PROGRAM


def test_all_programs_of_a_folder_are_rewritten(tmp_path: Path) -> None:
    files = [put(tmp_path / name, PROGRAM) for name in ("a.py", "b/c.py", "b/d/e.pyi", "f.pyw")]
    put(tmp_path / "other.py", "import os\n")

    assert {result.path for result in moved(tmp_path)} == set(files)
    assert {file.read_text() for file in files} == {MOVED}


@pytest.mark.parametrize(
    "place",
    [
        ".git/a.py",
        ".venv/a.py",
        "own-env/a.py",
        "node_modules/x/a.py",
        "lib/site-packages/a.py",
        "__pycache__/a.py",
        "a.md",
    ],
)
def test_what_is_not_the_programs_own_is_passed_over(place: str, tmp_path: Path) -> None:
    put(tmp_path / "own-env" / "pyvenv.cfg", "")
    file = put(tmp_path / place, PROGRAM)

    assert moved(tmp_path) == []
    assert file.read_text() == PROGRAM


@pytest.mark.parametrize(
    "name",
    *[
        [
            ".env",
            ".env.local",
            "a.yaml",
            ".github/workflows/a.yml",
            "a.json",
            "a.toml",
            "a.ini",
            "a.sh",
            "Makefile",
            "a.tf",
        ]
    ],
)
def test_scripts_and_configuration_are_looked_at(name: str, tmp_path: Path) -> None:
    put(tmp_path / name, f"x = {URL}\n")

    (result,) = moved(tmp_path)

    assert [finding.line for finding in result.left] == [1]
    assert not result.changed


def test_a_file_that_is_named_is_looked_at_whatever_it_is_called(tmp_path: Path) -> None:
    assert moved(put(tmp_path / "notes.txt", URL))[0].left


def test_a_file_that_is_named_twice_is_looked_at_once(tmp_path: Path) -> None:
    file = put(tmp_path / "a.py", PROGRAM)

    assert len(moved(file, tmp_path, write=False)) == 1


def test_files_that_are_not_text_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "a.json", b"\x00\x01" + URL.encode())
    put(tmp_path / "a.py", b"\x7fELF\x00" + PROGRAM.encode())

    assert moved(tmp_path) == []


def test_huge_files_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "a.json", URL + " " * 2**20)

    assert moved(tmp_path) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "shift_jis"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_and_line_ends_are_kept(encoding: str, end: str, tmp_path: Path) -> None:
    letters = "文字" if encoding == "shift_jis" else "é"
    cookie = "" if encoding.startswith("utf-8") else f"# -*- coding: {encoding} -*-\n"
    text = f"{cookie}{PROGRAM}name = '{letters}'\n".replace("\n", end)
    file = put(tmp_path / "a.py", text.encode(encoding))

    moved(tmp_path)

    assert file.read_bytes() == text.replace("v3_2", "v2025_10_15").encode(encoding)


def test_what_python_would_warn_of_is_not_our_affair(tmp_path: Path) -> None:
    file = put(tmp_path / "a.py", PROGRAM + r"import re; re.compile('\d'); 1 is 1; models('speechtotext/\w')" + "\n")

    moved(tmp_path)

    assert file.read_text().startswith(MOVED)


def test_mixed_line_ends_and_a_missing_one_are_kept(tmp_path: Path) -> None:
    file = put(
        tmp_path / "a.py", b"import os\r\nimport sys\n\r\nfrom speechtotext.v3_2 import Client\rx = 1\r\n#\x0c end"
    )

    moved(tmp_path)

    assert file.read_bytes().split(b"v2025_10_15") == [
        b"import os\r\nimport sys\n\r\nfrom speechtotext.",
        b" import Client\rx = 1\r\n#\x0c end",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"import speechtotext.v3_2\nx = (\n", "Python cannot parse this file: '(' was never closed."),
        (b"import speechtotext.v3_2\n\tx = 1\n", "Python cannot parse this file: unexpected indent."),
        ("# coding: latin2\n# speechtotext é \u0161".encode("utf-8"), None),
        (b"# speechtotext \xff\n", "The file cannot be read or written: "),
        (
            b"# -*- coding: klingon -*-\n# speechtotext\n",
            "The file cannot be read or written: unknown encoding: klingon",
        ),
        (b"import speechtotext.v3_2\nx = [y async\nfor y in z]\n", "libcst cannot parse this file."),
        (b"import speechtotext.v3_2\nx = " + b"(" * 5000, "The program is nested too deeply to be read."),
        (b"import speechtotext.v3_2\nx = " + b"-" * 30_000 + b"1\n", "The program is nested too deeply to be read."),
        (b"import speechtotext.v3_2\nx = " + b"1 + " * 1000 + b"1\n", "The program is nested too deeply to be read."),
    ],
)
def test_what_cannot_be_read_is_told_and_left_alone(content: bytes, sentence: str | None, tmp_path: Path) -> None:
    file = put(tmp_path / "a.py", content)

    results = moved(tmp_path)

    assert file.read_bytes() == content
    if sentence is None:
        assert results == []
    else:
        assert results[0].left[0].sentence.startswith(sentence)
        assert results[0].left[0].remedy == "It is left as it is."


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "closed" / "a.py", PROGRAM)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)

    (result,) = moved(tmp_path)

    assert result.path == tmp_path / "closed"
    assert result.left[0].sentence.startswith("The file cannot be read or written: ")


def test_a_file_that_cannot_be_replaced_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path / "a.py", PROGRAM)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)

    (result,) = moved(tmp_path)

    assert result.left[0].sentence == "The file cannot be read or written: [Errno 28] No space left on device."
    assert file.read_text() == PROGRAM
    assert list(tmp_path.iterdir()) == [file]


def test_permissions_are_kept(tmp_path: Path) -> None:
    file = put(tmp_path / "a.py", PROGRAM)
    file.chmod(0o750)

    moved(tmp_path)

    assert stat.S_IMODE(file.stat().st_mode) == 0o750


def test_a_link_is_followed_only_where_it_is_named(tmp_path: Path) -> None:
    file = put(tmp_path / "far" / "a.py", PROGRAM)
    link = tmp_path / "near" / "b.py"
    link.parent.mkdir()
    link.symlink_to(file)
    (tmp_path / "near" / "folder").symlink_to(tmp_path / "far")

    assert moved(tmp_path / "near") == []

    moved(link)

    assert link.is_symlink()
    assert file.read_text() == MOVED


def test_a_module_that_lies_beside_a_program_may_hold_a_client(tmp_path: Path) -> None:
    use = "import speechtotext.v3_2\nfrom speech.clients import stt\nstt.transcriptions.get(1).time_to_live\n"
    put(tmp_path / "app" / "a.py", use)

    (alone,) = moved(tmp_path, write=False)
    put(tmp_path / "speech" / "clients.py", "")
    (beside,) = moved(tmp_path, write=False)

    assert alone.left == ()
    assert "This may be time_to_live" in beside.left[0].sentence


def test_a_generated_client_that_lies_beside_a_program_is_known_and_left_alone(tmp_path: Path) -> None:
    put(
        tmp_path / "cris" / "__init__.py",
        "# Generated by: https://github.com/swagger-api/swagger-codegen.git\nimport swagger_client\n",
    )
    put(tmp_path / "a.py", "import cris\napi = cris.CustomSpeechTranscriptionsApi()\napi.transcriptions_get('1')\n")

    (result,) = moved(tmp_path)

    assert result.path.name == "a.py"
    assert result.left[-1].remedy == "Call stt.transcriptions.get(id)."


def test_a_path_that_does_not_exist_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    file = put(tmp_path / "a.py", PROGRAM)

    with pytest.raises(FileNotFoundError, match=r"nowhere does not exist$"):
        moved(tmp_path, tmp_path / "nowhere")

    assert file.read_text() == PROGRAM
