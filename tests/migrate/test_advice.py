"""What is to be typed in place of requests: it type-checks, and the emulator accepts each request of it."""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from migrate.request_corpus import results
from speechtotext.emulator import SAMPLE, Emulator
from speechtotext.v2025_10_15 import Client, models

# Those that there is advice for.
GROUPS = ("datasets", "endpoints", "evaluations", "models", "projects", "transcriptions", "web_hooks")


EXAMPLE_ID = "00000000-0000-0000-0000-000000000000"

PREAMBLE = """\
from speechtotext.v2025_10_15 import Client, models


def typed(
    stt: Client, id: str, file_id: str, data: bytes, job: models.Transcription, dataset: models.Dataset,
    model: models.CustomModel, evaluation: models.Evaluation, endpoint: models.Endpoint, project: models.Project,
    web_hook: models.WebHook, authorization: models.ModelCopyAuthorization,
) -> None:
"""


@cache
def calls() -> list[str]:
    """All calls that are advised."""
    return sorted({one.call for result in results().values() for one in result.findings if one.call})


def test_there_is_advice_for_most_operations() -> None:
    assert len({call.partition("(")[0] for call in calls()}) >= 40
    assert {call.split(".")[1] for call in calls()} == set(GROUPS)


def test_all_advice_type_checks(tmp_path: Path, mypy_cache: Path) -> None:
    program = tmp_path / "typed.py"
    program.write_text(PREAMBLE + "".join(f"    {call}\n" for call in calls()), "utf-8")

    options = ["--strict", "--no-error-summary", "--config-file", os.devnull, "--cache-dir", str(mypy_cache)]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(program)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert done.stdout == ""
    assert done.returncode == 0


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    def outside(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(".wav") or request.url.path.endswith("audio"):
            return httpx.Response(200, content=SAMPLE.read_bytes())
        if request.url.path.endswith(".zip"):
            return httpx.Response(200, content=_archive())
        return httpx.Response(200, text=request.url.params.get("validationToken", "Some words to learn.\n"))

    with Emulator(port=0, key="secret", transitions="at-once", strict=True, http=_client(outside)) as started:
        yield started


def _archive() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("call.wav", SAMPLE.read_bytes())
        archive.writestr("trans.txt", "call.wav\tHello.\n")
    return data.getvalue()


def _client(answer: Any) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(answer))


@pytest.mark.parametrize("group", GROUPS)
def test_the_emulator_accepts_all_advice(group: str, emulator: Emulator, tmp_path: Path) -> None:
    (tmp_path / "audio.wav").write_bytes(SAMPLE.read_bytes())
    with Client(endpoint=emulator.endpoint, key="secret") as stt:
        for call in calls():
            if call.startswith(f"stt.{group}."):
                _type(call, stt, tmp_path, emulator.snapshot()["resources"][0]["id"])


def _type(call: str, stt: Client, folder: Path, resource_id: str) -> None:
    """Run a call with entities of its own."""
    names = {one.id for one in ast.walk(ast.parse(call)) if isinstance(one, ast.Name)}
    group, verb = call.split(".")[1], call.split(".")[2].partition("(")[0]
    variables: dict[str, Any] = {"stt": stt, "models": models, "data": b"block"}
    entity = _entity(stt, group, verb) if names & ENTITIES else None
    for name in names & ENTITIES:
        variables[name] = (
            entity.self_.partition("?")[0].rpartition("/")[2] if name == "id" and entity is not None else entity
        )
    if "file_id" in names:
        variables["file_id"] = next(iter(getattr(stt, group).list_files(entity)))
    if "authorization" in names:
        source = models.ModelCopyAuthorizationDefinition(source_resource_id=resource_id)
        variables["authorization"] = stt.models.authorize_copy(source)
    code = re.sub(
        rf"https://westeurope[^\"]*/(\w+)/{EXAMPLE_ID}[^\"]*",
        lambda match: _entity(stt, match[1], "acoustic" if group == "evaluations" else "").self_,
        call,
    )
    code = code.replace('"audio.wav"', repr(str(folder / "audio.wav"))).replace('"files"', repr(str(folder / "files")))
    code = re.sub(r"content_urls=\[[^\]]*\]", 'content_urls=["https://example.com/audio.wav"]', code)
    result = eval(code, variables)
    if isinstance(result, Iterator):
        list(result)


ENTITIES = {"id", "job", "dataset", "model", "evaluation", "endpoint", "project", "web_hook", "operation"}


def _entity(stt: Client, group: str, verb: str) -> Any:
    """Make an entity of a group."""
    match group:
        case "transcriptions":
            properties = models.TranscriptionProperties(time_to_live_hours=48)
            body = models.Transcription(
                display_name="Job",
                locale="en-US",
                content_urls=["https://example.com/audio.wav"],
                properties=properties,
            )
            return stt.transcriptions.wait(stt.transcriptions.submit(body))
        case "datasets":
            kind = models.DatasetKind.ACOUSTIC if verb == "acoustic" else models.DatasetKind.LANGUAGE
            blocks = verb in ("upload_block", "commit_blocks", "get_blocks")
            url = None if blocks else f"https://example.com/{'audio.zip' if verb == 'acoustic' else 'words.txt'}"
            dataset = models.Dataset(display_name="Words", locale="en-US", kind=kind, content_url=url)
            made = stt.datasets.create(dataset)
            if blocks:
                stt.datasets.upload_block(made, b"words", blockid="MDAx")
                return made
            return stt.datasets.wait(made)
        case "models" if "base" in verb:
            return next(iter(stt.models.list_base_models()))
        case "models":
            reference = models.EntityReference(self_=_entity(stt, "datasets", "").self_)
            return stt.models.wait(
                stt.models.create(models.CustomModel(display_name="M", locale="en-US", datasets=[reference]))
            )
        case "endpoints":
            reference = models.EntityReference(self_=_entity(stt, "models", "").self_)
            return stt.endpoints.create(models.Endpoint(display_name="E", locale="en-US", model=reference))
        case "evaluations":
            first, second = (models.EntityReference(self_=_entity(stt, "models", "").self_) for _ in range(2))
            audio = models.EntityReference(self_=_entity(stt, "datasets", "acoustic").self_)
            evaluation = models.Evaluation(display_name="V", locale="en-US", model1=first, model2=second, dataset=audio)
            return stt.evaluations.wait(stt.evaluations.create(evaluation))
        case "projects":
            return stt.projects.create(models.Project(display_name="P", locale="en-US"))
        case "web_hooks":
            events = models.WebHookEvents(transcription_completion=True)
            return stt.web_hooks.create(
                models.WebHook(display_name="H", web_url="https://example.com/hook", events=events)
            )
    raise AssertionError(group)
