"""Serialize values in the format of an API version.

The service's state bears the names of every version at once. What a version shows of it is what its document
declares: a property that the document does not know is left out, a link to an operation that it lacks too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from speechtotext.emulator._contract.documents import Document, Json, schema_name

from .collections import collection_of, id_in


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an operation; its URL depends on version and site.

    Args:
        operation: id of the operation.
        values: what its path is filled with.
        query: what is asked for.
    """

    operation: str
    values: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)

    def url(self, document: Document, site: str) -> str | None:
        """Return the URL in an API version; None if the version lacks the operation."""
        return document.url(site, self.operation, self.values, self.query)


@dataclass(frozen=True, slots=True)
class Address:
    """A link to a path at the site that is not an operation.

    Args:
        path: path and query.
        scheme: what it is talked to by.
    """

    path: str
    scheme: Literal["http", "ws"] = "http"

    def url(self, document: Document, site: str) -> str | None:
        """Return the URL at a site."""
        return self.scheme + site.removeprefix("http") + self.path


SchemaSerializer: TypeAlias = Callable[[Any, str], Any]
"""Shows a value at a site; None where there is nothing to show."""


class VersionSerializer:
    """Serializes values by the schemas of one API version."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._serializers: dict[str, SchemaSerializer] = {"EntityReference": self._reference}

    def serialize(self, schema: Json, value: Any, site: str) -> Any:
        """Serialize a value by its schema.

        Args:
            site: scheme and host that links begin with.
        """
        return self._serializer(schema)(value, site)

    def _serializer(self, schema: Json) -> SchemaSerializer:
        if "$ref" in schema:
            return self._named_serializer(schema_name(schema))
        if "allOf" in schema:
            return self._serializer(schema["allOf"][0])
        if "properties" in schema:
            return _object({name: self._serializer(member) for name, member in schema["properties"].items()})
        if schema.get("type") == "array":
            return self._array(schema["items"])
        further = schema.get("additionalProperties")
        return _map(self._serializer(further)) if isinstance(further, dict) and further else self._scalar

    def _named_serializer(self, name: str) -> SchemaSerializer:
        if name not in self._serializers:
            # Schemas may hold themselves: while one is being made, it is looked up when it is needed.
            self._serializers[name] = lambda value, site: self._serializers[name](value, site)
            self._serializers[name] = self._serializer(self._document.schema(name))
        return self._serializers[name]

    def _scalar(self, value: Any, site: str) -> Any:
        return value.url(self._document, site) if isinstance(value, Link | Address) else value

    def _reference(self, value: Any, site: str) -> Any:
        """Serialize a reference to an entity, which the state holds as `collection/id`."""
        collection = collection_of(value["self"])
        link = self._document.url(site, collection.get, {"id": id_in(value["self"])})
        return None if link is None else {"self": link}

    def _array(self, items: Json) -> SchemaSerializer:
        values = self._document.resolve(items).get("enum")
        if values is not None:
            return lambda value, site: [item for item in value if item in values]
        serialize = self._serializer(items)
        return lambda value, site: [serialize(item, site) for item in value]


def _object(members: Mapping[str, SchemaSerializer]) -> SchemaSerializer:
    def serialize(value: Any, site: str) -> Any:
        result = {}
        for name, show in members.items():
            member = value.get(name)
            if member is not None and (member := show(member, site)) is not None:
                result[name] = member
        return result

    return serialize


def _map(show: SchemaSerializer) -> SchemaSerializer:
    return lambda value, site: {name: show(member, site) for name, member in value.items()}
