"""What v3.x did in one request and 2024-11-15 does with datasets: the form upload, and texts to adapt models to."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Generator
from contextlib import ExitStack
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final, cast

from speechtotext._core.steps import RunBlocking, Send
from speechtotext._errors import ApiError, NotExpressible, SpeechError
from speechtotext._polling.errors import JobFailed
from speechtotext._polling.jobs import DAY, JobKind, WaitOptions, wait
from speechtotext_api.calls import File, Request
from speechtotext_api.v2024_11_15 import models
from speechtotext_api.v2024_11_15.api import datasets
from speechtotext_api.v2024_11_15.api import models as custom_models

from .change import Flow, Json, Program
from .created_entities import as_created, sent

UPLOAD_IN_BLOCKS: Final = "upload-in-blocks"
TEXT_AS_DATASET: Final = "text-as-dataset"

# The service takes blocks of up to 8 MiB.
_BLOCK: Final = 8 * 1024 * 1024


def upload_in_blocks(request: Request[Any], program: Program) -> Flow:
    """What `/datasets/upload` did: a dataset is created, its file sent in blocks, and these are committed.

    Raises:
        NotExpressible: there is no file, or the custom properties are no JSON object.
    """
    form = dict(request.form or {})
    file = form.pop("data", None)
    if not isinstance(file, File):
        raise NotExpressible(
            UPLOAD_IN_BLOCKS, "A dataset is uploaded in blocks, but the request has no file.", "Pass data=…."
        )
    dataset = _dataset(cast("dict[str, str]", form))
    with ExitStack() as opened:
        stream = yield RunBlocking(partial(_opened, file, opened))
        created = yield from _filled(dataset, stream)
    body, response = yield from sent(datasets.get_request(created))
    return body, as_created(response, body)


def model_with_text(request: Request[Any], program: Program) -> Flow:
    """What creating a model with a `text` did: the text becomes a dataset, which the model is adapted to."""
    model: Json = request.json
    text = model.pop("text", None)
    if not (isinstance(text, str) and text):
        return (yield from sent(request))
    _warn(program)
    dataset = yield from _dataset_of(text, model)
    others = model.get("datasets")
    model["datasets"] = [*(others if isinstance(others, list) else ()), {"self": dataset}]
    try:
        return (yield from sent(request))
    except ApiError:
        yield from _undo(datasets.delete_request(dataset))
        raise


def endpoint_with_text(request: Request[Any], program: Program) -> Flow:
    """What creating an endpoint with a `text` did: a model is adapted to it, and deployed once it is ready.

    Raises:
        NotExpressible: the model to adapt is none of the base models.
        JobFailed: the adaptation has failed.
    """
    endpoint: Json = request.json
    text = endpoint.pop("text", None)
    if not (isinstance(text, str) and text):
        return (yield from sent(request))
    creation = custom_models.create_request(
        models.CustomModel(
            display_name=_titled(endpoint, "model"),
            locale=str(endpoint.get("locale")),
            additional_properties={"text": text, **_base_model(endpoint), **_project(endpoint)},
        )
    )
    model, _ = yield from model_with_text(creation, program)
    own_dataset = creation.json["datasets"][0]["self"]
    try:
        yield from wait(
            JobKind("models", custom_models.get_custom_model_request), model["self"], WaitOptions(DAY, None, None)
        )
        endpoint["model"] = {"self": model["self"]}
        return (yield from sent(request))
    except (ApiError, JobFailed):
        yield from _undo(custom_models.delete_request(model["self"]), datasets.delete_request(own_dataset))
        raise


def _dataset_of(text: str, entity: Json) -> Generator[Any, Any, str]:
    """Make a text a dataset for an entity that is adapted to it, and wait until it can be used."""
    dataset = models.Dataset(
        display_name=_titled(entity, "text"),
        locale=str(entity.get("locale")),
        kind=models.DatasetKind.LANGUAGE,
        additional_properties=_project(entity),
    )
    url = yield from _filled(dataset, BytesIO(text.encode()))
    try:
        yield from wait(JobKind("datasets", datasets.get_request), url, WaitOptions(DAY, None, None))
    except JobFailed:
        yield from _undo(datasets.delete_request(url))
        raise
    return url


def _filled(dataset: models.Dataset, stream: IO[bytes]) -> Generator[Any, Any, str]:
    """Create a dataset and send what is in a stream; the dataset's URL."""
    created, _ = yield Send(datasets.create_request(dataset))
    blocks: list[models.CommitBlocksEntry] = []
    try:
        while block := (yield RunBlocking(partial(stream.read, _BLOCK))):
            # All of one length, as the service wants them.
            name = b64encode(f"{len(blocks):08}".encode()).decode()
            yield Send(datasets.upload_block_request(created, block, blockid=name))
            blocks.append(models.CommitBlocksEntry(kind=models.BlockKind.LATEST, id=name))
        yield Send(datasets.commit_blocks_request(created, blocks))
    except Exception:
        yield from _undo(datasets.delete_request(created))
        raise
    return str(created.self_)


def _undo(*deletions: Request[None]) -> Generator[Any, Any, None]:
    """Delete what was made on the way, as far as the service lets it be deleted."""
    for deletion in deletions:
        try:
            yield Send(deletion)
        except SpeechError:
            continue


def _dataset(form: dict[str, str]) -> models.Dataset:
    """The dataset that the fields of an upload describe."""
    project = form.get("project")
    return models.Dataset(
        display_name=form["displayName"],
        locale=form["locale"],
        kind=models.DatasetKind(form["kind"]),
        description=form.get("description"),
        custom_properties=_custom_properties(form.get("customProperties")),
        additional_properties={"project": {"self": project}} if project else {},
    )


def _custom_properties(text: str | None) -> dict[str, str] | None:
    if not text:
        return None
    try:
        properties = json.loads(text)
    except (ValueError, RecursionError):
        properties = None
    if not isinstance(properties, dict):
        raise NotExpressible(
            UPLOAD_IN_BLOCKS,
            "The custom properties of a dataset are a JSON object, but those of the upload are not.",
            'Pass custom_properties=\'{"name": "value"}\'.',
        )
    return properties


def _opened(file: File, opened: ExitStack) -> IO[bytes]:
    """The stream of a file."""
    content = file.content
    if isinstance(content, bytes):
        return BytesIO(content)
    if hasattr(content, "read"):
        return cast("IO[bytes]", content)
    return opened.enter_context(Path(cast("str", content)).open("rb"))


def _titled(entity: Json, what: str) -> str:
    return f"{entity.get('displayName')} ({what})"


def _project(entity: Json) -> Json:
    return {"project": entity["project"]} if "project" in entity else {}


def _base_model(endpoint: Json) -> Json:
    if not endpoint.get("model"):
        return {}
    if "/models/base/" not in str(endpoint["model"]):
        raise NotExpressible(
            TEXT_AS_DATASET,
            "To deploy a text, the service adapts a base model to it, but the endpoint names another model.",
            "Leave out text, or name a base model.",
        )
    return {"baseModel": endpoint["model"]}


def _warn(program: Program) -> None:
    program.warn(
        "A text to adapt to becomes a dataset of its own, and for an endpoint a model, which stay until they are "
        "deleted; the call returns once the text has been imported and, for an endpoint, the model is ready.",
    )
