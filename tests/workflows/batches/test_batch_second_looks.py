"""What seemed lost is looked for again before anybody pays for it a second time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from speechtotext import NotFound, SpeechError, WaitTimeout
from speechtotext.v3_2 import Client
from unit.flavours import Flavour
from workflows.batch_service import BatchService, Trouble
from workflows.batches.batch_inputs import BODY, NOW, Clock, ending, urls


def failing(service: BatchService, matches: Callable[[httpx.Request], bool], response: httpx.Response) -> Trouble:
    """What a service does before it answers, besides failing some requests."""
    before = service.before
    return lambda request: response if matches(request) else before(request)


def is_result(number: int) -> Callable[[httpx.Request], bool]:
    return lambda request: request.url.path.endswith(f"contenturl_{number}.json")


def test_a_job_that_was_taken_for_gone_goes_on_when_it_is_found(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    hidden, service.jobs = service.jobs, []
    lost = stt.transcriptions.resume(journal, tmp_path, poll=0)
    service.jobs = hidden

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert {entry.error_kind for entry in lost.failed} == {"NotFound"}
    assert len(summary.succeeded) == 2


@pytest.mark.parametrize("listed_only", [False, True])
def test_a_job_that_was_taken_for_gone_is_not_paid_for_again(
    flavour: Flavour, journal: Path, tmp_path: Path, listed_only: bool
) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    hidden, service.jobs = service.jobs, []
    stt.transcriptions.resume(journal, tmp_path, poll=0)
    service.jobs = hidden
    if listed_only:
        service.before = failing(
            service, lambda request: request.url.path.endswith("0" * 32), httpx.Response(404, json={"code": "NotFound"})
        )

    pending = stt.transcriptions.retry_failed(journal).pending

    assert len(pending) == 2
    assert service.inputs == urls(2)


def test_a_job_that_is_gone_is_paid_for_again_when_it_is_asked_for(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    service.jobs.clear()
    stt.transcriptions.resume(journal, tmp_path, poll=0)

    stt.transcriptions.retry_failed(journal)

    assert service.inputs == urls(2)
    assert len(stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded) == 2


def test_the_results_of_a_job_that_was_deleted_stay(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    first = stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded[0]
    service.jobs.clear()
    assert first.result is not None
    first.result.unlink()

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)
    stt.transcriptions.retry_failed(journal)

    assert len(summary.succeeded) == 3
    assert [entry.result is None for entry in summary.succeeded] == [True, False, False]
    assert summary.succeeded[0].error_message == "The job no longer exists: it was deleted."
    assert service.inputs == []


def test_a_result_that_could_not_be_fetched_is_fetched_by_the_next_run(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    plain = service.before
    service.before = failing(service, is_result(1), httpx.Response(404))
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    (failed,) = stt.transcriptions.resume(journal, tmp_path, poll=0).failed
    service.before = plain

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert failed.error_kind == "ResultUnavailable"
    assert len(summary.succeeded) == 3


def test_a_result_that_can_be_fetched_after_all_is_not_paid_for_again(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    plain = service.before
    service.before = failing(service, is_result(1), httpx.Response(200, content=b"{}"))
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    stt.transcriptions.resume(journal, tmp_path, poll=0)
    service.before = plain

    stt.transcriptions.retry_failed(journal)

    assert service.inputs == urls(3)
    assert len(stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded) == 3


def test_a_result_that_stays_lost_is_made_again_when_it_is_asked_for(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    service.before = failing(
        service, lambda request: f"{0:032x}/contenturl_1.json" in request.url.path, httpx.Response(404)
    )
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    stt.transcriptions.resume(journal, tmp_path, poll=0)

    stt.transcriptions.retry_failed(journal)

    assert service.inputs == [*urls(3), urls(3)[1]]
    assert len(stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded) == 3


def test_trouble_with_one_result_holds_up_no_other(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    service.before = failing(service, is_result(1), httpx.Response(503))
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    with pytest.raises(SpeechError, match="503"):
        stt.transcriptions.resume(journal, tmp_path, poll=0)

    summary = stt.transcriptions.summary(journal)
    assert [entry.status for entry in summary.inputs] == ["Succeeded", None, "Succeeded"]


def test_an_empty_file_of_a_run_that_died_is_fetched_at_once(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    service.end_all()
    stt.transcriptions.download(f"{0:032x}", tmp_path / f"{0:032x}", kind="Transcription")
    (tmp_path / f"{0:032x}" / "contenturl_1.json").write_bytes(b"")

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert len(summary.succeeded) == 2


def test_what_somebody_wrote_into_a_result_is_kept(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    (entry,) = stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded
    assert entry.result is not None
    content = entry.result.read_bytes()
    entry.result.write_bytes(b"corrected by hand")

    stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert entry.result.read_bytes() == content
    assert entry.result.with_name(f"{entry.result.name}.changed").read_bytes() == b"corrected by hand"


def test_neighbours_that_the_service_refuses_write_off_no_others(flavour: Flavour, journal: Path) -> None:
    wrong = {urls(40)[0], urls(40)[1], urls(40)[2], urls(40)[39]}
    service = BatchService()
    service.before = lambda request: (
        httpx.Response(400, json={"code": "InvalidRequest", "message": "An input is not valid."})
        if any(f'"{url}"'.encode() in request.content for url in wrong)
        else None
    )

    summary = flavour.client(Client, service).transcriptions.submit_all(urls(40), BODY, journal=journal)

    assert {entry.source for entry in summary.failed} == wrong
    assert len(service.inputs) == 36


def test_a_link_that_ended_while_its_job_was_planned_is_left_out(flavour: Flavour, journal: Path, clock: Clock) -> None:
    service = BatchService()
    service.before = lambda request: httpx.Response(503)
    stt = flavour.client(Client, service)
    ends = datetime.fromtimestamp(NOW.timestamp() + 7200, NOW.tzinfo)
    links = [f"https://a.example/1.wav?se={ends:%Y-%m-%dT%H:%M:%SZ}&sig=x", "https://a.example/2.wav"]
    with pytest.warns(UserWarning, match="expires within 24 hours"), pytest.raises(SpeechError):
        stt.transcriptions.submit_all(links, BODY, journal=journal)
    service.before = lambda request: None
    clock.sleep(7201)

    summary = stt.transcriptions.retry_failed(journal)

    assert [entry.error_kind for entry in summary.inputs] == ["LinkExpired", None]
    assert service.inputs == links[1:]


@pytest.mark.parametrize("resumed", [False, True])
def test_an_input_without_a_result_is_looked_for_before_it_is_paid_for_again(
    flavour: Flavour, journal: Path, tmp_path: Path, resumed: bool
) -> None:
    service = ending(BatchService())
    service.after = lambda request: (
        httpx.Response(200, json={"values": [{"self": "https://x.example/1", "name": "report.json", "kind": "Log"}]})
        if request.url.path.endswith("/files")
        else None
    )
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    lost = stt.transcriptions.resume(journal, tmp_path, poll=0)
    service.after = lambda request: None

    if resumed:
        stt.transcriptions.resume(journal, tmp_path, poll=0)
    stt.transcriptions.retry_failed(journal)

    assert {entry.error_kind for entry in lost.failed} == {"NoResult"}
    assert service.inputs == urls(2)
    assert len(stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded) == 2


def test_a_result_is_looked_for_also_when_the_run_that_was_to_fetch_it_ended_before(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    plain = service.before
    service.before = failing(service, is_result(1), httpx.Response(404))
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    stt.transcriptions.resume(journal, tmp_path, poll=0)
    service.before = failing(service, lambda request: True, httpx.Response(503))
    with pytest.raises(WaitTimeout):
        stt.transcriptions.resume(journal, tmp_path, poll=1, timeout=5)
    service.before = plain

    stt.transcriptions.retry_failed(journal)

    assert service.inputs == urls(2)
    assert len(stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded) == 2


def test_files_that_are_not_found_in_passing_are_not_paid_for_again(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    plain = service.before
    service.before = failing(
        service, lambda request: request.url.path.endswith("/files"), httpx.Response(404, json={"code": "NotFound"})
    )
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    stt.transcriptions.resume(journal, tmp_path, poll=0)
    with pytest.raises(NotFound):
        stt.transcriptions.retry_failed(journal)
    service.before = plain

    stt.transcriptions.retry_failed(journal)

    assert service.inputs == urls(2)
    assert len(stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded) == 2


def test_a_damaged_result_of_a_job_that_is_gone_is_told(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    first, second = stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded
    service.jobs.clear()
    assert first.result is not None
    assert second.result is not None
    first.result.unlink()
    stt.transcriptions.resume(journal, tmp_path, poll=0)
    second.result.write_bytes(b"")

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert [entry.result for entry in summary.succeeded] == [None, None]
    assert {entry.error_kind for entry in summary.inputs} == {"NotFound"}
