"""What GitHub's REST API tells of files: the newest commit that touched one, its content, where it went."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from build_error import BuildError

from .fetch import BACK_OFF, JSON, TIMEOUT, Advice, HttpUpstream, TemporaryFailure, mapping, open_web, parse_json
from .http_exchange import Answer

API = "https://api.github.com"
API_VARIABLE = "GITHUB_API_URL"
TOKEN_VARIABLES = ("GITHUB_TOKEN", "GH_TOKEN")

_JSON_TYPE = "application/vnd.github+json"
_RAW_TYPE = "application/vnd.github.raw+json"
_MOST_PAGES = 10
_ADVICE = Advice(
    unreachable=f"Check the network, or correct {API_VARIABLE}.",
    trouble="try again later.",
    missing="Check the repository and path in spec/sources.toml.",
    wrong=f"Correct {API_VARIABLE}.",
)


class Missing(BuildError):
    """GitHub has no such repository, commit or file."""


@dataclass(frozen=True)
class Commit:
    """A commit and when it was made."""

    sha: str
    date: str


@dataclass(frozen=True)
class GitHub:
    """GitHub's API, asked with the token of the environment where there is one.

    Answers are kept with their ETags below `cache`: GitHub answers a repeated question with 304, which does not count
    against the rate limit.
    """

    web: HttpUpstream
    base: str
    cache: Path
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def newest_commit(self, repository: str, path: str) -> Commit:
        """Return the newest commit of the default branch that touched a file, also by removing it.

        Raises:
            Missing: no commit did.
            BuildError: GitHub does not tell.
        """
        found = self._json(f"/repos/{repository}/commits?{urlencode({'path': path, 'per_page': 1})}")
        newest = mapping(found[0]) if isinstance(found, list) and found else {}
        committer = mapping(mapping(newest.get("commit")).get("committer"))
        if not isinstance(newest.get("sha"), str):
            raise Missing(f"{repository}: no commit of the default branch touched {path}.")
        return Commit(str(newest["sha"]), str(committer.get("date", ""))[:10])

    def file(self, repository: str, path: str, commit: str) -> bytes:
        """Return a file at a commit.

        Raises:
            Missing: the commit does not have it.
            BuildError: GitHub does not give it.
        """
        return self._get(f"/repos/{repository}/contents/{quote(path)}?{urlencode({'ref': commit})}", _RAW_TYPE)

    def renamed_to(self, repository: str, path: str, commit: str) -> str | None:
        """Return the path that a commit moved a file to, if that is what it did.

        Raises:
            BuildError: GitHub does not tell.
        """
        for page in range(1, _MOST_PAGES + 1):
            found = mapping(self._json(f"/repos/{repository}/commits/{commit}?{urlencode({'page': page})}"))
            files = found.get("files")
            if not isinstance(files, list) or not files:
                return None
            for file in map(mapping, files):
                if file.get("status") == "renamed" and file.get("previous_filename") == path:
                    return str(file.get("filename"))
        return None

    def folders(self, repository: str, path: str) -> list[str]:
        """Return the names of the folders in a folder of the default branch; none if there is no such folder.

        Raises:
            BuildError: GitHub does not tell.
        """
        try:
            found = self._json(f"/repos/{repository}/contents/{quote(path)}")
        except Missing:
            return []
        entries = map(mapping, found if isinstance(found, list) else [])
        return [str(entry["name"]) for entry in entries if entry.get("type") == "dir" and "name" in entry]

    def _json(self, address: str) -> JSON:
        return parse_json(self._get(address, _JSON_TYPE), f"{self.base}{address.partition('?')[0]}")

    def _get(self, address: str, media_type: str) -> bytes:
        kept = self._kept(address, media_type)
        headers = {"Accept": media_type, "X-GitHub-Api-Version": "2022-11-28", **self._authorization()}
        if kept is not None:
            headers["If-None-Match"] = kept[0]
        answer = self._answer(address, headers)
        if answer.status == HTTPStatus.NOT_MODIFIED and kept is not None:
            return kept[1]
        if answer.status != HTTPStatus.OK:
            raise self._refusal(address, answer)
        self._keep(address, media_type, answer)
        return answer.body

    def _answer(self, address: str, headers: Mapping[str, str]) -> Answer:
        """The answer; the server's trouble is waited out as when files are pulled."""
        subject = f"GitHub at {self.base}"
        for pause in (*BACK_OFF, None):
            try:
                answer = self.web.answer(f"{self.base}{address}", subject, headers)
            except TemporaryFailure:
                if pause is None:
                    raise
            else:
                if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR or pause is None:
                    return answer
            self.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _authorization(self) -> dict[str, str]:
        token = next((os.environ[name] for name in TOKEN_VARIABLES if os.environ.get(name)), None)
        parts = urlsplit(self.base)
        # In the clear a token goes to this machine only.
        is_safe = parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost", "::1")
        return {"Authorization": f"Bearer {token}"} if token and is_safe else {}

    def _refusal(self, address: str, answer: Answer) -> BuildError:
        place = f"{self.base}{address.partition('?')[0]}"
        message = _message(answer.body)
        if answer.status == HTTPStatus.NOT_FOUND:
            return Missing(f"{place}: HTTP 404. {_ADVICE.missing}")
        if answer.status == HTTPStatus.UNAUTHORIZED:
            return BuildError(
                f"GitHub rejects the token in {' or '.join(TOKEN_VARIABLES)}{message}. Renew or unset it."
            )
        limited = self._limit(answer)
        if limited is not None:
            hint = "" if self._authorization() else f" Set {TOKEN_VARIABLES[0]} for a higher limit."
            return BuildError(f"GitHub's rate limit is used up{limited}.{hint}")
        if answer.status == HTTPStatus.FORBIDDEN:
            return BuildError(f"{place}: HTTP 403{message}. Check what the token may read, or unset it.")
        return BuildError(f"{place}: HTTP {answer.status}{message}. Try again later.")

    def _limit(self, answer: Answer) -> str | None:
        """Until when there are no answers, where a rate limit is why."""
        if answer.status not in (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS):
            return None
        headers = answer.headers
        pause, reset = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
        if pause.isdecimal():
            return f" for {pause} s"
        if headers.get("x-ratelimit-remaining") == "0":
            with suppress(ValueError, OverflowError, OSError):
                return f" until {datetime.fromtimestamp(int(reset), UTC):%Y-%m-%d %H:%M} UTC"
            return ""
        is_secondary = "rate limit" in _message(answer.body).lower()
        return "" if is_secondary or answer.status == HTTPStatus.TOO_MANY_REQUESTS else None

    def _kept_file(self, address: str, media_type: str) -> Path:
        name = hashlib.sha256(f"{self.base}{address} {media_type}".encode()).hexdigest()
        return self.cache / ".github" / name

    def _kept(self, address: str, media_type: str) -> tuple[str, bytes] | None:
        """The ETag and the body of an earlier answer, if it is there as it was stored."""
        try:
            etag, digest, body = self._kept_file(address, media_type).read_bytes().split(b"\n", 2)
        except (OSError, ValueError):
            return None
        return (etag.decode("latin-1"), body) if hashlib.sha256(body).hexdigest() == digest.decode("latin-1") else None

    def _keep(self, address: str, media_type: str, answer: Answer) -> None:
        from .pinned_files import store

        etag = answer.headers.get("etag")
        if etag and re.fullmatch(r"[!-~]+", etag):
            digest = hashlib.sha256(answer.body).hexdigest()
            # Without it the next run asks again in full.
            with suppress(BuildError):
                store({self._kept_file(address, media_type): f"{etag}\n{digest}\n".encode("latin-1") + answer.body})


@contextmanager
def open_github(
    cache: Path, *, timeout: float = TIMEOUT, sleep: Callable[[float], None] = time.sleep
) -> Iterator[GitHub]:
    """Open GitHub's API, at the URL in `GITHUB_API_URL` where there is one."""
    base = (os.environ.get(API_VARIABLE) or API).rstrip("/")
    with open_web(base, timeout=timeout, sleep=sleep, advice=_ADVICE) as web:
        yield GitHub(web, base, cache, sleep)


def _message(body: bytes) -> str:
    """What GitHub says, to go behind a status."""
    with suppress(ValueError):
        told = json.loads(body)
        if isinstance(told, dict) and isinstance(told.get("message"), str):
            return f" ({' '.join(told['message'].split())[:200].rstrip('.')})"
    return ""
