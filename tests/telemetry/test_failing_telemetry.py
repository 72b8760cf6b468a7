"""Tracers, processors and instruments that fail: the calls that they watch do not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NoReturn

import httpx
import pytest

from open_telemetry import Observed, observing
from speechtotext import NotFound, RetryPolicy
from speechtotext import _telemetry as telemetry
from speechtotext.v2025_10_15 import Client
from unit.flavours import ID, JOB, FakeService, Flavour

REFUSAL = {"error": {"code": "NotFound", "message": "No job."}}


def broken(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("Authorization: Bearer SECRET")


@pytest.fixture
def observed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Observed]:
    monkeypatch.setattr(telemetry, "_guarded", telemetry._Guard())
    with observing() as seen:
        yield seen


PLACES = (
    ("trace", "SynchronousMultiSpanProcessor", "on_start"),
    ("trace", "SynchronousMultiSpanProcessor", "on_end"),
    ("trace", "Tracer", "start_span"),
    ("trace", "Span", "add_event"),
    ("trace", "Span", "set_attributes"),
    ("trace.export.in_memory_span_exporter", "InMemorySpanExporter", "export"),
    ("metrics._internal.instrument", "_Histogram", "record"),
    ("metrics._internal.instrument", "_Counter", "add"),
    ("metrics._internal", "Meter", "create_histogram"),
)


def break_down(patch: pytest.MonkeyPatch, module: str, kind: str, method: str) -> None:
    patch.setattr(getattr(import_module(f"opentelemetry.sdk.{module}"), kind), method, broken)


@pytest.mark.parametrize("place", PLACES, ids=".".join)
def test_a_call_succeeds_whatever_fails_that_watches_it(
    observed: Observed,
    flavour: Flavour,
    place: tuple[str, str, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    break_down(monkeypatch, *place)
    # One answer is retried, so that spans have events.
    service = FakeService(httpx.Response(503), httpx.Response(200, json=JOB), httpx.Response(200, json=JOB))
    stt: Any = flavour.client(Client, service, retry=RetryPolicy(attempts=2, backoff=0))

    with caplog.at_level(logging.WARNING, "speechtotext"):
        found = [stt.transcriptions.get(ID) for _ in range(2)]

    assert [each.id for each in found] == [found[0].id] * 2
    told = [record.getMessage() for record in caplog.records if record.name == "speechtotext"]
    assert told in ([], ["OpenTelemetry failed with RuntimeError; spans and metrics may be missing."])
    assert "SECRET" not in "".join(told)


def test_an_error_of_the_service_is_raised_as_it_is(
    observed: Observed, flavour: Flavour, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_down(monkeypatch, "trace", "SynchronousMultiSpanProcessor", "on_end")
    stt: Any = flavour.client(Client, FakeService(httpx.Response(404, json=REFUSAL)))

    with pytest.raises(NotFound, match="No job"):
        stt.transcriptions.get(ID)
