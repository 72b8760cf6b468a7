"""The control API: `Control` over HTTP, for tests in any language, at a path that no API version uses."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._service import Service

from .control import Control

PATH: Final = "/emulator/control"


def routes(service: Service) -> list[Route]:
    """Return the routes of the control API."""
    control = Control(service)
    does: dict[str, Callable[[Json], Any]] = {
        "reset": lambda given: control.reset(),
        "faults": lambda given: control.fail_next(**given),
        "job-failures": lambda given: control.fail_next_job(**given),
        "resources": lambda given: _resource_to_json(control.add_resource(**given)),
        "clock": lambda given: control.advance(timedelta(seconds=given["advance"])),
        "entities": lambda given: {"id": control.seed(**_entity_arguments(given))},
        "logs": lambda given: control.add_log(**_log_arguments(given)),
        "settle": lambda given: control.settle(),
        "restore": lambda given: control.restore(given),
        "snapshot": lambda given: control.snapshot(),
    }

    async def act(http: Request) -> Response:
        action = does.get(http.path_params["action"])
        if action is None:
            return JSONResponse({"error": f"There are {', '.join(does)}."}, 404)
        try:
            given = await http.json() if await http.body() else {}
            result = await anyio.to_thread.run_sync(action, given)
        except (ValueError, TypeError, KeyError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, 400)
        return Response(status_code=204) if result is None else JSONResponse(result)

    return [Route(f"{PATH}/{{action}}", act, methods=["POST"])]


def _resource_to_json(resource: Any) -> Json:
    return {"name": resource.name, "keys": list(resource.keys), "region": resource.region, "id": resource.id}


def _entity_arguments(given: Json) -> Json:
    files = [_file_from_json(file) for file in given.get("files", ())]
    return {**given, "files": files, "created": _parse_timestamp(given.get("created"))}


def _log_arguments(given: Json) -> Json:
    return {**given, "content": b64decode(given["content"]), "created": _parse_timestamp(given.get("created"))}


def _file_from_json(file: Json) -> Product:
    return Product(file["name"], file["kind"], b64decode(file["content"]), file.get("milliseconds"))


def _parse_timestamp(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
