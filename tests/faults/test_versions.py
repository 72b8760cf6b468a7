"""The same calls, answers and faults in all five versions."""

from __future__ import annotations

from typing import Any

import pytest

from faults.clients import JOB, Clock, Live
from faults.server import Server, answer
from speechtotext import NotFound, v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15

VERSIONS = (v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15)

each_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.API_VERSION)


def jobs_path(version: Any) -> str:
    """Where a version has its transcriptions."""
    inner = f"/{version.API_VERSION}" if version.API_VERSION.startswith("v") else ""
    return f"/speechtotext{inner}/transcriptions"


def sent(server: Server) -> list[tuple[str, str]]:
    """Method and path of the requests that came."""
    return [(request.method, request.target.partition("?")[0]) for request in server.requests]


@each_version
def test_a_job_is_read(live: Live, server: Server, version: Any) -> None:
    server.reply(answer(200, JOB))
    assert live.client(version, server.url).transcriptions.get("x").display_name == "Calls"
    assert sent(server) == [("GET", f"{jobs_path(version)}/x")]


@each_version
def test_a_missing_job_is_not_found(live: Live, server: Server, clock: Clock, version: Any) -> None:
    server.reply(answer(404, {"code": "NotFound", "message": "There is no such entity."}))
    with pytest.raises(NotFound, match="There is no such entity"):
        live.client(version, server.url).transcriptions.get("x")
    assert len(server.requests) == 1
    assert clock.waits == []


@each_version
def test_a_busy_service_is_asked_again(live: Live, server: Server, clock: Clock, version: Any) -> None:
    server.reply(answer(503), answer(200, JOB))
    assert live.client(version, server.url).transcriptions.get("x").display_name == "Calls"
    assert sent(server) == [("GET", f"{jobs_path(version)}/x")] * 2
    assert clock.waits == [0.5]


@each_version
def test_a_listing_goes_over_two_pages(live: Live, server: Server, version: Any) -> None:
    link = f"{server.url}{jobs_path(version)}?skip=1"
    first, second = JOB, {**JOB, "displayName": "Talks"}
    server.reply(answer(200, {"values": [first], "@nextLink": link}), answer(200, {"values": [second]}))
    jobs = live.client(version, server.url).transcriptions.list()
    assert [job.display_name for job in jobs] == ["Calls", "Talks"]
    assert server.requests[1].target == link.removeprefix(server.url)


@each_version
def test_a_fault_between_two_pages_loses_and_repeats_nothing(live: Live, server: Server, version: Any) -> None:
    link = f"{server.url}{jobs_path(version)}?skip=1"
    first, second = JOB, {**JOB, "displayName": "Talks"}
    pages = answer(200, {"values": [first], "@nextLink": link}), answer(200, {"values": [second]})
    server.reply(pages[0], answer(503), pages[1])
    jobs = live.client(version, server.url).transcriptions.list()
    assert [job.display_name for job in jobs] == ["Calls", "Talks"]
    assert len(server.requests) == 3


@each_version
def test_a_job_is_renamed(live: Live, server: Server, version: Any) -> None:
    server.reply(answer(200, JOB))
    update = version.models.TranscriptionUpdate(display_name="Calls")
    assert live.client(version, server.url).transcriptions.update("x", update).display_name == "Calls"
    assert sent(server) == [("PATCH", f"{jobs_path(version)}/x")]
    assert server.requests[0].body == b'{"displayName":"Calls"}'


@each_version
def test_a_job_is_deleted(live: Live, server: Server, version: Any) -> None:
    server.reply(answer(204))
    live.client(version, server.url).transcriptions.delete("x")
    assert sent(server) == [("DELETE", f"{jobs_path(version)}/x")]
