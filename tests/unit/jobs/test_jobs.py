"""Waiting for jobs: how often is looked, what it ends in, what is waited out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from speechtotext import (
    JobFailed,
    NotFound,
    PermissionDenied,
    WaitTimeout,
    _clock,
    id_of,
    v3_0,
    v3_1,
    v3_2,
    v2025_10_15,
)
from speechtotext._polling.jobs import PollSchedule
from unit.flavours import ID, ORIGIN, Flavour

BASE = f"{ORIGIN}/speechtotext/v3.2/transcriptions"


class Time:
    """A clock that moves when somebody waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        self.waits: list[float] = []
        monkeypatch.setattr(_clock, "monotonic", lambda: self.now)
        monkeypatch.setattr(_clock, "sleep", self.sleep)
        monkeypatch.setattr(_clock, "wait", lambda event, seconds: self.sleep(seconds))

        async def sleep(seconds: float) -> None:
            self.sleep(seconds)

        monkeypatch.setattr(_clock, "async_sleep", sleep)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


def job(status: str | None, identifier: str = ID, **more: Any) -> dict[str, Any]:
    return {"self": f"{BASE}/{identifier}", "displayName": "Calls", "locale": "en-US", "status": status, **more}


class Jobs:
    """A service whose jobs pass through the given answers, one with each look."""

    def __init__(self, *answers: Any, headers: dict[str, str] | None = None) -> None:
        self.requests: list[httpx.Request] = []
        self._answers: Iterator[Any] = iter(answers)
        self._headers = headers or {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/files"):
            return httpx.Response(200, json={"values": []})
        self.requests.append(request)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return (
            httpx.Response(answer)
            if isinstance(answer, int)
            else httpx.Response(200, json=answer, headers=self._headers)
        )


def test_a_wait_gives_the_job_as_it_is_when_it_has_succeeded(flavour: Flavour, time: Time) -> None:
    service = Jobs(job("NotStarted"), job("Running"), job("Succeeded", description="done"))
    done = flavour.client(v3_2.Client, service).transcriptions.wait(ID)
    assert done.status == "Succeeded"
    assert done.description == "done"
    assert time.waits == [2.0, 3.0]


def test_what_has_ended_already_costs_no_request(flavour: Flavour, time: Time) -> None:
    ended = v3_2.models.Transcription.from_dict(job("Succeeded"))
    assert flavour.client(v3_2.Client, Jobs()).transcriptions.wait(ended) is ended


def test_a_failed_job_tells_why(flavour: Flavour, time: Time) -> None:
    error = {"code": "InvalidData", "message": "The audio at https://x/a.wav?sig=SECRET\ncannot be read."}
    service = Jobs(job("Failed", properties={"error": error}))
    with pytest.raises(JobFailed) as caught:
        flavour.client(v3_2.Client, service).transcriptions.wait(ID)
    assert caught.value.code == "InvalidData"
    assert caught.value.job.status == "Failed"
    assert str(caught.value) == (
        f"transcriptions: 'Calls' ({BASE}/{ID}) has failed "
        "(InvalidData: The audio at https://x/a.wav?sig=*** cannot be read)."
    )


def test_a_wait_ends_at_its_deadline_with_one_last_look(flavour: Flavour, time: Time) -> None:
    service = Jobs(*[job("Running")] * 5)
    with pytest.raises(WaitTimeout) as caught:
        flavour.client(v3_2.Client, service).transcriptions.wait(ID, timeout=10)
    assert caught.value.job.status == "Running"
    assert caught.value.pending == (ID,)
    assert sum(time.waits) == 10
    assert f"{ID} is Running after 10 seconds" in str(caught.value)


def test_a_wait_goes_on_from_the_timeout_of_another(flavour: Flavour, time: Time) -> None:
    client = flavour.client(v3_2.Client, Jobs(job("Running"), job("Running"), job("Succeeded")))
    with pytest.raises(WaitTimeout) as caught:
        client.transcriptions.wait(ID, timeout=1)
    assert client.transcriptions.wait(caught.value.pending[0]).status == "Succeeded"


def test_the_looks_grow_apart_to_a_minute() -> None:
    pace = PollSchedule(None)
    waits = [pace.wait(None) for _ in range(12)]
    assert waits[:3] == [2.0, 3.0, 4.5]
    assert waits[-1] == 60.0


@pytest.mark.parametrize(
    ("told", "waited"), [("7", 7.0), ("0", 1.0), ("2000000000", 300.0), ("-5", 2.0), ("soon", 2.0)]
)
def test_the_service_says_when_to_look_again(flavour: Flavour, time: Time, told: str, waited: float) -> None:
    service = Jobs(job("Running"), job("Succeeded"), headers={"Retry-After": told})
    flavour.client(v3_2.Client, service).transcriptions.wait(ID)
    assert time.waits == [waited]


def test_the_caller_says_how_often_to_look(flavour: Flavour, time: Time) -> None:
    service = Jobs(job("Running"), job("Running"), job("Succeeded"), headers={"Retry-After": "7"})
    flavour.client(v3_2.Client, service).transcriptions.wait(ID, poll=30)
    assert time.waits == [30, 30]


@pytest.mark.parametrize(
    "trouble",
    [500, 503, 429, httpx.ConnectError("no route"), httpx.ReadTimeout("")],
    ids=["500", "503", "429", "no connection", "time-out"],
)
def test_trouble_on_the_way_is_waited_out(flavour: Flavour, time: Time, trouble: Any) -> None:
    service = Jobs(job("Running"), *[trouble] * 12, job("Succeeded"))
    assert flavour.client(v3_2.Client, service).transcriptions.wait(ID).status == "Succeeded"
    assert sum(time.waits) > 60


def test_trouble_until_the_deadline_is_the_cause_of_the_timeout(flavour: Flavour, time: Time) -> None:
    service = Jobs(*[500] * 50)
    with pytest.raises(WaitTimeout) as caught:
        flavour.client(v3_2.Client, service).transcriptions.wait(ID, timeout=100)
    assert "HTTP 500" in str(caught.value.__cause__)


@pytest.mark.parametrize(("status", "kind"), [(404, NotFound), (403, PermissionDenied)])
def test_what_waiting_cannot_mend_ends_it(flavour: Flavour, time: Time, status: int, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        flavour.client(v3_2.Client, Jobs(job("Running"), status)).transcriptions.wait(ID)


def test_a_status_that_is_not_known_is_none_of_an_end(flavour: Flavour, time: Time) -> None:
    service = Jobs(job("Paused"), job("Succeeded"))
    assert flavour.client(v3_2.Client, service).transcriptions.wait(ID).status == "Succeeded"


def test_progress_is_told_with_each_look(flavour: Flavour, time: Time) -> None:
    seen: list[Any] = []
    service = Jobs(job("NotStarted"), job("Running"), job("Succeeded"))
    flavour.client(v3_2.Client, service).transcriptions.wait(ID, on_progress=lambda entity: seen.append(entity.status))
    assert seen == ["NotStarted", "Running", "Succeeded"]


@pytest.mark.parametrize("arguments", [{"timeout": -1}, {"timeout": float("nan")}, {"poll": -1}])
def test_negative_times_are_refused(flavour: Flavour, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="seconds"):
        flavour.client(v3_2.Client, Jobs()).transcriptions.wait(ID, **arguments)


@pytest.mark.parametrize(
    "call",
    [
        lambda: (v3_0.Client, "models", "/speechtotext/v3.0/models/7"),
        lambda: (v3_1.Client, "evaluations", "/speechtotext/v3.1/evaluations/7"),
        lambda: (v3_2.Client, "operations", "/speechtotext/v3.2/operations/models/copy/7"),
        lambda: (v3_2.Client, "endpoints", "/speechtotext/v3.2/endpoints/7"),
        lambda: (v2025_10_15.Client, "datasets", "/speechtotext/datasets/7"),
    ],
    ids=["models", "evaluations", "operations", "endpoints", "datasets"],
)
def test_every_kind_of_job_is_waited_for_at_its_own_place(
    flavour: Flavour, time: Time, call: Callable[[], tuple[Any, str, str]]
) -> None:
    kind, group, path = call()
    needed = {"kind": "Language", "id": "8a8f9d2e-4f0a-4f5e-9c57-0a3c1b7d6e5f"}
    for name in ("model1", "model2", "dataset"):
        needed[name] = {"self": "https://x/y"}  # type: ignore[assignment]
    service = Jobs(job("Succeeded", **needed))
    assert getattr(flavour.client(kind, service), group).wait("7").status == "Succeeded"
    assert service.requests[0].url.path == path


class ManyJobs:
    """A service with jobs that end one after the other: job n succeeds at second n. It lists 100 on a page."""

    def __init__(self, count: int, time: Time) -> None:
        self.gone: set[int] = set()
        self.gets = self.lists = 0
        self.filters: set[str | None] = set()
        self._count = count
        self._time = time
        self._began = time.now

    def entity(self, number: int) -> dict[str, Any]:
        ended = self._time.now - self._began >= number
        created = "2026-01-01T00:00:00Z"
        return job("Succeeded" if ended else "Running", f"{number:06d}", createdDateTime=created)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        one = re.search(r"transcriptions/(\d+)$", request.url.path)
        if one:
            self.gets += 1
            return (
                httpx.Response(404) if int(one[1]) in self.gone else httpx.Response(200, json=self.entity(int(one[1])))
            )
        self.lists += 1
        self.filters.add(request.url.params.get("filter"))
        skip, top = int(request.url.params.get("skip", 0)), int(request.url.params["top"])
        numbers = [number for number in range(skip, min(skip + top, self._count)) if number not in self.gone]
        page: dict[str, Any] = {"values": [self.entity(number) for number in numbers]}
        if skip + top < self._count:
            page["@nextLink"] = f"{BASE}?skip={skip + top}&top={top}"
        return httpx.Response(200, json=page)

    def ids(self) -> list[str]:
        return [f"{number:06d}" for number in range(self._count)]


def test_many_jobs_are_looked_at_by_listing(flavour: Flavour, time: Time) -> None:
    service = ManyJobs(1000, time)
    done = [job.self_ for job in flavour.client(v3_2.Client, service).transcriptions.wait_all(service.ids(), poll=250)]
    assert len(done) == len(set(done)) == 1000
    assert (service.lists, service.gets) == (5 * 10, 0)


def test_each_is_given_as_it_ends(flavour: Flavour, time: Time) -> None:
    service = ManyJobs(300, time)
    began = time.now
    for entity in flavour.client(v3_2.Client, service).transcriptions.wait_all(service.ids(), poll=50):
        number = int(id_of(entity))
        assert number <= time.now - began < number + 50


def test_few_jobs_are_looked_at_one_by_one(flavour: Flavour, time: Time) -> None:
    service = ManyJobs(5000, time)
    found = list(flavour.client(v3_2.Client, service).transcriptions.wait_all(["000007"], poll=10))
    assert [entity.status for entity in found] == ["Succeeded"]
    assert (service.lists, service.gets) == (0, 2)


def test_jobs_whose_age_is_known_are_not_looked_for_among_older_ones(flavour: Flavour, time: Time) -> None:
    service = ManyJobs(200, time)
    jobs = [v3_2.models.Transcription.from_dict(service.entity(number)) for number in range(200)]
    assert len(list(flavour.client(v3_2.Client, service).transcriptions.wait_all(jobs, poll=100))) == 200
    assert "createdDateTime ge 2026-01-01T00:00:00Z" in service.filters


def test_a_version_without_filters_is_asked_for_all(flavour: Flavour, time: Time) -> None:
    service = ManyJobs(200, time)
    jobs = [v3_0.models.Transcription.from_dict(service.entity(number)) for number in range(200)]
    assert len(list(flavour.client(v3_0.Client, service).transcriptions.wait_all(jobs, poll=100))) == 200
    assert service.filters == {None}


def test_jobs_that_do_not_exist_are_told_of_when_all_others_have_ended(flavour: Flavour, time: Time) -> None:
    service = ManyJobs(200, time)
    service.gone = {3, 77}
    done: list[Any] = []
    with pytest.raises(NotFound) as caught:
        done.extend(flavour.client(v3_2.Client, service).transcriptions.wait_all(service.ids(), poll=100))
    assert len(done) == 198
    assert "2 of the jobs were not found" in caught.value.__notes__[0]


def test_many_jobs_that_have_not_ended_in_time_are_named(flavour: Flavour, time: Time) -> None:
    service = ManyJobs(200, time)
    done: list[Any] = []
    with pytest.raises(WaitTimeout) as caught:
        done.extend(flavour.client(v3_2.Client, service).transcriptions.wait_all(service.ids(), timeout=99, poll=33))
    assert len(done) == 100
    assert len(caught.value.pending) == 100
    assert "100 jobs had not ended after 99 seconds" in str(caught.value)


def test_failed_jobs_are_given_like_the_others(flavour: Flavour, time: Time) -> None:
    service = Jobs({"values": [job("Failed", "1"), job("Succeeded", "2")]})
    found = flavour.client(v3_2.Client, service).transcriptions.wait_all(["1", "2"], poll=1)
    assert {str(entity.status) for entity in found} == {"Failed", "Succeeded"}


def test_nothing_to_wait_for_sends_nothing(flavour: Flavour, time: Time) -> None:
    assert list(flavour.client(v3_2.Client, Jobs()).transcriptions.wait_all([])) == []
