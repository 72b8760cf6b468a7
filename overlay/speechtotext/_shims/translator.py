"""Running a program of one version against a newer one: its requests are moved up, the answers down."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias, cast

import httpx

from speechtotext._core.flows import advance
from speechtotext._core.migration import Migration
from speechtotext._core.responses import decode_response
from speechtotext._core.steps import Answer, Done, Failed, Flow, FlowRunner, Outcome, RunWith, Send, SendRaw
from speechtotext._errors import ConfigurationError, MigrationWarning
from speechtotext._locks import ForkSafeRLock
from speechtotext_api.calls import Request
from speechtotext_api.versions import PACKAGES

from .change import Flow as ChangeFlow
from .change import SendTo, VersionStep
from .operation_plan import OperationPlan
from .steps import VERSIONS, steps_between
from .urls import base_path

Read: TypeAlias = Callable[[httpx.Response], Any]

# By status, the header that says where what was made, or what it is made by, can be found.
_LOCATIONS = {201: "Location", 202: "Operation-Location"}
# What no longer holds of a body that is written anew.
_OF_THE_BYTES = ("Content-Length", "Content-Encoding", "Transfer-Encoding")
_PACKAGES = ("speechtotext", "speechtotext_api")


class Translator:
    """Stands between a program of one version and a newer version of the service.

    Args:
        source: the version of the program.
        steps: the steps from there to the version that is spoken.
        migration: what the program asked for.

    Attributes:
        copy_targets: by key, the transport of the client for the resource that it is the key of.
    """

    def __init__(self, source: str, steps: Sequence[VersionStep], migration: Migration) -> None:
        self.migration = migration
        self.copy_targets: dict[str, FlowRunner] = {
            key: client._transport for key, client in migration.copy_targets.items()
        }
        self._versions = (source, *(step.newer for step in steps))
        self._steps = steps
        self._base_path = base_path(migration.to)
        self._plans: dict[tuple[str, int], OperationPlan] = {}
        self._warned: set[str] = set()
        self._warning = ForkSafeRLock()

    def answer(self, step: Send[Any], on_response: Callable[[httpx.Response], None] | None) -> Flow[Answer]:
        """What sending a request of the program's version takes.

        Args:
            on_response: is given the answer as the program's version would have sent it.
        """
        return self._sent(step.request, 0, link=step.link, on_response=on_response)

    def older(self, operation: str, answer: Any) -> Any:
        """The JSON that the program's version would have answered an operation with; what is given is altered."""
        return self._plan(operation, 0).older(answer)

    def warn(self, sentence: str) -> None:
        """Warn once of something that is lost. Where the warning is raised as an error, each call raises it."""
        with self._warning:
            if sentence not in self._warned:
                warnings.warn(MigrationWarning(sentence), stacklevel=_stack_level())
                self._warned.add(sentence)

    def _sent(
        self,
        request: Request[Any],
        level: int,
        *,
        link: str | None = None,
        on_response: Callable[[httpx.Response], None] | None = None,
    ) -> Flow[Answer]:
        """Send a request of the version that is `level` steps above the program's."""
        plan = self._plan(request.operation.id, level)
        moved = plan.newer(request)
        read: Read = plan.read
        if plan.flow is None:
            response = yield SendRaw(moved, self._base_path, link and plan.newer_link(link))
        else:
            body, response = yield from self._run(plan.flow(moved, self), level + plan.steps)
            read = partial(_given, plan.older(body))
        location = _LOCATIONS.get(response.status_code)
        if location is not None and location in response.headers:
            response.headers[location] = plan.older_address(response.headers[location])
        if on_response is not None:
            response, read = _rewritten(response, read), httpx.Response.json
            on_response(response)
        return decode_response(request, response, read), response

    def _run(self, flow: ChangeFlow, level: int) -> Flow[Answer]:
        """Run a flow whose requests are of the version that is `level` steps above the program's."""
        outcome: Outcome = None
        while not isinstance(step := advance(flow, outcome), Done):
            try:
                match step:
                    case Send():
                        outcome = yield from self._sent(step.request, level)
                    case SendTo():
                        outcome = yield RunWith(step.transport, self._sent(step.request, level))
                    case _:
                        outcome = yield step
            except Exception as error:
                outcome = Failed(error)
        return cast("Answer", step.result)

    def _plan(self, operation: str, level: int) -> OperationPlan:
        plan = self._plans.get((operation, level))
        if plan is None:
            plan = OperationPlan(operation, self._versions[level], self._steps[level:], self)
            self._plans[operation, level] = plan
        return plan


def _given(body: Any, response: httpx.Response) -> Any:
    """The JSON of an answer that several requests have led to."""
    return body


def _rewritten(response: httpx.Response, read: Read) -> httpx.Response:
    """An answer with the older version's JSON for its body; one that holds none stays as it is."""
    if not (response.is_success and response.content):
        return response
    try:
        body = read(response)
    except ValueError:
        return response
    headers = response.headers.copy()
    for name in _OF_THE_BYTES:
        headers.pop(name, None)
    return httpx.Response(
        response.status_code,
        headers=headers,
        content=json.dumps(body).encode(),
        request=response.request,
        extensions=response.extensions,
        history=response.history,
    )


def _stack_level() -> int:
    """How far above the warning the program stands, as `warnings.warn` counts."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals["__name__"].partition(".")[0] in _PACKAGES:
        level, frame = level + 1, frame.f_back
    return level


def translator_between(source: str, migration: Migration) -> Translator:
    """Return the translator from version `source` to the one that the migration names.

    Raises:
        ConfigurationError: there is no such version, it is an older one, or one of the two has no migration steps.
    """
    if source not in VERSIONS:
        raise ConfigurationError(
            f"api_version {migration.to!r} cannot be used: {source}, which this client is for, has no migration steps. "
            "Leave out api_version."
        )
    own = VERSIONS.index(source)
    if migration.to not in VERSIONS[own + 1 :]:
        what = "has a client but no migration steps" if migration.to in PACKAGES else "is not known"
        if migration.to in VERSIONS:
            what = f"is older than {source}, which this client is for"
        newer = own + 1 < len(VERSIONS)
        choice = f"give {_listed(VERSIONS[own:])}" if newer else f"{source} is the newest: leave out api_version"
        raise ConfigurationError(f"api_version {migration.to!r} {what}; {choice}.")
    return Translator(source, steps_between(source, migration.to), migration)


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
