"""What a change between two neighbouring versions is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

import httpx

from speechtotext._core.migration import Migration
from speechtotext._core.steps import FlowRunner, Step
from speechtotext_api.calls import Request

Json: TypeAlias = dict[str, Any]


class Program(Protocol):
    """The program whose requests are moved."""

    @property
    def migration(self) -> Migration:
        """What it asked for."""
        ...

    @property
    def copy_targets(self) -> Mapping[str, FlowRunner]:
        """By key, the transport of the client for the resource that it is the key of."""
        ...

    def warn(self, sentence: str) -> None:
        """Tell it, once, of something that is lost without harm."""
        ...


class Parameter(NamedTuple):
    """What becomes of a query parameter.

    Args:
        name: what the newer version calls it.
        newer: makes the value of the newer version; None to leave it out.
        older: makes the value of the older version.
    """

    name: str
    newer: Callable[[str], str | None]
    older: Callable[[str], str]


class SendTo(NamedTuple):
    """Send a request with another client's transport."""

    request: Request[Any]
    transport: FlowRunner


class MoveObject(Protocol):
    """Moves an object of a request up."""

    def __call__(self, value: Json, /, program: Program) -> None: ...


class MoveRequest(Protocol):
    """Moves a request up as a whole."""

    def __call__(self, request: Request[Any], /, program: Program) -> None: ...


Flow: TypeAlias = Generator[Step | SendTo, Any, tuple[Any, httpx.Response]]
"""Requests of the newer version that do together what one did, and the JSON and the answer that stand for its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different in the newer version: what it is, and how requests and answers are moved across.

    What moves JSON is given an object that it may alter; what is nested in that, it replaces. It takes nothing for
    granted, for a program may send anything.

    Args:
        name: what it is called.
        why: what is different, as a sentence.
        covers: the differences between the published documents that it answers for: `rule subject`, as patterns in
            which * stands for any text.
        request: what becomes of requests, as a sentence; empty if nothing.
        response: what becomes of answers, as a sentence; empty if nothing.
        remedy: what to do about what cannot be moved, as a sentence; empty if there is nothing of the kind.
        paths: by operation, the end of its path and what the newer version has there.
        renamed: by operation, the one that takes its place.
        parameters: by name, what becomes of a query parameter.
        send: by schema, what moves an object of a request up.
        send_request: by operation, what moves a request up as a whole.
        read: by schema, what moves an object of an answer down.
        read_response: by operation, what moves the JSON of an answer down as a whole.
        flows: by operation, the requests that do the same in the newer version.
        gone: operations that the newer version does not have, and nothing in their place.
        restores: names of former changes that are void where the newer version of this one, or a later one, is spoken.
    """

    name: str
    why: str
    covers: tuple[str, ...]
    request: str = ""
    response: str = ""
    remedy: str = ""
    paths: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    send: Mapping[str, MoveObject] = field(default_factory=dict)
    send_request: Mapping[str, MoveRequest] = field(default_factory=dict)
    read: Mapping[str, Callable[[Json], None]] = field(default_factory=dict)
    read_response: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    flows: Mapping[str, Callable[[Request[Any], Program], Flow]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    restores: tuple[str, ...] = ()


class NoChangeNeeded(NamedTuple):
    """Differences that no program of the older version has to be moved across.

    Args:
        why: why not, as a sentence.
        covers: the differences, as those of a change.
        remedy: what a program may do all the same, as a sentence.
    """

    why: str
    covers: tuple[str, ...]
    remedy: str = ""


class VersionStep(NamedTuple):
    """All that is different between two neighbouring versions."""

    older: str
    newer: str
    changes: tuple[Change, ...]
    needless: tuple[NoChangeNeeded, ...]
