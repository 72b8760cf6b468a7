"""The control API: `Control` over HTTP, for tests in any language, at a path that no API version uses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import anyio.to_thread
import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._contract.json_input import InputTooLong, parse_json, read_limited
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Resource
from speechtotext.emulator._service import Service

from .actions import (
    ClockArguments,
    EntityArguments,
    FaultArguments,
    JobFailureArguments,
    LogArguments,
    NoArguments,
    ResourceArguments,
    TokenArguments,
    arguments_of,
)
from .control import Control

PATH: Final = "/emulator/control"

_LONGEST_BODY: Final = 512 * 2**20
# What wrong arguments lead to, of entities above all, whose bodies are not checked against a document.
_WRONG_ARGUMENTS: Final = (ValueError, TypeError, KeyError, AttributeError, OverflowError)


def routes(service: Service) -> list[Route]:
    """Return the routes of the control API."""
    control = Control(service)
    does: dict[str, Callable[[Any], Any]] = {
        "reset": _without_arguments(control.reset),
        "faults": lambda given: control.fail_next(**_fields(FaultArguments, given)),
        "job-failures": lambda given: control.fail_next_job(**_fields(JobFailureArguments, given)),
        "resources": lambda given: _resource_to_json(control.add_resource(**_fields(ResourceArguments, given))),
        "tokens": lambda given: {"token": control.issue_token(**_token_fields(given))},
        "clock": lambda given: control.advance(timedelta(seconds=arguments_of(ClockArguments, given).advance)),
        "entities": lambda given: {"id": control.seed(**_entity_fields(given))},
        "logs": lambda given: control.add_log(**_fields(LogArguments, given)),
        "settle": _without_arguments(control.settle),
        "restore": control.restore,
        "snapshot": _without_arguments(control.snapshot),
    }

    async def act(http: Request) -> Response:
        action = does.get(http.path_params["action"])
        if action is None:
            return _refused(404, f"Unknown action: choose one of {', '.join(does)}.")
        if _media_type(http) != "application/json":
            # Pages of other sites cannot send this without being asked for leave.
            return _refused(415, "Send Content-Type: application/json.")
        try:
            body = await read_limited(http.stream(), _LONGEST_BODY)
            result = await anyio.to_thread.run_sync(lambda: action(parse_json(body) if body else {}))
        except InputTooLong as error:
            return _refused(413, f"InputTooLong: {error}")
        except _WRONG_ARGUMENTS as error:
            return _refused(400, f"{type(error).__name__}: {error}")
        return Response(status_code=204) if result is None else JSONResponse(result)

    return [Route(f"{PATH}/{{action}}", act, methods=["POST"])]


def _without_arguments(do: Callable[[], Any]) -> Callable[[Any], Any]:
    def act(given: Any) -> Any:
        arguments_of(NoArguments, given)
        return do()

    return act


def _fields(kind: type[msgspec.Struct], given: Any) -> Json:
    return msgspec.structs.asdict(arguments_of(kind, given))


def _entity_fields(given: Any) -> Json:
    fields = _fields(EntityArguments, given)
    return {**fields, "files": [Product(*msgspec.structs.astuple(file)) for file in fields["files"]]}


def _token_fields(given: Any) -> Json:
    fields = _fields(TokenArguments, given)
    lifetime = timedelta(seconds=fields.pop("seconds"))
    return {**fields, "lifetime": lifetime}


def _media_type(http: Request) -> str:
    return http.headers.get("content-type", "").partition(";")[0].strip().lower()


def _refused(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": message}, status)


def _resource_to_json(resource: Resource) -> Json:
    return {"name": resource.name, "keys": list(resource.keys), "region": resource.region, "id": resource.id}
