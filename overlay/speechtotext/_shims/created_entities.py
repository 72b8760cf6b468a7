"""What flows have in common: requests for plain JSON, and answers that tell of an entity made."""

from __future__ import annotations

from copy import copy
from typing import Any

import httpx

from speechtotext._core.steps import Answer, Send
from speechtotext_api.calls import Operation, Request

from .change import Flow


def as_json(request: Request[Any]) -> Request[Any]:
    """The request, answered with the JSON itself."""
    asked = copy(request)
    operation = request.operation
    asked.operation = Operation(
        operation.id, operation.method, operation.path, dict.fromkeys(operation.answers, _as_it_is)
    )
    return asked


def sent(request: Request[Any]) -> Flow:
    """Send a request; its JSON and the answer."""
    answer: Answer = yield Send(as_json(request))
    return answer


def as_created(response: httpx.Response, entity: Any) -> httpx.Response:
    """The answer, as one that says the entity in it was made."""
    response.status_code = 201
    if isinstance(entity, dict) and isinstance(url := entity.get("self"), str):
        response.headers["Location"] = url
    return response


def _as_it_is(value: Any) -> Any:
    return value
