"""The state of the emulator as the page draws it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from heapq import nlargest
from itertools import islice
from typing import Any, Final

from speechtotext.emulator._activity import ReceivedRequest, WebHookCall
from speechtotext.emulator._clock import format_timestamp
from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.collections import COLLECTIONS, TRANSCRIPTIONS
from speechtotext.emulator._entities.state import Entity, File, Resource
from speechtotext.emulator._faults import FAULTS, InjectedFault
from speechtotext.emulator._operations.handlers import OPERATION_IDS
from speechtotext.emulator._service import Service
from speechtotext.emulator._storage.blobs import Blob

_MOST_JOBS: Final = 200
_MOST_FILES: Final = 200
_MOST_BLOBS: Final = 200
_LINKS_LAST: Final = timedelta(hours=2)
_KINDS_OF_JOBS: Final = sorted(
    (path for path, kind in COLLECTIONS.items() if kind.is_job), key=lambda path: path != TRANSCRIPTIONS.path
)


def page_data(service: Service) -> Json:
    """Return all that the page draws: the newest jobs, blobs, requests and calls, and what is set up."""
    service.scheduler.settle()
    with service.lock:
        resources = list(service.state.resources.values())
        jobs = [(resource, job) for resource in resources for job in _jobs_of(resource)]
        newest = nlargest(_MOST_JOBS, enumerate(jobs), key=lambda numbered: (numbered[1][1].created, numbered[0]))
        return {
            "now": format_timestamp(service.clock.now()),
            "ahead": service.clock.ahead.total_seconds(),
            "versions": list(service.versions.documents),
            "resources": [_resource(resource) for resource in resources],
            "counts": Counter(job.status for _, job in jobs),
            "jobs": [_job(service, resource, job) for _, (resource, job) in newest],
            "containers": list(_containers(service, {job.id for _, job in jobs})),
            "calls": [_call(call) for call in reversed(list(service.activity.calls))],
            "requests": [_request(request) for request in reversed(list(service.activity.requests))],
            "faults": [_fault(fault) for fault in service.faults.waiting()],
            "failures": [
                {"collection": collection, "code": code, "message": message}
                for collection, (code, message) in service.scheduler.failures
            ],
            "collections": _KINDS_OF_JOBS,
            "faultKinds": dict(FAULTS),
            "operations": list(OPERATION_IDS),
        }


def _jobs_of(resource: Resource) -> Iterator[Entity]:
    for path in _KINDS_OF_JOBS:
        yield from resource.entities[path].values()


def _resource(resource: Resource) -> Json:
    return {"name": resource.name, "region": resource.region, "id": resource.id, "keys": resource.keys}


def _job(service: Service, resource: Resource, job: Entity) -> Json:
    properties: Json = job.body.get("properties", {})
    return {
        "resource": resource.name,
        "kind": job.kind.noun,
        "id": job.id,
        "name": job.body.get("displayName", ""),
        "locale": job.body.get("locale", ""),
        "version": job.version,
        "status": job.status,
        "created": job.created,
        "acted": job.acted,
        "error": properties.get("error"),
        "files": [_file(service, file) for file in islice(job.files, _MOST_FILES)],
        "allFiles": len(job.files),
    }


def _file(service: Service, file: File) -> Json:
    return {
        "name": file.name,
        "kind": file.kind,
        "size": file.size,
        "link": _link(service, file.container, file.blob),
    }


def _containers(service: Service, own: set[str]) -> Iterator[Json]:
    """Yield the containers of users: those of entities hold the files that are shown with their jobs."""
    for name, blobs in sorted(service.storage.containers.items()):
        if name not in own:
            newest = sorted(blobs.items(), key=lambda blob: blob[1].modified, reverse=True)[:_MOST_BLOBS]
            shown = [_blob(service, name, *blob) for blob in newest]
            yield {"name": name, "blobs": shown, "all": len(blobs)}


def _blob(service: Service, container: str, name: str, blob: Blob) -> Json:
    return {
        "name": name,
        "size": blob.size,
        "type": blob.content_type,
        "modified": format_timestamp(blob.modified),
        "link": _link(service, container, name),
    }


def _link(service: Service, container: str, name: str) -> str:
    """Return a signed link as a path, which the page follows on whatever host it was opened.

    It is the same for an hour, so that the page does not draw what has not changed.
    """
    now = service.clock.now()
    end = now.replace(minute=0, second=0, microsecond=0) + _LINKS_LAST
    return service.storage.link(name, container=container, valid=end - now).removeprefix(service.storage.site)


def _request(request: ReceivedRequest) -> Json:
    return {
        "time": format_timestamp(request.time),
        "method": request.method,
        "path": request.path,
        "operation": request.operation,
        "version": request.version,
        "status": request.status,
        "milliseconds": request.milliseconds,
        "errors": list(_errors(request.error)),
    }


def _errors(body: Any) -> Iterator[Json]:
    """Yield code, message and target of each error in an error response, the most detailed ones."""
    if not isinstance(body, dict):
        return
    error = body.get("error", body)
    for each in error.get("details") or [error]:
        inner = each.get("innerError") or each
        yield {
            "code": inner.get("code", ""),
            "message": inner.get("message", ""),
            "target": inner.get("target") or each.get("target"),
        }


def _call(call: WebHookCall) -> Json:
    return {
        "time": format_timestamp(call.time),
        "url": call.url,
        "event": call.event,
        "body": call.body,
        "status": call.status,
        "failure": call.failure,
    }


def _fault(fault: InjectedFault) -> Json:
    return {
        "kind": fault.kind,
        "operation": fault.operation,
        "times": fault.times,
        "status": fault.status,
        "retryAfter": fault.retry_after,
    }
