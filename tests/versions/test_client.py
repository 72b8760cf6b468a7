"""A client that speaks a newer version: asked for by one argument, and otherwise as it always was."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from speechtotext import (
    ConfigurationError,
    InvalidRequest,
    Migration,
    MigrationWarning,
    NotExpressible,
    RateLimited,
    UnexpectedResponse,
    id_of,
    v3_0,
    v3_1,
    v3_2,
    v2024_11_15,
    v2025_10_15,
)
from unit.flavours import ID, KEY, ORIGIN, FakeService, Flavour, Sync

NEWEST = "2025-10-15"
JOB = {
    "self": f"{ORIGIN}/speechtotext/transcriptions/{ID}?api-version={NEWEST}",
    "displayName": "Calls",
    "locale": "en-US",
    "properties": {"timeToLiveHours": 48},
}
SELF = f"{ORIGIN}/speechtotext/v3.2/transcriptions/{ID}"


def test_the_own_version_changes_nothing(flavour: Flavour) -> None:
    client = flavour.client(v3_2.Client, FakeService(), api_version="v3.2")
    assert repr(client) == repr(flavour.client(v3_2.Client, FakeService()))


def test_the_own_version_imports_nothing() -> None:
    program = (
        "import sys; from speechtotext.v3_2 import Client; Client(region='westeurope', key='k', api_version='v3.2'); "
        "sys.exit(any(name.startswith('speechtotext._shims.') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_a_client_says_which_version_it_speaks(flavour: Flavour) -> None:
    client = flavour.client(v3_2.Client, FakeService(), api_version=NEWEST)
    assert f"v3.2 over {NEWEST}" in repr(client)


@pytest.mark.parametrize("older", ["v3.0", "v3.1"])
def test_an_older_version_is_refused(older: str, flavour: Flavour) -> None:
    with pytest.raises(ConfigurationError, match=r"older .* give v3\.2, 2024-11-15 or 2025-10-15"):
        flavour.client(v3_2.Client, FakeService(), api_version=older)


def test_an_unknown_version_is_refused(flavour: Flavour) -> None:
    with pytest.raises(ConfigurationError, match=r"not known.* give v3\.0, v3\.1, v3\.2, 2024-11-15 or 2025-10-15"):
        flavour.client(v3_0.Client, FakeService(), api_version="2030-01-01")


def test_the_newest_version_speaks_no_other(flavour: Flavour) -> None:
    with pytest.raises(ConfigurationError, match="the newest: leave out api_version"):
        flavour.client(v2025_10_15.Client, FakeService(), api_version="2030-01-01")


def test_what_is_given_back_is_of_the_version_of_the_program(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(200, json=JOB), httpx.Response(204))
    client = flavour.client(v3_2.Client, service, api_version=NEWEST)
    job = client.transcriptions.get(ID)
    assert isinstance(job, v3_2.models.Transcription)
    assert job.self_ == SELF
    client.transcriptions.delete(job)
    assert str(service.requests[1].url) == f"{ORIGIN}/speechtotext/transcriptions/{ID}?api-version={NEWEST}"


def test_an_address_kept_from_the_older_version_still_leads_to_the_entity(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(200, json=JOB))
    flavour.client(v3_2.Client, service, api_version=NEWEST).transcriptions.get(SELF)
    assert service.request.url.path == f"/speechtotext/transcriptions/{ID}"


def test_the_location_of_an_entity_just_made_is_of_the_version_of_the_program(flavour: Flavour) -> None:
    answer = httpx.Response(201, json={**JOB, "self": None}, headers={"Location": str(JOB["self"])})
    client = flavour.client(v3_2.Client, FakeService(answer), api_version=NEWEST)
    job = v3_2.models.Transcription(
        display_name="Calls", locale="en-US", properties=v3_2.models.TranscriptionProperties(time_to_live="P2D")
    )
    assert client.transcriptions.create(job).self_ == SELF


def test_options_keep_the_version(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(200, json=JOB))
    client = flavour.client(v3_2.Client, service, api_version=NEWEST)
    assert client.with_options(timeout=5).transcriptions.get(ID).self_ == SELF


def test_a_raw_answer_is_as_the_version_of_the_program_would_have_sent_it(flavour: Flavour) -> None:
    answer = httpx.Response(200, json=JOB, headers={"apim-request-id": "7"})
    client = flavour.client(v3_2.Client, FakeService(answer), api_version=NEWEST)
    raw = client.with_raw_response(lambda stt: stt.transcriptions.get(ID))
    assert raw.response.json() == {**JOB, "self": SELF, "properties": {"timeToLive": "P2D"}}
    assert (raw.status_code, raw.request_id, raw.parsed.self_) == (200, "7", SELF)


def test_a_raw_answer_without_json_is_left_as_it_is(flavour: Flavour) -> None:
    client = flavour.client(v3_2.Client, FakeService(httpx.Response(204)), api_version=NEWEST)
    assert client.with_raw_response(lambda stt: stt.transcriptions.delete(ID)).response.content == b""


def test_an_error_is_what_the_service_says(flavour: Flavour) -> None:
    error = {"code": "InvalidRequest", "message": "No.", "innerError": {"code": "BadChannelConfiguration"}}
    client = flavour.client(v3_2.Client, FakeService(httpx.Response(400, json=error)), api_version=NEWEST)
    with pytest.raises(InvalidRequest, match="Transcriptions_Get") as caught:
        client.transcriptions.get(ID)
    assert caught.value.inner_codes == ("BadChannelConfiguration",)
    assert caught.value.response.json() == error


def test_retry_after_is_told_as_it_came(flavour: Flavour) -> None:
    answer = httpx.Response(429, headers={"Retry-After": "7"})
    with pytest.raises(RateLimited) as caught:
        flavour.client(v3_2.Client, FakeService(answer), api_version=NEWEST).transcriptions.get(ID)
    assert caught.value.retry_after == "7"


def test_an_answer_that_is_none_is_an_error_of_the_package(flavour: Flavour) -> None:
    client = flavour.client(v3_2.Client, FakeService(httpx.Response(200, text="<html>")), api_version=NEWEST)
    with pytest.raises(UnexpectedResponse, match="not JSON"):
        client.transcriptions.get(ID)


def page(then: str | None = None) -> httpx.Response:
    link = {"@nextLink": f"{ORIGIN}/speechtotext/transcriptions?{then}&api-version={NEWEST}"} if then else {}
    return httpx.Response(200, json={"values": [JOB], **link})


def test_a_listing_goes_on_through_all_pages(flavour: Flavour) -> None:
    service = FakeService(page("skip=1"), page("skip=2"), page())
    listing = flavour.client(v3_2.Client, service, api_version=NEWEST).transcriptions.list()
    assert [job.self_ for job in listing] == [SELF] * 3
    assert [request.url.params.get("skip") for request in service.requests] == [None, "1", "2"]
    assert {request.url.path for request in service.requests} == {"/speechtotext/transcriptions"}


def test_a_link_to_a_page_is_of_the_version_of_the_program(flavour: Flavour) -> None:
    service = FakeService(page("skip=1"), page())
    client = flavour.client(v3_2.Client, service, api_version=NEWEST)
    link = client.transcriptions.list().page().next_link
    assert link == f"{ORIGIN}/speechtotext/v3.2/transcriptions?skip=1"
    client.transcriptions.list().page(link)
    assert str(service.requests[1].url) == f"{ORIGIN}/speechtotext/transcriptions?skip=1&api-version={NEWEST}"


def test_pages_that_go_round_in_a_circle_are_noticed(flavour: Flavour) -> None:
    service = FakeService(page("skip=1"), page("skip=2"), page("skip=1"))
    with pytest.raises(UnexpectedResponse, match="leads back to an earlier one"):
        flavour.client(v3_2.Client, service, api_version=NEWEST).transcriptions.list().all()


def test_jobs_are_waited_for(flavour: Flavour) -> None:
    service = FakeService(*(httpx.Response(200, json={**JOB, "status": s}) for s in ("Running", "Succeeded")))
    client = flavour.client(v3_2.Client, service, api_version=NEWEST)
    assert client.transcriptions.wait(SELF).status == "Succeeded"


def test_a_job_that_is_given_to_another_client_is_found_by_its_id(flavour: Flavour) -> None:
    client = flavour.client(v3_2.Client, FakeService(httpx.Response(200, json=JOB)), api_version=NEWEST)
    job = client.transcriptions.get(ID)
    service = FakeService(httpx.Response(200, json=JOB))
    flavour.client(v2025_10_15.Client, service).transcriptions.get(id_of(job))
    assert service.request.url.path == f"/speechtotext/transcriptions/{ID}"


def create(client: Any) -> None:
    models = v3_2.models
    properties = models.TranscriptionProperties(time_to_live="P2D", email="a@contoso.com")
    client.transcriptions.create(models.Transcription(display_name="Calls", locale="en-US", properties=properties))


def test_what_is_lost_without_harm_is_warned_of_once(flavour: Flavour) -> None:
    client = flavour.client(v3_2.Client, lambda request: httpx.Response(201, json=JOB), api_version=NEWEST)
    with pytest.warns(MigrationWarning, match="email is not sent"):
        create(client)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        create(client.with_options(timeout=5))


def test_a_warning_that_is_raised_as_an_error_is_raised_by_every_call(flavour: Flavour) -> None:
    requests: list[httpx.Request] = []

    def service(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(201, json=JOB)

    client = flavour.client(v3_2.Client, service, api_version=NEWEST)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(3):
            with pytest.raises(MigrationWarning, match="email is not sent"):
                create(client)
    assert requests == []


def test_threads_that_lose_the_same_are_warned_once() -> None:
    everybody = threading.Barrier(16, timeout=60)
    client = Sync().client(v3_2.Client, lambda request: httpx.Response(201, json=JOB), api_version=NEWEST)

    def create_with_the_others(_: int) -> None:
        everybody.wait()
        create(client)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with ThreadPoolExecutor(16) as threads:
            list(threads.map(create_with_the_others, range(16)))
    assert len([each for each in caught if "email is not sent" in str(each.message)]) == 1


@pytest.mark.parametrize("version", [5, 3.2, b"v3.2", ["2025-10-15"]], ids=repr)
def test_an_api_version_that_is_no_text_is_refused(flavour: Flavour, version: object) -> None:
    with pytest.raises(ConfigurationError, match="api_version is "):
        flavour.client(v3_2.Client, FakeService(), api_version=version)


def test_a_warning_names_the_line_of_the_program() -> None:
    client = Sync().client(v3_2.Client, lambda request: httpx.Response(201, json=JOB), api_version=NEWEST)
    with pytest.warns(MigrationWarning) as caught:
        create(client)
    assert caught[0].filename == __file__


def test_a_warning_names_the_line_of_an_asynchronous_program() -> None:
    def service(request: httpx.Request) -> httpx.Response:
        return httpx.Response(201, json=JOB)

    async def program() -> None:
        http = httpx.AsyncClient(transport=httpx.MockTransport(service))
        client = v3_2.AsyncClient(region="westeurope", key=KEY, http_client=http, api_version=NEWEST)
        await client.transcriptions.create(v3_2.models.Transcription(display_name="Calls", locale="en-US"))

    with pytest.warns(MigrationWarning) as caught:
        asyncio.run(program())
    assert caught[0].filename == __file__


def test_what_cannot_be_said_says_what_to_do(flavour: Flavour) -> None:
    client = flavour.client(v3_1.Client, FakeService(), api_version=NEWEST)
    with pytest.raises(NotExpressible, match=r"no /healthstatus\. Take any response as a sign of health") as caught:
        client.service_health.get()
    assert caught.value.change == "no-health-status"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.change, again.remedy) == (str(caught.value), "no-health-status", caught.value.remedy)


def test_migration_shows_no_key() -> None:
    client = v3_0.Client(region="westeurope", key=KEY)
    assert KEY not in repr(Migration(to=NEWEST, copy_targets={KEY: client}))


def test_a_dated_version_speaks_the_next_one(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(200, json=JOB))
    job = flavour.client(v2024_11_15.Client, service, api_version=NEWEST).transcriptions.get(ID)
    assert service.request.url.params["api-version"] == NEWEST
    assert job.self_ == f"{ORIGIN}/speechtotext/transcriptions/{ID}?api-version=2024-11-15"
