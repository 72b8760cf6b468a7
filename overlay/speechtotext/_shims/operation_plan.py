"""What is to be done with one operation's requests and answers, worked out once from the changes that touch it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

import httpx

from speechtotext._core.responses import parsed
from speechtotext._errors import NotExpressible
from speechtotext_api.calls import Request

from .change import Change, Flow, Json, Parameter, Program, VersionStep
from .schemas import ADDRESSES, ANSWERS, BODIES, NESTED, SEVERAL, ResponseSchema
from .urls import address_in, is_dated

Move: TypeAlias = Callable[[Json], None]
Moves: TypeAlias = Mapping[str, Sequence[Move]]


class OperationPlan:
    """How the requests of an operation are moved up, and its answers down.

    Args:
        operation: the operation, by its id in the older version.
        version: the older version.
        steps: the steps from there to the version that is spoken in the end.
        program: whose requests they are.

    Attributes:
        flow: what is done in place of sending the moved request; None to send it.
        steps: how many of the steps the plan goes through: all, or those up to the first that needs a flow.
        older_address: writes a URL the way that the older version does.
    """

    def __init__(self, operation: str, version: str, steps: Sequence[VersionStep], program: Program) -> None:
        self.flow: Callable[[Request[Any], Program], Flow] | None = None
        self.steps = 0
        self._program = program
        self._ups: list[Callable[[Request[Any]], None]] = []
        self._downs: list[Callable[[Any], Any]] = []
        self._parameters: dict[str, Parameter] = {}
        self._send: defaultdict[str, list[Move]] = defaultdict(list)
        self._read: defaultdict[str, list[Move]] = defaultdict(list)
        body, answer = BODIES.get(operation), ANSWERS.get(operation)
        for step in steps:
            for change in step.changes:
                self._add(change, operation)
            self.steps += 1
            if self.flow is not None:
                break
            operation = next((c.renamed[operation] for c in step.changes if operation in c.renamed), operation)
        self._end(version, steps[self.steps - 1].newer if steps else version, body, answer)

    def newer(self, request: Request[Any]) -> Request[Any]:
        """The request of the newer version that says the same.

        Raises:
            NotExpressible: there is none.
        """
        query = dict(request.query)
        if self._api_version is not None:
            query["api-version"] = self._api_version
        moved = Request(
            request.operation,
            request.path,
            query,
            headers=request.headers,
            json=request.json,
            content=request.content,
            form=request.form,
            content_type=request.content_type,
        )
        for up in self._ups:
            up(moved)
        for name, parameter in self._parameters.items():
            if name in query and (value := parameter.newer(query.pop(name))) is not None:
                query[parameter.name] = value
        return moved

    def older(self, answer: Any) -> Any:
        """The JSON that the older version would have answered with; what is given is altered."""
        for down in self._downs:
            answer = down(answer)
        return answer

    def read(self, response: httpx.Response) -> Any:
        """The JSON that the older version would have answered with.

        Raises:
            ValueError: the answer holds no JSON.
        """
        return self.older(parsed(response))

    def newer_link(self, link: str) -> str:
        """The link to a page that the newer version follows."""
        for name, parameter in self._parameters.items():
            link = _with_parameter(link, name, parameter.name, parameter.newer)
        return self._newer_address(link)

    def older_link(self, link: str) -> str:
        """The link to a page that the older version would have given."""
        for name, parameter in self._parameters.items():
            link = _with_parameter(link, parameter.name, name, parameter.older)
        return self.older_address(link)

    def _add(self, change: Change, operation: str) -> None:
        program = self._program
        if operation in change.gone:
            self._ups.append(_refusal(change))
        if operation in change.paths:
            self._ups.append(_path_move(*change.paths[operation]))
        if operation in change.send_request:
            self._ups.append(partial(change.send_request[operation], program=program))
        if operation in change.read_response:
            self._downs.insert(0, change.read_response[operation])
        self.flow = change.flows.get(operation, self.flow)
        self._parameters |= change.parameters
        for schema, send in change.send.items():
            self._send[schema].append(partial(send, program=program))
        for schema, read in change.read.items():
            self._read[schema].insert(0, read)

    def _end(self, older: str, newer: str, body: str | None, answer: ResponseSchema | None) -> None:
        self._api_version = newer if is_dated(newer) else None
        self._newer_address = address_in(newer, usually=older)
        self.older_address = address_in(older, usually=newer)
        if body is not None and (send := _walk(body, self._send, self._newer_address, copying=True)):
            self._ups.append(_body_move(send))
        if answer is not None and (read := _walk(answer.schema, self._read, self.older_address, copying=False)):
            self._downs.append(_page_move(read, self.older_link) if answer.paged else _entity_move(read))


def _refusal(change: Change) -> Callable[[Request[Any]], None]:
    def refuse(request: Request[Any]) -> None:
        raise NotExpressible(change.name, change.why, change.remedy)

    return refuse


def _path_move(ending: str, becomes: str) -> Callable[[Request[Any]], None]:
    def move(request: Request[Any]) -> None:
        request.path = request.path.removesuffix(ending) + becomes

    return move


def _body_move(send: Move) -> Callable[[Request[Any]], None]:
    def move(request: Request[Any]) -> None:
        if isinstance(request.json, dict):
            # A copy, for it may hold objects of the caller's.
            request.json = dict(request.json)
            send(request.json)

    return move


def _entity_move(read: Move) -> Callable[[Any], Any]:
    def move(answer: Any) -> Any:
        if isinstance(answer, dict):
            read(answer)
        return answer

    return move


def _page_move(read: Move, link: Callable[[str], str]) -> Callable[[Any], Any]:
    def move(answer: Any) -> Any:
        if not isinstance(answer, dict):
            return answer
        entries = answer.get("values")
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                read(entry)
        if isinstance(next_link := answer.get("@nextLink"), str):
            answer["@nextLink"] = link(next_link)
        return answer

    return move


def _walk(schema: str, moves: Moves, address: Callable[[str], str], *, copying: bool) -> Move | None:
    """What moves an object of a schema, the URLs of the service in it, and what it holds; None if there is nothing.

    Args:
        copying: replace what is nested by a copy before it is moved.
    """
    own, urls, several = tuple(moves.get(schema, ())), ADDRESSES.get(schema, ()), SEVERAL.get(schema, ())
    held_by = NESTED.get(schema, {})
    # Most of what is nested holds one URL and nothing else to move, and takes no call of its own.
    nested_urls = [(name, ADDRESSES[held][0]) for name, held in held_by.items() if _holds_one_url(held, moves)]
    nested = [
        (name, inner)
        for name, held in held_by.items()
        if not _holds_one_url(held, moves) and (inner := _walk(held, moves, address, copying=copying))
    ]
    if not (own or urls or several or nested or nested_urls):
        return None

    def walk(value: Json) -> None:
        for move in own:
            move(value)
        for name in urls:
            if isinstance(url := value.get(name), str):
                value[name] = address(url)
        for name in several:
            if name in value:
                value[name] = _moved_references(value[name], address)
        for name, url_name in nested_urls:
            member = value.get(name)
            if isinstance(member, dict) and isinstance(url := member.get(url_name), str):
                if copying:
                    value[name] = member = dict(member)
                member[url_name] = address(url)
        for name, inner in nested:
            member = value.get(name)
            if isinstance(member, dict):
                if copying:
                    value[name] = member = dict(member)
                inner(member)

    return walk


def _holds_one_url(schema: str, moves: Moves) -> bool:
    """Whether nothing is to be moved in an object but one URL."""
    others = moves.get(schema) or SEVERAL.get(schema) or NESTED.get(schema)
    return not others and len(ADDRESSES.get(schema, ())) == 1


def _moved_references(value: Any, address: Callable[[str], str]) -> Any:
    """References to entities in a list or map, with their URLs moved."""
    if isinstance(value, dict):
        url = value.get("self")
        if isinstance(url, str):
            return {**value, "self": address(url)}
        return {name: _moved_references(inner, address) for name, inner in value.items()}
    return [_moved_references(inner, address) for inner in value] if isinstance(value, list) else value


def _with_parameter(link: str, name: str, becomes: str, value_of: Callable[[str], str | None]) -> str:
    """A link with another parameter in place of the one of a name; all others stay as they are written."""
    path, mark, query = link.partition("?")
    pairs = []
    for pair in query.split("&"):
        if pair.startswith(f"{name}="):
            value = value_of(pair.partition("=")[2])
            if value is not None:
                pairs.append(f"{becomes}={value}")
        else:
            pairs.append(pair)
    return f"{path}{mark}{'&'.join(pairs)}"
