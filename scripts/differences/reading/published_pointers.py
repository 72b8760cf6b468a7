"""Which part of a published Swagger 2.0 file each part of its normalised document was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from upstream.swagger import PATHS, Json, lookup_pointer, operations

from .schema_views import below


def published_pointers(swagger: Json, document: Json) -> dict[str, str]:
    """Pointer in the normalised document: pointer in the published file, for all that a report can be about."""
    return dict(_Published(swagger, document).pointers())


class _Published:
    def __init__(self, swagger: Json, document: Json) -> None:
        self._swagger = swagger
        self._document = document
        self._definitions = swagger.get("definitions", {})
        self._enums: dict[str, str] = {}

    def pointers(self) -> Iterator[tuple[str, str]]:
        yield (
            "/servers",
            next((f"/{key}" for key in ("x-ms-parameterized-host", "basePath", "host") if key in self._swagger), ""),
        )
        yield from ((f"/{part}", f"/{part}") for part in ("info", "security") if part in self._swagger)
        components = self._document["components"]
        for name in components["securitySchemes"]:
            yield below("/components/securitySchemes", name), below("/securityDefinitions", name)
        for name, parameter in components["parameters"].items():
            yield from self._parameter(below("/components/parameters", name), parameter, below("/parameters", name))
        for part in PATHS:
            for path, method, operation, _ in operations(self._document, part):
                yield from self._operation(below(f"/{part}", path), method, operation)
        for name, schema in components["schemas"].items():
            place = below("/definitions", name) if name in self._definitions else self._enums.get(name)
            if place is not None:
                yield from self._schema(below("/components/schemas", name), schema, place)

    def _operation(self, item: str, method: str, operation: Json) -> Iterator[tuple[str, str]]:
        pointer = below(item, method)
        yield pointer, pointer
        if "security" in operation:
            yield below(pointer, "security"), below(pointer, "security")
        given = {(entry["in"], entry["name"]): place for entry, place in self._parameters(item, method)}
        for index, entry in enumerate(operation.get("parameters", ())):
            if "$ref" not in entry:
                yield from self._parameter(
                    below(pointer, "parameters", index), entry, given[entry["in"], entry["name"]]
                )
        if "requestBody" in operation:
            yield from self._body(below(pointer, "requestBody"), operation["requestBody"], given)
        published = self._at(pointer)
        for status, response in operation["responses"].items():
            place = below(pointer, "responses", status)
            place = published["responses"][status].get("$ref", f"#{place}").removeprefix("#")
            yield from self._response(below(pointer, "responses", status), response, place)

    def _parameters(self, item: str, method: str) -> Iterator[tuple[Json, str]]:
        """The published parameters of an operation, those of its path first, and where they stand."""
        for owner in (item, below(item, method)):
            for index, entry in enumerate(self._at(owner).get("parameters", ())):
                place = entry.get("$ref", f"#{below(owner, 'parameters', index)}").removeprefix("#")
                yield self._at(place), place

    def _parameter(self, pointer: str, parameter: Json, place: str) -> Iterator[tuple[str, str]]:
        yield pointer, place
        yield from self._below(below(pointer, "schema"), parameter["schema"], place)

    def _body(self, pointer: str, body: Json, given: dict[tuple[str, str], str]) -> Iterator[tuple[str, str]]:
        (kind, media), *_ = body["content"].items()
        schema = below(pointer, "content", kind, "schema")
        sent = next((place for (where, _), place in given.items() if where == "body"), None)
        if sent is not None:
            yield pointer, sent
            yield from self._schema(schema, media["schema"], below(sent, "schema"))
            return
        fields = {name: place for (where, name), place in given.items() if where == "formData"}
        yield pointer, next(iter(fields.values())).rpartition("/")[0]
        for name, entry in media["schema"]["properties"].items():
            yield from self._schema(below(schema, "properties", name), entry, fields[name])

    def _response(self, pointer: str, response: Json, place: str) -> Iterator[tuple[str, str]]:
        yield pointer, place
        for name, header in response.get("headers", {}).items():
            at = below(place, "headers", name)
            yield below(pointer, "headers", name), at
            yield from self._below(below(pointer, "headers", name, "schema"), header["schema"], at)
        for kind, media in response.get("content", {}).items():
            yield from self._schema(below(pointer, "content", kind, "schema"), media["schema"], below(place, "schema"))

    def _schema(self, pointer: str, schema: Any, place: str) -> Iterator[tuple[str, str]]:
        """A schema and those written out in it; what it inherited is at the definition that has it."""
        yield pointer, place
        yield from self._below(pointer, schema, place)

    def _below(self, pointer: str, schema: Json, place: str) -> Iterator[tuple[str, str]]:
        published = self._at(place)
        name = published.get("x-ms-enum", {}).get("name") if "enum" in published else None
        if name is not None:
            self._enums.setdefault(name, place)
        for name, member in schema.get("properties", {}).items():
            owner = self._owner(place, name)
            if owner is not None:
                yield from self._schema(below(pointer, "properties", name), member, below(owner, "properties", name))
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict) and isinstance(published.get(key), dict):
                yield from self._schema(below(pointer, key), schema[key], below(place, key))

    def _owner(self, place: str, member: str) -> str | None:
        """The published schema that has the property: itself, else the last of those that it inherits from."""
        published = self._at(place)
        if "$ref" in published:
            return self._owner(published["$ref"].removeprefix("#"), member)
        if member in published.get("properties", {}):
            return place
        found = (self._owner(below(place, "allOf", index), member) for index in range(len(published.get("allOf", ()))))
        return next((owner for owner in reversed(list(found)) if owner is not None), None)

    def _at(self, pointer: str) -> Any:
        return lookup_pointer(self._swagger, pointer)
