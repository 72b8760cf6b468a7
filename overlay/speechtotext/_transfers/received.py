"""The bytes of a file as they arrive, and whether they are what the service and storage say of the file."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import httpx
import msgspec

from speechtotext._http.response_bodies import BodyRefused

from .digests import BLOB_MD5, CONTENT_CRC64, CONTENT_MD5, Check, Crc64, new_md5, told_digest

_CONTENT_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")
_HTML_ENDINGS: Final = (".htm", ".html", ".xhtml")


class ReceivedBody:
    """The bytes of a file that have come so far. This one keeps them in memory.

    Attributes:
        etag: entity tag of the content, if a body that breaks off can be continued by it.
        wanted: whether the last response goes on from where the earlier ones ended.
        response: the last response.
        md5: digest of the whole file, if storage told it.
    """

    def __init__(self) -> None:
        self.content = bytearray()
        self.etag: str | None = None
        self.wanted = False
        self.response: httpx.Response | None = None
        self.md5: bytes | None = None
        self._name = ""
        self._listed: int | None = None
        self._due: int | None = None
        self._end: int | None = None
        self._encoded = False
        self._exceeds_listed = False
        self._whole: Check | None = None
        self._checks: list[Check] = []

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.content)

    @property
    def most(self) -> int | None:
        """Bytes that the next response may have; None for as many as any response may."""
        return None

    @property
    def position(self) -> int:
        """From where it can go on: after the bytes that there are, if it is known what they are of."""
        return self.size if self.etag is not None else 0

    def expect(self, name: str, size: int | None) -> None:
        """Take note of what the service says of the file."""
        self._name = name
        self._listed = size

    def restart(self) -> None:
        """Begin anew, with nothing."""
        self.content.clear()
        self._due = self._whole = self.md5 = None
        self._exceeds_listed = False

    def continues(self, etag: str) -> bool:
        """Whether what is there is of the content that has this entity tag."""
        return etag == self.etag

    def begin(self, response: httpx.Response) -> bool:
        """Whether the body of a response goes on from where this one ends; otherwise this one is begun anew.

        Raises:
            BodyRefused: the response does not bring the file.
        """
        self.response = response
        self._require_content(response)
        told = _ContentRange.of(response)
        partial = response.status_code == httpx.codes.PARTIAL_CONTENT
        etag = _entity_tag(response)
        start = told.start if told is not None else None
        continues = etag is not None and start == self.position and self.continues(etag)
        if not continues:
            self.restart()
        self.wanted = continues or not partial
        self.etag = etag
        if self.wanted:
            self._encoded = _is_encoded(response)
            self._end = told.end if told is not None else None
            self._set_due(told.total if told is not None else _content_length(response))
            self._begin_checks(response)
        return self.wanted

    def write(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            BodyRefused: there are more than there should be.
        """
        limit = self._end if self._end is not None else self._due
        if limit is not None and not self._encoded and self.size + len(data) > limit:
            raise BodyRefused(f"more than {limit} bytes came, where it should have {limit}")
        self.take(data)
        for check in self._checks:
            check.hasher.update(data)

    def take(self, data: bytes) -> None:
        """Keep the next bytes."""
        self.content += data

    @property
    def is_whole(self) -> bool:
        """Whether the response that has come went on to the end of the file: storage may give less than was asked for.

        Raises:
            BodyRefused: the response was not as long as it said, or did not have the digest that it told.
        """
        if not self.wanted:
            return False
        if self._encoded:
            self._require_encoded_size()
            return True
        if self._end is not None and self.size != self._end:
            raise BodyRefused(f"it ends after {self.size} bytes, where its Content-Range says {self._end}")
        for check in self._checks:
            if check is not self._whole and check.fails:
                raise BodyRefused(f"its content is not that of its {check.header}")
        return self._due is None or self.size >= self._due

    @property
    def missing(self) -> str:
        """What is wrong with a file that ends too early."""
        return f"it ends after {self.size} bytes, where it should have {self._due}"

    @property
    def needs_reading(self) -> bool:
        """Whether `verify` has to read bytes that came before: of a digest told late, or of more than were listed."""
        return self._exceeds_listed or self._lacks_digest

    def verify(self) -> None:
        """Check the whole file.

        Raises:
            BodyRefused: it does not have the digest that storage told, or is no JSON of more bytes than were listed.
        """
        if self._exceeds_listed and not is_whole_json(self.read()):
            raise BodyRefused(f"it has {self.size} bytes in storage, where it should have {self._listed}")
        left = self._lacks_digest and self.read_md5() != self.md5
        if left or (self._whole is not None and self._whole.fails):
            raise BodyRefused(f"its content is not that of its {CONTENT_MD5}")

    def read(self) -> bytes:
        """Read all that there is."""
        return bytes(self.content)

    def read_md5(self) -> bytes:
        """Compute the MD5 digest of all that there is."""
        hasher = new_md5()
        hasher.update(self.content)
        return hasher.digest()

    @property
    def _lacks_digest(self) -> bool:
        return self.md5 is not None and self._whole is None

    def _may_exceed_listed(self, size: int) -> bool:
        """Whether a file may be larger than listed: sizes of result files are told wrongly at times, and what is cut is
        no JSON."""
        return self._listed is not None and size > self._listed and self._name.lower().endswith(".json")

    def _require_content(self, response: httpx.Response) -> None:
        if response.status_code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            raise BodyRefused(f"HTTP {response.status_code} brings no content")
        kind = response.headers.get("Content-Type", "").lower()
        if "html" in kind.partition(";")[0] and not self._name.lower().endswith(_HTML_ENDINGS):
            raise BodyRefused("storage answered with a page of HTML, such as the sign-in page of a proxy")

    def _set_due(self, told: int | None) -> None:
        """Determine the size of the whole file, from what is listed and what storage tells."""
        if self._encoded:
            self._due = None
            return
        if told is not None and self._due in (None, told) and self._may_exceed_listed(told):
            self._due, self._exceeds_listed = told, True
            return
        due = self._listed if self._listed is not None else self._due
        if told is not None and due is not None and told != due:
            raise BodyRefused(f"it has {told} bytes in storage, where it should have {due}")
        self._due = due if due is not None else told

    def _begin_checks(self, response: httpx.Response) -> None:
        """Compute the digests that storage tells while the bytes come."""
        self._checks = [self._whole] if self._whole is not None else []
        if self._encoded:
            return
        partial = response.status_code == httpx.codes.PARTIAL_CONTENT
        whole_header = BLOB_MD5 if partial else CONTENT_MD5
        self.md5 = told_digest(response.headers, whole_header, 16) or self.md5
        if self.md5 is not None and self._whole is None and not self.size:
            self._whole = Check(whole_header, self.md5, new_md5())
            self._checks.append(self._whole)
        part = told_digest(response.headers, CONTENT_MD5, 16) if partial else None
        if part is not None:
            self._checks.append(Check(CONTENT_MD5, part, new_md5()))
        crc = told_digest(response.headers, CONTENT_CRC64, 8)
        if crc is not None:
            self._checks.append(Check(CONTENT_CRC64, crc, Crc64()))

    def _require_encoded_size(self) -> None:
        """Check the size of content that came compressed: which of its two sizes is listed, depends on storage."""
        came = self.response.num_bytes_downloaded if self.response is not None else 0
        if self._listed is None or self._listed in (self.size, came):
            return
        self._exceeds_listed = self._may_exceed_listed(self.size)
        if not self._exceeds_listed:
            raise BodyRefused(f"it has {self.size} bytes, or {came} compressed, where it should have {self._listed}")


def is_whole_json(content: bytes) -> bool:
    """Whether content is a JSON object or array that goes on to its end."""
    try:
        # As raw, it is read to its end, but nothing is made of it.
        msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=dict[str, msgspec.Raw] | list[msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return True


class _ContentRange(NamedTuple):
    """Which bytes of a file a response of status 206 brings.

    Args:
        start: first byte.
        end: byte after the last one.
        total: size of the file, if told.
    """

    start: int
    end: int
    total: int | None

    @classmethod
    def of(cls, response: httpx.Response) -> _ContentRange | None:
        """Return the range of a response; None if it tells none, or is not one of a part.

        Raises:
            BodyRefused: there is no such range.
        """
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            return None
        found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if found is None:
            return None
        told = cls(int(found[1]), int(found[2]) + 1, None if found[3] == "*" else int(found[3]))
        if told.end <= told.start or (told.total is not None and told.end > told.total):
            raise BodyRefused(f"its Content-Range is {found[0]!r}, which is not valid")
        return told


def _entity_tag(response: httpx.Response) -> str | None:
    """The entity tag of a response, if a body that breaks off can be continued by it."""
    etag: str | None = response.headers.get("ETag")
    # A weak one is also that of other bytes; of what is decoded on the way nobody knows where it broke off.
    weak = etag is not None and etag.startswith("W/")
    return None if weak or _is_encoded(response) else etag


def _is_encoded(response: httpx.Response) -> bool:
    return response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity")


def _content_length(response: httpx.Response) -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdecimal() and len(length) < 19 else None
