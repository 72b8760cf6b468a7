"""A service that loses answers and jobs, refuses, lags and breaks, and notes when somebody would pay twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from unit.flavours import ORIGIN
from workflows.batch_service import STORE, result_of

JOBS = "/speechtotext/v3.2/transcriptions"


class Trouble(Enum):
    """What becomes of the next job that is sent."""

    LOST_ON_THE_WAY = "the request does not arrive"
    ANSWER_LOST = "the job is made, the answer does not arrive"
    ANSWER_CUT_OFF = "the job is made, the answer ends in the middle"
    BAD_GATEWAY = "the job is made, and answered with 502"
    BUSY = "429"
    UNAVAILABLE = "503, without a job"
    UNAUTHORIZED = "401"


class Damage(Enum):
    """Why a result cannot be had."""

    UNLISTED = "it is not among the files"
    MISSING = "storage does not know it"
    NO_RESULT = "its content is something else"
    UNSAFE_LINK = "it is where nobody goes"


@dataclass
class Job:
    """A job of the service.

    Args:
        number: makes its id.
        urls: its inputs, as they were sent.
        properties: its custom properties.
        listed_from: when listings begin to name it.
    """

    number: int
    urls: list[str]
    properties: dict[str, str]
    listed_from: float
    status: str = "NotStarted"
    failed: set[int] = field(default_factory=set)
    damaged: dict[int, Damage] = field(default_factory=dict)
    """Results that cannot be had for now, by their number."""
    given_up: set[int] = field(default_factory=set)
    """Results that could not be had when their inputs were sent again."""
    deleted: bool = False
    unread: int = 0
    """How many requests for it are answered with 404 although it is there."""

    @property
    def id(self) -> str:
        return f"{self.number:032x}"

    def is_paid_for(self, name: str) -> bool:
        """Whether an input needs no further job: it is being transcribed, or its result is there."""
        held = self.numbers_of(name)
        if self.deleted or not held:
            return False
        if self.status == "NotStarted":
            return True
        return self.status == "Succeeded" and bool(held - self.failed - self.given_up - set(self.damaged))

    def numbers_of(self, name: str) -> set[int]:
        return {number for number, url in enumerate(self.urls) if name_of(url) == name}


def name_of(url: str) -> str:
    """What all spellings of an input have in common."""
    return unquote(urlsplit(url).path.rpartition("/")[2])


def number_of(name: str) -> int:
    """Which input of its job a result file is of."""
    return int(name.removeprefix("contenturl_").removesuffix(".json"))


class UntrustworthyService:
    """Answers for the service and for storage.

    Args:
        now: gives the time in seconds.
        spells_anew: whether it tells URLs in a spelling of its own.
        reports_successes: whether its reports name the inputs that succeeded.

    Attributes:
        trouble: what becomes of the jobs that are sent, one after the other.
        refused: names of inputs with which a job is refused.
        broken: names of inputs that cannot be transcribed.
        storage_down: whether storage answers with 503.
        paid_twice: inputs that were sent although they were paid for.
        known: names of inputs that are known to have succeeded: none of them may be sent again.
        listing_delay: seconds after which a job that is made now is listed.
    """

    def __init__(self, now: Callable[[], float], *, spells_anew: bool, reports_successes: bool) -> None:
        self.listing_delay = 0.0
        self._now = now
        self.jobs: list[Job] = []
        self.trouble: list[Trouble] = []
        self.refused: set[str] = set()
        self.broken: set[str] = set()
        self.storage_down = False
        self.paid_twice: list[str] = []
        self.known: set[str] = set()
        self._spells_anew = spells_anew
        self._reports_successes = reports_successes

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if str(request.url).startswith(STORE):
            return self._stored(*request.url.path.split("/")[-2:])
        if request.method == "POST":
            return self._submitted(request)
        parts = request.url.path.removeprefix(JOBS).strip("/").split("/")
        if parts == [""]:
            # A filter by time is obeyed by nobody: it would go by a clock that may be wrong.
            assert "filter" not in request.url.params
            listed = [job for job in self.jobs if not job.deleted and job.listed_from <= self._now()]
            return httpx.Response(200, json={"values": [self._entity(job) for job in listed]})
        job = next((job for job in self.jobs if job.id == parts[0] and not job.deleted), None)
        if job is not None and job.unread and len(parts) <= 2:
            job.unread -= 1
            job = None
        if job is None:
            return httpx.Response(404, json={"code": "NotFound", "message": "Not here."})
        if len(parts) == 1:
            return httpx.Response(200, json=self._entity(job))
        if len(parts) == 3:
            files = [file for file in self._files(job) if file["name"] == parts[2]]
            return httpx.Response(200, json=files[0]) if files else httpx.Response(404)
        return httpx.Response(200, json={"values": self._files(job)})

    def end(self, status: str, damaged: Mapping[int, Damage] = MappingProxyType({})) -> None:
        """All jobs end, and some of their results cannot be had."""
        for job in self.jobs:
            if job.status == "NotStarted":
                job.status = status
                job.damaged = {number: damage for number, damage in damaged.items() if number < len(job.urls)}
                job.failed = {number for number, url in enumerate(job.urls) if name_of(url) in self.broken}

    def give_up(self, name: str, *, kept: str | None) -> None:
        """Have those results of an input count no more that cannot be had, but in the job that is kept."""
        for job in self.jobs:
            if job.id != kept:
                job.given_up |= job.numbers_of(name) & set(job.damaged)

    def _submitted(self, request: httpx.Request) -> httpx.Response:
        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble is Trouble.LOST_ON_THE_WAY:
            raise httpx.ReadError("lost")
        if trouble in (Trouble.BUSY, Trouble.UNAVAILABLE, Trouble.UNAUTHORIZED):
            return httpx.Response({"BUSY": 429, "UNAVAILABLE": 503}.get(trouble.name, 401))
        body = json.loads(request.read())
        names = [name_of(url) for url in body["contentUrls"]]
        if self.refused & set(names):
            return httpx.Response(400, json={"code": "InvalidRequest", "message": "An input is not valid."})
        held = {name for name in names for job in self.jobs if job.is_paid_for(name)}
        self.paid_twice += sorted(held | (self.known & set(names)) | {name for name in names if names.count(name) > 1})
        for name in names:
            self.give_up(name, kept=None)
        listed_from = self._now() + self.listing_delay
        self.jobs.append(Job(len(self.jobs), body["contentUrls"], body["customProperties"], listed_from))
        if trouble is Trouble.ANSWER_LOST:
            raise httpx.ReadError("lost")
        if trouble is Trouble.ANSWER_CUT_OFF:
            return httpx.Response(201, content=json.dumps(self._entity(self.jobs[-1])).encode()[:40])
        if trouble is Trouble.BAD_GATEWAY:
            return httpx.Response(502)
        return httpx.Response(201, json=self._entity(self.jobs[-1]))

    def _entity(self, job: Job) -> dict[str, Any]:
        return {
            "self": f"{ORIGIN}{JOBS}/{job.id}",
            "displayName": "Calls",
            "locale": "en-US",
            "status": job.status,
            "customProperties": job.properties,
            "properties": {"error": {"code": "InvalidData", "message": "No."}} if job.status == "Failed" else {},
        }

    def _files(self, job: Job) -> list[dict[str, Any]]:
        names = ["report.json"] if job.status != "NotStarted" else []
        if job.status == "Succeeded":
            names += [
                f"contenturl_{number}.json"
                for number in range(len(job.urls))
                if number not in job.failed and job.damaged.get(number) is not Damage.UNLISTED
            ]
        return [self._file(job, name) for name in names]

    def _file(self, job: Job, name: str) -> dict[str, Any]:
        unsafe = name != "report.json" and job.damaged.get(number_of(name)) is Damage.UNSAFE_LINK
        return {
            "self": f"{ORIGIN}{JOBS}/{job.id}/files/{name}",
            "name": name,
            "kind": "TranscriptionReport" if name == "report.json" else "Transcription",
            "links": {"contentUrl": f"{'http://elsewhere.example' if unsafe else STORE}/{job.id}/{name}?sig=x"},
        }

    def _stored(self, identifier: str, name: str) -> httpx.Response:
        if self.storage_down:
            return httpx.Response(503)
        job = next(job for job in self.jobs if job.id == identifier)
        if job.deleted:
            return httpx.Response(404)
        if name != "report.json":
            damage = job.damaged.get(number_of(name))
            if damage is Damage.MISSING:
                return httpx.Response(404)
            if damage is Damage.NO_RESULT:
                return httpx.Response(200, json={"message": "Sign in."})
            url = job.urls[number_of(name)]
            return httpx.Response(200, json=result_of(self._told(url)), headers={"ETag": f'"{identifier}{name}"'})
        failed = [
            {"source": self._told(job.urls[number]), "status": "Failed", "errorKind": "InvalidAudio"}
            for number in sorted(job.failed)
        ]
        good = [
            {"source": self._told(url), "status": "Succeeded"}
            for number, url in enumerate(job.urls)
            if number not in job.failed and job.status == "Succeeded" and self._reports_successes
        ]
        return httpx.Response(200, json={"details": failed + good})

    def _told(self, url: str) -> str:
        """A URL as the service tells it: without signature, and perhaps spelled as .NET spells it."""
        plain = url.partition("?")[0]
        return f"https://audio.example/{name_of(url).replace(' ', '%20')}" if self._spells_anew else plain
