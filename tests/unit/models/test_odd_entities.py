"""Each member of each entity, and of what is in it, missing or odd: calls go on, and the attribute tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import httpx
import pytest

from speechtotext import UnexpectedResponse
from unit.flavours import ID, KEY, ORIGIN
from unit.specification import MODULES, Json, client_module, model, schemas

COLLECTIONS = {
    "transcriptions": ("list", "get"),
    "datasets": ("list", "get"),
    "endpoints": ("list", "get"),
    "evaluations": ("list", "get"),
    "projects": ("list", "get"),
    "web_hooks": ("list", "get"),
    "models": ("list_custom_models", "get_custom_model"),
}
ABSENT = object()


class Oddity(NamedTuple):
    """A member of an entity that is odd.

    Attributes:
        path: where it is.
        around: for each object on the way below the entity, what else it has to have.
        value: what is there.
    """

    path: tuple[str, ...]
    around: tuple[Json, ...]
    value: object

    def put_into(self, entity: Json) -> Json:
        """A copy of an entity with the odd member."""
        key, *rest = self.path
        if rest:
            inner = Oddity(tuple(rest), self.around[1:], self.value)
            return {**entity, key: inner.put_into({**self.around[0], **entity.get(key, {})})}
        if self.value is ABSENT:
            return {name: value for name, value in entity.items() if name != key}
        return {**entity, key: self.value}


class Service:
    """Has entities: answers with one by its id, or with all of them on a page."""

    def __init__(self, entities: dict[str, Json]) -> None:
        self.entities = entities

    def __call__(self, request: httpx.Request) -> httpx.Response:
        found = self.entities.get(request.url.path.rpartition("/")[2])
        return httpx.Response(200, json=found or {"values": list(self.entities.values())})


def collections(version: str) -> Iterator[tuple[str, str, str, str]]:
    """Group, names of the methods that list and get, and the model of each collection of a version."""
    for group, (listing, getting) in COLLECTIONS.items():
        module = getattr(client_module(version).Client(region="westeurope", key=KEY), group, None)
        if module is not None:
            name = getattr(type(module), getting).__annotations__["return"].removeprefix("models.")
            yield group, listing, getting, name


def oddities(version: str, name: str, above: tuple[str, ...] = (), around: tuple[Json, ...] = ()) -> Iterator[Oddity]:
    """Each member of a model, and of those in it, as it should not be."""
    for key, schema in schemas(version)[name].get("properties", {}).items():
        kind, path = schema.get("type"), (*above, key)
        yield Oddity(path, around, ABSENT)
        yield Oddity(path, around, None)
        yield Oddity(path, around, 5 if kind not in ("integer", "number") else "five")
        yield Oddity(path, around, ["odd"] if kind != "array" else {"odd": True})
        inner = referred(schema)
        if inner in schemas(version) and len(above) < 2:
            yield from oddities(version, inner, path, (*around, valid(version, inner)))


def referred(schema: Json) -> str:
    """The name of the schema that a schema stands for, if any."""
    reference: str = next((part["$ref"] for part in [schema, *schema.get("allOf", [])] if "$ref" in part), "")
    return reference.rpartition("/")[2]


def attribute(version: str, name: str, entity: Any, path: tuple[str, ...]) -> object:
    """What the attribute gives that stands for a member."""
    for key in path:
        entity = getattr(entity, type(entity)._keys[key].attribute)
        if entity is None:
            return None
    return entity


def client(version: str, service: Service, **arguments: Any) -> Any:
    http = httpx.Client(transport=httpx.MockTransport(service))
    return client_module(version).Client(region="westeurope", key=KEY, rate_limit=None, http_client=http, **arguments)


def valid(version: str, name: str) -> Json:
    """The least that a model has to have."""
    schema = schemas(version)[name]
    return {key: smallest(version, schema["properties"][key]) for key in schema.get("required", ())}


def smallest(version: str, schema: Json) -> Any:
    name = referred(schema)
    if name:
        return valid(version, name) if "properties" in schemas(version)[name] else schemas(version)[name]["enum"][0]
    return {"integer": 6, "number": 0.5, "boolean": True, "array": [], "object": {}}.get(schema.get("type", ""), "text")


@pytest.mark.parametrize("version", MODULES)
def test_odd_members_are_told_by_their_attributes_alone(version: str) -> None:
    answers = told = 0
    for group, listing, getting, name in collections(version):
        odd = {str(UUID(int=number)): oddity for number, oddity in enumerate(oddities(version, name), 1)}
        plain = {**valid(version, name), "status": "Succeeded"}
        service = Service(
            {
                id: oddity.put_into({"self": f"{ORIGIN}/speechtotext/{group}/{id}", **plain})
                for id, oddity in odd.items()
            }
        )
        methods = getattr(client(version, service), group)
        listed = list(getattr(methods, listing)())
        ended = [id for id, entity in service.entities.items() if entity.get("status") == "Succeeded"]
        waited = list(methods.wait_all(ended)) if hasattr(methods, "wait_all") else []
        for (id, oddity), one in zip(odd.items(), listed, strict=True):
            for entity in (one, getattr(methods, getting)(id)):
                answers += 1
                assert type(entity) is model(version, name)
                assert entity.to_dict() == service.entities[id], oddity
                assert repr(entity)
            try:
                attribute(version, name, one, oddity.path)
            except UnexpectedResponse:
                told += 1
        assert len(waited) in (0, len(ended))
    assert answers > 1000
    assert told > 300


@pytest.mark.parametrize("version", MODULES)
def test_a_strict_client_refuses_members_of_another_type_at_once(version: str) -> None:
    refused = 0
    for group, _, getting, name in collections(version):
        plain = {"self": f"{ORIGIN}/speechtotext/{group}/{ID}", **valid(version, name)}
        service = Service({ID: plain})
        get = getattr(getattr(client(version, service, strict=True), group), getting)
        assert get(ID).to_dict() == plain
        for oddity in oddities(version, name):
            service.entities[ID] = oddity.put_into(plain)
            if oddity.value not in (ABSENT, None):
                with pytest.raises(UnexpectedResponse, match=f"was answered with a body in which .*{oddity.path[-1]}"):
                    get(ID)
                refused += 1
    assert refused > 300
