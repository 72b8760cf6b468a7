"""Examples played through the public client: the requests are recorded, the answers are the examples' own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cache
from importlib import import_module
from types import ModuleType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
import httpx

from examples import JSON_FIELDS, Answered, Example, python_name
from speechtotext import SpeechError
from typedness import annotations_of
from upstream.sources import load_sources

Flavour = Literal["sync", "async"]
FLAVOURS: tuple[Flavour, ...] = ("sync", "async")
Service = Callable[[httpx.Request], httpx.Response]


@dataclass
class Recorder:
    """Answers the first request with the example's answer, all others with an empty last page."""

    answered: Answered
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if len(self.requests) > 1:
            return httpx.Response(200, json={"values": []})
        body = {"json": self.answered.body} if self.answered.has_body else {}
        return httpx.Response(self.answered.status, headers=self.answered.answer.get("headers"), **body)


@dataclass(frozen=True)
class Call:
    """What came of a call.

    Attributes:
        requests: what was sent, the first page's request first.
        outcome: what the method returned, of a listing the pages; or what it raised.
        annotation: how the method's result is annotated; of a listing as a list of pages.
    """

    requests: list[httpx.Request]
    outcome: Any
    annotation: Any

    @property
    def result(self) -> Any:
        """What the method returned.

        Raises:
            SpeechError: it raised instead.
        """
        if isinstance(self.outcome, SpeechError):
            raise self.outcome
        return self.outcome


def client_module(version: str) -> ModuleType:
    """The module that users of `version` import."""
    return import_module(f"speechtotext.{load_sources()[version].package}")


def model(example: Example, name: str) -> Any:
    """The model that a published definition of the example's version has become."""
    return getattr(client_module(example.version).models, name)


@cache
def call(answered: Answered, flavour: Flavour) -> Call:
    """Make the call of an example, once."""
    recorder = Recorder(answered)
    return Call(recorder.requests, *play(answered.example, recorder, flavour))


def play(example: Example, service: Service, flavour: Flavour, **arguments: Any) -> tuple[Any, Any]:
    """Make the call of an example, with further arguments of the client: the outcome and annotation of a `Call`."""
    if flavour == "sync":
        return _call(example, service, arguments)
    return asyncio.run(_call_async(example, service, arguments))


def _call(example: Example, service: Service, arguments: dict[str, Any]) -> tuple[Any, Any]:
    module = client_module(example.version)
    with httpx.Client(transport=httpx.MockTransport(service), trust_env=False) as http:
        with module.Client(**_arguments(example), **arguments, http_client=http) as client:
            method = getattr(getattr(client, example.operation.group), example.operation.verb)
            try:
                result = method(*positional(example), **keywords(example))
                if example.operation.pageable:
                    result = [page.items for page in result.pages()]
                return result, _annotation(method, example)
            except SpeechError as error:
                return error, None


async def _call_async(example: Example, service: Service, arguments: dict[str, Any]) -> tuple[Any, Any]:
    module = client_module(example.version)
    async with httpx.AsyncClient(transport=httpx.MockTransport(service), trust_env=False) as http:
        async with module.AsyncClient(**_arguments(example), **arguments, http_client=http) as client:
            method = getattr(getattr(client, example.operation.group), example.operation.verb)
            try:
                result = method(*positional(example), **keywords(example))
                if example.operation.pageable:
                    return [page.items async for page in result.pages()], _annotation(method, example)
                return await result, _annotation(method, example)
            except SpeechError as error:
                return error, None


def _arguments(example: Example) -> dict[str, Any]:
    return {"endpoint": example.endpoint, "key": example.key, "rate_limit": None}


def _annotation(method: Any, example: Example) -> Any:
    annotation = get_type_hints(method)["return"]
    return list[list[get_args(annotation)[0]]] if example.operation.pageable else annotation  # type: ignore[misc]


def positional(example: Example) -> list[Any]:
    """The arguments of the method that have no keyword: what is in the path, in its order, and the body."""
    path = example.operation.path
    names = sorted(example.operation.parameters_in("path"), key=lambda name: path.index(f"{{{name}}}"))
    ids = [example.parameters[name] for name in names]
    return ids if example.body is None else [*ids, body_argument(example)]


def keywords(example: Example) -> dict[str, Any]:
    """The arguments of the method that have one: what is in the query, and the fields of a form."""
    query = {name: example.parameters[name] for name in example.query if name != "api-version"}
    form = {name: form_argument(example, name) for name in example.form}
    return {python_name(name): value for name, value in (query | form).items()}


def body_argument(example: Example) -> Any:
    """The body as the method takes it: a model, a list of them, or bytes."""
    (parameter,) = example.operation.parameters_in("body").values()
    schema = parameter["schema"]
    if schema.get("type") == "array":
        return [model(example, _name(schema["items"])).from_dict(item) for item in example.body]
    return model(example, _name(schema)).from_dict(example.body) if "$ref" in schema else example.body.encode()


def form_argument(example: Example, name: str) -> Any:
    """A field of a form as the method takes it: text, a model, or the bytes of a file."""
    value = example.parameters[name]
    json_model = JSON_FIELDS.get((example.operation.name, name))
    if json_model:
        return model(example, json_model).from_dict(json.loads(value))
    return value.encode() if example.operation.parameters[name]["type"] == "file" else value


def json_arguments(example: Example) -> list[tuple[Any, Any]]:
    """The models among the arguments, each with the JSON that it stands for."""
    form = [name for name in example.form if (example.operation.name, name) in JSON_FIELDS]
    fields = [(form_argument(example, name), json.loads(example.form[name])) for name in form]
    return [*fields, (body_argument(example), example.body)] if sends_json(example) else fields


def sends_json(example: Example) -> bool:
    return example.body is not None and example.content_type == "application/json"


def sends_models(example: Example) -> bool:
    return sends_json(example) or any((example.operation.name, name) in JSON_FIELDS for name in example.form)


def by_keywords(annotation: Any, value: Any) -> Any:
    """A value made the way users make it: models by their constructors, from the JSON that it stands for."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        annotation = next(choice for choice in get_args(annotation) if choice is not type(None))
        return None if value is None else by_keywords(annotation, value)
    if origin is list:
        return [by_keywords(get_args(annotation)[0], item) for item in value]
    if origin is dict:
        return {name: by_keywords(get_args(annotation)[1], item) for name, item in value.items()}
    if attrs.has(annotation):
        annotations = annotations_of(annotation)
        members = {python_name(name): member for name, member in value.items()}
        return annotation(**{name: by_keywords(annotations[name], member) for name, member in members.items()})
    if annotation is datetime:
        return datetime.fromisoformat(value)
    return annotation(value) if isinstance(annotation, type) and issubclass(annotation, Enum) else value


def _name(schema: dict[str, Any]) -> str:
    return str(schema["$ref"].rpartition("/")[2])
