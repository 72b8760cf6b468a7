"""Which URLs a batch takes, and how its inputs are recognised in what the service answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import InvalidArgument
from speechtotext._batches.inputs import expiry_of, normalized
from speechtotext._redaction import source_of
from speechtotext.v3_2 import Client
from unit.flavours import Flavour
from workflows.batch_service import BatchService, result_of
from workflows.batches.batch_inputs import BODY, ending, urls


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("https://a.example/call.wav", "urls is a str"),
        ([""], r"urls\[0\] is ''"),
        (["https://a.example/1.wav", None], r"urls\[1\] is None"),
        ([5], r"urls\[0\] is 5"),
        (["\ud800"], r"urls\[0\] is '\\ud800'"),
        (["https://a.example/\ud800"], r"urls\[0\]"),
        (["calls/1.wav"], r"urls\[0\] is 'calls/1.wav'"),
        (["ftp://a.example/1.wav"], "give an absolute http"),
        (["https://[a/1.wav"], "give an absolute http"),
    ],
)
def test_what_is_no_list_of_urls_is_refused_before_anything_is_sent(
    flavour: Flavour, journal: Path, wrong: Any, told: str
) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)

    with pytest.raises(ValueError, match=told):
        stt.transcriptions.submit_all(wrong, BODY, journal=journal)

    assert service.requests == []
    assert not journal.exists()


def test_what_the_jobs_have_in_common_may_be_a_dict(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)

    body = {"displayName": "Calls", "locale": "en-US", "properties": {"diarizationEnabled": True}}
    stt.transcriptions.submit_all(urls(2), body, journal=journal)

    (sent,) = [json.loads(request.content) for request in service.requests if request.method == "POST"]
    assert sent["displayName"] == "Calls"
    assert sent["properties"] == {"diarizationEnabled": True}


@pytest.mark.parametrize("body", ["Calls", None, {"locale": "en-US"}, {"displayName": "Calls", "locale": 5}])
def test_a_body_that_cannot_be_meant_is_refused_before_anything_is_sent(
    flavour: Flavour, journal: Path, body: Any
) -> None:
    service = BatchService()

    with pytest.raises(InvalidArgument, match=r"^(body|locale)\b"):
        flavour.client(Client, service).transcriptions.submit_all(urls(2), body, journal=journal)

    assert service.requests == []
    assert not journal.exists()


# As .NET writes URLs, which the service does.
SPELLINGS = [
    ("https://Acc.example/calls/one.wav?sig=A", "https://acc.example/calls/one.wav?sig=A"),
    ("https://acc.example:443/one.wav", "https://acc.example/one.wav"),
    ("http://acc.example:80/one.wav", "http://acc.example/one.wav"),
    ("https://acc.example/Grüße.wav", "https://acc.example/Gr%C3%BC%C3%9Fe.wav"),
    ("https://acc.example/my call.wav", "https://acc.example/my%20call.wav"),
    ("https://acc.example/my%20call.wav", "https://acc.example/my call.wav"),
    ("https://acc.example/%c3%bc.wav", "https://acc.example/%C3%BC.wav"),
    ("https://acc.example/one%2Dtwo%7E.wav", "https://acc.example/one-two~.wav"),
    ("https://acc.example?id=1", "https://acc.example/?id=1"),
    ("HTTPS://acc.example/one.wav", "https://acc.example/one.wav"),
]


@pytest.mark.parametrize(("sent", "told"), SPELLINGS)
def test_an_input_is_recognised_however_the_service_spells_its_url(
    flavour: Flavour, journal: Path, tmp_path: Path, sent: str, told: str
) -> None:
    service = ending(BatchService())
    before = service.before

    def spell(request: httpx.Request) -> httpx.Response | None:
        if "store" not in request.url.host:
            return before(request)
        if request.url.path.endswith("report.json"):
            return httpx.Response(200, json={"details": [{"source": told, "status": "Succeeded"}]})
        number = int(request.url.path.rpartition("_")[2].removesuffix(".json"))
        return httpx.Response(200, json=result_of(told if number == 0 else "https://acc.example/other.wav"))

    service.before = spell
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all([sent, "https://acc.example/other.wav"], BODY, journal=journal)

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)
    stt.transcriptions.retry_failed(journal)

    assert len(summary.succeeded) == 2
    assert len(service.inputs) == 2


def test_a_result_of_an_unknown_source_is_that_of_its_position(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    before = service.before
    service.before = lambda request: (
        httpx.Response(200, json=result_of("https://elsewhere.example/x.wav"))
        if "contenturl_1" in request.url.path
        else before(request)
    )
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    results = {entry.source: entry.result for entry in summary.succeeded}
    assert sorted(results) == sorted(urls(3))
    assert str(results[urls(3)[1]]).endswith("contenturl_1.json")


SIGNED = [
    "https://a.example/1.wav?sv=2025&se=2026-01-01T00:00:00Z&sig=ONE%3D",
    "https://a.s3.example/1.wav?X-Amz-Date=20251231T230000Z&X-Amz-Expires=3600&X-Amz-Signature=ONE",
    "https://storage.example/a/1.wav?X-Goog-Date=20251231T230000Z&X-Goog-Expires=3600&X-Goog-Signature=ONE",
]


@pytest.mark.parametrize("url", SIGNED)
def test_a_signed_url_is_known_without_its_signature(url: str) -> None:
    assert source_of(url) == source_of(url.replace("ONE", "TWO")) == url.partition("?")[0]
    assert normalized(url) == url.partition("?")[0]


@pytest.mark.parametrize("url", SIGNED)
def test_a_signed_url_tells_when_it_ends(url: str) -> None:
    assert expiry_of(url) == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("url", ["https://a.example/1.wav?X-Amz-Signature=1&X-Amz-Expires=9", "https://a.example/sig"])
def test_a_url_that_does_not_tell_when_it_ends_is_taken(url: str) -> None:
    assert expiry_of(url) is None
