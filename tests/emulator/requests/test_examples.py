"""The official examples' requests, sent as they are: accepted, and answered as the published Swagger files say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import jsonschema_rs
import pytest

from breaches import breaches
from emulator.recordings import wav
from emulator.requests.official import ACOUSTIC, official_emulator
from examples import KEY_HEADER, Example, Json, document, every_example
from speechtotext.emulator import Emulator

_KEY, _AUDIO_URL = "{API Key}", "{audioUrl}"

_BLOCKS = ("AAA=", "AAE=", "AAI=")


@pytest.fixture(scope="module")
def emulators() -> Iterator[dict[str, tuple[Emulator, dict[str, Any]]]]:
    """One emulator for each locale that examples name, with the state in which an example finds it."""
    with ExitStack() as stack:
        opened = {locale: stack.enter_context(official_emulator(_KEY, locale=locale)) for locale in ("en-US", "nl-NL")}
        yield {locale: (emulator, emulator.snapshot()) for locale, emulator in opened.items()}


@pytest.fixture
def emulator(example: Example, emulators: dict[str, tuple[Emulator, dict[str, Any]]]) -> Emulator:
    """What an example finds: models for the locale that it names them for, and the blocks that it commits."""
    emulator, beginning = emulators["nl-NL" if example.name == "create_lid_transcription" else "en-US"]
    emulator.restore(beginning)
    if example.name == "commit_block_list":
        upload_blocks(emulator)
    return emulator


@every_example()
def test_the_request_of_an_example_is_accepted(example: Example, emulator: Emulator) -> None:
    assert sent(emulator, example).status_code in example.answers


@every_example()
def test_the_answer_to_an_example_is_as_published(example: Example, emulator: Emulator) -> None:
    response = sent(emulator, example)

    declared = example.operation.responses[str(response.status_code)]
    assert bool(response.content) == ("schema" in declared)
    if response.content:
        assert list(faults(example, declared["schema"], response.json())) == []


@every_example(lambda example: 201 in example.answers and "headers" in example.operation.responses["201"])
def test_the_answer_tells_where_a_new_entity_is(example: Example, emulator: Emulator) -> None:
    response = sent(emulator, example)

    assert response.headers["Location"] == response.json()["self"]


def faults(example: Example, schema: Json, value: Any) -> Iterator[str]:
    """What two independent validators find wrong with an answer: a library, and a walk that knows all members."""
    swagger = document(example.version)
    validator = jsonschema_rs.Draft4Validator({**schema, "definitions": swagger["definitions"]}, validate_formats=True)
    yield from (error.message for error in validator.iter_errors(value))
    yield from breaches(swagger, schema, value, "answer")


def sent(emulator: Emulator, example: Example) -> httpx.Response:
    """The answer to the request of an example."""
    with emulator.http_client() as http:
        return http.request(
            example.operation.method,
            example.url_path,
            params=example.query,
            headers={KEY_HEADER: example.key, **_content_type(example)},
            **_body(emulator, example),
        )


def upload_blocks(emulator: Emulator) -> None:
    """Upload the blocks that an example commits, which has to be done with another version for some."""
    with emulator.http_client() as http:
        for block in _BLOCKS:
            http.put(
                f"/speechtotext/v3.2/datasets/{ACOUSTIC}/blocks",
                params={"blockid": block},
                headers={KEY_HEADER: _KEY, "Content-Type": "application/octet-stream"},
                content=b"block",
            ).raise_for_status()


def _content_type(example: Example) -> dict[str, str]:
    return {} if example.form or example.content_type is None else {"Content-Type": example.content_type}


def _body(emulator: Emulator, example: Example) -> dict[str, Any]:
    if example.form:
        url = emulator.storage.put("call.wav", wav())
        return {"files": {name: _part(example, name, value, url) for name, value in example.form.items()}}
    if example.body is None:
        return {}
    return {"content": example.body if isinstance(example.body, str) else json.dumps(example.body)}


def _part(example: Example, name: str, value: str, audio_url: str) -> tuple[str | None, str | bytes]:
    """A field of a form; the place of a file is taken by one, that of its URL by that of one."""
    is_file = example.operation.parameters_in("formData")[name]["type"] == "file"
    return ("call.wav", wav()) if is_file else (None, value.replace(_AUDIO_URL, audio_url))
