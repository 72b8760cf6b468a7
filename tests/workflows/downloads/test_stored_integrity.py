"""`download` of what is not the file: cut, too long, of other content, or of something else altogether."""

from __future__ import annotations

import gzip
import hashlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import RetryPolicy, SpeechError, TransportError, UnexpectedResponse
from speechtotext.v3_2 import Client
from unit.flavours import ID, Flavour
from workflows.downloads.downloaded_files import visible_files
from workflows.stored_files import CutShort, StoredFiles

CONTENT = b"0123456789"
OTHER = b"abcdefghij"
ETAG = {"ETag": '"1"'}
# Of the nine digits that check values are given for; Azure Storage writes the lowest byte first.
NINE_DIGITS = b"123456789"
CRC64_OF_NINE_DIGITS = b64encode(0xAE8B14860A799888.to_bytes(8, "little")).decode()

pytestmark = pytest.mark.usefixtures("sleeps")


def md5(content: bytes) -> str:
    return b64encode(hashlib.md5(content).digest()).decode()


def storage(*answers: httpx.Response, content: bytes = CONTENT, name: str = "a.json") -> StoredFiles:
    """Has one file, and gives these answers first when it is asked for it."""
    service = StoredFiles({name: content})
    service.answers = list(answers)
    return service


def fetch(flavour: Flavour, service: Any, folder: Path, attempts: int = 4) -> list[Any]:
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=attempts))
    files: list[Any] = stt.transcriptions.download(ID, folder)
    return files


def whole(content: bytes, **headers: str) -> httpx.Response:
    return httpx.Response(200, content=content, headers={name.replace("_", "-"): v for name, v in headers.items()})


def compressed(content: bytes) -> httpx.Response:
    return whole(gzip.compress(content), Content_Encoding="gzip")


def unsized(content: bytes, **headers: str) -> httpx.Response:
    """A body whose size nobody tells, as one that is sent in chunks."""
    return httpx.Response(200, stream=CutShort(content, None), headers=headers)


def broken(size: int, **headers: str) -> httpx.Response:
    """A response that breaks off after so many bytes."""
    return httpx.Response(200, headers={**ETAG, **headers}, stream=CutShort(CONTENT, size))


def part(content: bytes, content_range: str, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(206, content=content, headers={**ETAG, "Content-Range": content_range, **named})


UNFIT: dict[str, Callable[[], list[httpx.Response]]] = {
    "fewer bytes than listed": lambda: [whole(CONTENT[:4])],
    "more bytes than listed": lambda: [whole(CONTENT * 2)],
    "fewer bytes, in chunks": lambda: [unsized(CONTENT[:4])],
    "more bytes, in chunks": lambda: [unsized(CONTENT * 2)],
    "nothing": lambda: [httpx.Response(204)],
    "a page of HTML": lambda: [whole(CONTENT, Content_Type="text/html; charset=utf-8")],
    "content of another digest": lambda: [whole(OTHER, Content_MD5=md5(CONTENT))],
    "content of another CRC-64": lambda: [whole(OTHER, x_ms_content_crc64=CRC64_OF_NINE_DIGITS)],
    "a range that is too long": lambda: [broken(4), part(CONTENT[4:] + b"!!", "bytes 4-9/10")],
    "a range that is too short": lambda: [broken(4), part(CONTENT[4:6], "bytes 4-9/10")],
    "a range that is too short, of unknown size": lambda: [broken(4), part(CONTENT[4:6], "bytes 4-9/*")],
    "a range that ends before it begins": lambda: [broken(4), part(b"", "bytes 4-3/10")],
    "a range beyond the end": lambda: [broken(4), part(CONTENT[4:] + b"!!", "bytes 4-11/10")],
    "a range of a file of another size": lambda: [broken(4), part(CONTENT[4:], "bytes 4-9/12")],
    "a range of another digest": lambda: [broken(4), part(OTHER[4:], "bytes 4-9/10", Content_MD5=md5(CONTENT[4:]))],
    "a range of a file of another digest": lambda: [
        broken(4),
        part(OTHER[4:], "bytes 4-9/10", x_ms_blob_content_md5=md5(CONTENT)),
    ],
    "other content under the same tag": lambda: [
        broken(4, **{"Content-MD5": md5(CONTENT)}),
        part(OTHER[4:], "bytes 4-9/10"),
    ],
}

each_unfit = pytest.mark.parametrize("answers", UNFIT.values(), ids=UNFIT)


@each_unfit
def test_what_is_not_the_file_is_asked_for_again(
    flavour: Flavour, tmp_path: Path, answers: Callable[[], list[httpx.Response]]
) -> None:
    fetch(flavour, storage(*answers()), tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}
    assert list(tmp_path.glob(".*.part")) == []


@each_unfit
def test_what_is_never_the_file_is_told_in_a_sentence(
    flavour: Flavour, tmp_path: Path, answers: Callable[[], list[httpx.Response]]
) -> None:
    service = storage(*(answer for _ in range(20) for answer in answers()))

    with pytest.raises(UnexpectedResponse, match=r"^Fetching a.json failed: .+\.$") as caught:
        fetch(flavour, service, tmp_path)

    assert caught.value.response.content == b""
    assert visible_files(tmp_path) == {}
    assert len(service.fetches) <= 2 * 4


@each_unfit
def test_results_in_memory_are_checked_too(flavour: Flavour, answers: Callable[[], list[httpx.Response]]) -> None:
    service = storage(*(answer for _ in range(20) for answer in answers()))
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=4))

    with pytest.raises(SpeechError, match=r"Fetching a.json failed: .+\.$"):
        list(stt.transcriptions.results(ID))


RESULT = b'{"source": "https://e.example/a.wav", "combinedRecognizedPhrases": [], "recognizedPhrases": []}'


@pytest.mark.parametrize("answer", [lambda: whole(RESULT), lambda: compressed(RESULT)], ids=["as it is", "compressed"])
def test_json_that_is_larger_than_listed_is_taken(
    flavour: Flavour, tmp_path: Path, answer: Callable[[], httpx.Response]
) -> None:
    stt = flavour.client(Client, storage(answer()), retry=RetryPolicy(attempts=1))

    (result,) = list(stt.transcriptions.results(ID))
    fetch(flavour, storage(answer()), tmp_path, attempts=1)

    assert result.source == "https://e.example/a.wav"
    assert visible_files(tmp_path) == {"a.json": RESULT}


@pytest.mark.parametrize(
    "content", [RESULT[:-1], b"<html></html>", b"12345678901", b'"0123456789"', b'{"a": 1}{"a": 1}']
)
def test_what_is_larger_than_listed_and_no_whole_json_is_refused(
    flavour: Flavour, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(UnexpectedResponse, match=rf"it has {len(content)} bytes in storage, where it should have 10"):
        fetch(flavour, storage(whole(content)), tmp_path, attempts=1)

    assert visible_files(tmp_path) == {}


GOOD = {
    "a digest": {"Content-MD5": md5(NINE_DIGITS)},
    "a CRC-64": {"x-ms-content-crc64": CRC64_OF_NINE_DIGITS},
    "digests that are none": {"Content-MD5": "none", "x-ms-content-crc64": "AAAA"},
}


@pytest.mark.parametrize("headers", GOOD.values(), ids=GOOD)
def test_content_of_the_digest_that_storage_tells_is_taken(
    flavour: Flavour, tmp_path: Path, headers: dict[str, str]
) -> None:
    fetch(flavour, storage(whole(NINE_DIGITS, **headers), content=NINE_DIGITS), tmp_path, attempts=1)

    assert visible_files(tmp_path) == {"a.json": NINE_DIGITS}


def test_a_file_of_html_is_a_file(flavour: Flavour, tmp_path: Path) -> None:
    page = whole(CONTENT, Content_Type="text/html")

    fetch(flavour, storage(page, name="a.html"), tmp_path, attempts=1)

    assert visible_files(tmp_path) == {"a.html": CONTENT}


def test_a_part_of_an_earlier_run_is_checked_with_the_rest(flavour: Flavour, tmp_path: Path) -> None:
    with pytest.raises(TransportError):
        fetch(flavour, storage(broken(4)), tmp_path, attempts=1)
    (left,) = tmp_path.glob(".*.part")
    left.write_bytes(OTHER[:4])
    rest = part(CONTENT[4:], "bytes 4-9/10", x_ms_blob_content_md5=md5(CONTENT))

    fetch(flavour, storage(rest, whole(CONTENT)), tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT}


def test_a_file_that_was_written_anew_since_it_was_listed_is_fetched(flavour: Flavour, tmp_path: Path) -> None:
    class Growing(StoredFiles):
        """The report grows as soon as it has been listed."""

        def __call__(self, request: httpx.Request) -> httpx.Response:
            response = super().__call__(request)
            if request.url.path.endswith("/files"):
                self.contents = [("a.json", CONTENT * 2)]
            return response

    fetch(flavour, Growing({"a.json": CONTENT}), tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT * 2}


def symlinked(path: Path) -> None:
    """Have a file lie elsewhere, with a link in its place."""
    path.rename(path.with_name(".elsewhere"))
    path.symlink_to(".elsewhere")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(CONTENT[:7]),
    "longer": lambda path: path.write_bytes(CONTENT * 2),
    "other bytes": lambda path: path.write_bytes(OTHER),
    "gone": lambda path: path.unlink(),
    "a link": symlinked,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_was_there_is_made_good(flavour: Flavour, tmp_path: Path, damage: Callable[[Path], object]) -> None:
    fetch(flavour, storage(whole(CONTENT, Content_MD5=md5(CONTENT))), tmp_path)
    damage(tmp_path / "a.json")

    (file,) = fetch(flavour, storage(), tmp_path)

    assert file.path == tmp_path / "a.json"
    assert not file.path.is_symlink()
    assert file.path.read_bytes() == CONTENT


def test_a_file_that_is_whole_is_not_fetched_again(flavour: Flavour, tmp_path: Path) -> None:
    fetch(flavour, storage(whole(CONTENT, Content_MD5=md5(CONTENT))), tmp_path)
    service = storage()

    fetch(flavour, service, tmp_path)

    assert service.fetches == []


def test_files_that_were_fetched_before_a_failure_are_known_afterwards(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": CONTENT, "b.json": CONTENT})
    service.answers = [whole(CONTENT, Content_MD5=md5(CONTENT)), httpx.Response(404), httpx.Response(404)]
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=1))
    with pytest.raises(Exception, match=r"b\.json"):
        stt.transcriptions.download(ID, tmp_path, concurrency=1)
    (tmp_path / "a.json").write_bytes(OTHER)

    stt.transcriptions.download(ID, tmp_path)

    assert visible_files(tmp_path) == {"a.json": CONTENT, "b.json": CONTENT}
