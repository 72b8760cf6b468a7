"""The blob storage: what is put there, and who may read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree

import httpx
import pytest

from emulator.recordings import wav
from speechtotext.emulator import Emulator


@pytest.fixture
def url(emulator: Emulator) -> str:
    return emulator.storage.put("calls/a b.wav", b"0123456789", content_type="audio/wav")


def changed(url: str, **query: str) -> str:
    """A link with other values in its query."""
    parts = urlsplit(url)
    return parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), **query})).geturl()


def test_a_blob_is_read_by_its_link(url: str) -> None:
    answer = httpx.get(url)

    assert (answer.status_code, answer.content) == (200, b"0123456789")
    assert answer.headers["Content-Type"] == "audio/wav"


def test_what_is_known_of_a_blob_is_told_without_it(url: str) -> None:
    answer = httpx.head(url)

    assert (answer.headers["Content-Length"], answer.content) == ("10", b"")
    assert answer.headers["ETag"] == httpx.get(url).headers["ETag"]


@pytest.mark.parametrize(
    ("wanted", "part", "told"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
    ],
)
@pytest.mark.parametrize("header", ["Range", "x-ms-range"])
def test_a_part_of_a_blob_is_read(wanted: str, part: bytes, told: str, header: str, url: str) -> None:
    answer = httpx.get(url, headers={header: wanted})

    assert (answer.status_code, answer.content, answer.headers["Content-Range"]) == (206, part, told)


@pytest.mark.parametrize(("wanted", "status"), [("bytes=10-", 416), ("bytes=5-4", 416), ("lines=1-2", 200)])
def test_a_part_that_is_not_there_cannot_be_read(wanted: str, status: int, url: str) -> None:
    assert httpx.get(url, headers={"Range": wanted}).status_code == status


def test_a_blob_is_read_only_if_it_has_changed_or_has_not(url: str) -> None:
    etag = httpx.get(url).headers["ETag"]

    assert httpx.get(url, headers={"If-None-Match": etag}).status_code == 304
    assert httpx.get(url, headers={"If-Match": etag}).status_code == 200
    assert httpx.get(url, headers={"If-Match": '"other"'}).status_code == 412


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"sig": "x"}, 403, "AuthenticationFailed"),
        ({"se": "2099-01-01T00:00:00Z"}, 403, "AuthenticationFailed"),
        ({"sp": "rwd"}, 403, "AuthenticationFailed"),
        ({"sr": "c"}, 403, "AuthenticationFailed"),
        ({"se": "tomorrow"}, 403, "AuthenticationFailed"),
    ],
)
def test_a_link_that_was_changed_is_refused(query: dict[str, str], status: int, code: str, url: str) -> None:
    answer = httpx.get(changed(url, **query))

    assert (answer.status_code, answer.headers["x-ms-error-code"]) == (status, code)
    assert ElementTree.fromstring(answer.content).findtext("Code") == code


def test_a_link_serves_for_its_own_blob_only(url: str, emulator: Emulator) -> None:
    emulator.storage.put("other.wav", b"")
    other = f"{emulator.storage.url('audio', 'other.wav')}?{urlsplit(url).query}"

    assert httpx.get(other).status_code == 403


def test_a_plain_url_is_not_open(emulator: Emulator, url: str) -> None:
    plain = url.partition("?")[0]
    headers = {"Ocp-Apim-Subscription-Key": emulator.key}

    assert httpx.get(plain).status_code == 409
    assert httpx.get(plain, headers=headers).status_code == 409


def test_a_link_to_nothing_is_told(emulator: Emulator) -> None:
    assert httpx.get(emulator.storage.link("gone.wav", container="nowhere")).headers["x-ms-error-code"] == (
        "ContainerNotFound"
    )
    emulator.storage.put("here.wav", b"")
    assert httpx.get(emulator.storage.link("gone.wav")).headers["x-ms-error-code"] == "BlobNotFound"


def test_a_link_ends(emulator: Emulator, url: str) -> None:
    short = emulator.storage.link("calls/a b.wav", valid=timedelta(minutes=5))
    assert httpx.get(short).status_code == 200

    emulator.advance(timedelta(minutes=5, seconds=1))

    assert httpx.get(short).status_code == 403
    assert httpx.get(url).status_code == 200


def test_a_blob_is_stored_with_the_key_and_answered_with_a_link(emulator: Emulator) -> None:
    place = f"{emulator.endpoint}/emulator/storage/new/one.wav"

    answer = httpx.put(place, headers={"Ocp-Apim-Subscription-Key": emulator.key}, content=wav())

    assert answer.status_code == 201
    assert httpx.get(answer.json()["url"]).content == wav()


def test_a_blob_is_stored_and_deleted_by_links_for_that(emulator: Emulator, url: str) -> None:
    link = emulator.storage.link("calls/a b.wav", permissions="rwd")

    assert httpx.put(link, content=b"new").status_code == 201
    assert httpx.get(url).content == b"new"
    assert httpx.delete(link).status_code == 202
    assert httpx.get(url).status_code == 404
    assert httpx.delete(link).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_link_for_reading_is_for_nothing_else(method: str, url: str) -> None:
    answer = httpx.request(method, url)

    assert answer.headers["x-ms-error-code"] == "AuthorizationPermissionMismatch"


@pytest.mark.parametrize(("prefix", "names"), [("", ["calls/a b.wav", "other.wav"]), ("calls/", ["calls/a b.wav"])])
def test_a_container_is_listed(prefix: str, names: list[str], url: str, emulator: Emulator) -> None:
    emulator.storage.put("other.wav", b"")
    link = emulator.storage.container_link("audio")

    answer = httpx.get(link, params={**dict(parse_qsl(urlsplit(link).query)), "comp": "list", "prefix": prefix})

    found = ElementTree.fromstring(answer.content).iter("Name")
    assert [name.text for name in found] == names


def test_a_container_is_read_by_its_link(url: str, emulator: Emulator) -> None:
    link: Any = emulator.storage.container_link("audio")

    assert httpx.get(f"{url.partition('?')[0]}?{urlsplit(link).query}").content == b"0123456789"
