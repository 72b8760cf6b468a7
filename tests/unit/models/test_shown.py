"""What people see of an object in a session: a short line, a drawing of rich, a table in a notebook."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from example_counts import example_count
from speechtotext import TranscriptionResult
from speechtotext.emulator import Emulator
from speechtotext.v2025_10_15 import AsyncClient, Client, models
from speechtotext_api.calls import Page
from unit.specification import MODULES, model, model_names, valid

ID = "8a8f9d2e-4f0a-4f5e-9c57-0a3c1b7d6e5f"
URL = f"https://westeurope.api.cognitive.microsoft.com/speechtotext/transcriptions/{ID}?api-version=2025-10-15"
JOB = models.Transcription(
    self_=URL,
    display_name="Calls <of> May",
    locale="en-US",
    status="Succeeded",
    created_date_time=datetime(2026, 5, 1, 9, 30, tzinfo=UTC),
    content_urls=["https://example.com/a.wav", "https://example.com/b.wav", "https://example.com/c.wav"],
    properties=models.TranscriptionProperties(time_to_live_hours=48, diarization={"enabled": True, "maxSpeakers": 3}),
)


def drawn(thing: object, width: int = 80) -> str:
    """What rich prints."""
    out = io.StringIO()
    Console(width=width, file=out).print(thing)
    return out.getvalue()


def test_the_line_of_an_entity_begins_with_what_it_is_known_by() -> None:
    assert repr(JOB) == (
        f"Transcription(id='{ID}', display_name='Calls <of> May', status='Succeeded', locale='en-US', "
        "created_date_time='2026-05-01T09:30:00Z', content_urls=[3 items], …)"
    )


def test_a_line_has_what_is_set_and_nothing_else() -> None:
    shown = models.Transcription(display_name="Calls", locale="en-US", properties={"timeToLiveHours": 48})

    assert repr(shown) == (
        "Transcription(display_name='Calls', locale='en-US', properties=TranscriptionProperties(time_to_live_hours=48))"
    )


@settings(
    max_examples=example_count(100),
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_no_line_of_any_object_is_longer_than_200_characters(data: st.DataObject) -> None:
    version = data.draw(st.sampled_from(sorted(MODULES)))
    name = data.draw(st.sampled_from(model_names(version)))
    thing = model(version, name).from_dict(data.draw(valid(version, name)))

    assert len(repr(thing)) <= 200
    assert "\n" not in repr(thing)


def test_rich_draws_the_attributes_that_are_set() -> None:
    text = drawn(JOB)

    assert "display_name='Calls <of> May'" in text
    assert "time_to_live_hours=48" in text
    assert "description" not in text


def test_a_notebook_shows_a_table_of_the_attributes() -> None:
    table = JOB._repr_html_()

    assert "<th style='text-align:left;vertical-align:top'>display_name</th>" in table
    assert "Calls &lt;of&gt; May" in table
    assert "https://example.com/a.wav<br>https://example.com/b.wav" in table


def test_a_page_is_a_table_of_what_tells_its_items_apart() -> None:
    page = Page([JOB, JOB], None)

    assert repr(page) == "<Page of 2 items>"
    assert repr(Page([JOB], URL)) == "<Page of 1 item, not the last>"
    assert drawn(page, 120).count("Calls <of> May") == 2
    assert page._repr_html_().count("<td style='text-align:left'>Succeeded</td>") == 2


@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_clients_groups_and_listings_say_what_they_are(client: Any) -> None:
    stt = client(region="westeurope", key="none")

    assert repr(stt) == f"<{client.__name__} 2025-10-15 of https://westeurope.api.cognitive.microsoft.com>"
    assert repr(stt.transcriptions).endswith("Transcriptions of API version 2025-10-15>")
    assert repr(stt.transcriptions.list()).startswith("<Listing of Transcriptions_List: iterate over it")
    assert " client for one version of the API." in client.__doc__


def test_a_result_of_a_long_url_fits_a_line_too() -> None:
    result = TranscriptionResult.from_dict({"source": f"https://example.com/{'a' * 500}.wav", "recognizedPhrases": []})

    assert len(repr(result)) <= 200


def test_one_of_everything_in_a_session_fits_200_characters() -> None:
    with (
        Emulator(port=None) as emulator,
        Client(endpoint=emulator.endpoint, key=emulator.key, http_client=emulator.http_client()) as stt,
    ):
        stt.transcriptions.create(
            models.Transcription(
                display_name="Calls",
                locale="en-US",
                content_urls=[emulator.storage.put("a.wav", b"")],
                properties={"timeToLiveHours": 48},
            )
        )
        jobs, bases = stt.transcriptions.list(), stt.models.list_base_models(limit=3)
        shown: list[object] = [
            stt,
            stt.datasets,
            stt.endpoints,
            stt.evaluations,
            stt.models,
            stt.operations,
            stt.projects,
            jobs,
            bases,
        ]
        shown += [jobs.page(), bases.page(), *jobs, *bases]

        assert [repr(thing) for thing in shown if len(repr(thing)) > 200] == []
