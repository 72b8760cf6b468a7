"""Handlers of file and log operations."""

from __future__ import annotations

import base64
import re
from bisect import bisect_left
from datetime import date, timedelta
from typing import Final

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._contract.errors import invalid_request, not_found
from speechtotext.emulator._entities.collections import ENDPOINTS, TRANSCRIPTIONS, Collection
from speechtotext.emulator._entities.response_bodies import file_body, file_filter_values
from speechtotext.emulator._entities.serialization import Link
from speechtotext.emulator._entities.state import Entity, File

from .call import Call, Handler, OperationResult
from .pages import next_link, paginate

_DEFAULT_VALIDITY: Final = timedelta(hours=12)
_DEFAULT_TOP: Final = 100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def list_files(collection: Collection) -> Handler:
    """Return a handler that lists the files of an entity."""

    def perform(call: Call) -> OperationResult:
        entity = call.entity(collection)
        valid = _file_link_validity(call, entity)
        files, more = paginate(call, entity.files, file_filter_values)
        return OperationResult(
            200, {"values": [_file_body(call, entity, file, valid) for file in files], "@nextLink": more}
        )

    return Handler(f"the files of the {collection.noun}, with links that expire", perform)


def get_file(collection: Collection) -> Handler:
    """Return a handler that gets a file of an entity."""

    def perform(call: Call) -> OperationResult:
        entity = call.entity(collection)
        wanted = call.parameters["fileId"]
        file = next((file for file in entity.files if file.id == wanted), None)
        if file is None:
            raise not_found(f"file {wanted} of the {collection.noun}")
        return OperationResult(200, _file_body(call, entity, file, _file_link_validity(call, entity)))

    return Handler(f"one file of the {collection.noun}", perform)


def link_validity(call: Call) -> timedelta:
    """Return the requested validity of signed links."""
    given = call.parameters
    if "sasValidityInSeconds" in given:
        return timedelta(seconds=given["sasValidityInSeconds"])
    if "sasLifetimeMinutes" in given:
        return timedelta(minutes=given["sasLifetimeMinutes"])
    return _DEFAULT_VALIDITY


def _file_link_validity(call: Call, entity: Entity) -> timedelta:
    destination = entity.body.get("properties", {}).get("destinationContainerUrl")
    if "sasLifetimeMinutes" in call.parameters and entity.kind is TRANSCRIPTIONS and destination:
        message = "Links to the files of a job with a destinationContainerUrl are not signed."
        raise invalid_request("InvalidSasValidityDuration", message, "sasLifetimeMinutes")
    return link_validity(call)


def _file_body(call: Call, entity: Entity, file: File, valid: timedelta) -> Json:
    itself = Link(entity.kind.file or "", {"id": entity.id, "fileId": file.id})
    return file_body(itself, file, call.service.storage, call.site, valid)


def list_logs(call: Call) -> OperationResult:
    """List the logs of an endpoint or of a locale's base models, paged by skip token."""
    logs = _logs(call)
    top = call.parameters.get("top", _DEFAULT_TOP)
    names = sorted(logs)
    start = (
        bisect_left(names, _decode_skip_token(call.parameters["skipToken"])) if "skipToken" in call.parameters else 0
    )
    shown, rest = names[start : start + top], names[start + top :]
    more = next_link(call, skipToken=_encode_skip_token(rest[0])) if rest else None
    return OperationResult(200, {"values": [_log_body(call, logs[name]) for name in shown], "@nextLink": more})


def get_log(call: Call) -> OperationResult:
    """Get a log."""
    return OperationResult(200, _log_body(call, _log(call)))


def delete_log(call: Call) -> OperationResult:
    """Delete a log."""
    log = _log(call)
    del _logs(call)[log.name]
    call.service.storage.discard(log.container, log.blob)
    return OperationResult(204)


def delete_logs(call: Call) -> OperationResult:
    """Delete the logs up to a date, or all logs."""
    end = call.parameters.get("endDate", date.max.isoformat())
    try:
        if not _DAY.fullmatch(end):
            raise ValueError
        date.fromisoformat(end)
    except ValueError:
        raise invalid_request("InvalidLogDate", f"{end!r} is not a date: write it as 2023-03-15.", "endDate") from None
    logs = _logs(call)
    for log in [log for log in logs.values() if log.created[:10] <= end]:
        del logs[log.name]
        call.service.storage.discard(log.container, log.blob)
    return OperationResult(202)


def _encode_skip_token(name: str) -> str:
    """Return the skip token of the page that begins with a log name, in the service's format."""
    told = base64.b64encode(name.encode()).decode().replace("=", "-")
    return f"2!{len(told)}!{told}"


def _decode_skip_token(token: str) -> str:
    try:
        return base64.b64decode(token.split("!")[2].replace("-", "="), validate=True).decode()
    except (IndexError, ValueError):
        raise invalid_request("InvalidSkipTokenForLogs", "Invalid skip token.", "skipToken") from None


def _logs(call: Call) -> dict[str, File]:
    """Return the logs of the endpoint or locale in the path, by name."""
    if "locale" in call.parameters:
        return call.resource.logs.setdefault(call.parameters["locale"].lower(), {})
    endpoint = call.entity(ENDPOINTS)
    if not endpoint.body["properties"]["loggingEnabled"]:
        raise invalid_request("EndpointWithoutLogging", "The endpoint keeps no logs.")
    return call.resource.logs.setdefault(endpoint.id, {})


def _log(call: Call) -> File:
    name = call.parameters["logId"]
    log = _logs(call).get(name)
    if log is None:
        raise not_found(f"log {name}")
    return log


def _log_body(call: Call, log: File) -> Json:
    path = {each.name: call.parameters[each.name] for each in call.operation.parameters if each.place == "path"}
    of_base_model = "locale" in path
    operation = "Endpoints_GetBaseModelLog" if of_base_model else "Endpoints_GetLog"
    itself = Link(operation, {**path, "logId": log.name})
    return file_body(itself, log, call.service.storage, call.site, link_validity(call))
