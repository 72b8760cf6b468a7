"""Requests as httpx takes them, answers as callers want them."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, TypeAlias, TypeVar

import httpx

from speechtotext_api.calls import File, Request
from speechtotext_api.wire import DecodeError, nothing

from ._errors import UnexpectedResponse, error_of

T = TypeVar("T")

_Part: TypeAlias = tuple[str, bytes | IO[bytes], str | None]


def body_of(request: Request[Any], opened: ExitStack) -> dict[str, Any]:
    """The body of a request as arguments of `httpx.Client.request`; files that it opens are put on `opened`."""
    if request.form is not None:
        fields = {name: value for name, value in request.form.items() if isinstance(value, str)}
        files = {name: _part(name, value, opened) for name, value in request.form.items() if isinstance(value, File)}
        # Without a file httpx would send the fields as x-www-form-urlencoded.
        return {"data": fields, "files": files} if files else {"files": {k: (None, v) for k, v in fields.items()}}
    if request.content is not None:
        return {"content": request.content if isinstance(request.content, bytes) else request.content.read()}
    return {} if request.json is None else {"json": request.json}


def result_of(request: Request[T], response: httpx.Response) -> T:
    """What a call returns for an answer.

    Raises:
        ApiError: the service refused the call.
        UnexpectedResponse: the answer is none that the service's description knows.
    """
    operation = request.operation
    if not response.is_success:
        raise error_of(response, operation.id)
    decode = operation.answers.get(response.status_code) or next(iter(operation.answers.values()))
    try:
        return decode(None if decode is nothing else response.json())
    except DecodeError as error:
        raise UnexpectedResponse(f"{operation.id} was answered with a body in which {error}.", response) from error
    except (ValueError, RecursionError) as error:
        raise UnexpectedResponse(f"{operation.id} was answered with a body that is not JSON.", response) from error


def _part(name: str, file: File, opened: ExitStack) -> _Part:
    content = file.content
    if isinstance(content, str | os.PathLike):
        path = Path(content)
        return (file.name or path.name, opened.enter_context(path.open("rb")), file.content_type)
    own_name = getattr(content, "name", None)
    return (file.name or (Path(own_name).name if isinstance(own_name, str) else name), content, file.content_type)
