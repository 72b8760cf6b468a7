"""Handlers of uploads and of fast transcription."""

from __future__ import annotations

import base64
import binascii
from typing import Any, Final

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._contract.errors import ErrorDetail, ServiceError, conflict, invalid_request
from speechtotext.emulator._contract.json_input import parse_json
from speechtotext.emulator._entities.collections import DATASETS
from speechtotext.emulator._entities.locales import LANGUAGES
from speechtotext.emulator._entities.state import Entity
from speechtotext.emulator._jobs.result_files import ResultOptions, fast_result
from speechtotext.emulator._recognition.recordings import InvalidData
from speechtotext.emulator._storage.content import Content

from .call import Call, OperationResult, Upload
from .entities import created_result, store_entity, waits_for_blocks
from .request_bodies import complete_body, normalize_locale

_LARGEST_BLOCK: Final = 8 * 2**20
_LONGEST_BLOCK_ID: Final = 64
_LONGEST_RECORDING_IN_HOURS: Final = 2
_LARGEST_RECORDING: Final = 250 * 2**20


def upload(call: Call) -> OperationResult:
    """Create a dataset from a multipart form."""
    form = dict(call.body)
    data = form.pop("data", None)
    form.pop("email", None)
    if "customProperties" in form:
        form["customProperties"] = _json_field(form, "customProperties")
    if "project" in form:
        form["project"] = {"self": form["project"]}
    schema = call.document.operations["Datasets_Create"].body
    assert schema is not None
    call.service.versions.validator(call.document).validate(schema.schema, form)
    body, hidden = complete_body(call, DATASETS, form)
    dataset = store_entity(call, DATASETS, body, hidden)
    content = data.content if isinstance(data, Upload) else call.service.storage.new_content()
    _store_upload(call, dataset, content)
    return created_result(call, dataset)


def upload_block(call: Call) -> OperationResult:
    """Store a block of a dataset's data."""
    dataset = _dataset_awaiting_data(call)
    name = call.parameters["blockid"]
    _check_block_id(name, dataset.data.get("blocks", {}))
    if len(call.body) > _LARGEST_BLOCK:
        raise invalid_request("InvalidPayload", f"A block has up to {_LARGEST_BLOCK} bytes.")
    if not call.body:
        raise invalid_request("EmptyRequest", "The block is empty.")
    call.service.storage.put(_block_blob_name(name), call.body, container=dataset.id)
    dataset.data.setdefault("blocks", {})[name] = len(call.body)
    return OperationResult(201)


def get_blocks(call: Call) -> OperationResult:
    """List the committed and uncommitted blocks of a dataset."""
    dataset = call.entity(DATASETS)
    committed, blocks = dataset.data.get("committed", {}), dataset.data.get("blocks", {})
    return OperationResult(
        200,
        {"committedBlocks": _block_list(committed), "uncommittedBlocks": _block_list(blocks)},
        polled_jobs=[dataset],
    )


def commit_blocks(call: Call) -> OperationResult:
    """Commit blocks as the dataset's data and start the import."""
    dataset = _dataset_awaiting_data(call)
    blocks = dataset.data.get("blocks", {})
    if not call.body:
        raise invalid_request("EmptyRequest", "The list of blocks is empty.")
    names = [entry.get("id", "") for entry in call.body]
    missing = [
        name
        for name, entry in zip(names, call.body, strict=True)
        if name not in blocks or entry.get("kind") == "Committed"
    ]
    if missing:
        raise invalid_request("InvalidPayload", f"There is no such block: {missing[0]!r}.", "id")
    storage = call.service.storage
    content = storage.new_content()
    for name in names:
        for piece in storage.blob(dataset.id, _block_blob_name(name)).pieces():
            content.write(piece)
    for name in blocks:
        storage.discard(dataset.id, _block_blob_name(name))
    dataset.data["committed"] = {name: blocks[name] for name in names}
    dataset.data["blocks"] = {}
    _store_upload(call, dataset, content)
    return OperationResult(200)


def transcribe(call: Call) -> OperationResult:
    """Transcribe one recording and return its transcript."""
    definition: Json = call.body.get("definition") or {}
    url, audio = _recording(call, definition)
    locales = _locales(definition) or ["en-US"]
    diarization = definition.get("diarization", {})
    try:
        data = audio if audio is not None else call.service.recordings.fetch(url)
        if not data:
            raise _unprocessable("EmptyAudioFile", "The audio file is empty.")
        facts = call.service.recordings.inspect(data)
    except InvalidData as unusable:
        raise _unprocessable("InvalidAudioFormat", unusable.message) from unusable
    if len(data) > _LARGEST_RECORDING or facts.duration.total_seconds() > _LONGEST_RECORDING_IN_HOURS * 3600:
        raise _audio_too_long()
    channels = definition.get("channels", [])
    if set(channels) - {0, 1}:
        raise invalid_request("InvalidChannelSpecification", "Channels are 0 and 1.", "channels")
    if set(channels) - set(range(facts.channels)):
        raise _unprocessable("BadChannelConfiguration", "The audio has not all of these channels.")
    wanted = ResultOptions(
        channels=channels or range(facts.channels),
        speakers=diarization.get("maxSpeakers", 2) if diarization.get("enabled") else None,
        times=_times(definition.get("enhancedMode", {})),
    )
    transcript = call.service.recordings.transcribe(url, data, facts, locales[0])
    return OperationResult(200, fast_result(transcript, facts.duration, locales[0], wanted, apart=bool(channels)))


def _locales(definition: Json) -> list[str]:
    """Return the locales in the service's spelling; the models of enhanced mode take languages, too."""
    given = definition.get("locales", ())
    if definition.get("enhancedMode", {}).get("enabled"):
        return [locale.lower() if locale.lower() in LANGUAGES else normalize_locale(locale) for locale in given]
    return [normalize_locale(locale) for locale in given]


def _times(mode: Json) -> str:
    """Return what the times of a transcript are of; models that are named tell none unless they are asked."""
    told: str = mode.get("modelOptions", {}).get("timestamps", "none" if mode.get("model") else "word")
    return told


def _recording(call: Call, definition: Json) -> tuple[str, bytes | None]:
    """Return name and content of the recording in the form, or its URL and None."""
    audio = call.body.get("audio")
    if isinstance(audio, Upload):
        if audio.content.size > _LARGEST_RECORDING:
            raise _audio_too_long()
        return audio.name, audio.content.read()
    if "audioUrl" in definition:
        return definition["audioUrl"], None
    raise invalid_request("EmptyRequest", "The form holds no audio.", "audio")


def _audio_too_long() -> ServiceError:
    return _unprocessable("AudioLengthLimitExceeded", "The audio is longer than 2 hours or larger than 250 MiB.")


def _unprocessable(code: str, message: str) -> ServiceError:
    return ServiceError(422, "UnprocessableEntity", ErrorDetail(code, message))


def _dataset_awaiting_data(call: Call) -> Entity:
    dataset = call.entity(DATASETS)
    if not waits_for_blocks(dataset):
        raise conflict("InvalidPrerequisite", "The data of the dataset is there already.")
    return dataset


def _check_block_id(name: str, others: Json) -> None:
    try:
        decoded = base64.b64decode(name, validate=True)
    except (binascii.Error, ValueError):
        raise invalid_request("InvalidParameterValue", "The blockid is not Base64.", "blockid") from None
    if not 0 < len(decoded) <= _LONGEST_BLOCK_ID:
        raise invalid_request(
            "InvalidParameterValue", f"A blockid stands for 1 to {_LONGEST_BLOCK_ID} bytes.", "blockid"
        )
    if any(len(other) != len(name) for other in others):
        raise invalid_request("InvalidParameterValue", "The blockids of a dataset are of one length.", "blockid")


def _store_upload(call: Call, dataset: Entity, content: Content) -> None:
    """Store the data of a dataset and start the import."""
    call.service.storage.keep("upload", content, container=dataset.id, content_type="application/octet-stream")
    dataset.data["upload"] = "upload"
    call.service.scheduler.start(call.resource, dataset)


def _json_field(form: Json, name: str) -> Any:
    try:
        return parse_json(form[name])
    except (ValueError, TypeError):
        raise invalid_request("InvalidRequestBodyFormat", f"The field {name} is not JSON.", name) from None


def _block_blob_name(block: str) -> str:
    return f"blocks/{block}"


def _block_list(blocks: Json) -> list[Json]:
    return [{"name": name, "size": size} for name, size in blocks.items()]
