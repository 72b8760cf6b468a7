"""A service that keeps the jobs it is given, and does what it is told to with each of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx

from unit.flavours import ORIGIN

STORE = "https://store.blob.core.windows.net"
Trouble = Callable[[httpx.Request], httpx.Response | None]


class BatchService:
    """Answers for the service and for storage.

    Args:
        base: path of the version.
        page: how many jobs a page lists.
        origin: where the service is.
        store: where storage is.
    """

    def __init__(
        self, base: str = "/speechtotext/v3.2", page: int = 100, origin: str = ORIGIN, store: str = STORE
    ) -> None:
        self.jobs: list[dict[str, Any]] = []
        self.requests: list[httpx.Request] = []
        self.broken: dict[str, str] = {}
        self.before: Trouble = lambda request: None
        self.after: Trouble = lambda request: None
        self._url = f"{origin}{base}/transcriptions"
        self._page = page
        self._store = store

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        refusal = self.before(request)
        if refusal is not None:
            return refusal
        answer = self._answer(request)
        return self.after(request) or answer

    @property
    def inputs(self) -> list[str]:
        """The inputs of all jobs."""
        return [url for job in self.jobs for url in job["contentUrls"]]

    def end_all(self, status: str = "Succeeded", **properties: Any) -> None:
        for job in self.jobs:
            if job["status"] == "NotStarted":
                job["status"] = status
                job.setdefault("properties", {}).update(properties)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if str(request.url).startswith(self._store):
            return self._content(*request.url.path.split("/")[-2:])
        if request.method == "POST":
            number = len(self.jobs)
            self.jobs.append(
                {**json.loads(request.read()), "self": f"{self._url}/{number:032x}", "status": "NotStarted"}
            )
            return httpx.Response(201, json=self.jobs[-1])
        parts = request.url.path.removeprefix(httpx.URL(self._url).path).strip("/").split("/")
        if parts == [""]:
            skip = int(request.url.params.get("skip", 0))
            body = {"values": self.jobs[skip : skip + self._page]}
            link = {"@nextLink": f"{self._url}?skip={skip + self._page}"} if len(self.jobs) > skip + self._page else {}
            return httpx.Response(200, json=body | link)
        job = next((job for job in self.jobs if job["self"].endswith(parts[0])), None)
        if job is None:
            return httpx.Response(404, json={"code": "NotFound", "message": "gone"})
        if len(parts) == 1:
            return httpx.Response(200, json=job)
        return httpx.Response(200, json={"values": self._files(parts[0], job)})

    def _files(self, identifier: str, job: dict[str, Any]) -> list[dict[str, Any]]:
        if job["status"] == "NotStarted":
            return []
        names = ["report.json"]
        if job["status"] == "Succeeded":
            good = [number for number, url in enumerate(job["contentUrls"]) if _plain(url) not in self.broken]
            names += [f"contenturl_{number}.json" for number in good]
        return [
            {
                "self": f"{job['self']}/files/{name}",
                "name": name,
                "kind": "TranscriptionReport" if name == "report.json" else "Transcription",
                "links": {"contentUrl": f"{self._store}/{identifier}/{name}?sig=x"},
            }
            for name in names
        ]

    def _content(self, identifier: str, name: str) -> httpx.Response:
        job = next(job for job in self.jobs if job["self"].endswith(identifier))
        if name == "report.json":
            failed = [url for url in job["contentUrls"] if _plain(url) in self.broken]
            details = [
                {"source": url, "status": "Failed", "errorKind": self.broken[_plain(url)], "errorMessage": "No audio."}
                for url in failed
            ]
            return httpx.Response(200, json={"details": details})
        url = job["contentUrls"][int(name.removeprefix("contenturl_").removesuffix(".json"))]
        return httpx.Response(200, json=result_of(url), headers={"ETag": f'"{identifier}{name}"'})


def result_of(url: str) -> dict[str, Any]:
    """The result file of an input."""
    return {
        "source": url,
        "timestamp": "2026-01-01T00:00:00Z",
        "durationInTicks": 10_000_000,
        "combinedRecognizedPhrases": [{"channel": 0, "display": f"This is {_plain(url)}."}],
        "recognizedPhrases": [],
    }


def _plain(url: str) -> str:
    return url.partition("?")[0]
