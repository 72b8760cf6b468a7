"""Web hook calls of a newer version, read by a program of an older one."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from speechtotext._shims.webhook_payloads import older_payload
from speechtotext.webhooks import WebHookEvent, parse
from unit.flavours import ID, ORIGIN

HEADERS = {"X-MicrosoftSpeechServices-Event": "TranscriptionCompletion"}
NEW = f"{ORIGIN}/speechtotext/transcriptions/{ID}?api-version=2025-10-15"


def read(payload: dict[str, Any], version: str | None) -> WebHookEvent:
    return parse(HEADERS, json.dumps(payload).encode(), as_version=version)


@pytest.mark.parametrize("version", ["v3.0", "v3.1", "v3.2"])
def test_the_entity_is_named_as_the_version_of_the_program_does(version: str) -> None:
    event = read({"self": NEW, "invocationId": "1"}, version)
    assert event.self_ == f"{ORIGIN}/speechtotext/{version}/transcriptions/{ID}"
    assert (event.api_version, event.group, event.invocation_id) == (version, "transcriptions", "1")


def test_the_event_is_as_it_came_by_default() -> None:
    assert read({"self": NEW}, None).self_ == NEW


def test_a_hook_in_the_payload_is_told_as_the_version_of_the_program_does() -> None:
    hook = f"{ORIGIN}/speechtotext/webhooks/{ID}"
    event = read(
        {"self": f"{hook}?api-version=2024-11-15", "links": {"ping": f"{hook}:ping?api-version=2024-11-15"}}, "v3.0"
    )
    assert event.raw["links"] == {"ping": f"{ORIGIN}/speechtotext/v3.0/webhooks/{ID}/ping"}


def test_the_whole_entity_is_moved_where_the_payload_holds_it() -> None:
    payload = {"self": NEW, "properties": {"durationMilliseconds": 42000}}
    assert older_payload(payload, "v3.2")["properties"] == {"duration": "PT42S"}


def test_the_payload_itself_is_left_alone() -> None:
    payload = {"self": NEW, "links": {"files": f"{NEW}/files"}}
    before = deepcopy(payload)
    older_payload(payload, "v3.0")
    assert payload == before


@pytest.mark.parametrize(
    "url",
    [
        f"{ORIGIN}/speechtotext/v3.1/transcriptions/{ID}",
        f"{ORIGIN}/speechtotext/transcriptions/{ID}",
        f"{ORIGIN}/speechtotext/transcriptions/{ID}?api-version=2030-01-01",
        f"{ORIGIN}/speechtotext/others/{ID}?api-version=2025-10-15",
        "https://contoso.com",
        None,
        7,
    ],
)
def test_what_is_of_no_newer_version_is_given_back(url: object) -> None:
    assert older_payload({"self": url}, "v3.1") == {"self": url}


def test_a_version_that_there_is_not_is_told() -> None:
    with pytest.raises(ValueError, match=r"give one of v3\.0, v3\.1"):
        read({"self": NEW}, "v2.0")
