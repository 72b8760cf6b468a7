"""A server on loopback that plays the part of GitHub's REST API that tells of files and commits."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Json = dict[str, Any]


@dataclass
class Change:
    """One commit: what each path holds from then on, None where it was removed; renames by their old path."""

    sha: str
    date: str
    files: dict[str, bytes | None]
    renames: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One request, and whether the server answered that nothing is new."""

    path: str
    authorization: str | None
    is_unchanged: bool


class GitHubServer:
    """Plays `repository` with the changes in their order, the newest last.

    `refusals` are answered in place of everything else, in turn: status, headers and body.
    """

    def __init__(self, repository: str = "Owner/specs") -> None:
        self.repository = repository
        self.changes: list[Change] = []
        self.asked: list[Asked] = []
        self.refusals: list[tuple[int, dict[str, str], Json]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def commit(self, number: int, files: dict[str, bytes | None], renames: dict[str, str] | None = None) -> str:
        """Add a commit and give its id."""
        sha = f"{number:x}" * 40
        self.changes.append(Change(sha, f"2026-01-{number:02}", files, renames or {}))
        return sha

    def __enter__(self) -> GitHubServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, query: dict[str, list[str]], accept: str) -> tuple[int, bytes]:
        prefix = f"/repos/{self.repository}"
        rest = path.removeprefix(prefix)
        if rest == path:
            return 404, b'{"message": "Not Found"}'
        if rest == "/commits":
            return 200, _json(self._touching(query["path"][0])[: int(query.get("per_page", ["30"])[0])])
        if rest.startswith("/commits/"):
            return self._commit(rest.removeprefix("/commits/"), int(query.get("page", ["1"])[0]))
        return self._contents(rest.removeprefix("/contents/"), query.get("ref", [self.changes[-1].sha])[0], accept)

    def _touching(self, path: str) -> list[Json]:
        return [
            {"sha": change.sha, "commit": {"committer": {"date": f"{change.date}T10:00:00Z"}}}
            for change in reversed(self.changes)
            if path in change.files
        ]

    def _commit(self, sha: str, page: int) -> tuple[int, bytes]:
        (change,) = [change for change in self.changes if change.sha == sha]
        # GitHub lists a file that was moved under its new name.
        files = [{"filename": f"other/{number}.json", "status": "modified"} for number in range(3)]
        files += [
            {"filename": new, "status": "renamed", "previous_filename": old} for old, new in change.renames.items()
        ]
        files += [
            {"filename": path, "status": "removed" if body is None else "modified"}
            for path, body in change.files.items()
            if path not in change.renames and path not in change.renames.values()
        ]
        return 200, _json({"sha": sha, "files": files[2 * (page - 1) : 2 * page]})

    def _contents(self, path: str, ref: str, accept: str) -> tuple[int, bytes]:
        tree: dict[str, bytes | None] = {}
        for change in self.changes:
            tree |= change.files
            if change.sha == ref:
                break
        else:
            return 404, b'{"message": "No commit found for the ref"}'
        body = tree.get(path)
        if body is not None:
            assert "raw" in accept
            return 200, body
        below = [each.removeprefix(f"{path}/") for each, held in tree.items() if held and each.startswith(f"{path}/")]
        names = {each.partition("/")[0]: "dir" if "/" in each else "file" for each in below}
        if not names:
            return 404, b'{"message": "Not Found"}'
        return 200, _json([{"name": name, "type": kind} for name, kind in sorted(names.items())])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, github: GitHubServer, *arguments: object) -> None:
        self.github = github
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        headers: dict[str, str] = {}
        if self.github.refusals:
            status, headers, told = self.github.refusals.pop(0)
            body = _json(told)
        else:
            query, accept = parse_qs(parts.query), self.headers.get("Accept", "")
            status, body = self.github.answer(unquote(parts.path), query, accept)
        if status == 200:
            headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()}"'
            if self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
        asked = Asked(unquote(self.path), self.headers.get("Authorization"), status == 304)
        self.github.asked.append(asked)
        self.send_response(status)
        for name, value in (headers | ({} if status == 304 else {"Content-Length": str(len(body))})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output clean."""


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
